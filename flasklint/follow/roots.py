"""Where following a project begins: its modules, then the functions that nothing calls."""

from __future__ import annotations

from collections import Counter

from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask.wired import wired_names
from flasklint.follow.python import attributes, expressions
from flasklint.follow.units import unit
from flasklint.follow.values import Bound, ClassValue, FunctionValue, Instance, Known, Value
from flasklint.packages import flask_api

MOST_USERS = 30
"""How many functions may mention a factory; a name in more of them is an ordinary word."""


def run_everything(ev: Evaluation) -> None:
    """Follow every module, then the functions that wire and that nothing has called.

    Those that make an app come first, and of those the ones that no other function mentions:
    a factory calls its parts, and a command hands the app of its module to others.
    """
    for name in sorted(ev.modules):
        ev.run_module(name)
    classes = (name.rpartition(".")[2] for name in flask_api.APP_CLASSES)
    making = ev.mentions.leading_to(classes, MOST_USERS)
    mentioned = frozenset().union(*(module.names for module in ev.modules.values()))
    names = making | flask_api.WIRING_NAMES
    wiring = [each for each in ev.defined if _wires(ev, each, names)]
    ev.words |= names | {function.code.name for function in wiring}
    ev.words.update(name for scope in ev.scopes.values() for name in wired_names(scope))
    uses = Counter(name for function in wiring for name in function.code.names)

    def order(function: FunctionValue) -> tuple[bool, bool]:
        name = function.code.name
        by_others = uses[name] - (name in function.code.names)
        return making.isdisjoint(function.code.names), by_others > 0

    receivers: dict[ClassValue, Value] = {}
    for function in sorted(wiring, key=order):
        if function.place not in ev.called and not _is_replaced(ev, function):
            makes_app = not making.isdisjoint(function.code.names)
            # An app of a module is there without what a command or a test does to it.
            is_asked_for = _mentions(function, names) and function.code.name in mentioned
            ev.called_for = ev.certain = makes_app or is_asked_for
            place = function.place
            with ev.branches.begin(), unit(ev, place):
                _call(ev, function, receivers)
    ev.called_for = ev.certain = True


def _mentions(function: FunctionValue, names: frozenset[str]) -> bool:
    return not names.isdisjoint(function.code.names)


def _wires(ev: Evaluation, function: FunctionValue, names: frozenset[str]) -> bool:
    """Whether a function mentions `names`, or both an app and what leads to them."""
    if _mentions(function, names):
        return True
    leads_on = not ev.wiring_names.isdisjoint(function.code.names)
    return leads_on and ev.mentions_wired(function)


def _is_replaced(ev: Evaluation, function: FunctionValue) -> bool:
    """Whether a later definition of a module has taken the name of a function, for sure."""
    at = function.scope
    later = at.names.get(function.code.name) if at.outer is None else None
    if not isinstance(later, FunctionValue) or function.code.decorators:
        return False
    return later.place != function.place and later.qualname == function.qualname


def _call(ev: Evaluation, function: FunctionValue, receivers: dict[ClassValue, Value]) -> None:
    """Call a function that nothing calls; a method on an object of its class, of which there is
    one for all methods."""
    receiver: Value | None = None
    if function.owner is not None and function.kind != "staticmethod":
        if function.owner not in receivers:
            receivers[function.owner] = _made(ev, function.owner, function.code.name)
        receiver = receivers[function.owner]
    keywords = {
        param.name: _left_out(expressions.evaluate(ev, function.scope, param.default))
        for param in function.code.params
        if param.default is not None and param.kind != "/"
    }
    ev.call_function(function, receiver, (), keywords, None, open_ended=True)


def _made(ev: Evaluation, cls: ClassValue, method: str) -> Instance:
    """An object of a class, made as its constructor makes it unless that is what is called."""
    made = Instance(cls, cls.place)
    if method != "__init__":
        constructor = attributes.attribute(ev, made, "__init__")
        if isinstance(constructor, Bound):
            ev.call_function(constructor.function, made, (), {}, None)
    return made


def _left_out(default: Value) -> Value:
    """What a parameter is if nobody is seen to pass it."""
    return Known(None, assumed=True) if default == Known(None) else default
