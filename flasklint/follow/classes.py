"""What a class of the project derives from, and what it has from that."""

from __future__ import annotations

from collections.abc import Sequence

from flasklint.follow.values import (
    Ancestor,
    Applied,
    Attached,
    ClassValue,
    External,
    Instance,
    Known,
    Unknown,
    Value,
    each,
)

DEEPEST_BASES = 100
NAMED_TUPLE = External("typing.NamedTuple")
"""What all classes of named tuples derive from here."""


def fields_of(cls: ClassValue) -> list[str]:
    """The annotated names of a class and its bases, in the order of a dataclass's parameters."""
    found: dict[str, None] = {}
    for base in reversed(ancestors(cls)):
        if isinstance(base, ClassValue):
            found.update(dict.fromkeys(base.fields))
    return list(found)


def tuple_items(value: Instance) -> list[Value] | None:
    """What a named tuple holds, in the order of its fields; None for any other object."""
    cls = value.cls
    if not isinstance(cls, ClassValue) or NAMED_TUPLE not in ancestors(cls):
        return None
    defaults: dict[str, Value] = {}
    for base in reversed(ancestors(cls)):
        if isinstance(base, ClassValue):
            defaults.update(base.names)
    held = {**defaults, **value.attributes}
    return [held.get(name, Unknown(f"the field {name}")) for name in fields_of(cls)]


def ancestors(cls: ClassValue) -> Sequence[Ancestor]:
    """The class and its bases, nearest first, in Python's order for ordinary hierarchies."""
    if cls.line:
        return cls.line
    seen: set[Ancestor] = set()
    found: list[Ancestor] = []

    def visit(value: Value, depth: int) -> None:
        """Add what a value derives from, the last base first, then the value itself."""
        for option in reversed(list(each(value))):
            base = _base(option)
            if base is None or base in seen:
                continue
            seen.add(base)
            if isinstance(base, ClassValue) and depth < DEEPEST_BASES:
                for above in reversed(base.bases):
                    visit(above, depth + 1)
            found.append(base)

    visit(cls, 0)
    cls.line = found[::-1]
    return cls.line


def _base(value: Value) -> Ancestor | None:
    """What a value is as a base class; None if it can be none."""
    match value:
        case ClassValue() | External() | Attached() | Unknown():
            return value
        case Applied(event=event):
            return External(f"{event.path}()")
        case Known():
            return None
    return Unknown("a computed base class")
