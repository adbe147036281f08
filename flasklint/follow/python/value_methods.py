"""What the methods of strings, lists and dicts give, and do to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from flasklint.follow.python import containers
from flasklint.follow.values import DictValue, Known, ListValue, Unknown, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


QUICK = {"append", "add", "insert", "extend", "update", "get", "setdefault", "pop", "clear"}
"""The methods of lists and dicts that take no longer for what is already in them."""
_SHRINKING = {"pop", "popitem", "clear"}


def call_method(
    ev: Machine,
    value: Known | ListValue | DictValue,
    name: str,
    args: tuple[Value, ...],
    keywords: dict[str, Value],
) -> Value:
    """What calling a method of a string, list or dict gives, and does to it."""
    first = args[0] if args else None
    if isinstance(value, (ListValue, DictValue)):
        ev.touch(value)
    if isinstance(value, ListValue):
        value.literal = False
    elif isinstance(value, DictValue) and name in _SHRINKING:
        ev.shrunk.add(value)
    match value, name:
        case ListValue(), "append" | "add" if first is not None:
            value.items.append(first)
            return Known(None)
        case ListValue(), "extend" | "update" if first is not None:
            containers.extend(value, first)
            return Known(None)
        case ListValue(), "remove" | "discard" if first is not None and not containers.is_any(
            first
        ):
            value.items[:] = [item for item in value.items if item != first]
            return Known(None)
        case ListValue(), "pop" | "remove" | "discard" | "clear":
            # Any of them may be gone.
            value.complete = name == "clear"
            value.items.clear()
            return Unknown(f"the result of {name}()")
        case ListValue(), "insert" if len(args) == 2:
            at = first.value if isinstance(first, Known) else None
            value.items.insert(at if isinstance(at, int) else len(value.items), args[1])
            return Known(None)
        case ListValue(), "reverse":
            value.items.reverse()
            return Known(None)
        case ListValue(), "sort":
            containers.sort(value, keywords)
            return Known(None)
        case DictValue(), "copy":
            return DictValue(dict(value.items), value.complete)
        case ListValue(), "copy":
            return ListValue(list(value.items), value.complete)
        case DictValue(complete=True), "values":
            return ListValue(list(value.items.values()))
        case DictValue(complete=True), "keys":
            return ListValue([containers.value_of(key) for key in value.items])
        case DictValue(complete=True), "items":
            pairs = [
                ListValue([containers.value_of(key), item]) for key, item in value.items.items()
            ]
            return ListValue(list(pairs))
        case DictValue(), "get" if first is not None and containers.key_of(first) in value.items:
            if isinstance(first, Known) and first.assumed:
                ev.budget.size(value)
            return containers.held(value, first)
        case DictValue(), "pop" if first is not None and containers.key_of(first) in value.items:
            return value.items.pop(containers.key_of(first))
        case DictValue(complete=True), "get" | "pop" if first is not None:
            default = args[1] if len(args) > 1 else Known(None)
            if containers.is_any(first):
                ev.budget.size(value)
            return containers.any_of(value, default) if containers.is_any(first) else default
        case DictValue(), "setdefault" if first is not None and len(args) > 1:
            return value.items.setdefault(containers.key_of(first), args[1])
        case DictValue(), "update":
            if first is not None:
                containers.merge(value, first)
            value.items.update(keywords)
            return Known(None)
        case Known(value=str() as text), _:
            return _call_string_method(text, name, args, keywords, value.assumed)
        case ((ListValue() | DictValue()), _):
            value.complete = value.complete and name in _KEEPING
    return Unknown(f"the result of {name}()")


def _constant(value: Value) -> Any:
    """The constant or tuple of constants that a value is; Ellipsis if it is none."""
    if isinstance(value, Known):
        return value.value
    items = containers.elements(value) or []
    if items and all(isinstance(item, Known) for item in items):
        return tuple(item.value for item in items if isinstance(item, Known))
    return ...


_KEEPING = {"index", "count", "get"}
"""The methods that leave in a list or dict what it holds."""
_WIDE = re.compile(r"\{[^{}]*:[^{}]*(\{|\d{4})")
"""A width in a template for `format` that is computed or large."""
_SPLITTING = {"split", "rsplit", "partition", "rpartition", "splitlines"}
_STRING_METHODS = {
    "format", "lower", "upper", "strip", "lstrip", "rstrip", "replace", "title", "removeprefix",
    "removesuffix", "capitalize", "startswith", "endswith", "swapcase", "isupper", "islower",
}  # fmt: skip


def _call_string_method(
    text: str, name: str, args: tuple[Value, ...], keywords: dict[str, Value], assumed: bool
) -> Value:
    if name == "join" and args:
        items = containers.elements(args[0])
        known = [item for item in items or () if isinstance(item, Known)]
        if items is not None and len(known) == len(items):
            parts = [part for item in known for part in (Known(text), item)]
            return containers.joined(parts[1:]) if parts else Known("")
    plain = [constant for constant in map(_constant, args) if constant is not Ellipsis]
    named = {key: value.value for key, value in keywords.items() if isinstance(value, Known)}
    if name in _SPLITTING and len(plain) == len(args):
        try:
            return ListValue([Known(part) for part in getattr(text, name)(*plain)])
        except (TypeError, ValueError, OverflowError):
            return Unknown("a computed list")
    if name in _STRING_METHODS and len(plain) == len(args) and len(named) == len(keywords):
        if containers.is_long(text, [*plain, *named.values()]):
            return Unknown("a long string")
        if name == "format" and _WIDE.search(text):
            return Unknown("a long string")
        try:
            return Known(getattr(text, name)(*plain, **named), assumed)
        except (TypeError, ValueError, OverflowError, LookupError, AttributeError):
            pass
    return Unknown("a computed string")
