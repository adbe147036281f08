"""Named tuples: what `collections.namedtuple` makes and what derives from `typing.NamedTuple`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.facts import code
from flasklint.follow.classes import NAMED_TUPLE
from flasklint.follow.python import containers
from flasklint.follow.values import ClassValue, Known, ListValue, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def make(ev: Machine, args: tuple[Value, ...], keywords: dict[str, Value]) -> Value | None:
    """`collections.namedtuple(typename, field_names, defaults=...)`, and `typing.NamedTuple` called
    with pairs of names and types."""
    given = dict(zip(("typename", "field_names"), args, strict=False)) | keywords
    title, names = given.get("typename"), _names(given.get("field_names"))
    scope = ev.scopes.get(ev.here.name) if ev.here is not None else None
    if not isinstance(title, Known) or names is None or scope is None:
        return None
    name = str(title.value)
    made = ClassValue(code.Class(name, (), (), (), (), 0), scope, name, (NAMED_TUPLE,), {}, names)
    defaults = containers.elements(given.get("defaults", Known(None))) or []
    made.names.update(zip(reversed(names), reversed(defaults), strict=False))
    return made


def _names(value: Value | None) -> list[str] | None:
    """The names of the fields: in one text, in a list, or first in pairs."""
    if isinstance(value, Known) and isinstance(value.value, str):
        return value.value.replace(",", " ").split()
    items = None if value is None else containers.elements(value)
    if items is None:
        return None
    firsts = [
        item.items[0] if isinstance(item, ListValue) and item.items else item for item in items
    ]
    names = [first.value for first in firsts if isinstance(first, Known)]
    known = [name for name in names if isinstance(name, str)]
    return known if len(known) == len(items) else None
