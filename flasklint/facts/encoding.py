"""Facts as text and back.

A list that begins with a number is a node, of the kind with that number; any other is a tuple. The
body of a function that is not in another one is a text of its own, unpacked when it is asked for:
few functions are followed.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from flasklint.facts import code, module
from flasklint.facts.module import Module


class Unreadable(NamedTuple):
    """A file that cannot be read, and where that shows; `is_valid` if Python would read it."""

    message: str
    row: int
    column: int
    is_valid: bool = False


Facts = Module | Unreadable
Bodies = tuple[list[str], set[int]]
"""The texts of bodies, and where to note which are read."""

KINDS: tuple[Any, ...] = (
    Unreadable,
    *(
        kind
        for _, kind in sorted({**vars(code), **vars(module)}.items())
        if isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")
    ),
)
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}
FUNCTION = _NUMBER[code.Function]
_NAME = _NUMBER[code.Name]
BODY = code.Function._fields.index("stored")
_SMALL = 2**63


def encode(facts: Facts, read: set[int] | None = None) -> str:
    """Facts as one line of ASCII text. The bodies of functions are numbered on the way, and note in
    `read` that they are read. Raises RecursionError for code that is nested deeply."""
    bodies: list[code.Body] = []
    packed = _packed(facts, bodies)
    texts = []
    for number, body in enumerate(bodies):
        texts.append(_ENCODER.encode(_packed(body.statements, bodies)))
        body.number = number
        body.read = body.read if read is None else read
    return _ENCODER.encode([packed, texts])


def decode(text: str, read: set[int] | None = None) -> Facts:
    """The facts that `encode` made a text of; the numbers of bodies that are read come into
    `read`."""
    packed, bodies = json.loads(text)
    facts: Facts = _unpacked(packed, (bodies, set() if read is None else read))
    return facts


def _packed(value: Any, bodies: list[code.Body]) -> Any:
    kind = value.__class__
    if kind is code.Name:
        return [_NAME, value.id]
    if kind is tuple:
        return [_packed(item, bodies) if item.__class__ in _PACKED else item for item in value]
    if kind is code.Constant:
        return [_NUMBER[kind], _constant(value.value)]
    if kind is frozenset:
        return {"set": sorted(value)}
    if kind is code.Body:
        bodies.append(value)
        return len(bodies) - 1
    return [
        _NUMBER[kind],
        *[_packed(item, bodies) if item.__class__ in _PACKED else item for item in value],
    ]


def _constant(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, int) and not -_SMALL < value < _SMALL:
        return {"int": hex(value)}
    return value


def _unpacked(value: Any, bodies: Bodies) -> Any:
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
    if number == FUNCTION and found[BODY].__class__ is int:
        found[BODY] = _body(found[BODY], bodies)
    return KINDS[number](*found)


def _body(number: int, bodies: Bodies) -> code.Body:
    texts, read = bodies
    body = code.Body(lambda: _unpacked(json.loads(texts[number]), bodies))
    body.number, body.read = number, read
    return body


_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False)
_PACKED = frozenset({*KINDS, code.Body, tuple, frozenset})
_NESTED = frozenset({list, dict})
