"""Routes that are never matched, because another view has the same rule and comes before.

Werkzeug keeps the rules of one pattern in the order in which the app got them and takes the first
one that has the method (`werkzeug.routing.matcher.StateMachineMatcher.match`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.follow.branches import comes_along
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import objects as flask_objects
from flasklint.follow.values import Known, Value
from flasklint.packages import url_rules
from flasklint.project.routes import ShadowedRoute, converters
from flasklint.project.routes.registering_order import Order, is_order_sure, order_of
from flasklint.project.routes.table import Route
from flasklint.project.wiring import App, Blueprint, Declaration, Wiring

_OPTIONS = {
    "rule", "endpoint", "view_func", "methods", "defaults", "strict_slashes", "host", "subdomain",
    "provide_automatic_options",
}  # fmt: skip
_AUTOMATIC = {"HEAD", "OPTIONS"}
_MEDDLING = {"url_rule_class", "url_map_class", "_matcher", "_remap"}


class _Placed(NamedTuple):
    route: Route
    made: Declaration
    order: Order


def by_file(
    evaluation: Evaluation, wiring: Wiring, table: Iterable[Route]
) -> dict[str, list[ShadowedRoute]]:
    """The routes whose methods, some or all, another view of the app answers: by the file of the
    one that comes later."""
    evaluation.words |= _MEDDLING
    if any(not _MEDDLING.isdisjoint(module.names) for module in evaluation.modules.values()):
        return {}
    is_default_kept = converters.is_default_kept(evaluation, wiring)
    groups: dict[tuple[object, ...], list[_Placed]] = {}
    for each in _placed(evaluation, wiring, table):
        route = each.route
        pattern = url_rules.pattern(route.rule or "")
        if pattern is not None:
            written = () if is_default_kept else url_rules.variables(route.rule or "") or ()
            kinds = tuple(converter for converter, _ in written)
            key = (route.made, pattern, kinds, route.host, route.subdomain, route.strict_slashes)
            groups.setdefault(key, []).append(each)
    found: dict[str, dict[tuple[int, str], ShadowedRoute]] = {}
    for group in groups.values():
        group.sort(key=lambda each: [number for number, _ in each.order])
        for at, later in enumerate(group):
            clash = next((c for first in group[:at] if (c := _clash(first, later))), None)
            if clash is not None:
                here = found.setdefault(later.route.place.filename, {})
                here.setdefault((clash.node, clash.rule), clash)
    return {filename: list(each.values()) for filename, each in found.items()}


def _placed(evaluation: Evaluation, wiring: Wiring, table: Iterable[Route]) -> Iterator[_Placed]:
    """The routes of which all is known that decides what they match."""
    declared: dict[Place, list[Declaration]] = {}
    for made in wiring.routes:
        declared.setdefault(made.event.place, []).append(made)
    numbers = {id(event): number for number, event in enumerate(evaluation.events)}
    one_view = {place: _is_one_view(ways) for place, ways in declared.items()}
    plain = {place: _is_plain(ways[0]) for place, ways in declared.items()}
    for route in table:
        ways = declared.get(route.place, [])
        if not ways or not route.registered.holds or route.rule is None or route.made is None:
            continue
        made = ways[0]
        if made.view is None or made.view.is_library or not one_view[route.place]:
            continue
        if route.methods is None or route.endpoint is None or not plain[route.place]:
            continue
        order = order_of(route, made, wiring, numbers)
        if order:
            yield _Placed(route, made, order)


def _is_one_view(ways: Sequence[Declaration]) -> bool:
    """Whether all ways to put a route on an app put the same view there."""
    first = ways[0].view
    return all(
        made.view is first
        or (made.view is not None and first is not None and made.view.place == first.place)
        for made in ways
    )


def _is_plain(made: Declaration) -> bool:
    """Whether what the route is given is known, and nothing that changes what it matches."""
    given = made.event.keywords
    if made.event.open_ended or not given.keys() <= _OPTIONS:
        return False
    strict = given.get("strict_slashes", Known(None))
    texts = (given.get("host"), given.get("subdomain"))
    return isinstance(strict, Known) and all(map(_is_told, texts)) and _has_domain(made.owner, 0)


def _has_domain(owner: App | Blueprint, depth: int) -> bool:
    """Whether the subdomain that an owner gives its routes is known."""
    if isinstance(owner, App):
        return True
    own = flask_objects.given("blueprint", owner.instance, "subdomain")
    return (
        depth < 10
        and _is_told(own)
        and all(_is_told(above.options.get("subdomain")) for above in owner.parents)
        and all(_has_domain(above.parent, depth + 1) for above in owner.parents)
    )


def _is_told(value: Value | None) -> bool:
    return value is None or (isinstance(value, Known) and not value.assumed)


def _clash(first: _Placed, later: _Placed) -> ShadowedRoute | None:
    """None if it is the same view, or no method is answered by both."""
    mine, other = later.made.view, first.made.view
    if mine is None or other is None or mine.place == other.place:
        return None
    if later.route.endpoint == first.route.endpoint:
        return None
    methods = set(later.route.methods or ()) - _AUTOMATIC
    both = sorted(methods.intersection(first.route.methods or ()))
    one, two = first.order[0][1], later.order[0][1]
    app = later.route.made
    if not both or app is None or one is None or two is None:
        return None
    # One line may make several apps: only what is put on one object meets.
    if one.receiver is not two.receiver or not comes_along(one.branches, two.branches):
        return None
    shared = {app} | {a for a, b in zip(one.chain, two.chain, strict=False) if a == b}
    return ShadowedRoute(
        later.route.place.node,
        later.route.rule or "",
        tuple(both),
        len(both) == len(methods),
        mine.path,
        other.path,
        (mine.place, other.place),
        first.route.place,
        app,
        is_order_sure(first.order, later.order),
        tuple(step.place for step in later.route.chain if step.place not in shared),
        tuple(step.place for step in first.route.chain if step.place not in shared),
    )
