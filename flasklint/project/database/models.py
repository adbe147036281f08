"""What the project's own model classes say of the database."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.facts import code
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.naming import describe
from flasklint.follow.python import expressions
from flasklint.follow.values import ClassValue, FunctionValue, Value
from flasklint.packages import database_api
from flasklint.project.analysis import Analysis


def attribute(model: Value | None, name: str) -> Value | None:
    """What a class of the project or one of its bases in the project binds a name to."""
    if not isinstance(model, ClassValue):
        return None
    for base in ancestors(model):
        if isinstance(base, ClassValue) and name in base.names:
            return base.names[name]
    return None


def is_column(found: Value | None) -> bool:
    """Whether an attribute of a model is something of its own, and no query."""
    if found is None or isinstance(found, FunctionValue):
        return False
    return not (describe(found) or "").endswith(".query_property()")


def uses_session(evaluation: Evaluation, method: FunctionValue) -> bool:
    """Whether the body of a model's method uses a session itself."""
    evaluation.words.add("session")
    if "session" not in method.code.names:
        return False
    for node in _attributes(method.code.body):
        if node.attr in database_api.SESSION_METHODS:
            owner = expressions.evaluate(evaluation, method.scope, node.value)
            known = describe(owner)
            if database_api.is_session(known):
                return True
    return False


def _attributes(body: tuple[object, ...]) -> Iterator[code.Attribute]:
    stack: list[object] = list(body)
    while stack:
        item = stack.pop()
        if isinstance(item, code.Attribute):
            yield item
        if isinstance(item, code.Function):
            stack.extend((*item.params, *item.decorators, *item.body))
        elif isinstance(item, tuple):
            stack.extend(item)


def kind_of_attribute(analysis: Analysis, cls: str, name: str) -> str:
    """What a model binds a name to: a "column" or other value, a method that uses a "session", or
    something else or nothing ("")."""
    value, rest = analysis.paths.value(cls)
    own = attribute(value, name) if not rest else None
    if is_column(own):
        return "column"
    if isinstance(own, FunctionValue) and uses_session(analysis.evaluation, own):
        return "session"
    return ""
