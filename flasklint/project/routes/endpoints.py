"""Which endpoints apps have, and whether a relative URL may lead to one of their pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from flasklint.facts.node import Place
from flasklint.packages import url_rules
from flasklint.project.answers import Answer
from flasklint.project.routes import Endpoint
from flasklint.project.routes.table import Route


def endpoint(
    table: Sequence[Route],
    apps: Collection[Place],
    is_whole: bool,
    name: str,
    views: Collection[str],
) -> Endpoint:
    """Whether the apps that have some views, or all `apps` for none, have an endpoint. `is_whole`
    if the table has all routes."""
    around = _around(table, views)
    wanted = {route.made for route in around} or set(apps)
    if name.startswith("."):
        blueprints = {route.blueprint for route in around}
        if len(blueprints) != 1:
            return Endpoint("", Answer(None, "the Blueprint of the request cannot be told"), None)
        name = f"{blueprints.pop() or ''}{name}".removeprefix(".")
    found = [route for route in table if route.endpoint == name and route.registered.holds]
    if wanted and None not in wanted and wanted <= {route.made for route in found}:
        needs = [each for route in found if (each := _needs(route)) is not None]
        least = min(needs, key=len) if len(needs) == len(found) else None
        return Endpoint(name, Answer(True, "", found[0].place), least)
    may_be = any(route.endpoint in (None, name) for route in table)
    if may_be or not is_whole or not wanted or None in wanted:
        return Endpoint(name, Answer(None, "an app may have it that cannot be seen"), None)
    return Endpoint(name, Answer(False, "an app has no route with it"), None)


def _around(table: Iterable[Route], views: Collection[str]) -> list[Route]:
    """The routes of some views that apps surely or perhaps have."""
    return [each for each in table if each.view in views and each.registered.holds is not False]


def _needs(route: Route) -> tuple[str, ...] | None:
    """The variables that must be given to build the URL of a route; None if cannot tell."""
    found = None if route.rule is None else url_rules.variables(route.rule)
    if found is None or route.passed is None:
        return None
    return tuple(name for _, name in found if name not in (route.defaults or {}))


def _is_page(route: Route) -> bool:
    """Whether a route may be a view's, and is not that of static files."""
    return (route.endpoint or "").rpartition(".")[2] != "static"


def may_lead(table: Sequence[Route], text: str, views: Collection[str], is_strict: bool) -> bool:
    """Whether some page has the URL that a relative one stands for, from the pages of some views;
    from any page for none."""
    served = [route for route in table if route.registered.holds is not False]
    if any(route.rule is None for route in served):
        return True
    rules = [route.rule for route in served if route.rule is not None]
    if "." in text:
        # A variable may take such a text, and nobody means that.
        rules = [rule for rule in rules if rule.rstrip("/").endswith(f"/{text}")]
    for route in _around(table, views) or filter(_is_page, served):
        page = url_rules.example(route.rule or "")
        if page is None:
            return True
        pages = [page]
        if not is_strict or route.strict_slashes is False:
            pages += [page.rstrip("/"), f"{page}/"]
        for each in pages:
            path = f"{each.rpartition('/')[0]}/{text}"
            if any(url_rules.matches(rule, path, strict_slashes=False) for rule in rules):
                return True
    return False
