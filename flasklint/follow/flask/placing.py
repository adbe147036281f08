"""Where a Blueprint's rule ends up if the project changes how Flask puts it on the app.

Flask asks the Blueprint for a set-up state (`make_setup_state`), which joins prefix and rule and
calls the app's `add_url_rule`. Both may be overridden; the code of the project is followed.
"""

from __future__ import annotations

from flasklint.follow.flask import deferred
from flasklint.follow.flask.deferred import STATE
from flasklint.follow.flask.objects import text_of
from flasklint.follow.machine import Machine
from flasklint.follow.python import attributes
from flasklint.follow.values import (
    Bound,
    ClassValue,
    DictValue,
    Event,
    Instance,
    Known,
    Unknown,
    Value,
)

_OWN = ("rule", "endpoint", "view_func")


def is_changed(ev: Machine, blueprint: Instance, app: Instance) -> bool:
    """Whether the project changes how the rules of a Blueprint are put on an app."""
    methods = (
        deferred.overridden(ev, blueprint, "make_setup_state"),
        deferred.overridden(ev, app, "add_url_rule"),
    )
    return any(method is not None and not method.function.is_library for method in methods)


def placed(
    ev: Machine,
    blueprint: Instance,
    app: Instance,
    given: tuple[str | None, str, str, Value],
    event: Event,
) -> list[tuple[str | None, str | None]] | None:
    """Rule and endpoint of each URL rule that a declaration makes on the app.

    `given` are the joined URL prefix, the rule, the endpoint as the app has it, and the view;
    `event` is the declaration. None if the project's code cannot be followed.
    """
    prefix, rule, endpoint, view = given
    state = _state(ev, blueprint, app, event)
    if state is None:
        return None
    # The name is put in front by the endpoint that is passed, so that it is in it once.
    state.attributes.update(url_prefix=Known(prefix), app=app, name_prefix=Known(""))
    method = attributes.attribute(ev, state, "add_url_rule")
    options = {name: value for name, value in event.keywords.items() if name not in _OWN}
    before = len(ev.events)
    args = (Known(rule), Known(endpoint), view)
    if isinstance(method, Bound):
        ev.call_function(method.function, state, args, options, event.place)
    return [
        (text_of(each.argument(0, "rule")), text_of(each.argument(1, "endpoint")))
        for each in ev.take_back(before)
        if each.method == "add_url_rule" and each.receiver is app and each.certain
    ]


def _state(ev: Machine, blueprint: Instance, app: Instance, event: Event) -> Instance | None:
    maker = deferred.overridden(ev, blueprint, "make_setup_state")
    if maker is None:
        cls = ev.external(STATE)
        return Instance(cls, event.place) if isinstance(cls, ClassValue) else None
    args: tuple[Value, ...] = (app, DictValue({}, complete=False), Unknown("first registration"))
    made = ev.call_function(maker.function, blueprint, args, {}, event.place)
    return made if isinstance(made, Instance) and isinstance(made.cls, ClassValue) else None
