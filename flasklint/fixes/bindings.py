"""What the names at the top level of one file are bound to."""

from __future__ import annotations

import libcst as cst

from flasklint.languages.python.gather import absolute_module
from flasklint.languages.python.literals import dotted
from flasklint.languages.python.source import SourceFile
from flasklint.languages.python.tree import children

Origin = tuple[str, str]
"""The module and the name in it that an import binds; no name: the module itself."""


def origins(file: SourceFile) -> dict[str, set[Origin | None]]:
    """Top-level names with all they are bound to, wherever it stands; None is no import."""
    found: dict[str, set[Origin | None]] = {}
    stack: list[cst.CSTNode] = [file.tree.module]
    while stack:
        node = stack.pop()
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            found.setdefault(node.name.value, set()).add(None)
            continue
        if isinstance(node, cst.Lambda):
            continue
        if isinstance(node, (cst.Import, cst.ImportFrom)):
            for name, origin in imported(node, package_of(file)):
                found.setdefault(name, set()).add(origin)
        for name in _bound(node):
            found.setdefault(name, set()).add(None)
        stack.extend(children(node))
    for scope in file.tree.all(cst.Global):
        for item in scope.names:
            found.setdefault(item.name.value, set()).add(None)
    return found


def imported(node: cst.Import | cst.ImportFrom, package: str) -> list[tuple[str, Origin]]:
    """The names that an import binds, with where they come from; nothing for a star."""
    if isinstance(node, cst.Import):
        made = []
        for alias in node.names:
            module = dotted(alias.name)
            as_name = alias.evaluated_alias
            root = module.partition(".")[0]
            made.append((as_name, (module, "")) if as_name else (root, (root, "")))
        return made
    if isinstance(node.names, cst.ImportStar):
        return []
    module = absolute_module(package, len(node.relative), dotted(node.module))
    return [
        (alias.evaluated_alias or alias.evaluated_name, (module, alias.evaluated_name))
        for alias in node.names
    ]


def package_of(file: SourceFile) -> str:
    """The package that relative imports in `file` start from."""
    return file.module if file.is_package else file.module.rpartition(".")[0]


def _bound(node: cst.CSTNode) -> list[str]:
    match node:
        case cst.AssignTarget(target=target) | cst.AnnAssign(target=target):
            return _names(target)
        case cst.AugAssign(target=target) | cst.For(target=target) | cst.NamedExpr(target=target):
            return _names(target)
        case cst.WithItem(asname=cst.AsName(name=target)):
            return _names(target)
        case cst.ExceptHandler(name=cst.AsName(name=target)):
            return _names(target)
        case cst.MatchAs(name=cst.Name(value=name)) | cst.MatchStar(name=cst.Name(value=name)):
            return [name]
        case cst.MatchMapping(rest=cst.Name(value=name)):
            return [name]
    return []


def _names(target: cst.CSTNode) -> list[str]:
    match target:
        case cst.Name(value=name):
            return [name]
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            return [name for element in elements for name in _names(element.value)]
    return []
