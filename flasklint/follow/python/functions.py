"""Functions of the project: how they are made and decorated, and what they are given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flasklint.facts import code
from flasklint.follow.naming import name_of
from flasklint.follow.python import calls
from flasklint.follow.values import (
    ClassValue,
    DictValue,
    External,
    FunctionValue,
    ListValue,
    Scope,
    Several,
    Unknown,
    Value,
    Wraps,
    each,
    one_of,
)

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

_KINDS = {
    "staticmethod": "staticmethod",
    "classmethod": "classmethod",
    "property": "property",
    "functools.cached_property": "property",
    "werkzeug.utils.cached_property": "property",
    "contextlib.contextmanager": "contextmanager",
}


def function_value(scope: Scope, node: code.Function) -> FunctionValue:
    """The function that a `def` or lambda makes here."""
    prefix = f"{scope.qualname}." if scope.qualname else ""
    owner = scope.names.get("__class__") if scope.outer else None
    if isinstance(owner, ClassValue):
        outer = scope.outer
        assert outer is not None
        return FunctionValue(node, outer, prefix + node.name, owner)
    return FunctionValue(node, scope, prefix + node.name)


def decorate(ev: Machine, scope: Scope, decorator: Value, target: Value, node: int) -> Value:
    """What the name of a decorated function or class is bound to."""
    if isinstance(decorator, External) and isinstance(target, FunctionValue):
        kind = decorator.path.removeprefix("builtins.")
        kind = _KINDS.get(kind, kind)
        if kind in _KINDS.values():
            return FunctionValue(
                target.code, target.scope, target.qualname, target.owner, kind,
                attributes=target.attributes,
            )  # fmt: skip
        return target
    if isinstance(decorator, Wraps):
        if isinstance(target, FunctionValue):
            target.wraps = decorator.function
        return target
    place = ev.site(scope, node)
    results = []
    for option in each(decorator):
        with ev.branches.perhaps(forks=isinstance(decorator, Several)):
            results.append(calls.call(ev, option, (target,), {}, place, False))
    return _renamed(target, one_of(results))


def _renamed(target: Value, result: Value) -> Value:
    """The function that was decorated, by the name of what the decorator made of it."""
    if not isinstance(target, FunctionValue) or not isinstance(result, FunctionValue):
        return target
    name = name_of(result)
    if name is None or name == name_of(target):
        return target
    return replace(target, renamed=name)


def parameters(
    ev: Machine,
    function: FunctionValue,
    receiver: Value | None,
    args: tuple[Value, ...],
    keywords: dict[str, Value],
    open_ended: bool,
) -> dict[str, Value]:
    """What the parameters of a function are bound to in a call; `open_ended` if more may have
    been passed than is known."""
    given = [receiver, *args] if receiver is not None else list(args)
    names: dict[str, Value] = {}
    left = dict(keywords)
    for param in function.code.params:
        if param.kind == "*":
            rest = [value for value in given if value is not None]
            names[param.name] = ev.budget.size(ListValue(rest, not open_ended))
            given = []
        elif param.kind == "**":
            names[param.name] = DictValue({**left}, not open_ended)
        elif param.name in left and param.kind != "/":
            names[param.name] = left.pop(param.name)
        elif given and param.kind != "kw":
            first = given.pop(0)
            names[param.name] = Unknown() if first is None else first
        elif param.default is not None and not open_ended:
            names[param.name] = ev.evaluate(function.scope, param.default)
        else:
            names[param.name] = Unknown(f"the parameter {param.name}")
    return names
