"""The extension objects that modules of the project make at their top level."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts.code import Place
from flasklint.follow import flask_objects
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, External, Instance, ancestors


class MadeObject(NamedTuple):
    """An object of a class from outside (or of a subclass) that a module's name stands for: the
    name's path, the path of the class, where it is made."""

    path: str
    cls: str
    place: Place


def made_objects(evaluation: Evaluation) -> tuple[MadeObject, ...]:
    """The objects that the project's modules make and name, in the order of their paths."""
    found = []
    for module, scope in evaluation.scopes.items():
        for name, value in scope.names.items():
            if not isinstance(value, Instance) or value.foreign:
                continue
            if value.place.filename != scope.module.filename or flask_objects.kind_of(value):
                continue
            cls = _outside(value)
            if cls is not None:
                found.append(MadeObject(f"{module}.{name}", cls, value.place))
    return tuple(sorted(found))


def _outside(value: Instance) -> str | None:
    """The nearest class from outside that an object is one of."""
    bases = ancestors(value.cls) if isinstance(value.cls, ClassValue) else [value.cls]
    for base in bases:
        if isinstance(base, External):
            return base.path
    return None
