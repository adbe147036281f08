"""A project that has been followed: what it does, and what several subjects rest on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.facts.unread import Unread, not_followed
from flasklint.follow import descriptions as libraries
from flasklint.follow import roots
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.paths import Paths
from flasklint.follow.values import Attached, Bound, ClassValue, External, FunctionValue, Unknown
from flasklint.project.apps import programs
from flasklint.project.assembly import assemble
from flasklint.project.declared import Settings
from flasklint.project.reachability import Reach
from flasklint.project.routes import static_files
from flasklint.project.routes import table as route_table
from flasklint.project.views import View
from flasklint.project.views import functions as views
from flasklint.project.wiring import App, Wiring


class Analysis:
    """What has been followed, and what follows from it. Made of the same as a `Project`."""

    def __init__(
        self,
        modules: Mapping[str, Module],
        unread: Sequence[Unread],
        settings: Settings,
        described: Mapping[str, Module],
        manifests: Mapping[str, str],
        has_tests: bool,
    ) -> None:
        self.modules = modules
        self.manifests = manifests
        self.has_tests = has_tests
        self.settings = settings
        self.unread = unread
        self.described = described
        self.evaluation = Evaluation(
            modules,
            {**libraries.described(modules), **described},
            libraries.distributions(manifests),
            settings.steps,
        )
        roots.run_everything(self.evaluation)
        self.wiring: Wiring = assemble(self.evaluation)
        self.paths = Paths(self.evaluation)
        self.kept: dict[object, Any] = {}
        """What `once` has kept."""
        self._programs: dict[str, Analysis] = {}

    @cached_property
    def hidden(self) -> tuple[Unread, ...]:
        """The files of whose code not all is known."""
        beyond = self.evaluation.budget.beyond
        modules = (each for each in self.modules.values() if each.filename in beyond)
        return (*self.unread, *(not_followed(each, beyond[each.filename]) for each in modules))

    # programs side by side

    @cached_property
    def programs(self) -> dict[str, str]:
        """The program that each file belongs to, where there are several."""
        return programs.programs(self.reach)

    def program(self, directory: str) -> Analysis:
        """One program, followed by itself."""
        if directory not in self._programs:
            own = {name for name, each in self.programs.items() if each == directory}
            every = set(self.programs.values())
            self._programs[directory] = Analysis(
                {name: each for name, each in self.modules.items() if each.filename in own},
                [
                    file
                    for file in self.unread
                    if programs.around(file.filename, every) == directory
                ],
                self.settings,
                self.described,
                self.manifests,
                self.has_tests,
            )
        return self._programs[directory]

    # what paths lead to

    def bases(self, path: str) -> tuple[str, ...] | None:
        """The class at a path and its bases, nearest first, as in `PathQuestions.bases`."""
        value, rest = self.paths.value(path)
        if rest or not isinstance(value, ClassValue):
            return None
        return tuple(_base_path(base) for base in ancestors(value))

    def defined_at(self, path: str | None) -> Place | None:
        """Where the project defines the function or class at a path."""
        value, rest = self.paths.value(path) if path else (None, "")
        if rest or value is None:
            return None
        match value:
            case FunctionValue() | ClassValue() if not value.is_library:
                return value.place
            case Bound(function=function) if not function.is_library:
                return function.place
        return None

    def module_of(self, path: str) -> str | None:
        """The module of the project that defines what a path begins with."""
        name = self.evaluation.modules.full_path(path)
        while name:
            if name in self.modules:
                return name
            name = name.rpartition(".")[0]
        return None

    def mentions(self, module: str, names: Collection[str]) -> bool:
        """Whether a module mentions or imports one of some names."""
        facts = self.modules.get(module)
        if facts is None:
            return False
        self.evaluation.words.update(names)
        imported = (name for node in facts.imports for name, _ in node.names)
        return not facts.names.union(imported).isdisjoint(names)

    # views and routes

    @cached_property
    def views(self) -> dict[str, list[View]]:
        """The views by file."""
        return views.by_file(self.evaluation, self.wiring)

    @cached_property
    def route_table(self) -> list[route_table.Route]:
        """All declared routes, with what is known of where they end up."""
        declared = [*self.wiring.routes, *static_files.declarations(self.wiring)]
        return route_table.table(declared, self.reach)

    # what is chosen

    @property
    def has_chosen_factory(self) -> bool:
        """Whether an app is made by the factory that the settings name."""
        return any(map(self._is_chosen, self.wiring.apps))

    def _is_chosen(self, app: App) -> bool:
        wanted = self.evaluation.modules.full_path(self.settings.factory)
        return app.factory is not None and app.factory.path == wanted

    @cached_property
    def apps(self) -> list[App]:
        """The apps that the chosen factory makes; all if none is chosen."""
        chosen = [app for app in self.wiring.apps if self._is_chosen(app)]
        return chosen or self.wiring.apps

    @cached_property
    def reach(self) -> Reach:
        """Which modules are imported, and which Blueprints registered."""
        return Reach(self.evaluation, self.wiring, self.hidden, self.manifests)


def _base_path(base: ClassValue | External | Attached | Unknown) -> str:
    return "?" if isinstance(base, Unknown) else base.path
