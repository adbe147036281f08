"""What the functions, classes and constants at a path are."""

from __future__ import annotations

from flasklint.facts import code
from flasklint.follow.classes import ancestors
from flasklint.follow.python import attributes
from flasklint.follow.values import Bound, ClassValue, FunctionValue, Instance, Known
from flasklint.project.analysis import Analysis


def parameters_of(analysis: Analysis, path: str) -> tuple[code.Param, ...] | None:
    """The parameters of the function or constructor at a path, `self` left out."""
    value, rest = analysis.paths.value(path)
    if rest:
        return None
    match value:
        case FunctionValue():
            skip = 1 if value.owner is not None and value.kind != "staticmethod" else 0
            return value.code.params[skip:]
        case Bound(function=function):
            return function.code.params[1:]
        case ClassValue():
            constructor = attributes.attribute(
                analysis.evaluation, Instance(value, value.place), "__init__"
            )
            if isinstance(constructor, Bound):
                return constructor.function.code.params[1:]
    return None


def constant(analysis: Analysis, path: str | None) -> object:
    """The constant at a path; None if it is none or cannot be told."""
    value, rest = analysis.paths.value(path) if path else (None, "")
    if isinstance(value, Known) and not rest and not value.assumed:
        return value.value
    return None


def attribute_owner(analysis: Analysis, path: str, name: str) -> str | None:
    """The path of the class of the project that gives the class at a path an attribute."""
    value, rest = analysis.paths.value(path)
    for base in ancestors(value) if isinstance(value, ClassValue) and not rest else ():
        if not isinstance(base, ClassValue):
            return None
        if name in base.names:
            return base.path
    return None


def subclasses(analysis: Analysis, path: str) -> tuple[str, ...]:
    """The paths of the project's classes that derive from the class at a path, in order."""
    value, rest = analysis.paths.value(path)
    waiting = [value] if isinstance(value, ClassValue) and not rest else []
    found: set[str] = set()
    while waiting:
        new = [each for each in waiting.pop().subclasses if each.path not in found]
        found.update(each.path for each in new)
        waiting += new
    return tuple(sorted(found))
