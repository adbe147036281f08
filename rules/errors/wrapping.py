"""What stands around a view: its decorators, and those of its class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import libcst as cst

from flasklint.project import Project
from flasklint.source import SourceFile


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
        return _defined(project.canonical(self.file.names.path(self.node)), self.file, project)


def decorators_of(
    function: cst.FunctionDef, file: SourceFile, project: Project
) -> Iterator[Decorator]:
    """What a view is decorated with: by itself, and by `decorators` of its class and of the bases
    that the project has."""
    for each in function.decorators:
        yield _bare(each.decorator, file)
    cls = file.names.scope(function)
    if not isinstance(cls, cst.ClassDef):
        return
    path = file.names.definition_path(cls)
    for above in dict.fromkeys((path, *(project.bases(path) or ()))):
        found = _defined(above, file, project)
        if found is not None:
            yield from _listed(*found)


def _defined(
    path: str | None, file: SourceFile, project: Project
) -> tuple[cst.CSTNode, SourceFile] | None:
    """The function or class at a path, and its file, if that is one of the project."""
    place = project.defined_at(path)
    if place is None:
        return None
    try:
        other = file.open(place.filename)
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
