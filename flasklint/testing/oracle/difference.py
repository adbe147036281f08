"""Compares two portraits of an application and says readably what differs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import indent
from typing import Any, NamedTuple

from flasklint.testing.oracle.starting import Portrait

WIDTH = 80
MOST_LINES_OF_ONE = 5
ABSENT = "absent"
NEW_ROUTES = tuple(
    f"+{section} *"
    for section in ("route", "view", "blueprint", "hook", "error handler", "command", "extension")
)


class Place(NamedTuple):
    """One thing that can differ: `answer 3: GET /books` and its `status`; a whole entry has no
    `what`."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.what else self.where


@dataclass(frozen=True)
class Change:
    """A thing that differs. One that was not there before, or is not there any more, is `ABSENT`
    on that side, as text for people."""

    place: Place
    before: str
    after: str

    def __str__(self) -> str:
        line = f"{self.place}: {self.before} -> {self.after}"
        if len(line) <= WIDTH:
            return line
        before, after = _cut_to_the_difference(self.before, self.after)
        return f"{self.place}\n    before: {before}\n    after:  {after}"

    def is_allowed(self, pattern: str) -> bool:
        """Whether a pattern fits the place. `*` stands for anything; with `+` before it, it fits
        only what is new."""
        if pattern.startswith("+") and self.before != ABSENT:
            return False
        parts = pattern.removeprefix("+").split("*")
        return re.fullmatch(".*".join(map(re.escape, parts)), str(self.place), re.S) is not None


@dataclass(frozen=True)
class Difference:
    """What differs between before and after. False if nothing does.

    `not_compared` are things that differ between two portraits of what was before; `allowed` are
    differences that were meant. `not_started` says why what came after does not start.
    """

    changes: tuple[Change, ...] = ()
    allowed: tuple[Change, ...] = ()
    not_compared: tuple[Place, ...] = ()
    not_started: str = ""
    requests: int = 0

    def __bool__(self) -> bool:
        return bool(self.changes or self.not_started)

    def __str__(self) -> str:
        lines = []
        if self.not_started:
            lines.append(f"started before, and not after:\n{indent(self.not_started, '  ')}")
        if self.changes:
            lines.append(f"{len(self.changes)} differences, before -> after:")
            lines += [indent(line, "  ") for line in _shortened(self.changes)]
        if not self:
            lines.append("no difference")
        lines.append(f"compared: {self.requests} answers, and what the application is made of")
        if self.allowed:
            lines.append(f"allowed: {len(self.allowed)} differences")
        if self.not_compared:
            lines.append("not compared, as it changes without a change of the code:")
            lines += [f"  {line}" for line in _by_where(self.not_compared)]
        return "\n".join(lines)


def compare(
    before: Portrait,
    after: Portrait,
    again: Sequence[Portrait] = (),
    *,
    allowed: Iterable[str] = (),
    error_bodies: bool = True,
    config_values: bool = False,
) -> Difference:
    """What differs between two portraits.

    `again` are further portraits of what was before, best taken last: what differs there is not
    compared. `allowed` are patterns of places (`Change.is_allowed`). Without `error_bodies`,
    answers that were errors and still are need only have the same status. With `config_values`,
    settings must have the same values too, which are not shown.
    """
    old, new = (_entries(each, config_values) for each in (before, after))
    errors = set() if error_bodies else _errors(old) & _errors(new)

    def differences(entries: Entries) -> Iterator[Change]:
        for change in _changes(old, entries):
            if change.place.where not in errors or change.place.what in ("status", "raised"):
                yield change

    moving = {
        change.place for each in again for change in differences(_entries(each, config_values))
    }
    found = [each for each in differences(new) if not _is_moving(each.place, moving)]
    patterns = tuple(allowed)
    meant = [each for each in found if any(map(each.is_allowed, patterns))]
    return Difference(
        tuple(each for each in found if not any(map(each.is_allowed, patterns))),
        tuple(meant),
        tuple(sorted(moving, key=lambda place: _natural(str(place)))),
        requests=len(before.answers),
    )


Entries = dict[str, Any]


def _entries(portrait: Portrait, config_values: bool) -> Entries:
    """Everything in a portrait by the name under which it is reported."""
    found: Entries = {}
    for section, facts in portrait.facts.items():
        if section != "config value" or config_values:
            found |= {f"{section} {name}": held for name, held in facts.items()}
    for number, pair in enumerate(zip(portrait.requests, portrait.answers, strict=True), start=1):
        request, answer = pair
        name = request.get("name") or f"{request['method']} {request['path']}"
        found[f"answer {number}, {name}"] = answer
    return found


def _errors(entries: Entries) -> set[str]:
    """The answers that are errors."""
    return {
        where
        for where, held in entries.items()
        if isinstance(held, Mapping) and isinstance(status := held.get("status"), int)
        if status >= 400
    }


def _changes(old: Entries, new: Entries) -> Iterator[Change]:
    for where in sorted(old.keys() | new.keys(), key=_natural):
        if where not in new or where not in old:
            there, gone = _there(old, where), _there(new, where)
            yield Change(Place(where, ""), there, gone)
            continue
        before, after = dict(_leaves(old[where])), dict(_leaves(new[where]))
        for what in sorted(before.keys() | after.keys(), key=_natural):
            if before.get(what, ABSENT) != after.get(what, ABSENT):
                if where.startswith("config value"):
                    yield Change(Place(where, what), "one value", "another, not shown")
                else:
                    sides = (_text(each.get(what, ABSENT)) for each in (before, after))
                    yield Change(Place(where, what), *sides)


def _there(entries: Entries, where: str) -> str:
    return "there" if where in entries else ABSENT


def _leaves(held: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The single values in a value, by path; of a list also its length."""
    if isinstance(held, Mapping):
        for key, value in held.items():
            yield from _leaves(value, f"{path}.{key}" if path else str(key))
    elif isinstance(held, list):
        yield f"{path} lines" if path == "body" else f"{path} length", len(held)
        for number, value in enumerate(held):
            yield from _leaves(value, f"{path}[{number}]")
    else:
        yield path, held


def _is_moving(place: Place, moving: set[Place]) -> bool:
    """Whether a place is known to move, or lies in one that does, or in a list that grows."""
    if place in moving or Place(place.where, "") in moving:
        return True
    lists = (place.what[: found.start()] for found in re.finditer(r"\[", place.what))
    return any(
        Place(place.where, f"{path} {size}") in moving
        for path in lists
        for size in ("lines", "length")
    )


def _natural(text: str) -> list[tuple[bool, int, str]]:
    """Sorts numbers in a text as numbers."""
    parts = re.findall(r"\d+|\D+", text)
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def _text(value: Any) -> str:
    if value is ABSENT or value is None:
        return ABSENT
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _cut_to_the_difference(before: str, after: str) -> tuple[str, str]:
    """The parts around where two long texts begin to differ."""
    room = WIDTH - 14
    same = next(
        (at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(after)),
    )
    start = max(0, same - room // 3) if max(len(before), len(after)) > room else 0

    def cut(text: str) -> str:
        part = text[start : start + room]
        more = "…" if len(text) > start + room else ""
        return ("…" if start else "") + part + more

    return cut(before), cut(after)


def _shortened(changes: Sequence[Change]) -> Iterator[str]:
    """A line for each change, and only the first few of one answer or part."""
    total, seen = Counter(each.place.where for each in changes), Counter[str]()
    for change in changes:
        where = change.place.where
        seen[where] += 1
        if seen[where] <= MOST_LINES_OF_ONE:
            yield str(change)
        elif seen[where] == MOST_LINES_OF_ONE + 1:
            yield f"{where}: {total[where] - MOST_LINES_OF_ONE} more"


def _by_where(places: Iterable[Place]) -> Iterator[str]:
    """One line for each `where`."""
    found: dict[str, list[str]] = {}
    for place in places:
        found.setdefault(place.where, []).append(place.what)
    for where, whats in found.items():
        more = f" and {len(whats) - 3} more" if len(whats) > 3 else ""
        line = str(Place(where, ", ".join(whats[:3]) + more))
        yield line if len(line) < WIDTH else line[: WIDTH - 3] + "…"


def not_started(why: str, requests: int) -> Difference:
    """The difference to an application that does not start any more."""
    return replace(Difference(requests=requests), not_started=why)
