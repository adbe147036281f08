"""A project that has been followed, and what it says to the questions of `project`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from flasklint.disk import globs
from flasklint.facts import code
from flasklint.facts.code import Place
from flasklint.facts.unread import Unread, not_followed
from flasklint.follow import descriptions as libraries
from flasklint.follow import roots
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import objects as flask_objects
from flasklint.follow.paths import Paths
from flasklint.follow.python import attributes
from flasklint.follow.values import (
    Attached,
    Bound,
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Known,
    Unknown,
    ancestors,
)
from flasklint.project.answers import (
    Answer,
    ConfigSources,
    ErrorClass,
    Layer,
    MadeBlueprint,
    RegistrationSite,
    View,
)
from flasklint.project.apps import programs
from flasklint.project.database import models
from flasklint.project.errors import choice as error_choice
from flasklint.project.errors import classes as error_classes
from flasklint.project.layers import services as service_layer
from flasklint.project.layers.layers import LAYER_NAMES, Layers
from flasklint.project.particulars import Particulars
from flasklint.project.project import Settings
from flasklint.project.reachability import Reach
from flasklint.project.routes import static_files
from flasklint.project.routes import table as route_table
from flasklint.project.settings import sources as config_sources
from flasklint.project.views import functions as views
from flasklint.project.wiring import App, Blueprint, Wiring, assemble


class Followed:
    """What has been followed, and what follows from it. Made of the same as a `Project`."""

    def __init__(
        self,
        modules: Mapping[str, code.Module],
        unread: Sequence[Unread],
        settings: Settings,
        described: Mapping[str, code.Module],
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
        self._programs: dict[str, Followed] = {}

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

    def program(self, directory: str) -> Followed:
        """One program, followed by itself."""
        if directory not in self._programs:
            own = {name for name, each in self.programs.items() if each == directory}
            every = set(self.programs.values())
            self._programs[directory] = Followed(
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
        """See `Project.bases`."""
        value, rest = self.paths.value(path)
        if rest or not isinstance(value, ClassValue):
            return None
        return tuple(_base_path(base) for base in ancestors(value))

    def defined_at(self, path: str | None) -> Place | None:
        """See `Project.defined_at`."""
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
        """See `Project.module_of`."""
        name = self.evaluation.modules.full_path(path)
        while name:
            if name in self.modules:
                return name
            name = name.rpartition(".")[0]
        return None

    def parameters_of(self, path: str) -> tuple[code.Param, ...] | None:
        """See `Project.parameters_of`."""
        value, rest = self.paths.value(path)
        if rest:
            return None
        match value:
            case FunctionValue():
                skip = 1 if value.owner is not None and value.kind != "staticmethod" else 0
                return value.code.params[skip:]
            case Bound(function=function):
                return function.code.params[1:]
            case ClassValue():
                constructor = attributes.attribute(
                    self.evaluation, Instance(value, value.place), "__init__"
                )
                if isinstance(constructor, Bound):
                    return constructor.function.code.params[1:]
        return None

    def constant(self, path: str | None) -> object:
        """See `Project.constant`."""
        value, rest = self.paths.value(path) if path else (None, "")
        if isinstance(value, Known) and not rest and not value.assumed:
            return value.value
        return None

    # views and Blueprints

    @cached_property
    def views(self) -> dict[str, list[View]]:
        """The views by file."""
        return views.by_file(self.evaluation, self.wiring)

    def blueprints_in(self, filename: str) -> tuple[MadeBlueprint, ...]:
        """See `Project.blueprints_in`."""
        return tuple(
            MadeBlueprint(
                made.place.node, made.name, self.reach.is_registered(made), self._is_empty(made)
            )
            for made in self._own_blueprints
            if made.place.filename == filename
        )

    def _is_empty(self, made: Blueprint) -> bool:
        """Whether nothing is put on a Blueprint, and it has no files."""
        folders = ("static_folder", "template_folder")
        return all(
            flask_objects.given("blueprint", made.instance, folder) is None for folder in folders
        ) and not any(
            event.receiver is made.instance and event.place != made.place
            for event in self.evaluation.events
        )

    def registered_blueprints(self) -> list[Answer]:
        """See `Project.blueprints`."""
        return [self.reach.is_registered(made) for made in self._own_blueprints]

    @property
    def _own_blueprints(self) -> list[Blueprint]:
        """Those that the project makes itself, not through a package from outside."""
        return [made for made in self.wiring.blueprints if not made.instance.foreign]

    def urls_of(self, path: str) -> tuple[str, ...]:
        """See `Project.urls_of`."""
        places = {
            place
            for found in self.views.values()
            for view in found
            if view.path == path
            for place in view.routes
        }
        owner = path.rpartition(".")[0]
        return tuple(
            route.rule
            for route in self.route_table
            if route.rule is not None and (route.place in places or route.view == owner)
        )

    def registration_sites(self) -> tuple[RegistrationSite, ...]:
        """See `Project.registration_sites`."""
        owners: list[App | Blueprint] = [*self.apps, *self._own_blueprints]
        return tuple(
            RegistrationSite(
                made.event.place,
                made.event.within.place if made.event.within else None,
                owner.factory.place if isinstance(owner, App) and owner.factory else None,
                owner.place,
                owner.name if isinstance(owner, Blueprint) else None,
                made.child.place,
            )
            for owner in owners
            for made in owner.registrations
        )

    def factories(self) -> tuple[tuple[str | None, Place | None, Place], ...]:
        """See `Project.factories`."""
        return tuple(
            (app.factory.path, app.factory.place, app.place)
            if app.factory
            else (None, None, app.place)
            for app in self.apps
        )

    def error_handlers(self) -> frozenset[str]:
        """See `Project.error_handlers`."""
        return frozenset(
            handler.function.path for handler in self.wiring.handlers if handler.function
        )

    # the architecture

    def services(self) -> Layer:
        """The service layer that the code shows."""
        functions = views.functions(self.evaluation, self.wiring)
        return service_layer.service_layer(self.evaluation, functions, self.layers.holds_another)

    @cached_property
    def layers(self) -> Layers:
        """The layers."""
        return Layers(self)

    @cached_property
    def error_classes(self) -> tuple[ErrorClass, ...]:
        """See `Project.error_classes`."""
        chosen = self.settings.error_class
        return error_classes.error_classes(self.evaluation, self.wiring, chosen)

    @property
    def error_class(self) -> ErrorClass | None:
        """See `Project.error_class`."""
        return error_choice.the_error_class(self.error_classes)

    def error_classes_for(self, view: str) -> tuple[ErrorClass, ...]:
        """See `Project.error_classes_for`."""
        owners = [
            declared.owner
            for declared in self.wiring.routes
            if declared.view is not None and declared.view.path in (view, view.rpartition(".")[0])
        ]
        return error_classes.classes_for(self.error_classes, owners)

    def config_sources(self) -> ConfigSources:
        """See `Project.config_sources`."""
        return config_sources.config_sources(self.evaluation, self.wiring)

    @cached_property
    def route_table(self) -> list[route_table.Route]:
        """See `Project.route_table`."""
        declared = [*self.wiring.routes, *static_files.declarations(self.wiring)]
        return route_table.table(declared, self.reach)

    # the database

    def model_attribute(self, cls: str, name: str) -> str:
        """What a model binds a name to: a "column" or other value, a method that uses a "session",
        or something else or nothing ("")."""
        value, rest = self.paths.value(cls)
        own = models.attribute(value, name) if not rest else None
        if models.is_column(own):
            return "column"
        if isinstance(own, FunctionValue) and models.uses_session(self.evaluation, own):
            return "session"
        return ""

    @cached_property
    def particulars(self) -> Particulars:
        """What few rules ask."""
        return Particulars(self)

    # what is chosen

    @property
    def has_chosen_factory(self) -> bool:
        """Whether an app is made by the factory that the settings name."""
        return any(map(self._is_chosen, self.wiring.apps))

    def _is_chosen(self, app: App) -> bool:
        wanted = self.evaluation.modules.full_path(self.settings.factory)
        return app.factory is not None and app.factory.path == wanted

    def misconfigured(self) -> list[str]:
        """See `Project.misconfigured`."""
        settings = self.settings
        problems = []
        path = settings.error_class
        if path and not self.error_classes and not self._may_be_hidden(path):
            problems.append(f"architecture.error-class: the project has no exception class {path}")
        path = settings.factory
        if path and not self.has_chosen_factory and not self._may_be_hidden(path):
            problems.append(f"architecture.factory: no function {path} makes a Flask app")
        for kind in LAYER_NAMES:
            patterns = getattr(settings, kind)
            if not patterns or self.layers.layer(kind).modules:
                continue
            if not any(
                map(globs.spec(patterns).match_file, (file.filename for file in self.unread))
            ):
                files = ", ".join(patterns)
                problems.append(f"architecture.{kind}: no file of the project matches {files}")
        return problems

    def _may_be_hidden(self, path: str) -> bool:
        """Whether a file of which not all is known may have to do with what a setting names."""
        return any(file.may_mention(path.split(".")[-1:]) for file in self.hidden)

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
