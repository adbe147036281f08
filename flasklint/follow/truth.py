"""Whether a test holds, as far as the values it compares are known."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any

from flasklint import flask_api
from flasklint.follow.values import (
    Bound,
    ClassValue,
    DictValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ListValue,
    ModuleValue,
    Several,
    Value,
)

_ORDER: dict[str, Callable[[Any, Any], object]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def truth(value: Value) -> bool | None:
    """Whether a value counts as true; None if cannot tell."""
    match value:
        case Known(value=constant):
            return bool(constant)
        case FunctionValue() | ClassValue() | Bound() | ModuleValue() | Instance():
            return True
        case ListValue(items=items, complete=complete) | DictValue(items=items, complete=complete):
            return True if items else False if complete else None
        case External(path=path):
            return True if flask_api.is_class(path) else None
        case Several(options=options):
            return _agreed(truth(option) for option in options)
    return None


def compare(left: Value, op: str, right: Value) -> bool | None:
    """Whether `left op right` holds; None if cannot tell."""
    if isinstance(left, Several):
        return _agreed(compare(option, op, right) for option in left.options)
    if isinstance(right, Several):
        return _agreed(compare(left, op, option) for option in right.options)
    match op:
        case "is" | "==":
            return _same(left, right)
        case "in":
            return _contains(right, left)
        case "is not" | "!=":
            return _not(_same(left, right))
        case "not in":
            return _not(_contains(right, left))
    if isinstance(left, Known) and isinstance(right, Known):
        try:
            return bool(_ORDER[op](left.value, right.value))
        except TypeError:
            return None
    return None


def _same(left: Value, right: Value) -> bool | None:
    if isinstance(left, Known) and isinstance(right, Known):
        return left.value == right.value
    if left is right:
        return True
    if Known(None) in (left, right):
        other = right if left == Known(None) else left
        return None if truth(other) is None else False
    if _has_identity(left) and _has_identity(right):
        return False
    return None


def _has_identity(value: Value) -> bool:
    return isinstance(value, (Instance, ClassValue, FunctionValue, ModuleValue))


def _contains(container: Value, item: Value) -> bool | None:
    match container, item:
        case Known(value=str() as text), Known(value=str() as part):
            return part in text
        case DictValue(items=items, complete=complete), _:
            key = item.value if isinstance(item, Known) else item
            return True if key in items else False if complete else None
        case ListValue(items=items, complete=complete), _:
            answers = [_same(each, item) for each in items]
            if True in answers:
                return True
            return False if complete and None not in answers else None
    return None


def _not(holds: bool | None) -> bool | None:
    return None if holds is None else not holds


def _agreed(answers: Iterable[bool | None]) -> bool | None:
    found = set(answers)
    return found.pop() if len(found) == 1 else None
