"""Whether what runs before there is a context may need one, as Python's own parser shows it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flasklint.languages.python.outline import Outline
from flasklint.packages import database_api
from flasklint.packages.flask_api import CONTEXT_NAMES, FACTORIES
from flasklint.rule import Checker

_NEEDING = CONTEXT_NAMES | database_api.CONTEXT_NAMES


def may_need_context(checker: Checker) -> bool:
    """Whether the code of a module that runs at import, or a factory of its, may use something that
    needs a context; it may where that cannot be told."""
    outline = checker.file.outline
    if outline is None:
        return True
    imported = _imported(outline)
    called: set[str] = set()
    for node in _run(outline.tree):
        names = imported.get(node.id, {node.id}) if isinstance(node, ast.Name) else set()
        if isinstance(node, ast.Attribute):
            names = {node.attr}
        if not _NEEDING.isdisjoint(names):
            return True
        if isinstance(node, ast.Call):
            func = node.func
            called |= imported.get(func.id, {func.id}) if isinstance(func, ast.Name) else set()
            called |= {func.attr} if isinstance(func, ast.Attribute) else set()
    return any(map(checker.project.may_need_context, sorted(called)))


def _imported(outline: Outline) -> dict[str, set[str]]:
    """The names at the end of what each imported name stands for."""
    found: dict[str, set[str]] = {}
    nodes: list[ast.Import | ast.ImportFrom] = [*outline.all(ast.Import)]
    for node in (*nodes, *outline.all(ast.ImportFrom)):
        for alias in node.names:
            last = alias.name.rpartition(".")[2]
            found.setdefault(alias.asname or alias.name, set()).update({last, alias.name})
    return found


def _run(tree: ast.Module) -> Iterator[ast.AST]:
    """What runs when a module is imported, or one of its factories called, and more."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if node.name not in FACTORIES:
                waiting += [*node.decorator_list, *node.args.defaults]
                waiting += [each for each in node.args.kw_defaults if each is not None]
                continue
        elif isinstance(node, ast.Lambda):
            waiting += [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            continue
        waiting.extend(ast.iter_child_nodes(node))
