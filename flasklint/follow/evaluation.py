"""Follows what the project's modules do when they are imported and their factories called.

A bounded evaluation of names and values: straight-line code, the side of an `if` whose test holds,
or both if that is not known, loops over known lists, calls of the project's own functions that may
matter to the wiring. It runs nothing.
What it meets on the way (a Blueprint made, a route declared, something registered) it notes as an
event; what the events mean is decided in `wiring.py`. Where a value is not known it is Unknown,
and whoever asks says "cannot tell".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple

from flasklint.facts import code
from flasklint.facts.code import Place
from flasklint.facts.walk import statements_in
from flasklint.follow.branches import Branches
from flasklint.follow.budget import EVENT, ITEMS, Budget
from flasklint.follow.doubts import SCRIPT, SETTING
from flasklint.follow.flask import config as app_config
from flasklint.follow.flask import objects as flask_objects
from flasklint.follow.mentions import Mentions
from flasklint.follow.modules import Modules
from flasklint.follow.python import attributes, calls, containers, expressions, statements
from flasklint.follow.trial import Container, Trial
from flasklint.follow.values import (
    ClassValue,
    Entering,
    Event,
    External,
    FunctionValue,
    Instance,
    Known,
    Lazy,
    ListValue,
    ModuleValue,
    Scope,
    Unknown,
    Value,
    each,
    instances,
    one_of,
    tuple_items,
)
from flasklint.limits import LIMITS
from flasklint.packages import flask_api


class Frame(NamedTuple):
    """A call under way, where it stands and what it is given; no place for a call that is only
    supposed."""

    function: FunctionValue
    place: Place | None
    receiver: Value | None
    given: list[Value]


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


class Evaluation:
    """The state of following one project: module scopes, events, the calls under way.

    Whoever asks whether the facts of a file or a function mention a name adds it to `words`: a
    body that nobody has read may change as long as it mentions the same of them.
    """

    def __init__(
        self,
        modules: Mapping[str, code.Module],
        libraries: Mapping[str, code.Module],
        distributions: Mapping[str, str] = {},
        steps: int = LIMITS.steps,
    ) -> None:
        self.modules = Modules(modules, frozenset(libraries))
        self.libraries = libraries
        self.distributions = distributions
        self.library_scopes: dict[str, Scope] = {}
        self.scopes: dict[str, Scope] = {}
        self.events: list[Event] = []
        self.changes: dict[Value, list[Event]] = {}
        self.running: code.Module | None = None
        self.frames: list[Frame] = []
        self.trials: list[Trial] = []
        self.results: dict[tuple[object, ...], tuple[Value, bool]] = {}
        self.makings = Counter[tuple[object, ...]]()
        self.called: set[Place] = set()
        self.imported_by_name: dict[str, bool] = {}
        self.computed_imports: dict[Place, bool] = {}
        self.imports: dict[Place, bool] = {}
        self.defined: list[FunctionValue] = []
        self.recorded: dict[Instance, list[Value]] = {}
        self.shrunk: set[Value] = set()
        """The dicts that something was taken out of."""
        with_flask = sum(_imports_flask(each, frozenset(libraries)) for each in modules.values())
        self.budget = Budget(len(modules), with_flask, steps)
        self.certain = True
        self.doubts: tuple[str, ...] = ()
        """Why the code under way may not be run, outermost first, settings aside."""
        self.branches = Branches()
        self.called_for = True
        self.following = 0
        self.importing = 0
        self.describing = 0
        self.imported_at: dict[str, Place] = {}
        self.deciding = 0
        self.mentions = Mentions([*modules.values(), *libraries.values()])
        self.wiring_names = self.mentions.leading_to(flask_api.WIRING_NAMES)
        self.words = {*self.wiring_names}

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Follow something and leave no trace of it."""
        before = len(self.events)
        try:
            yield
        finally:
            self.take_back(before)

    @property
    def adrift(self) -> bool:
        """Whether what is made now is made in a function whose callers are not known."""
        return bool(self.frames) and all(frame.place is None for frame in self.frames)

    @property
    def in_library(self) -> bool:
        """Whether the code under way is that of a description."""
        return self.frames[-1].function.is_library if self.frames else self.describing > 0

    @property
    def here(self) -> code.Module | None:
        """The module of the project whose code is under way."""
        for frame in reversed(self.frames):
            if not frame.function.is_library:
                return frame.function.scope.module
        return self.running

    def site(self, scope: Scope, node: int) -> Place:
        """The place of a node of the code under way; for code that describes a library, the place
        in the project that calls or imports it."""
        if scope.module.is_library:
            for frame in reversed(self.frames):
                if frame.place is not None:
                    return frame.place
            first = next(iter(self.imported_at.values()), None)
            at = self.imported_at.get(scope.module.name, first)
            if at is not None:
                return at
        return Place(scope.module.filename, node)

    @property
    def is_sure(self) -> bool:
        """Whether the code under way is surely run, with the settings in the code."""
        return self.certain and not self.doubts

    def touch(self, container: Container) -> None:
        """To be called before a container is changed that may outlive what changes it."""
        if self.trials:
            self.budget.left -= self.trials[-1].touch(container) // ITEMS

    # modules

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
        self._run_body(scope)
        self.importing -= 1
        return scope

    def _run_body(self, scope: Scope) -> None:
        outside = self.running, self.frames, self.trials, self.certain, self.doubts
        self.running = scope.module
        self.frames, self.trials, self.certain, self.doubts = [], [], True, ()
        with self.branches.begin():
            statements.run_module(self, scope)
        self.running, self.frames, self.trials, self.certain, self.doubts = outside

    def note_import(self, module: str) -> None:
        """Note that a module is imported by its name, for sure or perhaps."""
        self.imported_by_name[module] = self.is_sure or self.imported_by_name.get(module, False)

    def import_from(self, module: str, name: str, importer: code.Module) -> Value:
        """What `from module import name` gives in a file."""
        full = self.modules.find(module, importer)
        if not full:
            return self.external(f"{module}.{name}") if module else Unknown("a bad import")
        return self.import_name(full, name)

    def import_name(self, module: str, name: str) -> Value:
        """What importing a name from a module of the project gives."""
        scope = self.run_module(module)
        if scope is not None and name in scope.names:
            return scope.names[name]
        if self.modules.is_module(f"{module}.{name}"):
            self.run_module(f"{module}.{name}")
            return ModuleValue(f"{module}.{name}")
        found = self.module_name(module, name)
        return Lazy(module, name) if found is None else found

    def module_name(self, module: str, name: str, seen: set[str] | None = None) -> Value | None:
        """What `module.name` is now, stars and submodules included; None if nothing binds it."""
        seen = set() if seen is None else seen
        seen.add(module)
        self.budget.left -= 1
        scope = self.run_module(module)
        if scope is not None:
            if name in scope.names:
                return scope.names[name]
            for star in scope.stars if not name.startswith("_") else ():
                if star not in seen and self.modules.is_module(star):
                    found = self.module_name(star, name, seen)
                    if found is not None:
                        return found
        if self.modules.is_module(f"{module}.{name}"):
            return ModuleValue(f"{module}.{name}")
        return None

    def names_in(self, module: str) -> list[str] | None:
        """The names that a module has, those of its stars included; None if cannot tell."""
        found: dict[str, None] = {}
        seen = {module}
        waiting = [module]
        for name in waiting:
            scope = self.run_module(name)
            if scope is None:
                return None
            self.budget.left -= 1 + len(scope.names) // ITEMS
            names = (each for each in scope.names if name == module or not each.startswith("_"))
            found.update(dict.fromkeys(names))
            waiting += [star for star in dict.fromkeys(scope.stars) if star not in seen]
            seen.update(scope.stars)
        return list(found)

    def is_whole(self, module: str) -> bool:
        """Whether all names of a module are known: no star from outside, no `__getattr__`."""
        scope = self.scopes.get(module)
        if scope is None:
            return module in self.modules.packages and module not in self.modules
        return "__getattr__" not in scope.names and all(map(self.modules.is_module, scope.stars))

    def external(self, path: str) -> Value:
        """What a package from outside has at a path: as its description says, if there is one."""
        package, _, rest = path.partition(".")
        module = self.libraries.get(package)
        if module is not None and rest and "(" not in rest:
            scope = self.library_scopes.get(package)
            if scope is None:
                scope = Scope(module, {"__name__": Known(package)})
                self.library_scopes[package] = scope
                self.describing += 1
                self._run_body(scope)
                self.describing -= 1
            *within, last = rest.split(".")
            found = scope.names.get(last)
            for part in within:
                inner = scope.names.get(part)
                if isinstance(inner, ClassValue) and last in inner.names:
                    found = inner.names[last]
            if found is not None:
                return found
        return External(flask_api.canonical(path))

    # names

    def look_up(self, scope: Scope, name: str) -> Value:
        """What a name means in a scope."""
        at: Scope | None = scope
        while at is not None:
            at = at.shared.get(name, at)
            found = at.names.get(name)
            if found is not None:
                return self.settled(found)
            at = at.outer
        top = scope.top
        if top.stars:
            self.budget.count(top.stars)
            found = self.module_name(top.module.name, name)
            if found is not None:
                return self.settled(found)
            outside = [star for star in top.stars if not self.modules.is_module(star)]
            if len(outside) == 1 and not flask_api.is_builtin(name):
                return self.external(f"{outside[0]}.{name}")
            if outside:
                return Unknown(f"a star import of {outside[0]}")
        if flask_api.is_builtin(name):
            return External(f"builtins.{name}")
        return Unknown(f"the name {name}")

    def settled(self, value: Value) -> Value:
        """`value`, or what a lazy name stands for by now."""
        for _ in range(10):
            if not isinstance(value, Lazy):
                return value
            found = self.module_name(value.module, value.name)
            if found is None or found == value:
                return Unknown(f"{value.module}.{value.name}")
            value = found
        return Unknown("an import cycle")

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

    def bind(self, scope: Scope, name: str, value: Value) -> None:
        """`name = value`; under a condition the old value stays possible."""
        scope = scope.shared.get(name, scope)
        if isinstance(value, Known) and not self.certain:
            old = scope.names.get(name)
            if scope.conditional and isinstance(old, Known) and old.value is not None:
                return
            value = Known(value.value, assumed=True)
        if scope.conditional and name in scope.names:
            value = one_of([scope.names[name], value])
        self.touch(scope.names)
        scope.names[name] = value

    # calls

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
        if any(isinstance(value, FunctionValue) or calls.is_wired(value) for value in values):
            return True
        return self.mentions_wired(function)

    def mentions_wired(self, function: FunctionValue) -> bool:
        """Whether a function mentions an app or a Blueprint that its module has."""
        self.budget.count(function.code.names)
        held = function.scope.top.names
        values = (held.get(name) for name in function.code.names)
        return any(isinstance(value, Instance) and calls.is_wired(value) for value in values)

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
        names = expressions.parameters(self, function, receiver, args, keywords, open_ended)
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
        if remembers and any(map(flask_objects.kind_of, instances(result))):
            self.makings[key] += 1
            remembers = self.makings[key] >= MOST_MAKINGS
        if remembers:
            self.results[key] = result, self.is_sure
        return result

    def note(
        self,
        path: str,
        receiver: Value | None,
        args: tuple[Value, ...],
        keywords: dict[str, Value],
        place: Place,
        open_ended: bool = False,
    ) -> Event:
        """Note a call that the wiring may depend on.

        Where a method of the same name only passes it on (an overridden `register_blueprint`), the
        place is that of the call of this method.
        """
        method = path.rpartition(".")[2]
        frames = list(self.frames)
        while frames:
            function, outer, *_ = frames[-1]
            if outer is None or not (function.is_library or function.code.name == method):
                break
            place = outer
            frames.pop()
        within = frames[-1].function if frames else None
        chain = tuple(frame.place for frame in frames if frame.place is not None)
        # What is done to an object is as sure as the object itself.
        made = receiver.doubts if isinstance(receiver, Instance) else 0
        doubts = self.doubts[made:]
        event = Event(
            path, receiver, args, keywords, place, chain, within, None, open_ended,
            self.certain and not doubts, doubt=self._doubt(doubts), branches=self.branches.path,
        )  # fmt: skip
        self.events.append(event)
        self.budget.left -= EVENT
        if receiver is not None and app_config.is_change(path):
            self.changes.setdefault(receiver, []).append(event)
        return event

    def _doubt(self, doubts: Sequence[str]) -> str:
        if not self.called_for:
            return ""
        return next(iter(doubts), "" if self.certain else SETTING)

    def take_back(self, before: int) -> list[Event]:
        """The events since there were `before`, which are no longer noted."""
        taken = self.events[before:]
        del self.events[before:]
        for event in taken:
            if event.receiver is not None and app_config.is_change(event.path):
                self.changes[event.receiver].remove(event)
        return taken


def wired_names(scope: Scope) -> Iterator[str]:
    """The names of a scope that are apps, Blueprints and their like."""
    for name, value in scope.names.items():
        if isinstance(value, Instance) and calls.is_wired(value):
            yield name


def _imports_flask(module: code.Module, libraries: frozenset[str]) -> bool:
    """Whether a module imports Flask, an extension that is called after it, or one of some
    libraries."""
    tops = (node.module.partition(".")[0].lower() for node in module.imports)
    return any(top.startswith("flask") or top in libraries for top in tops)


def _given_names(module: code.Module) -> dict[str, Value]:
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
