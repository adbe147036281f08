"""Why an app may have routes that its table lacks: whoever else may add some, and rows that are not
whole."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TypeGuard

from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import wired
from flasklint.follow.values import (
    Attached,
    ClassValue,
    Event,
    External,
    Instance,
    Unknown,
    Value,
    instances,
)
from flasklint.packages import flask_api
from flasklint.packages.package import may
from flasklint.project.apps.handing import handed_on
from flasklint.project.routes import Gap
from flasklint.project.routes.table import MOST_ROWS, Route
from flasklint.project.wiring import Wiring

_REGISTERING = {"register_blueprint", "register_api"}
_ON_UNKNOWN = {"?.route", "?.add_url_rule"}
_PUTTING_VIEWS = {"add_resource", "add_view", "register_view"}
_CURRENT_APP = "flask.current_app."


def gaps(evaluation: Evaluation, wiring: Wiring, table: Iterable[Route]) -> tuple[Gap, ...]:
    """Why apps may have more routes than the table; each reason once at a place."""
    found = [
        *_handed(evaluation),
        *_put(evaluation),
        *_classes(evaluation, wiring),
        *_rows(table),
    ]
    beyond = evaluation.budget.beyond.items()
    found += (Gap(f"{filename} does more than is followed", at, None) for filename, at in beyond)
    return tuple(dict.fromkeys(found))


def _handed(evaluation: Evaluation) -> Iterator[Gap]:
    """What is handed an app and may put routes on it."""
    own = {name.partition(".")[0] for name in evaluation.modules}
    for event, app in handed_on(evaluation, "routes"):
        if event.package not in own and _may_route(evaluation, event.path):
            yield Gap(f"the app is handed to {_called(event)}", event.place, app.place)
    for event in evaluation.events:
        given = [*event.args, *event.keywords.values()]
        for method in filter(_puts, given):
            name = method.path.rpartition(".")[2]
            yield Gap(f"`{name}` itself is handed to {_called(event)}", event.place, None)
        if event.package in own or not _may_route(evaluation, event.path):
            continue
        if event.method in _PUTTING_VIEWS and any(isinstance(each, ClassValue) for each in given):
            yield Gap(f"a view is handed to {_called(event)}", event.place, None)
        for extension in filter(_is_described, itertools.chain(*map(instances, given))):
            name = _shown(extension.cls.path)
            yield Gap(f"a `{name}` is handed to {_called(event)}", event.place, None)


def _puts(value: Value) -> TypeGuard[Attached]:
    """Whether a value is a method that puts something on an app or a Blueprint."""
    return isinstance(value, Attached) and value.path.rpartition(".")[2] in flask_api.PUTTING


def _is_described(instance: Instance) -> bool:
    """Whether an object is of a class by which a package puts routes on apps."""
    cls = instance.cls
    return isinstance(cls, ClassValue) and cls.is_library and wired.is_wired_class(cls)


def _may_route(evaluation: Evaluation, path: str) -> bool:
    """Whether the package that a path leads into may put routes on an app that no description
    has."""
    package = path.partition(".")[0]
    return package not in evaluation.libraries and may(package, "routes")


def _called(event: Event) -> str:
    if event.path.startswith("?"):
        return "code that cannot be followed"
    return f"`{_shown(event.path)}`, and what that does is not known"


def _shown(path: str) -> str:
    """A path nearly as it stands in code."""
    return path.replace("()", "")


def _put(evaluation: Evaluation) -> Iterator[Gap]:
    """Blueprints and routes that are not known, or are put on what is not known."""
    for event in evaluation.events:
        owner = event.receiver if isinstance(event.receiver, Instance) else None
        kind = wired.kind_of(owner) if owner is not None else ""
        app = owner.place if owner is not None and kind == "app" else None
        if event.path in _ON_UNKNOWN:
            yield Gap("a route is put on what is not known", event.place, None)
        elif event.path.endswith(".url_map.add") and app is not None:
            yield Gap("a rule is put into the URL map itself", event.place, app)
        elif event.method in _REGISTERING:
            on_current = event.path.startswith(_CURRENT_APP)
            given = map(wired.kind_of, instances(event.argument(0, "blueprint")))
            if not kind and not on_current:
                yield Gap("a Blueprint is put on what is not known", event.place, None)
            elif "blueprint" not in given:
                yield Gap(_unknown_blueprint(evaluation, event), event.place, app)


def _unknown_blueprint(evaluation: Evaluation, event: Event) -> str:
    given = event.argument(0, "blueprint")
    path = given.path if isinstance(given, (External, Attached)) else ""
    if path and _may_route(evaluation, path):
        return f"`{_shown(path)}` is registered, and the routes of that Blueprint are not known"
    return "a Blueprint that cannot be told is registered"


def _classes(evaluation: Evaluation, wiring: Wiring) -> Iterator[Gap]:
    """Apps of classes that may put routes on them as they are made."""
    for app in wiring.apps:
        cls = app.instance.cls
        for base in ancestors(cls) if isinstance(cls, ClassValue) else [cls]:
            if isinstance(base, Unknown):
                yield Gap("a base of the app's class cannot be told", app.place, app.place)
            elif not isinstance(base, ClassValue) and _may_route(evaluation, base.path):
                why = f"the app is a `{base.path}`, and what that adds is not known"
                yield Gap(why, app.place, app.place)


def _rows(table: Iterable[Route]) -> Iterator[Gap]:
    """Routes of which the table has no rule or no endpoint, and those that are one too many."""
    for at, route in enumerate(table, 1):
        if at == MOST_ROWS:
            yield Gap(f"there are more than {MOST_ROWS:,} routes", route.place, None)
        unknown = [name for name in ("rule", "endpoint") if getattr(route, name) is None]
        if unknown and route.registered.holds is not False:
            why = f"the {' and the '.join(unknown)} of a route cannot be told"
            yield Gap(why, route.place, route.made)
