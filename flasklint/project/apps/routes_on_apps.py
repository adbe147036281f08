"""What stands on applications themselves: the routes, and the modules that import one."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.facts.node import Place
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import FunctionValue
from flasklint.packages import flask_api
from flasklint.project.apps import AppRoute, ModuleApp, RouteShare
from flasklint.project.apps.extensions import importers
from flasklint.project.wiring import App, Declaration, Wiring


def routes_on_apps(wiring: Wiring, filename: str) -> tuple[AppRoute, ...]:
    """The routes that a file declares for functions of the project on applications that register
    Blueprints."""
    return tuple(
        AppRoute(made.event.place.node, made.view.place)
        for made in _declared(wiring)
        if isinstance(made.owner, App) and made.owner.registrations
        if made.event.place.filename == filename
        if isinstance(made.view, FunctionValue)
    )


def route_share(wiring: Wiring) -> RouteShare:
    """On what the project puts its views."""
    places: dict[bool, set[Place]] = {True: set(), False: set()}
    for made in _declared(wiring):
        places[isinstance(made.owner, App)].add(made.event.place)
    return RouteShare(len(places[False]), len(places[True]), min(places[False], default=None))


def _declared(wiring: Wiring) -> Iterator[Declaration]:
    """The routes that the project's own code declares."""
    for made in wiring.routes:
        within = made.event.within
        if (
            within is not None and within.is_library
        ) or made.event.method not in flask_api.ROUTE_DECLARING:
            continue
        if made.view is not None and not made.view.is_library:
            yield made


def module_apps(evaluation: Evaluation, wiring: Wiring, filename: str) -> tuple[ModuleApp, ...]:
    """The applications that a file makes at its top level and names."""
    found = []
    for app in wiring.apps:
        if app.place.filename != filename or app.factory is not None or app.instance.foreign:
            continue
        for module, scope in evaluation.scopes.items():
            if scope.module.filename != filename:
                continue
            names = [name for name, value in scope.names.items() if value is app.instance]
            if names:
                # The first name is the one that it is made under; others are given to it later.
                users = {name: importers(evaluation, module, name) for name in names}
                used = tuple(name for name in names if users[name])
                places = tuple(place for name in names for place in users[name])
                found.append(ModuleApp(app.place.node, names[0], used, places))
    return tuple(found)
