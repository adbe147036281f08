"""What a file imports: names, and the paths that they stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import libcst as cst

from flasklint.languages.python.gather import absolute_module
from flasklint.languages.python.literals import dotted
from flasklint.languages.python.tree import Tree
from flasklint.packages.flask_api import canonical


class Import(NamedTuple):
    """A name that a file imports, `*` for all of a module, and the path that it stands for."""

    name: str
    path: str
    node: cst.Import | cst.ImportFrom


def imports(tree: Tree, package: str, roots: Mapping[str, str] = {}) -> Iterator[Import]:
    """The imports of a file of a package, wherever they stand; takes less than `Names`. `roots` are
    the directories of top-level names that are found elsewhere than in the project's root."""
    for found in _as_written(tree, package):
        root = roots.get(found.path.partition(".")[0]) if roots and _is_absolute(found) else None
        yield found._replace(path=f"{root}.{found.path}") if root else found


def imported(
    plain: Iterable[ast.Import],
    others: Iterable[ast.ImportFrom],
    package: str,
    roots: Mapping[str, str] = {},
) -> Iterator[tuple[str, str]]:
    """The names and the paths of `imports`, from nodes of Python's own parser."""
    for name, path, is_absolute in _imported(plain, others, package):
        root = roots.get(path.partition(".")[0]) if roots and is_absolute else None
        yield name, f"{root}.{path}" if root else path


def _imported(
    plain: Iterable[ast.Import], others: Iterable[ast.ImportFrom], package: str
) -> Iterator[tuple[str, str, bool]]:
    for each in sorted(plain, key=_place):
        for alias in each.names:
            first = alias.name.partition(".")[0]
            yield alias.asname or first, alias.name if alias.asname else first, True
    for node in sorted(others, key=_place):
        module = absolute_module(package, node.level, node.module or "")
        for alias in node.names:
            path = module if alias.name == "*" else canonical(f"{module}.{alias.name}")
            yield alias.asname or alias.name, path, not node.level


def _place(node: ast.stmt) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _is_absolute(found: Import) -> bool:
    return isinstance(found.node, cst.Import) or not found.node.relative


def _as_written(tree: Tree, package: str) -> Iterator[Import]:
    for node in tree.all(cst.Import):
        for alias in node.names:
            module = dotted(alias.name)
            bound = alias.evaluated_alias or module.partition(".")[0]
            yield Import(bound, module if alias.asname else bound, node)
    for each in tree.all(cst.ImportFrom):
        module = absolute_module(package, len(each.relative), dotted(each.module))
        if isinstance(each.names, cst.ImportStar):
            yield Import("*", module, each)
            continue
        for alias in each.names:
            name = alias.evaluated_name
            yield Import(alias.evaluated_alias or name, canonical(f"{module}.{name}"), each)
