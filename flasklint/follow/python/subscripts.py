"""What is at a key or in a slice of something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flasklint.follow.flask import config as app_config
from flasklint.follow.python import calls, containers
from flasklint.follow.values import (
    LONGEST_PATH,
    Attached,
    ClassValue,
    DictValue,
    External,
    Instance,
    Known,
    ListValue,
    Scope,
    Unknown,
    Value,
    one_of,
)
from flasklint.packages import flask_api

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def item(ev: Machine, base: Value, index: Value) -> Value:
    """`base[index]`."""
    key = index.value if isinstance(index, Known) else None
    match base:
        case DictValue():
            if not isinstance(index, Known) or index.assumed:
                ev.budget.size(base, fresh=True)
            if containers.key_of(index) in base.items:
                return containers.held(base, index)
            if base.complete and not isinstance(index, Known):
                return one_of(list(base.items.values()))
            return Unknown("a key that is not there")
        case Known(value=str() as text) if isinstance(key, int) and -len(text) <= key < len(text):
            return Known(text[key])
        case ListValue(items=items, complete=True) if isinstance(key, int):
            return items[key] if -len(items) <= key < len(items) else Unknown("an index")
        case External(path=path) | Attached(path=path) if len(path) > LONGEST_PATH:
            return Unknown("what is at a long path")
        case External(path=path):
            return External(f"{path}[]")
        case Instance(cls=External(path=flask_api.CONFIG)) if isinstance(key, str):
            return app_config.setting(ev, base, key)
        case Instance(cls=External(), attributes=fields) if isinstance(key, int) and fields:
            return list(fields.values())[key] if key < len(fields) else Unknown("an index")
        case Instance(cls=ClassValue()) if isinstance(key, int):
            items = containers.elements(ev.budget.size(base)) or []
            return items[key] if -len(items) <= key < len(items) else Unknown("an index")
        case Attached(receiver=receiver, path=path):
            if path.endswith("().config") and isinstance(key, str):
                return app_config.setting(ev, receiver, key)
            return External(f"{path}[]")
    return Unknown(f"the item {key}", key) if isinstance(key, str) else Unknown("a subscript")


def default(ev: Machine, scope: Scope, table: DictValue, key: Known) -> None:
    """Give a `defaultdict` a key that it does not have."""
    if table.factory is not None and key.value not in table.items:
        ev.touch(table)
        table.items[key.value] = calls.call(ev, table.factory, (), {}, ev.site(scope, 0), False)


def sliced(ev: Machine, base: Value, bounds: list[Value]) -> Value:
    """`base[lower:upper:step]`; the bounds are these three."""
    if not all(isinstance(part, Known) for part in bounds):
        return Unknown("a computed slice")
    try:
        cut: Any = slice(*(part.value for part in bounds if isinstance(part, Known)))
        match base:
            case Known(value=str() as text):
                return ev.budget.size(Known(text[cut]))
            case ListValue(items=items, complete=True):
                return ev.budget.size(ListValue(items[cut]))
    except (TypeError, ValueError):
        pass
    return Unknown("a slice")
