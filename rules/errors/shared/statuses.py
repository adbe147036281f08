"""Reads the HTTP status that an expression stands for."""

from __future__ import annotations

import ast
import re
from http import HTTPStatus

import libcst as cst

from flasklint.languages.python.outline import Outline
from flasklint.rule import Checker, Project, SourceFile

_ENUMS = ("http.HTTPStatus", "http.client", "six.moves.http_client")
_NUMBERED_NAME = re.compile(r"HTTP_(\d{3})_\w+")
_LEADING = re.compile(r"(\d{3})(?:\s|$)")
_DEEPEST = 5


def status_of(node: cst.BaseExpression, checker: Checker, depth: int = 0) -> int | None:
    """The status that an expression gives; None if it cannot be told.

    Understood are numbers, strings ("404 NOT FOUND"), `HTTPStatus` members, the constants of
    `http.client`, names like `HTTP_404_NOT_FOUND`, constants of the project and local names.
    """
    file = checker.file
    text = literal(node)
    if text is not None:
        return _leading(text)
    match node:
        case cst.Integer():
            return node.evaluated_value
        case cst.Call(func=func, args=[cst.Arg(value=inner)]):
            if file.names.path(func) == "builtins.int":
                return status_of(inner, checker, depth)
        case cst.Name() | cst.Attribute():
            path = file.names.path(node)
            found = _at(path, checker.project) if path else None
            if found is None and isinstance(node, cst.Name) and depth < _DEEPEST:
                return _bound(node, checker, depth)
            return found
    return None


def may_have_error_status(file: SourceFile) -> bool:
    """Whether a file may have a status of 400 or more, at a first look: as a number, as a text, or
    by a name that stands where statuses do."""
    outline = file.outline
    if outline is None:
        return True
    kinds = (ast.Constant, ast.Return, ast.Call, ast.keyword, ast.Assign)
    return any(_may_have_status(node, outline) for node in outline.all(*kinds))


def _may_have_status(node: ast.AST, outline: Outline) -> bool:
    match node:
        case ast.Constant(value=int(value)):
            return 400 <= value <= 599
        case ast.Constant(value=str(text)):
            return (_leading(text) or 0) >= 400
        case ast.Return(value=ast.Tuple(elts=[_, *others])):
            return any(isinstance(each, (ast.Name, ast.Attribute)) for each in others)
        case ast.Call(func=func, args=[_, ast.Name() | ast.Attribute(), *_]):
            return outline.may_be(func, _may_answer)
        case ast.keyword(arg="status" | "status_code", value=ast.Name() | ast.Attribute()):
            return True
        case ast.Assign(
            targets=[ast.Attribute(attr="status" | "status_code"), *_],
            value=ast.Name() | ast.Attribute(),
        ):
            return True
    return False


def _may_answer(path: str) -> bool:
    """Whether a path may be of a class of responses, or of what makes one."""
    last = path.rpartition(".")[2]
    return last == "make_response" or last.lstrip("_")[:1].isupper()


def literal(node: cst.BaseExpression) -> str | None:
    """The text of a string literal; None for anything else."""
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        value = node.evaluated_value
        return value if isinstance(value, str) else None
    return None


def _leading(text: str) -> int | None:
    match = _LEADING.match(text)
    return int(match.group(1)) if match else None


def _at(path: str, project: Project) -> int | None:
    """The status that a path leads to."""
    plain = path.removesuffix(".value")
    for known in (project.canonical(plain), plain):
        if known is None:
            continue
        constant = project.constant(known)
        if isinstance(constant, int) and not isinstance(constant, bool):
            return constant
        if isinstance(constant, str):
            return _leading(constant)
        above, _, last = known.removesuffix(".value").rpartition(".")
        if above in _ENUMS:
            return next((each.value for each in HTTPStatus if each.name == last), None)
        match = _NUMBERED_NAME.fullmatch(last)
        if match and project.module_of(known) is None:
            return int(match.group(1))
    return None


def _bound(node: cst.Name, checker: Checker, depth: int) -> int | None:
    """The status in a name that has one value."""
    binding = checker.file.names.binding_of(node)
    if binding is None or binding.kind != "value":
        return None
    if not isinstance(binding.value, cst.BaseExpression):
        return None
    return status_of(binding.value, checker, depth + 1)
