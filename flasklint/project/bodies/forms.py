"""Which classes are forms of Flask-WTF that are made as Flask-WTF makes them."""

from __future__ import annotations

from flasklint.follow.classes import ancestors
from flasklint.follow.values import ClassValue, External, FunctionValue, Value

_PATHS = {"flask_wtf.FlaskForm", "flask_wtf.form.FlaskForm"}
_MAKING = {"__init__", "__new__", "__call__"}


def is_plain_form(cls: Value | None) -> bool:
    """Whether a class is a form whose making nobody has changed: no constructor of its own, no
    metaclass, no methods in a `Meta`."""
    known = False
    for base in ancestors(cls) if isinstance(cls, ClassValue) else ():
        match base:
            case ClassValue():
                if _changes_making(base):
                    return False
            case External(path=path):
                known = known or path in _PATHS
            case _:
                return False
    return known


def _changes_making(cls: ClassValue) -> bool:
    meta = cls.names.get("Meta")
    has_methods = isinstance(meta, ClassValue) and any(
        isinstance(value, FunctionValue) for value in meta.names.values()
    )
    made = any(keyword.name == "metaclass" for keyword in cls.code.keywords)
    decorated = bool(cls.code.decorators)
    return has_methods or made or decorated or not _MAKING.isdisjoint(cls.names)
