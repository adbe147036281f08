"""Whether a test holds, as far as the values it compares are known.

A setting that the code does not give is taken to be left out: what depends on it is then only
"off" or "on", not "no" or "yes".
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeGuard

from flasklint.follow.python.containers import key_of
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
    Unknown,
    Value,
)
from flasklint.packages import flask_api

Truth = Literal["yes", "no", "on", "off", "?"]

_NOT: dict[Truth, Truth] = {"yes": "no", "no": "yes", "on": "off", "off": "on", "?": "?"}
EMPTY = External("inspect.Parameter.empty")
_ORDER: dict[str, Callable[[Any, Any], object]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def truth(value: Value) -> Truth:
    """Whether a value counts as true."""
    match value:
        case Known(value=constant, assumed=assumed):
            return _told(bool(constant), assumed)
        case FunctionValue() | ClassValue() | Bound() | ModuleValue() | Instance():
            return "yes"
        case ListValue(items=items, complete=complete) | DictValue(items=items, complete=complete):
            return "yes" if items else "no" if complete else "?"
        case External(path=path) if flask_api.is_class(path):
            return "yes"
        case External(path=path) if "()." in path and not path.endswith((")", "]")):
            return "off"
        case Unknown(attr=attr) if attr:
            return "off"
        case Several(options=options):
            return _agreed(truth(option) for option in options)
    return "?"


def both(left: Truth, right: Truth) -> Truth:
    """Whether `left and right` holds."""
    order: tuple[Truth, ...] = ("no", "off", "?", "on", "yes")
    return min(left, right, key=order.index)


def negated(holds: Truth) -> Truth:
    """Whether `not test` holds."""
    return _NOT[holds]


def compare(left: Value, op: str, right: Value) -> Truth:
    """Whether `left op right` holds."""
    if isinstance(left, Several):
        return _agreed(compare(option, op, right) for option in left.options)
    if isinstance(right, Several):
        return _agreed(compare(left, op, option) for option in right.options)
    match op:
        case "is" | "==":
            return _same(left, right)
        case "in":
            return _contains(right, left)
        case "is not" | "!=" | "not in":
            return negated(compare(left, {"is not": "is", "!=": "==", "not in": "in"}[op], right))
    if isinstance(left, Known) and isinstance(right, Known):
        try:
            holds = bool(_ORDER[op](left.value, right.value))
        except TypeError:
            return "?"
        return _told(holds, left.assumed or right.assumed)
    return "?"


def _same(left: Value, right: Value) -> Truth:
    if isinstance(left, Known) and isinstance(right, Known):
        return _told(left.value == right.value, left.assumed or right.assumed)
    if left is right:
        return "yes"
    if isinstance(left, External) and isinstance(right, External):
        return _same_outside(left.path, right.path)
    if EMPTY in (left, right):
        return "no" if isinstance(left, Known) or isinstance(right, Known) else "?"
    if Known(None) in (left, right):
        other = right if left == Known(None) else left
        return "no" if isinstance(other, (ListValue, DictValue)) or truth(other) == "yes" else "?"
    return "no" if _has_identity(left) and _has_identity(right) else _same_definition(left, right)


def _same_outside(left: str, right: str) -> Truth:
    """Whether two things from outside are one: two names of one package are taken to differ."""
    if "(" in left + right or "[" in left + right:
        return "?"
    if left == right:
        return "yes"
    return "no" if left.rpartition(".")[0] == right.rpartition(".")[0] else "?"


def _same_definition(left: Value, right: Value) -> Truth:
    """Whether a function or class of the project is one that a package has: never."""
    outside = [value.path for value in (left, right) if isinstance(value, External)]
    own = any(isinstance(value, (ClassValue, FunctionValue)) for value in (left, right))
    named = outside and "(" not in outside[0] and "[" not in outside[0]
    return "no" if own and named else "?"


def _has_identity(value: Value) -> bool:
    return isinstance(value, (Instance, ClassValue, FunctionValue, ModuleValue))


def _contains(container: Value, item: Value) -> Truth:
    match container:
        case External(path="os.environ"):
            return "off"
        case Known(value=str() as text, assumed=assumed):
            if isinstance(item, Known) and isinstance(item.value, str):
                return _told(item.value in text, item.assumed or assumed)
        case DictValue(items=items, complete=complete):
            return "yes" if key_of(item) in items else "no" if complete else "?"
        case ListValue(items=items, complete=complete):
            found: Truth = "no" if complete else "?"
            if isinstance(item, Known) and not item.assumed:
                # Long tables of constants are asked often.
                if item.value in [each.value for each in items if _is_fixed(each)]:
                    return "yes"
                items = [each for each in items if not _is_fixed(each)]
            for each in items:
                found = negated(both(negated(found), negated(_same(each, item))))
            return found
    return "?"


def _is_fixed(value: Value) -> TypeGuard[Known]:
    return isinstance(value, Known) and not value.assumed


def _told(holds: bool, assumed: bool) -> Truth:
    if assumed:
        return "on" if holds else "off"
    return "yes" if holds else "no"


def _agreed(answers: Iterable[Truth]) -> Truth:
    """What all answers say; an assumption is kept where another value would say otherwise."""
    found = set(answers)
    if found in ({"yes", "off"}, {"no", "on"}, {"?", "off"}, {"?", "on"}):
        return "off" if "off" in found else "on"
    return found.pop() if len(found) == 1 else "?"


def told(answer: Truth) -> Value:
    """The value of a test."""
    if answer == "?":
        return Unknown("the result of a test")
    return Known(answer in ("yes", "on"), assumed=answer in ("on", "off"))
