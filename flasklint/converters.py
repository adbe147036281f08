"""The URL converters that the project's apps have."""

from __future__ import annotations

from flasklint import app_packages, flask_api
from flasklint.answers import Converters
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import DictValue, Event, Known
from flasklint.wiring import Wiring

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
    handed = app_packages.handed_on(evaluation, wiring, app_packages.ADDING_NO_CONVERTERS)
    return Converters(frozenset(found), bool(mentioned - told), any(handed))


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
