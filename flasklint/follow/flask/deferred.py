"""What Blueprints do when they are registered: the functions that they `record`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.follow.budget import EVENT
from flasklint.follow.flask import objects as flask_objects
from flasklint.follow.values import (
    Bound,
    ClassValue,
    DictValue,
    Event,
    External,
    FunctionValue,
    Instance,
    Known,
    Unknown,
    Value,
    each,
    instances,
)

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

RECORDING = {"record", "record_once"}
STATE = "flask.blueprints.BlueprintSetupState"


def happened(ev: Machine, event: Event) -> None:
    """Note what a call records; call what was recorded if it registers a Blueprint."""
    receiver = event.receiver
    if not isinstance(receiver, Instance) or not event.args:
        return
    if event.method in RECORDING:
        ev.recorded.setdefault(receiver, []).append(event.args[0])
    elif event.method == "register_blueprint":
        for child in instances(event.args[0]):
            _keep(ev, child, receiver)
            _override(ev, child, receiver, event)
            for function in tuple(ev.recorded.get(child, ())):
                ev.budget.left -= EVENT
                if ev.budget.left < 0 and not ev.budget.is_idle:
                    return
                if event.path.startswith("flask.Blueprint"):
                    ev.recorded.setdefault(receiver, []).append(function)
                else:
                    _call(ev, function, receiver, child, event)


def _call(ev: Machine, function: Value, app: Instance, blueprint: Instance, event: Event) -> None:
    cls = ev.external(STATE)
    state = Instance(cls if isinstance(cls, ClassValue) else External(STATE), event.place)
    options = DictValue(dict(event.keywords), not event.open_ended)
    prefix = event.keywords.get("url_prefix", flask_objects.attribute(ev, blueprint, "url_prefix"))
    name = event.keywords.get("name", flask_objects.attribute(ev, blueprint, "name"))
    text = flask_objects.text_of(name)
    state.attributes.update(
        app=app, blueprint=blueprint, options=options, url_prefix=prefix or Known(None),
        name_prefix=Unknown("a computed name") if text is None else Known(f"{text}."),
    )  # fmt: skip
    for option in each(function):
        match option:
            case FunctionValue():
                ev.call_function(option, None, (state,), {}, event.place)
            case Bound(function=inner, receiver=owner):
                ev.call_function(inner, owner, (state,), {}, event.place)


def _keep(ev: Machine, child: Instance, receiver: Instance) -> None:
    """What `app.blueprints` has afterwards."""
    name = flask_objects.text_of(flask_objects.given("blueprint", child, "name"))
    held = flask_objects.attribute(ev, receiver, "blueprints")
    if name is not None and isinstance(held, DictValue):
        ev.touch(held)
        held.items.setdefault(name, child)


def _override(ev: Machine, child: Instance, receiver: Instance, event: Event) -> None:
    """Flask calls the `register` of the Blueprint, which its class may override."""
    method = overridden(ev, child, "register")
    if method is not None:
        options = DictValue(dict(event.keywords), not event.open_ended)
        ev.call_function(method.function, child, (receiver, options), {}, event.place)


def overridden(ev: Machine, receiver: Value | None, name: str) -> Bound | None:
    """The method of the project that an app or Blueprint has in place of Flask's."""
    if isinstance(receiver, Instance) and isinstance(receiver.cls, ClassValue):
        found = ev.attribute(receiver, name)
        return found if isinstance(found, Bound) else None
    return None
