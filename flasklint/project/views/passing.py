"""Whether a decorator hands the arguments of a view on as they are: URL variables among them."""

from __future__ import annotations

from flasklint.facts.code import Attribute, Call, Function, Keyword, Name, Return, Starred
from flasklint.facts.walk import everything_in, last_name
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.naming import describe
from flasklint.follow.python import expressions
from flasklint.follow.values import (
    Applied,
    Attached,
    Bound,
    ClassValue,
    DictValue,
    External,
    FunctionValue,
    ListValue,
    Value,
)
from flasklint.packages import flask_api
from flasklint.packages.package import decorator_at

_REGISTERING = {
    "route", "endpoint", "errorhandler", "app_errorhandler", "before_request", "before_app_request",
    *flask_api.ROUTE_SHORTCUTS,
}  # fmt: skip
_READING = {"get", "keys", "values", "items"}


def is_called_as_is(evaluation: Evaluation, view: FunctionValue) -> bool:
    """Whether a function is called with just the arguments that its decorators are called with, as
    far as that can be told."""
    evaluation.deciding += 1
    made = [expressions.evaluate(evaluation, view.scope, each) for each in view.code.decorators]
    evaluation.deciding -= 1
    return all(map(_passes, made))


def is_class_kept(evaluation: Evaluation, cls: ClassValue) -> bool:
    """Whether the decorators of a class give the class itself: those that put a resource on an app,
    or describe it."""
    evaluation.deciding += 1
    made = [expressions.evaluate(evaluation, cls.scope, each) for each in cls.code.decorators]
    evaluation.deciding -= 1
    return all(
        (isinstance(each, (FunctionValue, Bound)) and _is_described(each))
        or decorator_at((describe(each) or "").removesuffix("()")) == "keep"
        for each in made
    )


def pass_all(decorators: Value) -> bool:
    """Whether each of a list of decorators hands arguments on; those of a dict are its values."""
    match decorators:
        case ListValue(items=items, complete=True):
            return all(map(_passes, items))
        case DictValue(items=named, complete=True):
            return all(map(pass_all, named.values()))
    return False


def _is_described(decorator: FunctionValue | Bound) -> bool:
    function = decorator.function if isinstance(decorator, Bound) else decorator
    return function.is_library


def _passes(decorator: Value) -> bool:
    match decorator:
        case Applied(event=event):
            return event.method in _REGISTERING or _is_passing(event.path)
        case External(path=path) | Attached(path=path):
            return _is_passing(path.removesuffix("()"))
        case FunctionValue(owner=None) if not decorator.is_library:
            return _hands_on(decorator.code, 0)
        case Bound(function=function) if not function.is_library:
            return _hands_on(function.code, 1)
    return False


def _is_passing(path: str) -> bool:
    return decorator_at(path) in ("wrap", "keep")


def _hands_on(function: Function, skip: int) -> bool:
    """Whether a decorator gives its function or a wrapper that calls it with all it is given."""
    if len(function.params) <= skip or function.decorators or function.is_generator:
        return False
    decorated = function.params[skip].name
    body: tuple[object, ...] = function.body
    inner = {node.name: node for node in body if isinstance(node, Function)}
    given = [_name(node.value) for node in everything_in(function.body) if isinstance(node, Return)]
    return bool(given) and all(
        name == decorated or (name in inner and _is_plain(inner[name], decorated)) for name in given
    )


def _is_plain(wrapper: Function, decorated: str) -> bool:
    kinds = [param.kind for param in wrapper.params]
    names = {param.name for param in wrapper.params}
    if kinds not in (["*", "**"], ["**"]) or len(wrapper.decorators) > 1:
        return False
    if any(not _is_wraps(each) for each in wrapper.decorators):
        return False
    passed = 0
    for node in everything_in(wrapper.body):
        if isinstance(node, Function):
            return False
        if isinstance(node, Call) and _is_decorated(node.func, decorated):
            if not _gives_all(node, names):
                return False
            passed += len(names)
        if isinstance(node, Name) and node.id in names:
            passed -= 1
        if isinstance(node, Attribute) and isinstance(node.value, Name) and node.attr in _READING:
            passed += node.value.id in names
    return passed == 0


def _is_wraps(node: object) -> bool:
    return isinstance(node, Call) and last_name(node.func) == "wraps"


def _is_decorated(node: object, decorated: str) -> bool:
    """Whether a name is the decorated function, or `ensure_sync` of it."""
    if isinstance(node, Call) and last_name(node.func) == "ensure_sync" and node.args:
        node = node.args[0]
    return isinstance(node, Name) and node.id == decorated


def _gives_all(call: Call, names: set[str]) -> bool:
    """Whether a call hands on `*args` and `**kwargs` and nothing besides."""
    args: tuple[object, ...] = call.args
    keywords: tuple[object, ...] = call.keywords
    given = [_name(each.value) if isinstance(each, Starred) else "" for each in args]
    given += [
        _name(each.value) if isinstance(each, Keyword) and not each.name else ""
        for each in keywords
    ]
    return sorted(given) == sorted(names)


def _name(node: object) -> str:
    return node.id if isinstance(node, Name) else ""
