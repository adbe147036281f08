"""Modules that give routes to a Blueprint or app of another module, and that nothing imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.packages import url_rules
from flasklint.project.modules import StrayModule
from flasklint.project.reachability import Reach
from flasklint.project.routes.table import Route
from flasklint.project.wiring import App, Blueprint, Declaration


def stray_modules(reach: Reach, table: Iterable[Route]) -> list[StrayModule]:
    """Every such module, where it is sure that nothing imports it, and apps have none of its routes
    from elsewhere."""
    declared: dict[str, list[Declaration]] = {}
    for route in reach.wiring.routes:
        event = route.event
        if event.within is None and event.certain and not route.owner.instance.foreign:
            declared.setdefault(reach.by_file[event.place.filename].name, []).append(route)
    users = {name: {route.owner for route in routes} for name, routes in declared.items()}
    found = [
        stray
        for name, routes in declared.items()
        if (stray := _stray(name, routes, users, reach)) is not None
    ]
    return [stray for stray in found if not _is_copy(stray, table)]


def _stray(
    name: str,
    routes: list[Declaration],
    users: dict[str, set[App | Blueprint]],
    reach: Reach,
) -> StrayModule | None:
    module = reach.evaluation.modules[name]
    owner = routes[0].owner
    here = any(route.owner.place.filename == module.filename for route in routes)
    if here or reach.imports_module(name).holds is not False or reach.is_program(name):
        return None
    siblings = {other for other, owners in users.items() if owner in owners} & reach.modules
    if isinstance(owner, Blueprint):
        if reach.is_registered(owner).holds is not True:
            return None
    elif not any(_package(other) == _package(name) for other in siblings if _package(other)):
        # What names the app may be what the server starts.
        return None
    places = tuple(dict.fromkeys(route.event.place for route in routes if route.owner is owner))
    home = reach.by_file[owner.place.filename]
    return StrayModule(
        name,
        places,
        owner.name if isinstance(owner, Blueprint) else None,
        owner.place,
        next(_imports_of(siblings, home, reach), None),
        tuple(dict.fromkeys(_registering(owner, set()))),
    )


def _is_copy(stray: StrayModule, table: Iterable[Route]) -> bool:
    """Whether an app has a route of the module, or a view of its endpoint, from another place: the
    module is what was left of another one, and its endpoints are taken."""
    own = [route for route in table if route.place in stray.routes]
    wanted = {mark for route in own for mark in _marks(route)}
    return any(
        not wanted.isdisjoint(_marks(route))
        for route in table
        if route.registered.holds is not False and route.place not in stray.routes
    )


def _marks(route: Route) -> Iterator[tuple[object, ...]]:
    """What only one route of an app can have."""
    if route.endpoint is not None:
        yield route.made, "endpoint", route.endpoint
    pattern = url_rules.pattern(route.rule) if route.rule is not None else None
    if pattern is not None:
        yield from ((route.made, method, pattern) for method in route.methods or ("GET",))


def _registering(owner: App | Blueprint, seen: set[int]) -> Iterator[Place]:
    """The first of the calls that lead to each registration of a Blueprint or of one around it."""
    if isinstance(owner, Blueprint) and id(owner) not in seen:
        for made in owner.parents:
            yield (*made.event.chain, made.event.place)[0]
            yield from _registering(made.parent, seen | {id(owner)})


def _package(name: str) -> str:
    return name.rpartition(".")[0]


def _imports_of(siblings: set[str], home: Module, reach: Reach) -> Iterator[Place]:
    """The imports of other modules with such routes at the top of a module, the last first."""
    for node in reversed(home.body):
        if isinstance(node, code.ImportFrom):
            base = reach.evaluation.modules.find(node.module, home)
            if any(f"{base}.{imported}" in siblings for imported, _ in node.names):
                yield Place(home.filename, node.node)
