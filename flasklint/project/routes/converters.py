"""The URL converters that the project's apps have, and from when on."""

from __future__ import annotations

from collections.abc import Iterable

from flasklint.facts.node import Place
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import DictValue, Event, Known
from flasklint.packages import flask_api, url_rules
from flasklint.project.apps.handing import handed_on
from flasklint.project.routes import Converters, LateConverter
from flasklint.project.routes.registering_order import is_order_sure, order_of
from flasklint.project.routes.table import Route
from flasklint.project.wiring import Wiring

_TABLE = "flask.Flask().url_map.converters"
_MENTIONS = {"converters", "url_map_class", "DEFAULT_CONVERTERS"}


def converters(evaluation: Evaluation, wiring: Wiring) -> Converters:
    """The converters of all apps together."""
    found = set(flask_api.BUILT_IN_CONVERTERS)
    told: set[str] = set()
    for event in evaluation.events:
        if event.path.startswith(_TABLE):
            added = _added(event)
            if added is None:
                return Converters(frozenset(found), True, True)
            found |= added
            told.add(event.place.filename)
    evaluation.words |= _MENTIONS
    mentioned = {
        module.filename
        for module in evaluation.modules.values()
        if not _MENTIONS.isdisjoint(module.names)
    }
    handed = handed_on(evaluation, "converters")
    return Converters(frozenset(found), bool(mentioned - told), any(handed))


def late(
    evaluation: Evaluation, wiring: Wiring, table: Iterable[Route]
) -> dict[str, list[LateConverter]]:
    """The converters that an app surely gets only after a route that has them: by the file that
    puts the route on the app."""
    adding = [event for event in evaluation.events if event.path.startswith(_TABLE)]
    if not adding or converters(evaluation, wiring).by_project:
        return {}
    numbers = {id(event): number for number, event in enumerate(evaluation.events)}
    declared = {made.event.place: made for made in wiring.routes}
    apps = {app.place: app.instance for app in wiring.apps}
    found: dict[tuple[Place, str], LateConverter] = {}
    for route in table:
        made = declared.get(route.place)
        if made is None or route.made is None or route.rule is None or not route.registered.holds:
            continue
        order = order_of(route, made, wiring, numbers)
        for name, _ in url_rules.variables(route.rule) or () if order else ():
            adders = [event for event in adding if name in (_added(event) or ())]
            first = order[0][1]
            if first is not None and adders and all(
                event.receiver is apps[route.made]
                and numbers[id(event)] > order[0][0]
                and is_order_sure(order, ((numbers[id(event)], event),))
                for event in adders
            ):  # fmt: skip
                one = LateConverter(first.place, name, route.rule, route.place)
                found.setdefault((first.place, name), one)
    by_file: dict[str, list[LateConverter]] = {}
    for one in found.values():
        by_file.setdefault(one.place.filename, []).append(one)
    return by_file


def is_default_kept(evaluation: Evaluation, wiring: Wiring) -> bool:
    """Whether `<name>` surely has the same converter as `<string:name>`: that of Werkzeug."""
    if converters(evaluation, wiring).by_project:
        return False
    tables = [event for event in evaluation.events if event.path.startswith(_TABLE)]
    return all({"default", "string"}.isdisjoint(_added(event) or ()) for event in tables)


def _added(event: Event) -> set[str] | None:
    """The names that a change of the table adds; None if cannot tell."""
    if event.method == "__setitem__":
        key = event.args[0] if event.args else None
        return {str(key.value)} if isinstance(key, Known) else None
    if event.method in ("update", "setdefault"):
        first = event.args[0] if event.args else None
        if isinstance(first, DictValue) and first.complete:
            return {str(key) for key in first.items} | set(event.keywords)
        if isinstance(first, Known):
            return {str(first.value)}
        return set(event.keywords) if first is None and event.keywords else None
    return set() if event.method in ("get", "keys", "values", "items") else None
