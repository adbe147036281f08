"""Has a handler for all exceptions answer HTTP errors as such, in the shape of its own answers."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flasklint.packages.flask_api import FAILURES
from flasklint.rule import AddImport, Change, Checker, Fix, InsertBefore, SourceFile
from flasklint_rules.errors.shared.messages import (
    OUTCOME_KEYS,
    STATUS_KEYS,
    Pair,
    is_phrase,
    parts_of,
)
from flasklint_rules.errors.shared.responses import Answer, Reader
from flasklint_rules.errors.shared.statuses import literal, status_of

_MODULE = "werkzeug.exceptions"
_CLASS = "HTTPException"
_HTTP = f"{_MODULE}.{_CLASS}"
_MOST_COLUMNS = 100
_STEP = "    "


def hand_back(
    function: cst.FunctionDef | cst.Lambda, name: str, checker: Checker, has_other: bool
) -> Fix | None:
    """The fix of a handler that calls the exception `name`; None if there is no sure way. If the
    app `has_other` handlers for HTTP errors, one that is handed back would not reach them."""
    file = checker.file
    if not isinstance(function, cst.FunctionDef):
        return None
    first = _first_statement(function)
    known = _name_of_class(function, file)
    answer = _answer(function, name, checker, has_other)
    if first is None or known is None or answer is None:
        return None
    called, imported = known
    text = f"if isinstance({name}, {called}):\n{_STEP}return {answer}"
    changes: tuple[Change, ...] = (InsertBefore(file.place(first), text), *imported)
    title = "return" if answer == name else "answer"
    return Fix(f"{title} an `{_CLASS}` {'as it is' if answer == name else 'as such'}", changes)


def _first_statement(function: cst.FunctionDef) -> cst.CSTNode | None:
    """The first statement of a body on lines of its own, behind its docstring."""
    if not isinstance(function.body, cst.IndentedBlock):
        return None
    at = 0 if function.get_docstring() is None else 1
    return function.body.body[at] if at < len(function.body.body) else None


# the answer


def _answer(function: cst.FunctionDef, name: str, checker: Checker, has_other: bool) -> str | None:
    """What to return for an HTTP error called `name`: itself, where the handler answers no JSON;
    else the handler's own answer, with the description and status of the error."""
    reader = Reader(checker)
    returns = list(_returns(function, checker.file))
    answers = [reader.answer(node) for node in returns]
    kinds = {answer.kind for answer in answers}
    if kinds <= {"text", "page", "empty"}:
        return None if has_other else name
    if kinds != {"json"} or len(answers) != 1 or returns[0].value is None:
        return None
    return _like(answers[0], returns[0], returns[0].value, name, reader)


def _returns(function: cst.FunctionDef, file: SourceFile) -> Iterator[cst.Return]:
    for node in file.tree.inside(function.body):
        if isinstance(node, cst.Return) and file.names.scope(node) is function:
            yield node


def _like(
    answer: Answer, node: cst.Return, value: cst.BaseExpression, name: str, reader: Reader
) -> str | None:
    """The text of an answer, with what it says of a failure replaced by what an HTTP error says;
    None if that cannot be told for some key."""
    file = reader.checker.file
    pairs = reader.pairs(answer.body)
    if pairs is None or answer.headers or answer.steps or answer.scattered:
        return None
    message = parts_of(pairs, answer.status or 500, reader.checker).message
    instead: dict[cst.BaseExpression, str] = {}
    for pair in pairs:
        is_message = pair[2] is message
        own = (
            f"{name}.description" if is_message else _own(pair, answer.status or 500, name, reader)
        )
        if own is None:
            return None
        instead[pair[2]] = own
    if message not in instead:
        return None
    if answer.written is not None:
        instead[answer.written] = f"{name}.code"
    start, end = file.spans[value]
    text = file.text[start:end]
    for part in sorted(instead, key=lambda part: -file.spans[part][0]):
        first, last = file.spans[part]
        text = text[: first - start] + instead[part] + text[last - start :]
    if answer.written is None:
        text += f", {name}.code"
    column = file.lines.location(file.spans[node][0]).column - 1
    lines = _moved(text, column)
    is_wide = any(column + len(f"{_STEP}return {line}") > _MOST_COLUMNS for line in lines)
    return None if is_wide else "\n".join(lines)


def _own(pair: Pair, status: int, name: str, reader: Reader) -> str | None:
    """What a key that is not the message says of an HTTP error; None if that cannot be told."""
    key, _, value = pair
    file = reader.checker.file
    text = literal(value)
    if text == str(status) or (
        key.lower() in STATUS_KEYS and status_of(value, reader.checker) == status
    ):
        return f"{name}.code"
    if is_phrase(value, status):
        return f"{name}.name"
    is_flag = isinstance(value, cst.Name) and value.value in ("True", "False", "None")
    is_empty = isinstance(value, (cst.Dict, cst.List)) and not value.elements
    is_outcome = text is not None and key.lower() in OUTCOME_KEYS and text.lower() in FAILURES
    return file.code(value) if is_flag or is_empty or is_outcome else None


def _moved(text: str, column: int) -> list[str]:
    """The lines of an expression, moved from its column into a block."""
    first, *others = text.splitlines()
    return [first, *(_STEP + line[min(column, len(line)) :] for line in others)]


# the name of the class


def _name_of_class(
    function: cst.FunctionDef, file: SourceFile
) -> tuple[str, tuple[Change, ...]] | None:
    """What a file calls `HTTPException`, and the import that it takes; None if that cannot be."""
    bound = file.names.bindings[file.tree.module]
    for name, bindings in bound.items():
        if len(bindings) != 1 or bindings[0].kind != "import":
            continue
        if bindings[0].value in (_HTTP, _MODULE) and _is_at_top(bindings[0].node, file):
            called = name if bindings[0].value == _HTTP else f"{name}.{_CLASS}"
            return called, ()
    around = [function, *file.tree.ancestors(function)]
    if any(_CLASS in file.names.bindings.get(scope, ()) for scope in around):
        return None
    return _CLASS, (AddImport(file.filename, _MODULE, _CLASS),)


def _is_at_top(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether an import runs for sure, and not only for a type checker."""
    return file.tree.parent(file.tree.statement(node)) is file.tree.module
