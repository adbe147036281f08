"""Which modules an application imports, and whether each Blueprint is registered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.facts.unread import Unread
from flasklint.facts.walk import statements_in
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import wired
from flasklint.follow.values import (
    Event,
    Instance,
    Known,
    ListValue,
    Value,
    each,
    instances,
)
from flasklint.languages.python.gather import MAIN
from flasklint.project.answers import Answer
from flasklint.project.blueprints.passed_on import PassedOn
from flasklint.project.modules import started
from flasklint.project.wiring import App, Blueprint, Wiring

STARTING = {"run", "run_simple", "serve", "serve_forever"}
IMPORTS = (code.Import, code.ImportFrom)
ENTRY_NAMES = {"wsgi", "asgi", "manage", "run", "main", "__main__", "app", "application", "cli"}


def uncertain(event: Event, does: str) -> Answer:
    """Cannot tell, because what does it ("registers", "declares") is perhaps never run."""
    if event.doubt:
        return Answer(None, f"what {does} it {event.doubt}", event.place)
    within = event.within
    known = within is not None and not within.is_library
    place = within.place if known and within is not None else event.place
    return Answer(None, f"nothing calls the function that {does} it", place)


class Reach:
    """The modules that the project's applications import, directly or not."""

    def __init__(
        self,
        evaluation: Evaluation,
        wiring: Wiring,
        unread: Sequence[Unread] = (),
        texts: Mapping[str, str] = {},
    ) -> None:
        self.evaluation = evaluation
        self.wiring = wiring
        self.unread = unread
        self._answers: dict[Blueprint, Answer] = {}
        self._from_unread: dict[str, set[str]] = {}
        self._passed_on = PassedOn(evaluation)
        self.by_file = {module.filename: module for module in evaluation.modules.values()}
        self.started = started.named_modules(texts, evaluation.modules)
        self.edges = {
            name: set(_imported(evaluation, module, skipped=False))
            for name, module in evaluation.modules.items()
        }
        by_name = evaluation.imported_by_name
        self.modules = self._reached({name for name, certain in by_name.items() if certain})
        for name, module in evaluation.modules.items():
            self.edges[name].update(_imported(evaluation, module, skipped=True))
        self.perhaps = self._reached(set(by_name))
        self.dynamic = [
            place
            for module in evaluation.modules.values()
            for call in module.dynamic_imports
            if not evaluation.computed_imports.get(place := Place(module.filename, call.node))
        ]

    def _reached(self, by_name: set[str]) -> set[str]:
        makers = {self.by_file[app.place.filename].name for app in self.wiring.apps}
        start = by_name | self.started | makers
        for module in self.evaluation.modules.values():
            for name in module.dotted_strings:
                named = self.evaluation.modules.full_path(name.replace(":", "."), module)
                start.update(
                    each
                    for each in (named, named.rpartition(".")[0])
                    if each in self.evaluation.modules and "." in each
                )
        reached: set[str] = set()
        self._reach_from(start, reached)
        imported = set().union(*self.edges.values()) if self.edges else set()
        declaring = {self.by_file[r.event.place.filename].name for r in self.wiring.routes}
        registering = {
            self.by_file[made.event.place.filename].name
            for app in self.wiring.apps
            for made in app.registrations
        }
        for name in self.evaluation.modules:
            last = name.rpartition(".")[2]
            if name in imported:
                continue
            is_entry = last in ENTRY_NAMES or name not in declaring or name in registering
            is_entry = is_entry or self.is_program(name)
            if is_entry and not reached.isdisjoint(self.edges[name]):
                self._reach_from({name}, reached)
        return reached

    def _reach_from(self, start: set[str], reached: set[str]) -> None:
        """Add to `reached` what importing the modules of `start` imports."""
        waiting = list(start)
        while waiting:
            name = waiting.pop()
            if name in reached or name not in self.evaluation.modules:
                if "." in name and name not in reached:
                    waiting.append(name.rpartition(".")[0])
                continue
            reached.add(name)
            waiting.extend(self.edges[name])
            if "." in name:
                waiting.append(name.rpartition(".")[0])

    def imports_module(self, name: str) -> Answer:
        """Whether some application imports a module."""
        if name in self.modules:
            return Answer(True, "")
        if name in self.perhaps:
            return Answer(None, "it is imported only under a condition")
        if not self.wiring.apps:
            return Answer(None, "the project makes no Flask application")
        if self._may_be_started(name):
            return Answer(None, "a server or a script may start it")
        for file in self.unread:
            if name in self._perhaps_from(file):
                return Answer(None, file.why, file.beyond)
        if self.dynamic:
            return Answer(None, "modules are imported by computed names", self.dynamic[0])
        return Answer(False, f"nothing imports {name}")

    def is_program(self, name: str) -> bool:
        """Whether a module does something else when it is run than when it is imported."""
        module = self.evaluation.modules[name]
        self.evaluation.words |= STARTING
        return not STARTING.isdisjoint(module.names) or any(map(_is_main, module.body))

    def _may_be_started(self, name: str) -> bool:
        """Whether a module that is in no package has an app: what names it may stand in a file that
        nobody looks at."""
        if name.rpartition(".")[0] in self.evaluation.modules:
            return False
        scope = self.evaluation.scopes.get(name)
        values = map(self.evaluation.settled, scope.names.values() if scope is not None else ())
        found = (instance for value in values for instance in instances(value))
        return any(wired.kind_of(instance) == "app" for instance in found)

    def _perhaps_from(self, file: Unread) -> set[str]:
        """The modules that a file which cannot be read may import, directly or not."""
        if file.filename not in self._from_unread:
            found: set[str] = set()
            self._reach_from({name for name in self.edges if file.may_import(name)}, found)
            self._from_unread[file.filename] = found
        return self._from_unread[file.filename]

    def _may_register(self, file: Unread, blueprint: Blueprint) -> bool:
        """Whether a file that cannot be read may have a Blueprint: by a name that some module
        binds to it."""
        return any(
            file.may_import(module)
            for module, top in self.evaluation.scopes.items()
            for value in top.names.values()
            if _is(self.evaluation.settled(value), blueprint.instance)
        ) or (file.words is None)

    def needs(self, module: str, other: str) -> bool:
        """Whether importing `module` asks for names of `other`, itself or through what it
        imports: then `other` cannot import it at its top."""
        seen: set[str] = set()
        waiting = [module]
        while waiting:
            name = waiting.pop()
            if name in seen or name not in self.evaluation.modules:
                continue
            seen.add(name)
            for node in self.evaluation.modules[name].imports:
                target = self.evaluation.modules.find(node.module, self.evaluation.modules[name])
                below = [f"{target}.{imported}" for imported, _ in node.names]
                waiting += [each for each in below if self.evaluation.modules.is_module(each)]
                if not below or not all(map(self.evaluation.modules.is_module, below)):
                    waiting.append(target)
        return other in seen - {module}

    def is_registered(self, blueprint: Blueprint) -> Answer:
        """Whether a Blueprint is registered on some application."""
        if blueprint not in self._answers:
            self._answers[blueprint] = self._registered(blueprint)
        return self._answers[blueprint]

    def _registered(self, blueprint: Blueprint) -> Answer:
        if blueprint.parents:
            return self._through_parents(blueprint, set())
        if blueprint.escapes:
            event = blueprint.escapes[0]
            return Answer(None, f"it is passed to {event.path or 'a call'}", event.place)
        if blueprint.instance.adrift:
            return Answer(None, "it is made in a function whose callers are not known")
        if not self.wiring.apps:
            return Answer(None, "the project makes no Flask application")
        for app in self.wiring.apps:
            if app.open:
                return Answer(None, app.open)
        for event in self.wiring.unknown_registrations:
            return Answer(None, "a Blueprint that cannot be told is registered", event.place)
        for file in self.unread:
            if self._may_register(file, blueprint):
                return Answer(None, file.why, file.beyond)
        module = self.by_file[blueprint.place.filename].name
        if module not in self.modules and self.dynamic:
            return Answer(None, "modules are imported by computed names", self.dynamic[0])
        user = self._passed_on.place_of(blueprint, module)
        if user is not None:
            return Answer(None, "it is used where it cannot be followed", user)
        return Answer(False, "nothing registers it")

    def _through_parents(self, blueprint: Blueprint, seen: set[int]) -> Answer:
        """Whether a Blueprint is registered by way of those around it; `seen` are the ones that
        have been asked."""
        seen.add(id(blueprint))
        found: Answer | None = None
        for made in blueprint.parents:
            if not made.event.certain:
                answer = uncertain(made.event, "registers")
            elif isinstance(made.parent, App):
                return Answer(True, "", made.event.place)
            elif id(made.parent) in seen:
                continue
            elif made.parent.parents:
                answer = self._through_parents(made.parent, seen)
            else:
                answer = self.is_registered(made.parent)
                if answer.holds is False:
                    # The parent is what is forgotten; its children are not to blame.
                    answer = Answer(None, "its parent is not registered", made.event.place)
            if answer.holds:
                return answer
            found = answer
        return found or Answer(None, "the Blueprints register each other")


def _is(value: Value, instance: Instance) -> bool:
    return any(
        option is instance
        or (isinstance(option, Instance) and option.place == instance.place)
        or (isinstance(option, ListValue) and instance in option.items)
        for option in each(value)
    )


def _imported(evaluation: Evaluation, module: Module, skipped: bool) -> Iterator[str]:
    """The modules that a module imports: those that it imports for sure, or those that it imports
    only if a test holds that does not hold with the settings in the code."""
    at_top = {each.node for each in statements_in(module.body) if isinstance(each, IMPORTS)}
    for node in module.imports:
        # A function that has not been followed is called by nobody, or when a request comes.
        is_sure = evaluation.imports.get(Place(module.filename, node.node), node.node in at_top)
        if is_sure is skipped:
            continue
        name = evaluation.modules.find(node.module, module)
        parts = name.split(".") if name else []
        for depth in range(1, len(parts) + 1):
            yield ".".join(parts[:depth])
        names = {imported for imported, _ in node.names}
        if "*" in names:
            names |= _all_of(evaluation, name)
        for imported in names:
            below = f"{name}.{imported}"
            if evaluation.modules.is_module(below):
                yield below


def _all_of(evaluation: Evaluation, module: str) -> set[str]:
    """What `__all__` of a module names: a star imports submodules that stand there."""
    scope = evaluation.scopes.get(module)
    value = scope.names.get("__all__") if scope is not None else None
    if not isinstance(value, ListValue):
        return set()
    return {str(item.value) for item in value.items if isinstance(item, Known)}


def _is_main(node: object) -> bool:
    if isinstance(node, code.Function):
        return node.name == "main"
    return isinstance(node, code.If) and node.guard == MAIN
