"""Which objects wiring is about: apps, Blueprints and their like."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice

from flasklint.follow.classes import ancestors
from flasklint.follow.values import (
    Attached,
    ClassValue,
    DictValue,
    External,
    Instance,
    ListValue,
    Scope,
    Unknown,
    Value,
    each,
)
from flasklint.packages import flask_api

MOST_LOOKED_AT = 50


def is_wired(value: Value, depth: int = 0) -> bool:
    """Whether a value is an object that wiring is about (an app, a Blueprint), or holds one."""
    if depth > 2:
        return False
    match value:
        case Instance(cls=cls):
            some = list(islice(value.attributes.values(), MOST_LOOKED_AT))
            return is_wired_class(cls) or any(is_wired(held, depth + 1) for held in some)
        case ClassValue():
            return is_wired_class(value)
        case Attached(receiver=receiver):
            return is_wired(receiver, depth + 1)
        case ListValue(items=items):
            return any(is_wired(item, depth + 1) for item in items[:MOST_LOOKED_AT])
        case DictValue(items=items):
            some = list(islice(items.values(), MOST_LOOKED_AT))
            return any(is_wired(item, depth + 1) for item in some)
    return any(is_wired(option, depth + 1) for option in each(value) if option is not value)


def is_wired_class(cls: ClassValue | External | Attached) -> bool:
    """Whether instances of a class are apps, Blueprints or something else that wires."""
    if isinstance(cls, ClassValue):
        return any(_wires(base) for base in ancestors(cls))
    return flask_api.is_tracked(cls.path)


def _wires(base: ClassValue | External | Attached | Unknown) -> bool:
    if isinstance(base, ClassValue):
        return base.is_library and base.scope.module.name not in sys.stdlib_module_names
    return not isinstance(base, Unknown) and flask_api.is_tracked(base.path)


def kind_of(instance: Instance) -> str:
    """Whether an object is an "app" or a "blueprint"; "" if it is neither."""
    cls = instance.cls
    if instance.place == getattr(cls, "place", None):
        return ""  # stands for any object of the class, see follow/roots
    for base in ancestors(cls) if isinstance(cls, ClassValue) else [cls]:
        if isinstance(base, (External, Attached)):
            if flask_api.is_app_class(base.path):
                return "app"
            if flask_api.is_blueprint_class(base.path):
                return "blueprint"
    return ""


def is_change(path: str) -> bool:
    """Whether a call of what is at a path may change settings."""
    return ".config." in path or path.startswith(f"{flask_api.CONFIG}().")


def wired_names(scope: Scope) -> Iterator[str]:
    """The names of a scope that are apps, Blueprints and their like."""
    for name, value in scope.names.items():
        if isinstance(value, Instance) and is_wired(value):
            yield name
