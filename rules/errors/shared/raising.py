"""Writes the `raise` of the project's API error that stands for an error answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from flasklint.facts import code
from flasklint.project.errors import ErrorClass
from flasklint.rule import AddImport, Change, Checker, Fix, Project, Remove, Replace, SourceFile
from flasklint_rules.errors.shared.catching import catcher, other_handler
from flasklint_rules.errors.shared.decorating import user_of_answer
from flasklint_rules.errors.shared.messages import Pair, Parts, parts_of
from flasklint_rules.errors.shared.responses import Answer, Reader
from flasklint_rules.errors.shared.statuses import literal

_MOST_COLUMNS = 100
_STEP = "    "
_LIST = "errors"
"""The name of a parameter for details that takes a list, not a dict."""


class NoFix(Exception):
    """An answer that cannot be replaced faithfully; the text says why."""


@dataclass(frozen=True, slots=True)
class _Class:
    """The name that the error class has in a file, and the import that gives it that name."""

    name: str
    imported: tuple[Change, ...]


def raise_instead(
    node: cst.Return, answer: Answer, function: cst.FunctionDef, error: ErrorClass, reader: Reader
) -> Fix:
    """The fix that raises `error` in place of the `return`. Raises NoFix."""
    checker = reader.checker
    file = checker.file
    assert answer.status is not None
    parts = _parts(answer, reader)
    reason = catcher(node, function, error.path, checker)
    reason = reason or user_of_answer(function, checker)
    if reason:
        raise NoFix(reason)
    if other_handler(error.path, error.handler, checker):
        raise NoFix("a handler of the Blueprint would answer instead")
    arguments = _arguments(parts, answer, error, reader)
    named = _name_in(checker, function, error)
    text = _statement(named.name, arguments, _cause(node, function, file), _column(node, file))
    changes: tuple[Change, ...] = tuple(Remove(step) for step in answer.steps)
    changes += (Replace(node, text), *named.imported)
    return Fix(f"raise `{error.path.rpartition('.')[2]}`", changes)


def _parts(answer: Answer, reader: Reader) -> Parts:
    assert answer.status is not None
    if answer.headers:
        raise NoFix("the answer sets headers")
    if answer.scattered:
        raise NoFix("other code takes part in making the answer")
    if answer.kind == "text" and answer.body is not None:
        return Parts(answer.body, ())
    if answer.kind == "empty":
        raise NoFix("the answer has no message")
    pairs = reader.pairs(answer.body)
    if pairs is None:
        raise NoFix("the body is not written out here")
    parts = parts_of(pairs, answer.status, reader.checker)
    if parts.message is None:
        raise NoFix("the body has no message")
    return parts


def takes_away(pairs: Sequence[Pair], status: int, error: ErrorClass, reader: Reader) -> bool:
    """Whether a body has keys that an exception of a class could not carry to its handler."""
    parts = parts_of(pairs, status, reader.checker)
    if parts.message is None or not error.details:
        return bool(parts.rest)
    return error.details == _LIST and any(name != _LIST for name, _, _ in parts.rest)


# the arguments


def _arguments(parts: Parts, answer: Answer, error: ErrorClass, reader: Reader) -> list[str]:
    """What the class is called with: the message, and the status and details by name."""
    name = error.path.rpartition(".")[2]
    params = reader.checker.project.parameters_of(error.path) or ()
    served = {error.message, error.status, error.details}
    needed = [each.name for each in params if _is_required(each) and each.name not in served]
    if needed:
        raise NoFix(f"`{name}` needs `{needed[0]}` as well")
    if not error.message or parts.message is None:
        raise NoFix(f"`{name}` takes no message")
    first = params[0] if params else None
    leads = _leads(error, params)
    message = _source(parts.message, reader.checker.file)
    is_first = first is not None and first.name == error.message and first.kind != "kw"
    by_position = is_first or not error.parameters
    made = [message if by_position else f"{error.message}={message}"]
    if not _is_default(answer, error, params):
        if not error.status:
            raise NoFix(f"`{name}` takes no status")
        status = _status(answer, reader.checker.file)
        made = [status, message] if leads else [*made, f"{error.status}={status}"]
    if parts.rest:
        made.append(f"{error.details}={_details(parts.rest, error.details, reader.checker.file)}")
    elif any(_is_required(each) and each.name == error.details for each in params):
        raise NoFix(f"`{name}` needs `{error.details}` as well")
    return made


def _leads(error: ErrorClass, params: tuple[code.Param, ...]) -> bool:
    """Whether a class takes the status first, and then the message."""
    names = [each.name for each in params if each.kind != "kw"]
    return bool(error.status) and names[:2] == [error.status, error.message]


def _is_required(param: code.Param) -> bool:
    return param.default is None and param.kind in ("", "/", "kw")


def _is_default(answer: Answer, error: ErrorClass, params: tuple[code.Param, ...]) -> bool:
    if any(_is_required(each) and each.name == error.status for each in params):
        return False
    return answer.status == (error.fixed or error.default_status)


def _status(answer: Answer, file: SourceFile) -> str:
    """The status as it is written; a number for a string such as "404 NOT FOUND"."""
    if answer.written is None or literal(answer.written) is not None:
        return str(answer.status)
    return _source(answer.written, file)


def _details(rest: tuple[Pair, ...], parameter: str, file: SourceFile) -> str:
    if len(rest) == 1 and rest[0][0] == parameter:
        return _source(rest[0][2], file)
    items = [f"{key}: {_source(value, file)}" for _, key, value in rest]
    return "{" + ", ".join(items) + "}"


def _source(node: cst.BaseExpression, file: SourceFile) -> str:
    """The text of an expression with its parentheses, its further lines moved to the margin."""
    start, end = file.reach(node)
    first, *others = re.split(r"\r\n|\r|\n", file.text[start:end])
    if not others:
        return first
    if any('"""' in line or "'''" in line for line in (first, *others)):
        raise NoFix("a long string is part of the body")
    margin = min((len(line) - len(line.lstrip()) for line in others if line.strip()), default=0)
    closed = others[-1].lstrip()[:1] in (")", "]", "}")
    step = "" if closed or isinstance(node, cst.ConcatenatedString) else _STEP
    return "\n".join([first, *(step + line[margin:] for line in others)])


# the statement


def _statement(name: str, arguments: list[str], cause: str, column: int) -> str:
    text = f"raise {name}({', '.join(arguments)}){cause}"
    if "\n" not in text and column + len(text) <= _MOST_COLUMNS:
        return text
    lines = [_STEP + line for arg in arguments for line in f"{arg},".split("\n")]
    return "\n".join([f"raise {name}(", *lines, f"){cause}"])


def _cause(node: cst.Return, function: cst.FunctionDef, file: SourceFile) -> str:
    """` from error` inside an `except ... as error`."""
    for around in file.tree.ancestors(node):
        if around is function:
            break
        if isinstance(around, (cst.ExceptHandler, cst.ExceptStarHandler)):
            named = around.name.name if around.name is not None else None
            return f" from {named.value}" if isinstance(named, cst.Name) else ""
    return ""


def _column(node: cst.Return, file: SourceFile) -> int:
    return file.lines.location(file.spans[node][0]).column - 1


# the name of the class


def _name_in(checker: Checker, function: cst.FunctionDef, error: ErrorClass) -> _Class:
    """How a file calls the error class: as it does already, or by a new import."""
    file, project = checker.file, checker.project
    module = project.module_of(error.path)
    if module is None:
        raise NoFix("its class cannot be imported")
    qualname = error.path.removeprefix(f"{module}.")
    outer = qualname.partition(".")[0]
    made = _Class(qualname, (AddImport(file.filename, module, outer),))
    if module == file.module:
        made = _Class(qualname, ())
    else:
        known = _imported_as(checker, error.path, module)
        if known is not None:
            made = _Class(known or qualname, ())
        elif project.imports_on_the_way(module, file.module):
            raise NoFix(f"importing `{module}` here would be circular")
    first = made.name.partition(".")[0]
    if any(first in file.names.bindings.get(scope, ()) for scope in _scopes(function, file)):
        raise NoFix(f"`{first}` is another name in this view")
    return made


def _scopes(function: cst.FunctionDef, file: SourceFile) -> list[cst.CSTNode]:
    around = [each for each in file.tree.ancestors(function) if isinstance(each, cst.FunctionDef)]
    return [function, *around]


def _imported_as(checker: Checker, path: str, module: str) -> str | None:
    """The name by which a file's imports give the class, `errors.APIError` included."""
    file, project = checker.file, checker.project
    by_module: str | None = None
    for name, bindings in file.names.bindings[file.tree.module].items():
        if len(bindings) != 1 or bindings[0].kind != "import":
            continue
        origin = str(bindings[0].value)
        if project.canonical(origin) == path:
            return name
        if _is_module(origin, module, project):
            by_module = f"{name}.{path.removeprefix(f'{module}.')}"
    return by_module


def _is_module(path: str, module: str, project: Project) -> bool:
    """Whether a path leads to a module itself, not to something in it."""
    same_name = path.rpartition(".")[2] == module.rpartition(".")[2]
    return same_name and project.module_of(path) == module
