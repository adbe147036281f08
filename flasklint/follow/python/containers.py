"""Lists, dicts and texts while a project is followed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flasklint.follow.classes import tuple_items
from flasklint.follow.values import (
    Applied,
    Attached,
    ClassValue,
    DictValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ListValue,
    ModuleValue,
    Several,
    Unknown,
    Value,
    one_of,
)

LONGEST_LIST = 2_000
LONGEST_TEXT = 20_000


def extend(target: ListValue, added: Value) -> None:
    """`target += added`."""
    items = known_elements(added)
    if len(target.items) + len(items) > LONGEST_LIST:
        target.complete = False
        return
    target.items.extend(items)
    target.complete = target.complete and elements(added) is not None


def merge(target: DictValue, added: Value) -> None:
    """`target |= added`: what is not known of it may replace anything."""
    table = table_of_pairs(added) if isinstance(added, ListValue) else added
    if not isinstance(table, DictValue) or not table.complete:
        forget(target)
    if isinstance(table, DictValue):
        target.items.update(table.items)


def forget(table: DictValue | ListValue) -> None:
    """Take note that anything in a dict or list may have been replaced."""
    table.items.clear()
    table.complete = False


def elements(value: Value) -> list[Value] | None:
    """What iterating over a value gives; None if that is not wholly known."""
    match value:
        case ListValue(items=items, complete=True):
            return list(items)
        case DictValue(items=items, complete=True):
            return [value_of(key) for key in items]
        case Instance():
            return tuple_items(value)
    return None


def known_elements(value: Value) -> list[Value]:
    """What iterating over a value surely gives, at least."""
    return list(value.items) if isinstance(value, ListValue) else elements(value) or []


def sort(target: ListValue, options: dict[str, Value]) -> None:
    """Sort texts as Python does; what else is in a list keeps its order."""
    texts = [item.value for item in target.items if isinstance(item, Known)]
    strings = [text for text in texts if isinstance(text, str)]
    if len(strings) == len(target.items) and "key" not in options:
        target.items.sort(
            key=lambda item: str(getattr(item, "value", "")),
            reverse=options.get("reverse") == Known(True),
        )


def element_of(value: Value) -> Value:
    """Some element of a value that is not wholly known."""
    match value:
        case External(path):
            return External(f"{path}[]")
        case Attached(path=path):
            return External(f"{path}[]")
        case ListValue():
            return Unknown("an element of a list that is not wholly known")
    return Unknown("an element of something not known")


def held(table: DictValue, key: Value) -> Value:
    """What a dict holds under a key that it has; with a setting as key any value is possible, that
    of the default first."""
    found = table.items[key_of(key)]
    if isinstance(key, Known) and key.assumed and isinstance(found, Known):
        return Known(found.value, assumed=True)
    if isinstance(key, Known) and key.assumed:
        possible = one_of([found, *table.items.values()])
        return found if isinstance(possible, Unknown) else possible
    return found


def is_any(key: Value) -> bool:
    """Whether a key is not known: a parameter, what a call gives, an item of something."""
    return isinstance(key, (Unknown, Several)) or (
        isinstance(key, External) and ("()" in key.path or "[]" in key.path)
    )


def any_of(table: DictValue, default: Value) -> Value:
    """What a dict gives for a key that is not known; `default` if it does not have it."""
    return one_of([*table.items.values(), default])


def key_of(value: Value) -> object:
    """The key under which a dict holds something: a constant, or the object itself."""
    return value.value if isinstance(value, Known) else value


def value_of(key: object) -> Value:
    """The value that a dict's key is, see key_of."""
    if isinstance(key, (Instance, ClassValue, FunctionValue, External, ModuleValue, Applied)):
        return key
    return Known(key)


def added(left: Value, right: Value) -> Value:
    """`left + right`, of two lists, two texts or two numbers."""
    match left, right:
        case (ListValue(), ListValue() | Unknown()) | (Unknown(), ListValue()):
            made = ListValue([])
            extend(made, left)
            extend(made, right)
            return made
        case Known(value=str()), Known(value=str()):
            return joined([left, right])
        case Known(value=(int() | float()) as one), Known(value=(int() | float()) as other):
            return Known(one + other, left.assumed or right.assumed)
    return Unknown("a computed sum")


def joined(parts: Sequence[Value]) -> Value:
    """The text of strings and other constants, one after another."""
    text = ""
    assumed = False
    if len(parts) > LONGEST_TEXT:
        return Unknown("a long string")
    for part in parts:
        if not isinstance(part, Known) or part.value is None or isinstance(part.value, bytes):
            return Unknown("a computed string")
        try:
            text += str(part.value)
        except ValueError:
            return Unknown("a number of many digits")
        if len(text) > LONGEST_TEXT:
            return Unknown("a long string")
        assumed = assumed or part.assumed
    return Known(text, assumed) if len(text) < LONGEST_TEXT else Unknown("a long string")


def is_long(template: str, parts: Iterable[object]) -> bool:
    """Whether putting parts into a text, as often as it has room for them, may make a long one."""
    lengths = [len(part) for part in parts if isinstance(part, (str, bytes))]
    return len(template) * max(lengths, default=0) > 100 * LONGEST_TEXT


def table_of_pairs(pairs: ListValue) -> DictValue:
    """The dict of (key, value) pairs."""
    made = DictValue({}, pairs.complete)
    for pair in pairs.items:
        match pair:
            case ListValue(items=[Known(value=key), value]):
                made.items[key] = value
            case _:
                made.complete = False
    return made
