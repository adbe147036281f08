"""The routes that apps surely or perhaps have, by the file that declares them."""

from __future__ import annotations

from collections.abc import Iterable

from flasklint.project.routes import ServedRoute
from flasklint.project.routes.table import Route


def by_file(table: Iterable[Route]) -> dict[str, list[ServedRoute]]:
    """Those whose whole rule is known, of apps that the project makes."""
    found: dict[str, dict[ServedRoute, None]] = {}
    for route in table:
        if (
            route.rule is not None
            and route.made is not None
            and route.registered.holds is not False
        ):
            served = ServedRoute(route.place.node, route.rule)
            found.setdefault(route.place.filename, {})[served] = None
    return {filename: list(each) for filename, each in found.items()}
