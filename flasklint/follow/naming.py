"""By which path and by which `__name__` a value is known."""

from __future__ import annotations

from flasklint.follow.values import (
    Applied,
    Attached,
    Bound,
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ModuleValue,
    Value,
)


def describe(value: Value) -> str | None:
    """The path by which a value is known: of the project (`shop.models.Book`, `...Book()` for an
    instance) or external; None where it has none."""
    match value:
        case External(path):
            return path
        case Instance(cls=cls):
            return f"{cls.path}()"
        case FunctionValue() | ClassValue():
            return value.path
        case Bound(function=function):
            return function.path
        case Attached(path=path):
            return path
        case Applied(event=event):
            return f"{event.path}()"
        case ModuleValue(name=name):
            return name
    return None


def name_of(value: Value | None) -> str | None:
    """The `__name__` of a function or of what `as_view` makes; None for anything else."""
    match value:
        case FunctionValue(attributes={"__name__": Known(value=str() as given)}):
            return given
        case FunctionValue(wraps=None):
            return value.renamed or value.code.name
        case FunctionValue(wraps=wrapped):
            return name_of(wrapped)
        case Bound(function=function):
            return name_of(function)
        case Applied(event=event) if event.method == "as_view":
            name = event.argument(0, "name")
            return name.value if isinstance(name, Known) and isinstance(name.value, str) else None
    return None
