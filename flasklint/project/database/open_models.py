"""Which models take whatever values they are given."""

from __future__ import annotations

from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.naming import describe
from flasklint.follow.python import expressions
from flasklint.follow.values import Attached, ClassValue, External, Instance, Known, Unknown, Value
from flasklint.packages import database_api

_CHOOSING = {"__init__", "__new__", "__setattr__"}
"""Methods of the project's own that may leave some values out."""
_DATACLASSES = ".MappedAsDataclass"


def is_open(evaluation: Evaluation, cls: Value | None) -> bool:
    """Whether a class is surely a model whose columns are all set by a constructor that nobody has
    written, and by attributes."""
    if not isinstance(cls, ClassValue):
        return False
    known = False
    for base in ancestors(cls):
        match base:
            case ClassValue():
                if _chooses(base):
                    return False
            case Unknown():
                return False
            case External(path=path) | Attached(path=path):
                if path.endswith(_DATACLASSES):
                    return False
                if path.startswith("sqlmodel.") and not _is_table(evaluation, cls):
                    return False
                if isinstance(base, Attached) and not _is_plain(base):
                    return False
                known = known or database_api.model_library(path) is not None
    return known


def _chooses(cls: ClassValue) -> bool:
    """Whether a class may have a constructor of its own: one that is written, or made."""
    made = any(keyword.name == "metaclass" for keyword in cls.code.keywords)
    return made or bool(cls.code.decorators) or not _CHOOSING.isdisjoint(cls.names)


def _is_table(evaluation: Evaluation, cls: ClassValue) -> bool:
    """Whether a class of SQLModel is a table, and not a schema."""
    return any(
        keyword.name == "table"
        and expressions.evaluate(evaluation, cls.scope, keyword.value) == Known(True)
        for keyword in cls.code.keywords
    )


def _is_plain(base: Attached) -> bool:
    """Whether `db.Model` is what Flask-SQLAlchemy makes of a class that has nothing of its own."""
    db = base.receiver
    if not isinstance(db, Instance):
        return True
    given = db.keywords.get("model_class")
    if given is None:
        return not db.open_ended
    if not isinstance(given, ClassValue):
        return (describe(given) or "").startswith("sqlalchemy.orm.Declarative")
    return not any(
        _chooses(each)
        if isinstance(each, ClassValue)
        else isinstance(each, Unknown) or each.path.endswith(_DATACLASSES)
        for each in ancestors(given)
    )
