"""What a dataclass says that each of its objects has of its own: `field(default_factory=list)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from flasklint.facts.node import Place
from flasklint.follow.classes import ancestors
from flasklint.follow.values import ClassValue, External, Instance, Known, Unknown, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

MAKING = {"dataclasses.field", "attr.field", "attrs.field"}
_FIELD = External("dataclasses.Field")
_NO_FIELDS = {
    External(f"{module}.{name}")
    for module, name in (
        ("typing", "ClassVar"), ("typing_extensions", "ClassVar"), ("dataclasses", "KW_ONLY")
    )
}  # fmt: skip
"""What annotates a name of a dataclass that is none of its fields."""


def make(keywords: dict[str, Value], place: Place) -> Value:
    """`dataclasses.field(...)`, and what attrs calls so."""
    return Instance(_FIELD, place, (), keywords)


def is_field(value: Value) -> TypeGuard[Instance]:
    return isinstance(value, Instance) and value.cls == _FIELD


def is_declared(annotation: Value) -> bool:
    """Whether a name with this annotation is a field."""
    return annotation not in _NO_FIELDS


def is_given(cls: ClassValue, name: str) -> bool:
    """Whether the constructor of a dataclass takes a field: not if it says `init=False`."""
    for base in ancestors(cls):
        if isinstance(base, ClassValue) and name in base.names:
            found = base.names[name]
            return not is_field(found) or found.keywords.get("init") != Known(False)
    return True


def default(ev: Machine, field: Instance, name: str) -> Value:
    """What an object has under the name of a field if it is given nothing."""
    for keyword in ("default_factory", "factory"):
        if keyword in field.keywords:
            return ev.call(field.keywords[keyword], (), {}, field.place, open_ended=False)
    return field.keywords.get("default", Unknown(f"the field {name}"))
