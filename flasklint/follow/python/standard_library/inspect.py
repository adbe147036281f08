"""What `inspect` tells of functions and classes of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.facts import code
from flasklint.follow.python import attributes
from flasklint.follow.python.standard_library.arguments import NOWHERE, Args, Function, Keywords
from flasklint.follow.python.truth import EMPTY, truth
from flasklint.follow.values import (
    Bound,
    ClassValue,
    DictValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ListValue,
    Value,
)

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

_KINDS = {
    "": "POSITIONAL_OR_KEYWORD", "/": "POSITIONAL_ONLY", "kw": "KEYWORD_ONLY",
    "*": "VAR_POSITIONAL", "**": "VAR_KEYWORD",
}  # fmt: skip


def _members(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`inspect.getmembers(object, predicate)`."""
    if not args:
        return None
    names = attributes.names_of(ev, args[0])
    if names is None:
        return None
    ev.budget.count(names, 1)
    predicate = args[1] if len(args) > 1 else keywords.get("predicate")
    rows: list[Value] = []
    for name in sorted(names):
        value = attributes.attribute(ev, args[0], name)
        if predicate is None or _accepts(ev, predicate, value):
            rows.append(ListValue([Known(name), value]))
    return ListValue(rows)


def _accepts(ev: Machine, predicate: Value, value: Value) -> bool:
    match predicate:
        case External(path="inspect.isfunction"):
            return isinstance(value, FunctionValue)
        case External(path="inspect.ismethod"):
            return isinstance(value, Bound)
        case External(path="inspect.isroutine"):
            return isinstance(value, (FunctionValue, Bound))
        case External(path="inspect.isclass"):
            return isinstance(value, ClassValue)
        case FunctionValue():
            answer = ev.call_function(predicate, None, (value,), {}, None)
            return truth(answer) in ("yes", "on")
    return True


def _is_class(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return Known(isinstance(args[0], ClassValue)) if args else None


def _is_function(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return Known(isinstance(args[0], FunctionValue)) if args else None


def _signature(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`inspect.signature(function)`, of which `parameters` is known."""
    function = args[0] if args else None
    skipped = 0
    if isinstance(function, Bound):
        function, skipped = function.function, 1
    if not isinstance(function, FunctionValue):
        return None
    rows = {param.name: _parameter(ev, function, param) for param in function.code.params[skipped:]}
    made = Instance(External("inspect.Signature"), NOWHERE)
    made.attributes["parameters"] = DictValue(dict(rows))
    return made


def _parameter(ev: Machine, function: FunctionValue, param: code.Param) -> Value:
    made = Instance(External("inspect.Parameter"), NOWHERE)

    def given(node: code.Expression | None) -> Value:
        return EMPTY if node is None else ev.evaluate(function.scope, node)

    is_text = any(node.module == "__future__" for node in function.scope.module.imports)
    annotated = param.annotation != code.OPAQUE and not is_text
    made.attributes.update(
        name=Known(param.name),
        kind=External(f"inspect.Parameter.{_KINDS[param.kind]}"),
        default=given(param.default),
        annotation=given(param.annotation if annotated else None),
    )
    return made


def _subclasses(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    cls = args[0] if args else None
    return ListValue(list(cls.subclasses)) if isinstance(cls, ClassValue) else None


FUNCTIONS: dict[str, Function] = {
    "inspect.getmembers": _members,
    "inspect.isclass": _is_class,
    "inspect.isfunction": _is_function,
    "inspect.signature": _signature,
    "builtins.type.__subclasses__": _subclasses,
}
