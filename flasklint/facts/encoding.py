"""Facts as text and back.

A list that begins with a number is a node, of the kind with that number; any other is a tuple. The
body of a function is a text of its own, unpacked when it is asked for: few functions are followed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from flasklint.facts import code


class Unreadable(NamedTuple):
    """A file that cannot be read as Python, and where that shows."""

    message: str
    row: int
    column: int


Facts = code.Module | Unreadable

KINDS: tuple[Any, ...] = (
    Unreadable,
    *(
        kind
        for _, kind in sorted(vars(code).items())
        if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")
    ),
)
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
_FUNCTION = _NUMBER[code.Function]
_BODY = code.Function._fields.index("stored")
_SMALL = 2**63


def encode(facts: Facts) -> str:
    """Facts as one line of ASCII text. Raises RecursionError for code that is nested deeply."""
    bodies: list[str] = []
    packed = _packed(facts, bodies)
    return _ENCODER.encode([packed, bodies])


def decode(text: str) -> Facts:
    """The facts that `encode` made a text of."""
    packed, bodies = json.loads(text)
    facts: Facts = _unpacked(packed, bodies)
    return facts


def _packed(value: Any, bodies: list[str]) -> Any:
    kind = value.__class__
    if kind is tuple:
        return [_packed(item, bodies) if item.__class__ in _PACKED else item for item in value]
    if kind is code.Constant:
        return [_NUMBER[kind], _constant(value.value)]
    if kind is frozenset:
        return {"set": sorted(value)}
    number = _NUMBER[kind]
    if number == _FUNCTION:
        bodies.append(_ENCODER.encode(_packed(value.body, bodies)))
        value = value._replace(stored=len(bodies) - 1)
    return [
        number, *[_packed(item, bodies) if item.__class__ in _PACKED else item for item in value]
    ]  # fmt: skip


def _constant(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, int) and not -_SMALL < value < _SMALL:
        return {"int": hex(value)}
    return value


def _unpacked(value: Any, bodies: list[str]) -> Any:
    kind = value.__class__
    if kind is dict:
        if "set" in value:
            return frozenset(value["set"])
        return bytes.fromhex(value["bytes"]) if "bytes" in value else int(value["int"], 16)
    if not value or value[0].__class__ is not int:
        return tuple(
            [_unpacked(item, bodies) if item.__class__ in _NESTED else item for item in value]
        )
    number = value[0]
    found = [
        _unpacked(item, bodies) if item.__class__ in _NESTED else item for item in value[1:]
    ]  # fmt: skip
    if number == _FUNCTION:
        found[_BODY] = _later(found[_BODY], bodies)
    return KINDS[number](*found)


def _later(number: int, bodies: list[str]) -> Callable[[], tuple[code.Statement, ...]]:
    """What unpacks a body, once."""
    unpacked: list[tuple[code.Statement, ...]] = []

    def body() -> tuple[code.Statement, ...]:
        if not unpacked:
            unpacked.append(_unpacked(json.loads(bodies[number]), bodies))
        return unpacked[0]

    return body


_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False)
_PACKED = frozenset({*KINDS, tuple, frozenset})
_NESTED = frozenset({list, dict})
