"""What `map`, `filter` and `itertools.starmap` give: their function is called for each item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.facts.node import Place
from flasklint.follow.python import containers
from flasklint.follow.python.truth import truth
from flasklint.follow.values import Known, ListValue, Unknown, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

FUNCTIONS = {"builtins.map", "builtins.filter", "itertools.starmap"}


def call(ev: Machine, path: str, args: tuple[Value, ...], place: Place) -> Value:
    """What one of the functions gives."""
    func, over = args[0], args[1:]
    lists = [containers.elements(value) for value in over]
    if path == "itertools.starmap":
        lists = [[]] if not over else [lists[0]]
    known = [items[: containers.LONGEST_LIST] for items in lists if items is not None]
    if len(known) < len(lists):
        return Unknown("what is made of unknown values")
    if path == "builtins.filter":
        return ListValue([item for item in known[0] if _passes(ev, func, item, place)])
    rows = [list(row) for row in zip(*known, strict=False)]
    if path == "itertools.starmap":
        given = [containers.elements(row[0]) for row in rows]
        if None in given:
            return Unknown("what is made of unknown values")
        rows = [row for row in given if row is not None]
    return ListValue([ev.call(func, tuple(row), {}, place, False) for row in rows])


def _passes(ev: Machine, func: Value, item: Value, place: Place) -> bool:
    """Whether `filter` keeps an item; what is only perhaps kept is taken to be."""
    is_test = func != Known(None)
    answer = ev.call(func, (item,), {}, place, False) if is_test else item
    return truth(answer) not in ("no", "off")
