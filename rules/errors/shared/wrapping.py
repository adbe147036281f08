"""What stands around a view: its decorators, and those of its class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import libcst as cst

from flasklint.rule import Checker, Project, SourceFile


class Decorator(NamedTuple):
    """A decorator without its arguments, and the file in which it is named."""

    node: cst.BaseExpression
    file: SourceFile

    @property
    def label(self) -> str:
        """The decorator as it is written."""
        return f"the decorator `{self.file.code(self.node)}`"

    def definition(self, project: Project) -> tuple[cst.CSTNode, SourceFile] | None:
        """The function or class of the project that it is, and its file."""
        checker = Checker(self.file, project)
        return _defined(checker.canonical(self.node), checker)


def decorators_of(function: cst.FunctionDef, checker: Checker) -> Iterator[Decorator]:
    """What a view is decorated with: by itself, by `decorators` of its class and of the bases that
    the project has, and what these decorators of the project put around it in turn."""
    waiting = [*_own(function, checker)]
    seen: set[int] = set()
    for decorator in waiting:
        yield decorator
        found = decorator.definition(checker.project)
        if found is not None and id(found[0]) not in seen:
            seen.add(id(found[0]))
            waiting += _inner(*found)


def _own(function: cst.FunctionDef, checker: Checker) -> Iterator[Decorator]:
    file = checker.file
    for each in function.decorators:
        yield _bare(each.decorator, file)
    cls = file.names.scope(function)
    if not isinstance(cls, cst.ClassDef):
        return
    path = file.names.definition_path(cls)
    for above in dict.fromkeys((path, *(checker.project.bases(path) or ()))):
        found = _defined(above, checker)
        if found is not None:
            yield from _listed(*found)


def _inner(definition: cst.CSTNode, file: SourceFile) -> Iterator[Decorator]:
    """What a decorator puts around the functions that it defines, and around what it is given."""
    for node in file.tree.inside(definition):
        if isinstance(node, cst.FunctionDef) and node is not definition:
            yield from (_bare(each.decorator, file) for each in node.decorators)
        elif isinstance(node, cst.Call) and len(node.args) == 1:
            given = node.args[0].value
            binding = file.names.binding_of(given) if isinstance(given, cst.Name) else None
            if binding is not None and binding.kind in ("param", "def"):
                yield _bare(node.func, file)


def _defined(path: str | None, checker: Checker) -> tuple[cst.CSTNode, SourceFile] | None:
    """The function or class at a path, and its file, if that is one of the project."""
    place = checker.project.defined_at(path)
    if place is None:
        return None
    try:
        other = checker.file.open(place.filename)
    except KeyError:
        return None
    return other.node(place), other


def _listed(cls: cst.CSTNode, file: SourceFile) -> Iterator[Decorator]:
    """What a class names in lists that it binds to `decorators`."""
    for binding in file.names.bindings.get(cls, {}).get("decorators", ()):
        if not isinstance(binding.value, cst.CSTNode):
            continue
        for node in file.tree.inside(binding.value):
            if isinstance(node, (cst.List, cst.Tuple)):
                yield from (_bare(element.value, file) for element in node.elements)


def _bare(node: cst.BaseExpression, file: SourceFile) -> Decorator:
    return Decorator(node.func if isinstance(node, cst.Call) else node, file)
