"""The objects of classes from outside that modules of the project make; extensions, also the
project's own, and the application that they are bound to as they are made."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import wired
from flasklint.follow.python import expressions
from flasklint.follow.values import ClassValue, External, FunctionValue, Instance, instances
from flasklint.packages import database_api
from flasklint.packages.package import app_position
from flasklint.project.apps import BoundExtension, MadeObject
from flasklint.project.settings.uses import nodes_in
from flasklint.project.wiring import App


def made_objects(evaluation: Evaluation) -> tuple[MadeObject, ...]:
    """The objects that the project's modules make and name, in the order of their paths."""
    named = ((path, _outside(value), value.place) for path, value in _named_objects(evaluation))
    return tuple(sorted(MadeObject(path, cls, place) for path, cls, place in named if cls))


def _named_objects(evaluation: Evaluation) -> Iterator[tuple[str, Instance]]:
    for module, scope in evaluation.scopes.items():
        for name, value in scope.names.items():
            if not isinstance(value, Instance) or value.foreign:
                continue
            if value.place.filename == scope.module.filename and not wired.kind_of(value):
                yield f"{module}.{name}", value


def has_plain_database(evaluation: Evaluation) -> bool:
    """Whether the project's modules make objects of Flask-SQLAlchemy, none of them with a class or
    sessions of its own."""
    found = [
        value
        for _, value in _named_objects(evaluation)
        if database_api.is_extension(f"{_outside(value)}()")
    ]
    return bool(found) and all(
        isinstance(value.cls, External)
        and not value.open_ended
        and "session_options" not in value.keywords
        for value in found
    )


def bound_extensions(evaluation: Evaluation, apps: list[App]) -> dict[str, list[BoundExtension]]:
    """The extensions that files bind, as they are imported, to what a factory makes, by file."""
    found: dict[str, list[BoundExtension]] = {}
    for path, value in sorted(_named_objects(evaluation), key=lambda named: named[0]):
        position = _position(value)
        if position is None:
            continue
        module, _, name = path.rpartition(".")
        app = _app_given(evaluation, module, value.place.node, position)
        factory = next((each.factory for each in apps if app and each.place == app.place), None)
        if factory is None or factory.is_library:
            continue
        users = importers(evaluation, module, name)
        node = value.place.node
        made = BoundExtension(node, path, position, factory.path, factory.place, users)
        found.setdefault(value.place.filename, []).append(made)
    return found


def _position(value: Instance) -> int | None:
    """At which position the class of an extension takes an app; None if it is none."""
    bases = ancestors(value.cls) if isinstance(value.cls, ClassValue) else [value.cls]
    own = [base for base in bases if isinstance(base, ClassValue) and not base.is_library]
    if any("init_app" in base.names for base in own):
        made = next((base.names["__init__"] for base in own if "__init__" in base.names), None)
        names = [each.name for each in made.code.params] if isinstance(made, FunctionValue) else []
        return names.index("app") - 1 if "app" in names else None
    cls = _outside(value)
    return None if cls is None else app_position(cls)


def _app_given(evaluation: Evaluation, module: str, node: int, position: int) -> Instance | None:
    """The application that a call at the top of a module is given."""
    scope = evaluation.scopes[module]
    for line in scope.module.body:
        if isinstance(line, code.Assign) and isinstance(line.value, code.Call):
            call = line.value
            if call.node == node:
                given = [*call.args[position : position + 1]]
                given += [each.value for each in call.keywords if each.name == "app"]
                values = [expressions.evaluate(evaluation, scope, each) for each in given]
                found = [app for value in values for app in instances(value)]
                return next((app for app in found if wired.kind_of(app) == "app"), None)
    return None


def importers(evaluation: Evaluation, module: str, name: str) -> tuple[Place, ...]:
    """Where other modules import a name from a module."""
    found = []
    for other in evaluation.modules.values():
        if other.name != module:
            places = [
                Place(other.filename, node.node)
                for node in other.imports
                if any(imported == name for imported, _ in node.names)
                and evaluation.modules.find(node.module, other) == module
            ]
            body: tuple[object, ...] = other.body
            at_top = {node.node for node in body if isinstance(node, code.ImportFrom)}
            if any(place.node not in at_top for place in places):
                # An import in a body that is not read may move without a project being made anew.
                sum(1 for _ in nodes_in(other.body))
            found += places
    return tuple(found)


def _outside(value: Instance) -> str | None:
    """The nearest class from outside that an object is one of."""
    bases = ancestors(value.cls) if isinstance(value.cls, ClassValue) else [value.cls]
    for base in bases:
        if isinstance(base, External):
            return base.path
    return None
