"""What the operators `/`, `|` and `%` give."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flasklint.follow.python import attributes, containers
from flasklint.follow.values import (
    Bound,
    ClassValue,
    DictValue,
    Instance,
    Known,
    ListValue,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

_WIDE = re.compile(r"%[^a-zA-Z%]*(\*|\d{4})")
"""A width in a template for `%` that is computed or large."""
_NAME = re.compile(r"%\([^()]*\)")


def divided(ev: Machine, left: Value, right: Value) -> Value:
    """`left / right`."""
    if isinstance(left, Instance) and isinstance(left.cls, ClassValue):
        method = attributes.attribute(ev, left, "__truediv__")
        if isinstance(method, Bound):
            return ev.call_function(method.function, left, (right,), {}, None)
    return Unknown("a division")


def merged(ev: Machine, left: Value, right: Value) -> Value:
    """`left | right`."""
    if isinstance(left, DictValue) and isinstance(right, DictValue):
        made = DictValue(dict(left.items), left.complete)
        containers.merge(made, right)
        return ev.budget.size(made)
    if isinstance(left, ListValue) and isinstance(right, ListValue):
        return ev.budget.size(containers.added(left, right))
    return Unknown("a union")


def percent(ev: Machine, template: Value, values: Value) -> Value:
    """`template % values`."""
    if isinstance(values, DictValue):
        ev.budget.size(values)
        return ev.budget.size(_filled(template, values))
    given = values.items if isinstance(values, ListValue) else [values]
    plain = [value.value for value in given if isinstance(value, Known)]
    if isinstance(template, Known) and isinstance(template.value, str) and len(plain) == len(given):
        if _WIDE.search(template.value) or containers.is_long(template.value, plain):
            return Unknown("a long string")
        try:
            return ev.budget.size(Known(template.value % tuple(plain)))
        except (TypeError, ValueError, OverflowError):
            return Unknown("a % that does not fit")
    return Unknown("a computed string")


def _filled(template: Value, values: DictValue) -> Value:
    """`"%(name)s" % {"name": ...}`."""
    plain = {key: item.value for key, item in values.items.items() if isinstance(item, Known)}
    if not isinstance(template, Known) or not isinstance(template.value, str):
        return Unknown("a computed string")
    if len(plain) < len(values.items) or not values.complete:
        return Unknown("a computed string")
    unnamed = _NAME.sub("%", template.value)
    is_wide = "%(" in unnamed or _WIDE.search(unnamed)
    if is_wide or containers.is_long(template.value, plain.values()):
        return Unknown("a long string")
    try:
        return Known(template.value % plain)
    except (TypeError, ValueError, KeyError, OverflowError):
        return Unknown("a % that does not fit")
