"""Methods that need an object, as a class of the project has them."""

from __future__ import annotations

from flasklint.facts import code
from flasklint.facts.walk import statements_in
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.naming import describe
from flasklint.follow.python import expressions
from flasklint.follow.values import Attached, ClassValue, External, FunctionValue, Value
from flasklint.packages import database_api
from flasklint.project.calls import Method

_KEEPING_DECORATORS = {
    "dataclasses.dataclass", "dataclasses.dataclass()", "attr.s", "attr.s()", "attrs.define",
    "attrs.define()", "attrs.frozen", "attrs.frozen()", "functools.total_ordering", "typing.final",
}  # fmt: skip
"""Class decorators that leave methods as they are."""
_PLAIN_BASES = {
    "builtins.object", "abc.ABC", "typing.Generic", "typing.Generic[]", "typing.Protocol",
    "typing.Protocol[]",
}  # fmt: skip


def plain_method(evaluation: Evaluation, cls: Value | None, name: str) -> Method | None:
    """The method that a class has by a name, if it surely is one that needs an object: not static,
    not a class method, not decorated, and nothing around may have made something else of it."""
    if not isinstance(cls, ClassValue) or cls.is_library or name.startswith("__"):
        return None
    bases = ancestors(cls)
    if not all(_is_plain(evaluation, base) for base in bases):
        return None
    for base in bases:
        if isinstance(base, ClassValue) and name in base.names:
            found = evaluation.settled(base.names[name])
            if not isinstance(found, FunctionValue) or found.owner is not base or found.kind:
                return None
            params = found.code.params
            if found.code.decorators or not params or params[0].kind not in ("", "/"):
                return None
            if _is_bound_again(base, name) or _is_assigned(evaluation, name):
                return None
            return Method(found.place, params, base.path)
    return None


def _is_bound_again(cls: ClassValue, name: str) -> bool:
    """Whether the body of a class binds a name otherwise than by a `def`: `f = classmethod(f)`."""
    wanted = code.Name(name)
    return any(wanted in _targets(node) for node in statements_in(cls.code.body))


def _targets(node: object) -> tuple[object, ...]:
    """What a statement binds or deletes, but for a definition."""
    found: tuple[object, ...] = ()
    if isinstance(node, (code.Assign, code.Delete)):
        found = node.targets
    elif isinstance(node, (code.Annotated, code.For)):
        found = (node.target,)
    inner = [each.items for each in found if isinstance(each, code.Items)]
    return (*found, *(item for items in inner for item in items))


def _is_assigned(evaluation: Evaluation, name: str) -> bool:
    """Whether a module assigns to an attribute of that name, of whatever."""
    evaluation.words.add(name)
    return any(
        isinstance(target, code.Attribute) and target.attr == name
        for module in evaluation.modules.values()
        if name in module.names
        for node in statements_in(module.body)
        if isinstance(node, code.Assign)
        for target in node.targets
    )


def _is_plain(evaluation: Evaluation, base: Value) -> bool:
    """Whether a class leaves the functions in it and in its subclasses what they are."""
    if isinstance(base, (External, Attached)):
        path = base.path
        is_exception = path.startswith("builtins.") and path.endswith(("Exception", "Error"))
        return path in _PLAIN_BASES or is_exception or bool(database_api.model_library(path))
    if not isinstance(base, ClassValue):
        return False
    if any(keyword.name in ("metaclass", "") for keyword in base.code.keywords):
        return False
    return all(
        _path_of(evaluation, base, decorator) in _KEEPING_DECORATORS
        for decorator in base.code.decorators
    )


def _path_of(evaluation: Evaluation, cls: ClassValue, decorator: code.Expression) -> str | None:
    if isinstance(decorator, code.Call):
        called = describe(expressions.evaluate(evaluation, cls.scope, decorator.func))
        return None if called is None else f"{called}()"
    return describe(expressions.evaluate(evaluation, cls.scope, decorator))
