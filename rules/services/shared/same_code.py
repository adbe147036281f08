"""Whether two functions do the same, whatever their parameters are called."""

from __future__ import annotations

import ast


def same_code(known: str, wanted: str) -> list[str] | None:
    """The names of the parameters of `known` if it has the code of `wanted` but for names,
    docstring and annotations; None if not. Both are texts of functions."""
    first, second = _function(known), _function(wanted)
    if first is None or second is None:
        return None
    names = [each.arg for each in first.args.args]
    if not _is_plain(first) or not _is_plain(second) or _code(first) != _code(second):
        return None
    return names


def _function(text: str) -> ast.FunctionDef | None:
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return None
    return body[0] if len(body) == 1 and isinstance(body[0], ast.FunctionDef) else None


def _is_plain(function: ast.FunctionDef) -> bool:
    given = function.args
    return not (given.vararg or given.kwarg or given.kwonlyargs or given.posonlyargs)


def _code(function: ast.FunctionDef) -> str:
    numbers = {each.arg: f"{at}" for at, each in enumerate(function.args.args)}
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    for node in (each for statement in body for each in ast.walk(statement)):
        if isinstance(node, ast.Name):
            node.id = numbers.get(node.id, node.id)
    decorators = [ast.dump(each) for each in function.decorator_list]
    return repr((len(numbers), decorators, [ast.dump(each) for each in body]))
