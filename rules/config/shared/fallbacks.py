"""What a setting is where the environment has none of the variables that it is read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import libcst as cst

from flasklint.rule import Checker
from flasklint_rules.config.shared.environment import GETTERS, Read, read_of
from flasklint_rules.config.shared.setting_places import assignments_in, targets_in

_OF_PACKAGES = frozenset(
    ("decouple.config", "decouple.AutoConfig()", "environs.Env()", "environs.Env().str")
)
"""What takes the name of a variable and a default, and fails without one."""
_KEEPING = frozenset(("encode", "strip"))
_DEEPEST = 5


@dataclass(frozen=True)
class Fallback:
    """What stands in where none of some variables is set, if anything. `read` has it, where it is
    all that there is to take away."""

    value: cst.BaseExpression | None
    variables: tuple[str, ...]
    read: Read | None = None


def fallback_of(node: cst.BaseExpression, checker: Checker, depth: int = 0) -> Fallback | None:
    """What stands in for what is read from the environment: by one read or several, through a
    package or by a function of the project, and turned into a text; None if nothing is read."""
    file = checker.file
    if depth > _DEEPEST:
        return None
    match node:
        case cst.BooleanOperation(left=left, operator=cst.Or(), right=right):
            first = fallback_of(left, checker, depth + 1)
            if first is None or first.value is not None:
                return first
            is_plain = first.read is not None and isinstance(first.read.node, cst.Call)
            return _followed_by(right, first, is_plain, checker, depth)
        case cst.Call(func=cst.Attribute(value=inside, attr=cst.Name(value=method))) if (
            method in _KEEPING
        ):
            return _inside(inside, checker, depth)
        case cst.Call(func=cst.Name() as func, args=[cst.Arg(value=inside)]) if (
            file.names.path(func) == "builtins.str"
        ):
            return _inside(inside, checker, depth)
    read, is_plain = read_of(node, file) or _by_package(node, checker), True
    if read is None:
        read, is_plain = _by_function(node, checker), False
    if read is None:
        return None
    found = Fallback(None, (read.variable,), read if is_plain else None)
    if read.fallback is None:
        return found
    return _followed_by(read.fallback, found, is_plain, checker, depth)


def _followed_by(
    node: cst.BaseExpression, first: Fallback, is_plain: bool,
    checker: Checker, depth: int) -> Fallback:  # fmt: skip
    """What stands in after a first read: something else that is read, or a value."""
    then = fallback_of(node, checker, depth + 1)
    if then is not None:
        return Fallback(then.value, (*first.variables, *then.variables))
    return replace(first, value=node, read=first.read if is_plain else None)


def _inside(node: cst.BaseExpression, checker: Checker, depth: int) -> Fallback | None:
    found = fallback_of(node, checker, depth + 1)
    return None if found is None else replace(found, read=None)


def _by_package(node: cst.BaseExpression, checker: Checker) -> Read | None:
    """`config("KEY", default="...")` of python-decouple, `env.str("KEY", "...")` of environs."""
    if not isinstance(node, cst.Call):
        return None
    if checker.canonical(node.func) not in _OF_PACKAGES:
        return None
    return _read(node, ("name", "option"), ("default",), 0, 1)


def _by_function(node: cst.BaseExpression, checker: Checker) -> Read | None:
    """A call of a function that does nothing but read the variable that it is given the name of,
    with the fallback that it is given."""
    path = checker.canonical(node.func) if isinstance(node, cst.Call) else None
    place = checker.project.defined_at(path)
    if place is None or not isinstance(node, cst.Call):
        return None
    home = checker.file.open(place.filename)
    function = home.node(place)
    if not isinstance(function, cst.FunctionDef):
        return None
    inside = [*home.tree.inside(function.body)]
    returns = [each.value for each in inside if isinstance(each, cst.Return)]
    if len(returns) != 1 or any(isinstance(each, (cst.Raise, cst.If)) for each in inside):
        return None
    names = [param.name.value for param in function.params.params]
    given = {
        target.value: value
        for target, value in targets_in(assignments_in(function))
        if isinstance(target, cst.Name)
    }
    value = returns[0]
    value = given.get(value.value, value) if isinstance(value, cst.Name) else value
    match value:
        case cst.BooleanOperation(
            left=cst.Call(args=[cst.Arg(value=cst.Name(value=key))]) as call,
            operator=cst.Or(),
            right=cst.Name(value=default),
        ):
            pass
        case (
            cst.Call(
                args=[cst.Arg(value=cst.Name(value=key)), cst.Arg(value=cst.Name(value=default))]
            ) as call
        ):
            pass
        case _:
            return None
    if home.names.path(call.func) not in GETTERS or not {key, default} <= {*names}:
        return None
    return _read(node, (key,), (default,), names.index(key), names.index(default))


def _read(
    call: cst.Call, keys: Iterable[str], defaults: Iterable[str], key_at: int, default_at: int
) -> Read | None:
    """The read that a call is, with the name of the variable and the fallback at some places, or
    by some keywords."""
    if any(arg.star for arg in call.args):
        return None
    plain = dict(enumerate(arg.value for arg in call.args if arg.keyword is None))
    named = {arg.keyword.value: arg.value for arg in call.args if arg.keyword is not None}
    key = plain.get(key_at) or next((named[each] for each in keys if each in named), None)
    fallback = plain.get(default_at) or next(
        (named[each] for each in defaults if each in named), None
    )
    name = key.evaluated_value if isinstance(key, cst.SimpleString) else None
    return Read(call, name, fallback) if isinstance(name, str) else None
