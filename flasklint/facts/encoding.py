"""Facts as text and back: a list begins with the number of its kind, a plain tuple does not."""

from __future__ import annotations

import json
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
_SMALL = 2**63


def encode(facts: Facts) -> str:
    """Facts as one line of ASCII text."""
    return json.dumps(_packed(facts), separators=(",", ":"))


def decode(text: str) -> Facts:
    """The facts that `encode` made a text of."""
    facts: Facts = _unpacked(json.loads(text))
    return facts


def _packed(value: Any) -> Any:
    kind = value.__class__
    if kind is str:
        return value
    if kind is tuple:
        return [_packed(item) for item in value]
    number = _NUMBER.get(kind)
    if number is not None:
        return [number, *[_packed(item) for item in value]]
    if kind is frozenset:
        return {"set": sorted(value)}
    if kind is bytes:
        return {"bytes": value.hex()}
    if kind is int and not -_SMALL < value < _SMALL:
        return {"int": hex(value)}
    return value


def _unpacked(value: Any) -> Any:
    kind = value.__class__
    if kind is list:
        if value and value[0].__class__ is int:
            return KINDS[value[0]](
                *[_unpacked(item) if item.__class__ in _NESTED else item for item in value[1:]]
            )
        return tuple([_unpacked(item) if item.__class__ in _NESTED else item for item in value])
    if kind is dict:
        if "set" in value:
            return frozenset(value["set"])
        return bytes.fromhex(value["bytes"]) if "bytes" in value else int(value["int"], 16)
    return value


_NESTED = frozenset({list, dict})
