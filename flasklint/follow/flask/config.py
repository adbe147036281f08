"""What `app.config[...]` is, as far as the code has set it before."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from flasklint.follow.values import (
    ClassValue,
    DictValue,
    Event,
    External,
    Instance,
    Known,
    ModuleValue,
    Unknown,
    Value,
    each,
)
from flasklint.packages import flask_api

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def setting(ev: Machine, receiver: Value, key: str) -> Value:
    """The value that the last visible change of the app's config gives `key`."""
    fallback = _default(ev, receiver, key)
    for event in reversed(ev.changes.get(receiver, ())):
        ev.budget.left -= 1
        if ev.budget.left < 0 and not ev.budget.is_idle:
            return Unknown(f"the setting {key}", key)
        found = _given(ev, event, key)
        if found is not None and event.method == "setdefault":
            fallback = found
        elif found is not None:
            return found
    return fallback


def _default(ev: Machine, receiver: Value, key: str) -> Value:
    """What a `flask.Config` is made with, or an app of a class that has a `default_config`."""
    if isinstance(receiver, Instance):
        given = receiver.args[1] if len(receiver.args) > 1 else receiver.keywords.get("defaults")
        if receiver.cls != External(flask_api.CONFIG):
            given = ev.attribute(receiver, "default_config")
        if isinstance(given, DictValue) and key in given.items:
            return given.items[key]
    return Unknown(f"the setting {key}", key)


def _given(ev: Machine, event: Event, key: str) -> Value | None:
    """What one change gives a key; None if nothing."""
    first = event.args[0] if event.args else None
    match event.method:
        case "__setitem__" | "setdefault" if first == Known(key) and len(event.args) > 1:
            return event.args[1]
        case "update" | "from_mapping":
            if isinstance(first, DictValue) and key in first.items:
                return first.items[key]
            if isinstance(first, Instance) and first.cls == External(flask_api.CONFIG):
                held = setting(ev, first, key)
                return None if isinstance(held, Unknown) else held
            return event.keywords.get(key)
        case "from_pyfile" if isinstance(first, Known):
            module = _module_at(ev, event.place.filename, str(first.value))
            return None if module is None else _attribute(ev, ModuleValue(module), key)
        case "from_object" if first is not None:
            for option in each(first):
                found = _attribute(ev, option, key)
                if found is not None:
                    if isinstance(found, Known) and option is not first:
                        return Known(found.value, assumed=True)
                    return found
    return None


def _module_at(ev: Machine, filename: str, path: str) -> str | None:
    """The module whose file `from_pyfile` reads: next to the code that makes the app, or above."""
    folder = filename.rpartition("/")[0]
    wanted = [posixpath.normpath(posixpath.join(base, path)) for base in (folder, "")]
    for name, module in ev.modules.items():
        if module.filename in wanted:
            return name
    return None


def _attribute(ev: Machine, source: Value, key: str) -> Value | None:
    if isinstance(source, Known) and isinstance(source.value, str):
        path: str = source.value
        if name := ev.modules.find(path, ev.here):
            source = ModuleValue(name)
        else:
            module, _, attr = path.rpartition(".")
            module = ev.modules.find(module, ev.here)
            source = ev.settled(ev.import_name(module, attr)) if module else Unknown()
    if not isinstance(source, (ClassValue, ModuleValue, Instance)):
        return None
    found = ev.attribute(source, key)
    return None if isinstance(found, Unknown) else found
