"""What a decorator gives in place of its function: another one, or the same.

Functions of the project are read; those of packages are known by their paths.
"""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts.code import (
    OPAQUE,
    Assign,
    Attribute,
    Call,
    Constant,
    Do,
    For,
    Function,
    If,
    Name,
    Return,
    Subscript,
    Try,
    With,
)
from flasklint.facts.walk import last_name
from flasklint.follow.paths import Paths
from flasklint.follow.values import Bound, FunctionValue
from flasklint.packages.package import decorator_at

_TAKING_THE_NAME = {"wraps", "update_wrapper"}


def replaces(paths: Paths, path: str) -> bool | None:
    """Whether a decorator gives another function that calls the decorated one.

    `path` is that of the decorator as it is written, `shop.auth.admin_only` or, if it is made by a
    call, `shop.auth.role()`. False if it gives the function itself; None if cannot tell, also for
    one that takes note of the function.
    """
    is_called = path.endswith("()")
    maker = path.removesuffix("()")
    known = paths.canonical(maker)
    if known is not None and decorator_at(known) in ("wrap", "fill"):
        return True
    value, rest = paths.value(maker)
    if rest:
        return None
    code = value.function.code if isinstance(value, Bound) else getattr(value, "code", None)
    if isinstance(code, Function):
        # `names` of a wrapper are asked for the decorated function.
        paths.evaluation.words.update(
            param.name for each in (code, *_inner(code).values()) for param in each.params
        )
    match value:
        case FunctionValue(owner=None):
            return _replaces(value.code, 0, is_called)
        case FunctionValue(kind="staticmethod"):
            return _replaces(value.code, 0, is_called)
        case Bound(function=function):
            return _replaces(function.code, 1, is_called)
    return None


def _replaces(function: Function, skip: int, is_called: bool) -> bool | None:
    if function.decorators or function.is_generator:
        return None
    if not is_called:
        return _gives_another(function, skip)
    # A call of it makes the decorator.
    inner = _inner(function)
    made = {_name(node) for node in _returns(function)}
    if len(made) != 1 or not made <= inner.keys():
        return None
    decorator = inner[made.pop()]
    return None if decorator.decorators else _gives_another(decorator, 0)


class _Body(NamedTuple):
    """What a decorator does with its function by itself, not in the functions it defines."""

    inner: dict[str, Function]
    decorated: str


def _gives_another(function: Function, skip: int) -> bool | None:
    if len(function.params) <= skip:
        return None
    body = _Body(_inner(function), function.params[skip].name)
    given = [_name(_wrapper(node)) for node in _returns(function)]
    if not given:
        return None
    if all(name == body.decorated for name in given):
        return False
    if not all(name in body.inner and body.decorated in body.inner[name].names for name in given):
        return None
    return True if all(_is_quiet(node, body) for node in function.body) else None


def _wrapper(node: object) -> object:
    """What is wrapped in a returned `update_wrapper(wrapper, f)` or `wraps(f)(wrapper)`."""
    if isinstance(node, Call) and node.args:
        inner = node.func
        if isinstance(inner, Call) and last_name(inner.func) == "wraps":
            return node.args[0]
        if last_name(inner) == "update_wrapper":
            return node.args[0]
    return node


def _is_quiet(node: object, body: _Body) -> bool:
    """Whether a statement of a decorator keeps no note of the function that it decorates."""
    if isinstance(node, Function):
        return all(_is_name_taking(each) for each in node.decorators)
    if isinstance(node, Do):
        return isinstance(node.value, Constant) or _is_name_taking(node.value)
    if isinstance(node, Assign):
        # `wrapper.__name__ = f.__name__`
        is_plain = isinstance(node.value, (Constant, Attribute))
        return is_plain and all(_root(target) != body.decorated for target in node.targets)
    return isinstance(node, Return)


def _is_name_taking(node: object) -> bool:
    return isinstance(node, Call) and last_name(node.func) in _TAKING_THE_NAME


def _inner(function: Function) -> dict[str, Function]:
    body: tuple[object, ...] = function.body
    return {node.name: node for node in body if isinstance(node, Function)}


def _returns(function: Function) -> list[object]:
    """What a function without branches returns; what cannot be told if it has any."""
    body: tuple[object, ...] = function.body
    if any(isinstance(node, (If, For, With, Try)) for node in body):
        return [OPAQUE]
    return [node.value for node in body if isinstance(node, Return)]


def _name(node: object) -> str:
    return node.id if isinstance(node, Name) else ""


def _root(node: object) -> str:
    while isinstance(node, (Attribute, Subscript)):
        node = node.value
    return _name(node)
