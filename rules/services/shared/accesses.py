"""Where a view reaches a database: expressions, and runs of statements."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import libcst as cst

from flasklint.languages.python.literals import dotted
from flasklint.packages import database_api
from flasklint.rule import Checker, SourceFile

_TAKEN = frozenset(("query", "objects"))
"""What reaches a database when it is taken, and not called."""


@dataclass(frozen=True)
class Access:
    """An expression that touches a database: all of its chain of attributes and calls."""

    node: cst.BaseExpression
    what: str
    model: str | None
    statement: cst.CSTNode

    @property
    def is_own(self) -> bool:
        """Whether a model does it with a method of its own."""
        return self.what.startswith("the persistence")


@dataclass(frozen=True)
class Run:
    """Accesses in statements that follow each other directly in one block."""

    accesses: tuple[Access, ...]

    @property
    def statements(self) -> list[cst.CSTNode]:
        """The statements of the run, in order."""
        found: list[cst.CSTNode] = []
        for access in self.accesses:
            if access.statement not in found:
                found.append(access.statement)
        return found


def runs_in(view: cst.FunctionDef, checker: Checker) -> list[Run]:
    """The runs of database accesses in the body of a view."""
    accesses = list(_accesses(view.body, checker))
    runs: list[list[Access]] = []
    for access in accesses:
        if runs and _adjacent(runs[-1][-1].statement, access.statement, checker.file):
            runs[-1].append(access)
        else:
            runs.append([access])
    return [Run(tuple(run)) for run in runs]


def may_reach_data(checker: Checker) -> bool:
    """Whether code of a file may reach a database, at a first look."""
    outline = checker.file.outline
    if outline is None:
        return True
    called = {node.func for node in outline.all(ast.Call)}
    return any(
        (node in called or node.attr in _TAKEN)
        and outline.may_be(
            node.value,
            partial(_is_touched, name=node.attr, checker=checker),
            checker.project.canonical,
        )
        for node in outline.all(ast.Attribute)
    )


def _is_touched(path: str, name: str, checker: Checker) -> bool:
    if name not in database_api.STEPS and not _may_be_model(path):
        return False
    return checker.project.touches_database(path, name) is not None


def reaches_data(checker: Checker) -> bool:
    """Whether code of a file reaches a database."""
    if not may_reach_data(checker):
        return False
    return any(True for _ in _accesses(checker.file.tree.module, checker))


def _accesses(inside: cst.CSTNode, checker: Checker) -> Iterator[Access]:
    file = checker.file
    # What modules are called: most calls are of functions there, which no path need be found for.
    modules = {name for name, path in file.imported if not _may_be_model(path)}
    covered: set[cst.CSTNode] = set()
    called: cst.CSTNode | None = None
    for node in file.tree.inside(inside):
        # Asking libcst's classes takes time where the answer is no.
        kind: type = node.__class__
        if kind is cst.Call and isinstance(node, cst.Call):
            called = node.func
        if kind is not cst.Attribute or not isinstance(node, cst.Attribute) or node in covered:
            continue
        if node.attr.value not in database_api.STEPS and dotted(node.value) in modules:
            continue
        what = _touched(node, node is called, checker)
        if what is None:
            continue
        whole = chain(node, file)
        covered.update(file.tree.inside(whole))
        yield Access(whole, what, model_of(whole, checker), file.tree.statement(whole))


def _touched(node: cst.Attribute, called: bool, checker: Checker) -> str | None:
    name = node.attr.value
    if not called and name not in _TAKEN:
        return None
    path = checker.file.names.path(node.value)
    if path is None or (name not in database_api.STEPS and not _may_be_model(path)):
        return None
    what = checker.project.touches_database(path, name)
    return what if called or what is None or what.startswith("a query") else None


def _may_be_model(path: str) -> bool:
    """Whether a path may lead to a model, which has methods of its own, or to a row: what is named
    as modules are does not."""
    return "()" in path or "[]" in path or path.rpartition(".")[2].lstrip("_")[:1].isupper()


def chain(node: cst.BaseExpression, file: SourceFile) -> cst.BaseExpression:
    """The longest `a.b(c)[d].e` that begins with `node`."""
    while True:
        above = file.tree.parent(node)
        match above:
            case cst.Attribute(value=value) if value is node:
                node = above
            case cst.Call(func=func) if func is node:
                node = above
            case cst.Subscript(value=value) if value is node:
                node = above
            case cst.Await():
                node = above
            case _:
                return node


def model_of(node: cst.CSTNode, checker: Checker) -> str | None:
    """The name of the first model class that an expression mentions, or else of the first that a
    local name in it is bound to a call with; a service mentions it where it returns."""
    file = checker.file
    found = _mentioned(node, checker)
    for inner in file.tree.inside(node):
        if found is not None:
            break
        if isinstance(inner, cst.Name):
            binding = file.names.binding_of(inner)
            if binding is not None and isinstance(binding.value, cst.Call):
                found = _mentioned(binding.value, checker)
                found = found or _returned(binding.value, checker)
    return found


def _returned(call: cst.Call, checker: Checker) -> str | None:
    """The model that a function of a service mentions in what it returns."""
    project = checker.project
    path = checker.canonical(call.func)
    place = project.defined_at(path)
    if path is None or place is None or project.module_of(path) not in project.service_modules:
        return None
    other = checker.file.open(place.filename)
    for node in other.tree.inside(other.node(place)):
        if isinstance(node, cst.Return) and node.value is not None:
            return _mentioned(node.value, checker.at(other))
    return None


def _mentioned(node: cst.CSTNode, checker: Checker) -> str | None:
    for inner in checker.file.tree.inside(node):
        if isinstance(inner, (cst.Name, cst.Attribute)):
            known = checker.canonical(inner)
            if known is not None and checker.project.model_library(known.removesuffix("()")):
                return known.removesuffix("()").rpartition(".")[2]
    return None


def _adjacent(first: cst.CSTNode, second: cst.CSTNode, file: SourceFile) -> bool:
    if first is second:
        return True
    simple = cst.SimpleStatementLine
    if not isinstance(first, simple) or not isinstance(second, simple):
        return False
    block = file.tree.around(first)
    if file.tree.around(second) is not block or not hasattr(block, "body"):
        return False
    body = list(block.body)
    return bool(body.index(second) == body.index(first) + 1)
