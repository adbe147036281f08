"""When an app gets a route, compared with something else that is done to it."""

from __future__ import annotations

from itertools import islice

from flasklint.follow.values import Event
from flasklint.project.routes.table import Route
from flasklint.project.wiring import App, Declaration, Wiring

Order = tuple[tuple[int, Event | None], ...]
"""The steps by which an app gets a route: what comes first has the smaller numbers."""


def order_of(route: Route, made: Declaration, wiring: Wiring, numbers: dict[int, int]) -> Order:
    """When the app gets a route: a Blueprint's routes where it is registered, and those of
    Blueprints within it after its own."""
    steps: list[tuple[int, Event | None]] = [(numbers[id(made.event)], made.event)]
    places = {step.place for step in route.chain}
    owner = made.owner
    for _ in range(10):
        if isinstance(owner, App):
            return tuple(steps) if owner.place == route.made else ()
        among = (each for each in owner.parents if each.event.place in places)
        above = list(islice(among, 2))
        if len(above) != 1:
            return ()
        number = numbers[id(above[0].event)]
        steps = [(number, above[0].event), (int(len(steps) > 1), None), *steps]
        owner = above[0].parent
    return ()


def is_order_sure(first: Order, later: Order) -> bool:
    """Whether the order is that of one file, where it is the order of the lines that are run."""
    for (_, one), (_, other) in zip(first, later, strict=False):
        if one is not other:
            if one is None or other is None:
                return True
            ways = zip((*one.chain, one.place), (*other.chain, other.place), strict=False)
            split = next(((a, b) for a, b in ways if a != b), None)
            return split is not None and split[0].filename == split[1].filename
    return False
