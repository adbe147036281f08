"""What the project answers, as plain data, and as text that is kept between runs.

Texts are equal where answers are, in every process. In a text, whatever is not a string, a number
or None has its type beside it: what is read back is exactly what was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from flasklint.facts.encoding import KINDS
from flasklint.facts.node import Place

Kind = TypeVar("Kind")


class Answer(NamedTuple):
    """Yes, no, or (None) cannot tell; and why."""

    holds: bool | None
    why: str
    place: Place | None = None


_SMALL = 2**63
_PARTS: dict[type, tuple[str, ...]] = {}
_READERS: dict[str, Callable[..., Any]] = {
    "tuple": lambda *items: items,
    "list": lambda *items: [*items],
    "set": lambda *items: {*items},
    "frozenset": lambda *items: frozenset(items),
    "dict": lambda *pairs: dict(pairs),
    "int": lambda text: int(text, 16),
    "bytes": bytes.fromhex,
}


def plain(kind: type[Kind]) -> type[Kind]:
    """Make a named tuple or dataclass one that answers may have in them. Its name must be its
    own."""
    assert kind.__name__ not in _READERS, kind
    _PARTS[kind] = tuple(kind.__annotations__)
    _READERS[kind.__name__] = kind
    return kind


for _kind in (*KINDS, Place, Answer):
    plain(_kind)


_ENCODER = json.JSONEncoder(separators=(",", ":"))


def encode(value: object) -> str:
    """An answer as text; "" for what cannot be kept."""
    try:
        return _ENCODER.encode(_packed(value))
    except (TypeError, RecursionError):
        return ""


def decode(text: str) -> Any:
    """The answer that `encode` made a text of."""
    return _unpacked(json.loads(text))


def _packed(value: Any) -> Any:
    kind = value.__class__
    if value is None or kind in (str, bool, float) or (kind is int and -_SMALL < value < _SMALL):
        return value
    parts: list[Any]
    if kind in _PARTS:
        parts = [_packed(getattr(value, name)) for name in _PARTS[kind]]
    elif kind in (tuple, list):
        parts = [*map(_packed, value)]
    elif kind in (set, frozenset):
        parts = sorted(map(_packed, value), key=json.dumps)
    elif kind is dict:
        parts = [_packed(pair) for pair in value.items()]
    elif kind is int:
        parts = [hex(value)]
    elif kind is bytes:
        parts = [value.hex()]
    else:
        raise TypeError(kind)
    return [kind.__name__, *parts]


def _unpacked(value: Any) -> Any:
    if value.__class__ is not list:
        return value
    return _READERS[value[0]](*map(_unpacked, value[1:]))
