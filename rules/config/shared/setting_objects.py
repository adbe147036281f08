"""Whether the fields of an object have the values that stand in its class."""

from __future__ import annotations

import libcst as cst

from flasklint.rule import Checker, SourceFile

_FROM_OUTSIDE = ("BaseSettings", "Dynaconf", "LazySettings")
_MODEL = "pydantic.BaseModel"
_FIELDS = frozenset(
    f"{path}{call}"
    for path in ("dataclasses.dataclass", "attr.s", "attr.define", "attrs.define", "attrs.frozen")
    for call in ("", "()")
)
"""Decorators that make a constructor which sets the fields."""


def keeps_default(path: str, name: str, checker: Checker) -> bool:
    """Whether the attribute `name` of the objects of the class at a path surely is what the class
    says: nothing reads it from outside, sets it, or may be given another value for it."""
    project = checker.project
    bases = project.bases(path)
    if bases is None or project.has_subclasses(path):
        return False
    return all(_leaves(base, name, checker) for base in bases) and not (
        has_constructor(path, checker) and is_made_with_values(path, checker)
    )


def has_constructor(path: str, checker: Checker) -> bool:
    """Whether a class has a constructor that takes the values of its fields, as those of
    dataclasses and pydantic's models do."""
    for base in checker.project.bases(path) or ():
        found = _definition(base, checker)
        if base == _MODEL or (found is not None and _decorators(*found) & _FIELDS):
            return True
    return False


def is_made_with_values(path: str, checker: Checker) -> bool:
    """Whether an object of the class at a path is made with arguments, or may be by the class."""
    for call in checker.project.calls_of(path):
        node = checker.file.open(call.place.filename).node(call.place)
        if not isinstance(node, cst.Call) or node.args:
            return True
    found = _definition(path, checker)
    if found is None:
        return True
    cls, home = found
    return any(
        isinstance(node, cst.Call) and node.args
        and isinstance(node.func, cst.Name) and node.func.value == "cls"
        for node in home.tree.inside(cls)
    )  # fmt: skip


def _leaves(base: str, name: str, checker: Checker) -> bool:
    """Whether a class leaves an attribute what it is."""
    found = _definition(base, checker)
    if found is None:
        return base == _MODEL or base.startswith(("builtins.", "abc.", "typing."))
    cls, home = found
    if base.endswith(_FROM_OUTSIDE) or _decorators(cls, home) - _FIELDS:
        return False
    for node in home.tree.inside(cls):
        match node:
            case cst.AssignTarget(target=cst.Attribute(attr=cst.Name(value=attr))):
                if attr == name:
                    return False
            case (
                cst.Name(value=("setattr" | "vars"))
                | cst.FunctionDef(name=cst.Name(value=("__post_init__" | "__getattribute__")))
            ):
                return False
            case cst.Attribute(attr=cst.Name(value=("__dict__" | "__setattr__" | "environ"))):
                return False
    return True


def _definition(path: str, checker: Checker) -> tuple[cst.ClassDef, SourceFile] | None:
    """Where the project defines the class at a path."""
    place = checker.project.defined_at(path)
    if place is None:
        return None
    home = checker.file.open(place.filename)
    node = home.node(place)
    return (node, home) if isinstance(node, cst.ClassDef) else None


def _decorators(cls: cst.ClassDef, file: SourceFile) -> set[str]:
    return {file.names.path(each.decorator) or "?" for each in cls.decorators}
