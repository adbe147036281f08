"""Follows what the project's modules do when they are imported and their factories called.

A bounded evaluation of names and values: straight-line code, the side of an `if` whose test holds,
or both if that is not known, loops over known lists, calls of the project's own functions that may
matter to the wiring. It runs nothing.
What it meets on the way (a Blueprint made, a route declared, something registered) it notes as an
event; what the events mean is decided in `wiring.py`. Where a value is not known it is Unknown,
and whoever asks says "cannot tell".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.facts.walk import statements_in
from flasklint.follow.classes import tuple_items
from flasklint.follow.doubts import SCRIPT
from flasklint.follow.flask import wired
from flasklint.follow.machine import Machine
from flasklint.follow.python import (
    attributes,
    calls,
    containers,
    expressions,
    functions,
    statements,
)
from flasklint.follow.trace import Frame
from flasklint.follow.values import (
    Entering,
    External,
    FunctionValue,
    Instance,
    Known,
    ListValue,
    Scope,
    Unknown,
    Value,
    each,
    instances,
    one_of,
)

DEEPEST_IMPORT = 200
"""How many modules may be under way that import each other; what the next one has is looked up
later."""
DEEPEST_CALL = 40
DEEPEST_RECURSION = 10
"""How often a method may be under way, each time on another object."""
MOST_STATEMENTS = 12
"""How long a function may be that is followed for its value alone."""
MOST_MAKINGS = 2
"""How many apps that one call makes, written the same, are told apart: `get_app()` in fifty
places."""


class Evaluation(Machine):
    """Follows one project."""

    def run_module(self, name: str) -> Scope | None:
        """The scope of a module of the project, followed on first use; None if there is none."""
        scope = self.scopes.get(name)
        if scope is not None:
            return scope
        module = self.modules.get(name)
        if module is None or self.importing > DEEPEST_IMPORT:
            return None
        package = name.rpartition(".")[0]
        if package:
            self.run_module(package)
            if name in self.scopes:
                return self.scopes[name]
        scope = self.scopes[name] = Scope(module, _given_names(module))
        self.importing += 1
        self.run_body(scope)
        self.importing -= 1
        return scope

    def run_body(self, scope: Scope) -> None:
        outside = self.running, self.frames, self.trials, self.certain, self.doubts
        self.running = scope.module
        self.frames, self.trials, self.certain, self.doubts = [], [], True, ()
        with self.branches.begin():
            statements.run_module(self, scope)
        self.running, self.frames, self.trials, self.certain, self.doubts = outside

    # for those who know Python and Flask

    def evaluate(self, scope: Scope, node: code.Expression) -> Value:
        """See `Machine.evaluate`."""
        return expressions.evaluate(self, scope, node)

    def attribute(self, value: Value, name: str) -> Value:
        """See `Machine.attribute`."""
        return attributes.attribute(self, value, name)

    def call(
        self,
        func: Value,
        args: tuple[Value, ...],
        keywords: dict[str, Value],
        place: Place,
        open_ended: bool,
    ) -> Value:
        """See `Machine.call`."""
        return calls.call(self, func, args, keywords, place, open_ended)

    def assign(self, scope: Scope, target: code.Expression, value: Value) -> None:
        """`target = value`."""
        match target:
            case code.Name(id=name):
                self.bind(scope, name, value)
            case code.Items(items=parts):
                given = value.items if isinstance(value, ListValue) else []
                self.budget.size(value)
                if isinstance(value, Instance):
                    held = list(value.attributes.values())
                    given = held if isinstance(value.cls, External) else tuple_items(value) or []
                for at, part in enumerate(parts):
                    fits = len(given) == len(parts)
                    self.assign(scope, part, given[at] if fits else Unknown("unpacking"))
            case code.Attribute(value=base, attr=attr):
                for owner in each(expressions.evaluate(self, scope, base)):
                    attributes.set_attribute(self, scope, owner, attr, value)
            case code.Subscript(value=base, key=index):
                key = expressions.evaluate(self, scope, index)
                for owner in each(expressions.evaluate(self, scope, base)):
                    attributes.set_item(self, scope, owner, key, value)

    def call_function(
        self,
        function: FunctionValue,
        receiver: Value | None,
        args: tuple[Value, ...],
        keywords: dict[str, Value],
        place: Place | None,
        open_ended: bool = False,
        on_yield: Callable[[Value], None] | None = None,
    ) -> Value:
        """What a call of a function of the project gives, its events noted on the way.

        `on_yield` is called with what a generator yields; without it, that makes a list.
        """
        if self.budget.is_idle:
            with self.budget.question():
                return self.call_function(
                    function, receiver, args, keywords, place, open_ended, on_yield
                )
        self.budget.left -= 1
        if self.budget.left < 0:
            return expressions.TOO_MUCH
        self.called.add(function.place)
        given = [*args, *keywords.values()]
        if receiver is not None:
            given.append(receiver)
        if function.kind == "contextmanager" and on_yield is None:
            return Entering(function, receiver, args, keywords)
        if on_yield is None and not self.matters(function, given):
            return Unknown(f"the result of {function.path}()")
        key: tuple[object, ...] = (function, receiver, args, tuple(keywords.items()), open_ended)
        remembers = not function.is_library and on_yield is None
        try:
            if remembers and key in self.results:
                result, was_sure = self.results[key]
                if was_sure or not self.is_sure:
                    return result
        except TypeError:
            remembers = False
        remembers = remembers and not self.trials
        under_way = [frame for frame in self.frames if frame.function.code is function.code]
        # What calls itself with something that is not known has no end that can be told.
        is_open = open_ended or any(map(containers.is_any, given))
        running = on_yield is None and any(
            frame.receiver is receiver and (is_open or frame.given == given) for frame in under_way
        )
        running = running or len(under_way) > DEEPEST_RECURSION
        if (running and not function.is_library) or len(self.frames) > DEEPEST_CALL:
            return Unknown(f"the result of {function.path}()")
        names = functions.parameters(self, function, receiver, args, keywords, open_ended)
        qualname = f"{function.qualname}.<locals>"
        scope = Scope(function.scope.module, names, function.scope, qualname=qualname)
        yielded = ListValue([])
        scope.on_yield = on_yield or yielded.items.append
        self.frames.append(Frame(function, place, receiver, given))
        before = self.certain, self.doubts
        # What a script calls, an installed command or a server may call as well.
        self.doubts = tuple(doubt for doubt in self.doubts if doubt != SCRIPT)
        with self.branches.perhaps(forks=False):
            leaving = statements.run(self, scope, function.code.body)
        self.certain, self.doubts = before
        self.frames.pop()
        result = one_of(scope.returned) if scope.returned else Known(None)
        if function.code.is_generator:
            yielded.complete = not any(isinstance(item, Unknown) for item in yielded.items)
            result = yielded
        elif leaving == "raise" and not scope.returned:
            result = Unknown(f"the result of {function.path}(), which raises")
        # An app or Blueprint that a call makes is another one each time, up to a point.
        if remembers and any(map(wired.kind_of, instances(result))):
            self.makings[key] += 1
            remembers = self.makings[key] >= MOST_MAKINGS
        if remembers:
            self.results[key] = result, self.is_sure
        return result

    def matters(self, function: FunctionValue, values: Iterable[Value]) -> bool:
        """Whether calling the function may wire anything, or its result is asked for."""
        if self.following or function.is_library or _is_plain(function.code, values):
            return True
        if function.code.name == "__init__":
            return True
        if self.deciding or (self.frames and self.frames[-1].function.is_library):
            return True
        if not self.wiring_names.isdisjoint(function.code.names):
            return True
        if any(isinstance(value, FunctionValue) or wired.is_wired(value) for value in values):
            return True
        return self.mentions_wired(function)

    def mentions_wired(self, function: FunctionValue) -> bool:
        """Whether a function mentions an app or a Blueprint that its module has."""
        self.budget.count(function.code.names)
        held = function.scope.top.names
        values = (held.get(name) for name in function.code.names)
        return any(isinstance(value, Instance) and wired.is_wired(value) for value in values)


def _given_names(module: Module) -> dict[str, Value]:
    """What Python itself binds in a module; paths are those from the project's root on."""
    package = module.name if module.is_package else module.name.rpartition(".")[0]
    names: dict[str, Value] = {
        "__name__": Known(module.name),
        "__package__": Known(package),
        "__file__": Known(module.filename, assumed=True),
    }
    if module.is_package:
        folder = module.filename.rpartition("/")[0]
        names["__path__"] = ListValue([Known(folder, assumed=True)])
    return names


def _is_plain(function: code.Function, values: Iterable[Value]) -> bool:
    """Whether a function is short enough to be followed for what it returns or imports: one
    `return`, or a few statements if it is called with constants."""
    body = function.body
    if len(body) == 1 and isinstance(body[0], code.Return):
        return True
    if len(body) > MOST_STATEMENTS or not all(isinstance(value, Known) for value in values):
        return False
    inside = list(islice(statements_in(body), MOST_STATEMENTS + 1))
    kinds = (code.Return, code.Import, code.ImportFrom)
    return len(inside) <= MOST_STATEMENTS and any(isinstance(node, kinds) for node in inside)
