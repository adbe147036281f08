"""What classes are told of the classes that derive from them: `__init_subclass__`, metaclasses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.follow.classes import ancestors
from flasklint.follow.python import expressions
from flasklint.follow.values import ClassValue, DictValue, FunctionValue, Known, ListValue, Scope

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def derived(ev: Machine, scope: Scope, made: ClassValue) -> None:
    """Tell the nearest base of a new class that asks for it by `__init_subclass__`, and its
    metaclass: what they keep may be read later."""
    place = ev.site(scope, made.code.node)
    bases = [base for base in ancestors(made) if isinstance(base, ClassValue)]
    ev.deciding += 1
    given = {
        keyword.name: expressions.evaluate(ev, scope, keyword.value)
        for keyword in made.code.keywords
        if keyword.name and keyword.name != "metaclass"
    }
    asked = (base.names.get("__init_subclass__") for base in bases[1:])
    told = next((each for each in asked if isinstance(each, FunctionValue)), None)
    if told is not None:
        ev.call_function(told, made, (), given, place)
    metas = (_metaclass(ev, base) for base in bases)
    meta = next((each for each in metas if each is not None), None)
    if meta is not None:
        names = DictValue(dict(made.names))
        args = (Known(made.code.name), ListValue(list(made.bases)), names)
        for name, receiver in (("__new__", meta), ("__init__", made)):
            if isinstance(function := meta.names.get(name), FunctionValue):
                ev.call_function(function, receiver, args, given, place)
    ev.deciding -= 1


def _metaclass(ev: Machine, cls: ClassValue) -> ClassValue | None:
    """The metaclass of the project that a class names."""
    for keyword in cls.code.keywords:
        if keyword.name == "metaclass":
            found = expressions.evaluate(ev, cls.scope, keyword.value)
            return found if isinstance(found, ClassValue) else None
    return None
