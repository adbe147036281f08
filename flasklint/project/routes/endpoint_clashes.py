"""Endpoints that two views of one app or Blueprint are given."""

from __future__ import annotations

from collections.abc import Iterable

from flasklint.facts.node import Place
from flasklint.follow.branches import Path, comes_along
from flasklint.follow.values import Applied, FunctionValue, Value, each
from flasklint.project.routes import EndpointClash
from flasklint.project.routes.table import Route
from flasklint.project.wiring import Declaration, Wiring


def by_file(wiring: Wiring, table: Iterable[Route]) -> dict[str, list[EndpointClash]]:
    """The clashes by the file that declares the later route."""
    declared: dict[Place, list[Declaration]] = {}
    for made in wiring.routes:
        declared.setdefault(made.event.place, []).append(made)
    first: dict[tuple[Place, Value | None, str], tuple[Place, Route, Path]] = {}
    found: dict[str, dict[tuple[int, str], EndpointClash]] = {}
    for route in table:
        ways = declared.get(route.place, [])
        views = {_identity(made) for made in ways}
        view = views.pop() if len(views) == 1 else None
        if view is None or route.endpoint is None or route.made is None:
            continue
        if not route.registered.holds:
            continue
        # One line may make several apps or Blueprints: only what is put on one object meets.
        for made in ways:
            if not made.event.certain:
                continue
            key = (route.made, made.event.receiver, route.endpoint)
            branches = made.event.branches
            other, before, way = first.setdefault(key, (view, route, branches))
            if other != view and (comes_along(way, branches) or comes_along(branches, way)):
                clash = EndpointClash(
                    route.place.node, route.endpoint, _name(made), before.place, _way(route),
                    _way(before),
                )  # fmt: skip
                found.setdefault(route.place.filename, {})[clash.node, clash.endpoint] = clash
    return {filename: list(clashes.values()) for filename, clashes in found.items()}


def _identity(made: Declaration) -> Place | None:
    """Where the view comes to be: two that come from different places are not the same."""
    event = made.event
    given = event.argument(2, "view_func") if event.method == "add_url_rule" else event.target
    options = list(each(given)) if given is not None else []
    if len(options) != 1 or made.view is None:
        return None
    match options[0]:
        case Applied(event=event) if event.method == "as_view":
            return event.place
        case FunctionValue():
            return made.view.place
    return None


def _name(made: Declaration) -> str:
    """The name of the function that gives the endpoint its name; "" if an argument does."""
    given = made.event.keywords.get("endpoint")
    is_function = isinstance(made.view, FunctionValue) and given is None
    return made.view.code.name if made.view is not None and is_function else ""


def _way(route: Route) -> tuple[Place, ...]:
    return tuple(step.place for step in route.chain)
