"""In which shape views and error handlers of the project answer errors in JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from flasklint.facts import code
from flasklint.facts.walk import assignments_of, last_name, statements_in
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.python import expressions
from flasklint.follow.values import FunctionValue
from flasklint.packages.flask_api import FAILURES, MESSAGE_KEYS
from flasklint.project.errors import ErrorShape
from flasklint.project.errors import handlers as error_handlers

_MAKERS = {"jsonify", "dict"}
_Pairs = list[tuple[str, object]]


def error_shape(
    evaluation: Evaluation, views: Iterable[FunctionValue], handlers: Iterable[FunctionValue]
) -> ErrorShape | None:
    """The shape that most error answers have; None if no such answer can be read."""
    counts = Counter(
        shape
        for functions, is_error in ((views, False), (handlers, True))
        for function in functions
        for pairs in _bodies(evaluation, function, is_error)
        if (shape := _shape(pairs)) is not None
    )
    return max(counts, key=lambda shape: counts[shape], default=None)


def _bodies(evaluation: Evaluation, function: FunctionValue, is_error: bool) -> Iterator[_Pairs]:
    """The dicts that a function answers errors with: all of a handler's, and of a view's those with
    a status from 400 on."""
    body = [*statements_in(function.code.body)]
    assigned = {
        target.id: value
        for node in body
        for target, value in assignments_of(node)
        if isinstance(target, code.Name)
    }
    for node in body:
        if not isinstance(node, code.Return):
            continue
        answer: object = node.value
        status: object = None
        if isinstance(answer, code.Items) and len(answer.items) > 1:
            answer, given = answer.items[:2]
            told = isinstance(given, (code.Constant, code.Name, code.Attribute))
            value = expressions.evaluate(evaluation, function.scope, given) if told else None
            status = error_handlers.error_of(value) if value is not None else None
        if is_error or (isinstance(status, int) and status >= 400):
            if isinstance(answer, code.Name):
                answer = assigned.get(answer.id)
            yield _pairs(answer)


def _pairs(node: object) -> _Pairs:
    """The keys and values of `{...}`, `dict(...)`, `jsonify(...)`; none for anything else."""
    if isinstance(node, code.Table):
        keys = [key.value if isinstance(key, code.Constant) else None for key, _ in node.items]
        if all(isinstance(key, str) for key in keys):
            return [(str(key), value) for key, (_, value) in zip(keys, node.items, strict=True)]
    if isinstance(node, code.Call) and last_name(node.func) in _MAKERS:
        if len(node.args) == 1 and not node.keywords:
            return _pairs(node.args[0])
        if not node.args and all(each.name for each in node.keywords):
            return [(each.name, each.value) for each in node.keywords]
    return []


def _shape(pairs: _Pairs) -> ErrorShape | None:
    """The shape of a body, if all but one message only say that this is an error."""
    flags = {key: _flag(value) for key, value in pairs}
    (message,) = [key for key, flag in flags.items() if not flag][:1] or [""]
    if message not in MESSAGE_KEYS or list(flags.values()).count("") > 1:
        return None
    nested = any(key == message and isinstance(value, code.Table) for key, value in pairs)
    return None if nested else ErrorShape(tuple(flags.items()))


def _flag(value: object) -> str:
    """The text of a constant that says that this is an error; "" for anything else."""
    constant = value.value if isinstance(value, code.Constant) else ""
    if constant is None or isinstance(constant, bool):
        return repr(constant)
    if isinstance(constant, str) and constant.lower() in FAILURES:
        return f'"{constant}"'
    return ""
