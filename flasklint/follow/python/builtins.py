"""What Python's own functions give while a project is followed."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flasklint.follow.classes import ancestors
from flasklint.follow.python import attributes, containers
from flasklint.follow.python.truth import Truth, both, negated, told, truth
from flasklint.follow.values import (
    Applied,
    Attached,
    Bound,
    ClassValue,
    DictValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ListValue,
    Unknown,
    Value,
)
from flasklint.packages import flask_api

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


OBJECT = External("builtins.object")


def call(
    ev: Machine, name: str, args: tuple[Value, ...], keywords: dict[str, Value]
) -> Value | None:
    """What calling a builtin gives; None if it is one that is not followed."""
    first = args[0] if args else None
    match name:
        case "list" | "tuple" | "set" | "sorted" | "reversed" | "frozenset" | "iter":
            if first is None:
                return ListValue([])
            sure = containers.known_elements(first)
            is_whole = containers.elements(first) is not None
            if not sure and not is_whole:
                return Unknown("a list that is not wholly known")
            listed = ListValue(sure[::-1] if name == "reversed" else sure, is_whole)
            if name == "sorted":
                containers.sort(listed, keywords)
            return listed
        case "dict":
            made = DictValue({}, first is None)
            if isinstance(first, DictValue):
                made = DictValue(dict(first.items), first.complete)
            elif isinstance(first, ListValue):
                made = containers.table_of_pairs(first)
            made.items.update(keywords)
            return made
        case "next" if first is not None:
            items = containers.elements(first)
            if items:
                return items[0]
            return args[1] if items == [] and len(args) > 1 else Unknown("the result of next()")
        case "enumerate" if first is not None:
            items = containers.elements(first)
            if items is None:
                return Unknown("an enumeration of unknown values")
            start = args[1] if len(args) > 1 else keywords.get("start", Known(0))
            if not isinstance(start, Known) or not isinstance(start.value, int):
                return Unknown("an enumeration from an unknown number")
            pairs = enumerate(items, start.value)
            return ListValue([ListValue([Known(at), item]) for at, item in pairs])
        case "zip":
            lists = [containers.elements(arg) for arg in args]
            known = [items for items in lists if items is not None]
            if len(known) < len(lists):
                return Unknown("a zip of unknown values")
            return ListValue([ListValue(list(row)) for row in zip(*known, strict=False)])
        case "str" if isinstance(first, Instance):
            method = attributes.attribute(ev, first, "__str__")
            if isinstance(method, Bound):
                return ev.call_function(method.function, first, (), {}, None)
            return Unknown("the text of an object")
        case "dir" if first is not None:
            names = attributes.names_of(ev, first)
            if names is None:
                return Unknown("the result of dir()")
            return ListValue([Known(each) for each in sorted(names)])
        case "vars" if first is not None:
            return attributes.table_of(ev, first)
        case "dict.fromkeys" if first is not None:
            keys = containers.elements(first)
            value = args[1] if len(args) > 1 else Known(None)
            if keys is None:
                return Unknown("a dict of unknown keys")
            return DictValue({containers.key_of(key): value for key in keys})
        case "str" | "int" | "bool" if isinstance(first, Known) and len(args) == 1:
            return _converted(first, {"str": str, "int": int, "bool": bool}[name])
        case "getattr" if len(args) > 1 and isinstance(args[1], Known):
            text = str(args[1].value)
            if len(args) > 2 and attributes.has_attribute(ev, args[0], text) is False:
                return _as_sure(args[2], args[0])
            return attributes.attribute(ev, args[0], text)
        case "hasattr" if len(args) == 2 and isinstance(args[1], Known):
            return _told(attributes.has_attribute(ev, args[0], str(args[1].value)))
        case "setattr" if len(args) == 3 and isinstance(args[1], Known):
            attributes.set_attribute(ev, None, args[0], str(args[1].value), args[2])
            return Known(None)
        case "isinstance" if len(args) == 2:
            return _told(is_instance(args[0], args[1]))
        case "issubclass" if len(args) == 2:
            return _told(is_subclass(args[0], args[1]))
        case "len" if first is not None:
            if isinstance(first, Known) and isinstance(first.value, str):
                return Known(len(first.value))
            items = containers.elements(first)
            return Unknown("the length of something") if items is None else Known(len(items))
        case "range":
            numbers = [arg.value for arg in args if isinstance(arg, Known)]
            ends = [number for number in numbers if isinstance(number, int)]
            if not 1 <= len(ends) == len(args) <= 3 or ends[2:] == [0]:
                return Unknown("a range")
            counted = range(*ends)
            begun = counted[: containers.LONGEST_LIST]
            return ListValue([Known(at) for at in begun], begun == counted)
        case "any" | "all" if first is not None:
            items = containers.elements(first)
            answer: Truth = "yes" if items is not None else "?"
            for item in items or ():
                one = truth(item)
                answer = both(answer, one if name == "all" else negated(one))
            return told(answer if name == "all" else negated(answer))
        case "type" if len(args) == 1 and isinstance(first, Instance):
            return first.cls
        case "callable" if isinstance(first, (FunctionValue, ClassValue)):
            return Known(True)
        case "callable" if isinstance(first, (Known, ListValue, DictValue)):
            return Known(False)
        case "setattr" | "isinstance" | "issubclass" | "len" | "print" | "hasattr" | "callable":
            return Unknown(f"the result of {name}()")
    return None


def _converted(value: Known, convert: Callable[[Any], object]) -> Value:
    try:
        return Known(convert(value.value), value.assumed)
    except (TypeError, ValueError, OverflowError):
        return Unknown("a conversion that fails")


def _as_sure(value: Value, given: Value) -> Value:
    """`value`, which is only assumed if what it depends on is."""
    if isinstance(value, Known) and isinstance(given, Known) and given.assumed:
        return Known(value.value, assumed=True)
    return value


def _told(holds: bool | None) -> Value:
    return Unknown("the result of a test") if holds is None else Known(holds)


def is_subclass(value: Value, cls: Value) -> bool | None:
    """Whether `issubclass(value, cls)` holds; None if cannot tell."""
    if isinstance(cls, ListValue):
        answers = [is_subclass(value, option) for option in cls.items]
        return True if True in answers else None if None in answers else False
    if not isinstance(value, ClassValue):
        return None
    bases = ancestors(value)
    if cls in bases or cls == OBJECT:
        return True
    if isinstance(cls, ClassValue):
        return None if any(isinstance(base, Unknown) for base in bases) else False
    # What a class from outside derives from is not known.
    return False if all(isinstance(base, ClassValue) or base == OBJECT for base in bases) else None


def is_instance(value: Value, cls: Value) -> bool | None:
    """Whether `isinstance(value, cls)` holds; None if cannot tell."""
    if isinstance(cls, ListValue):
        answers = [is_instance(value, option) for option in cls.items]
        if True in answers:
            return True
        kinds = {option.path for option in cls.items if isinstance(option, External)}
        if isinstance(value, ListValue) and {"builtins.list", "builtins.tuple"} <= kinds:
            return True
        return None if None in answers else False
    if isinstance(value, Instance) and isinstance(cls, ClassValue):
        return _is_made_by(value, cls)
    if isinstance(value, (ListValue, DictValue)) and isinstance(cls, ClassValue):
        return False
    if not isinstance(cls, External):
        return None
    if cls.path == "builtins.type":
        return _is_type(value)
    if isinstance(value, Instance):
        return _is_made_by(value, cls)
    if cls.path == "types.FunctionType":
        if isinstance(value, External):
            return None if value.path[-1:] in ")]" else not flask_api.is_class(value.path)
        return isinstance(value, FunctionValue) if _is_definition(value) else None
    kind = getattr(builtins, cls.path.removeprefix("builtins."), None)
    if isinstance(kind, type) and cls.path.startswith("builtins."):
        return _is_plain(value, kind)
    return None


def _is_definition(value: Value) -> bool:
    return isinstance(value, (FunctionValue, ClassValue))


def _is_made_by(value: Instance, cls: ClassValue | External) -> bool | None:
    bases = ancestors(value.cls) if isinstance(value.cls, ClassValue) else [value.cls]
    if cls in bases:
        return True
    if any(isinstance(base, Unknown) for base in bases):
        return None
    # Apps and Blueprints are what they are; anything else may derive from what it likes.
    paths = [base.path for base in bases if isinstance(base, (External, Attached))]
    whole = not paths or any(flask_api.is_tracked(path) for path in paths)
    return False if whole else None


def _is_type(value: Value) -> bool | None:
    """Whether a value is a class."""
    if isinstance(value, ClassValue):
        return True
    if isinstance(value, External):
        return True if flask_api.is_class(value.path) else None
    known = (Instance, Bound, Applied, Known, DictValue, ListValue, FunctionValue)
    return False if isinstance(value, known) else None


def _is_plain(value: Value, kind: type) -> bool | None:
    match value:
        case Known(value=constant):
            return isinstance(constant, kind)
        case DictValue():
            return kind in (dict, object)
        case ListValue():
            return None if kind in (list, tuple, set, frozenset, object) else False
        case FunctionValue():
            return kind is object
    return None
