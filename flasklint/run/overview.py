"""What the project is found to be, for people and programs: its routes and its architecture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flasklint.diagnostics.positions import Location
from flasklint.facts.node import Place
from flasklint.project import Project
from flasklint.project.errors import ErrorClass

_MOST_ERRORS = 8
Locate = Callable[[Place], Location]
Records = list[dict[str, Any]]

NOWHERE: dict[str, Any] = {"filename": None, "location": None}


def routes(project: Project, locate: Locate) -> tuple[Records, Records]:
    """The static route table, and why it may lack routes."""
    return route_records(project, locate), gap_records(project, locate)


def route_records(project: Project, locate: Locate) -> Records:
    """The static route table, in the order of rules; what cannot be told is None.

    `registered` is true, false, or None with `reason`; `chain` leads from the declaration to the
    app.
    """
    records = []
    for route in (route for each in project.programs() for route in each.route_table):
        answer = route.registered
        at = None if answer.holds or answer.place is None else answer.place
        place = _placed(route.place, locate)
        record = {
            "rule": route.rule,
            "methods": None if route.methods is None else list(route.methods),
            "endpoint": route.endpoint,
            "view": route.view,
            "blueprint": route.blueprint,
            "app": route.app,
            "factory": route.factory,
            "app_location": None if route.made is None else _placed(route.made, locate),
            "subdomain": route.subdomain,
            "host": route.host,
            "defaults": route.defaults,
            "strict_slashes": route.strict_slashes,
            "filename": place["filename"],
            "location": place["location"],
            "registered": answer.holds,
            "reason": _reason(answer.why, at, locate),
            "reason_at": None if at is None else _placed(at, locate),
            "chain": [{"what": what, **_placed(made, locate)} for what, made in route.chain],
        }
        records.append(record)
    return sorted(
        records, key=lambda record: (record["rule"] or "", record["endpoint"] or "", str(record))
    )


def gap_records(project: Project, locate: Locate) -> Records:
    """Why the route table may lack routes, in the order of files; the places are None where there
    is none, or where it may be any app."""
    records = [
        {
            "reason": gap.why,
            **(NOWHERE if gap.place is None else _placed(gap.place, locate)),
            "app_location": None if gap.app is None else _placed(gap.app, locate),
        }
        for gap in project.table_gaps
    ]
    return sorted(records, key=lambda record: (record["filename"] or "", str(record)))


def _placed(place: Place, locate: Locate) -> dict[str, Any]:
    found = locate(place)
    return {
        "filename": place.filename,
        "location": {"row": found.row, "column": found.column},
    }


def _reason(why: str, place: Place | None, locate: Locate) -> str | None:
    if place is None or not why:
        return why or None
    return f"{why} ({place.filename}:{locate(place).row})"


def architecture(
    project: Project, locate: Locate, is_whole: bool = True
) -> list[tuple[str, str, str]]:
    """(what, value, why) of each part of the architecture that rules go by. What is not found in a
    project that is not whole, since files could not be read, is not told to be none."""

    def at(place: Place | None) -> str:
        return f"{place.filename}:{locate(place).row}" if place is not None else ""

    def none(what: str, why: str) -> tuple[str, str, str]:
        if is_whole:
            return what, "none", why
        return what, "cannot tell", f"not all could be read; in the rest: {why}"

    rows: list[tuple[str, str, str]] = []
    for path, place, made in project.factories():
        if path is None:
            rows.append(("app", "at module level", at(made)))
        else:
            rows.append(("factory", path, f"makes an app at {at(made)} ({at(place)})"))
    if not rows:
        rows.append(none("factory", "nothing of the project makes a Flask app"))
    registered: dict[bool | None, int] = {True: 0, False: 0, None: 0}
    for answer in project.blueprints():
        registered[answer.holds] += 1
    counts = (
        f"{registered[True]} registered, {registered[False]} not, {registered[None]} cannot tell"
    )
    rows.append(("blueprints", str(sum(registered.values())), counts))
    for kind in ("routes", "services", "models", "schemas"):
        layer = project.layer(kind)
        some = ", ".join(sorted(layer.modules)[:4])
        more = f" and {len(layer.modules) - 4} more" if len(layer.modules) > 4 else ""
        rows.append((kind, some + more, layer.why) if some else none(kind, layer.why))
    errors = project.error_classes
    for error in errors[:_MOST_ERRORS]:
        rows.append(("error class", error.path, _answering(error, at)))
    if len(errors) > _MOST_ERRORS:
        rows.append(("error class", "...", f"and {len(errors) - _MOST_ERRORS} more"))
    if not errors:
        why = "no exception class is known to be answered in JSON with a status"
        rows.append(none("error class", why))
    sources = project.config_sources
    for name, place in (*sources.classes.items(), *sources.modules.items()):
        rows.append(("settings", name, f"loaded at {at(place)}"))
    if sources.overridable is not None:
        rows.append(("settings", "also from outside", f"read at {at(sources.overridable)}"))
    return rows


def _answering(error: ErrorClass, at: Callable[[Place | None], str]) -> str:
    """Why a class is an API error, and with which status."""
    status = "any status" if error.status else f"status {error.fixed}"
    where = " on its Blueprints" if error.blueprints else ""
    return f"{error.why}{where}, {status} ({at(error.handler or error.place)})"
