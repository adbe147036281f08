"""Follows what the project's modules do when they are imported and their factories called.

A bounded evaluation of names and values: straight-line code, both sides of every `if`, loops over
known lists, calls of the project's own functions that may matter to the wiring. It runs nothing.
What it meets on the way (a Blueprint made, a route declared, something registered) it notes as an
event; what the events mean is decided in `wiring.py`. Where a value is not known it is Unknown,
and whoever asks says "cannot tell".
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

from flasklint import calls, expressions, flask_api
from flasklint.facts import code
from flasklint.facts.code import Place
from flasklint.facts.gather import MAIN, TYPING
from flasklint.values import (
    Bound,
    ClassValue,
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
    one_of,
)

DEEPEST_CALL = 40
MOST_CALLS = 30_000
COMMON_NAME = 4


class Evaluation:
    """The state of following one project: module scopes, events, the calls under way."""

    def __init__(self, modules: Mapping[str, code.Module]) -> None:
        self.modules = modules
        self.scopes: dict[str, Scope] = {}
        self.events: list[Event] = []
        self.chain: list[Place] = []
        self.active: list[FunctionValue] = []
        self.results: dict[tuple[object, ...], Value] = {}
        self.called: set[Place] = set()
        self.imported_by_name: set[str] = set()
        self.defined: list[FunctionValue] = []
        self.app_names: set[str] = set()
        self.calls = 0
        self.certain = True
        self.following = 0
        self.packages = {
            ".".join(name.split(".")[:depth])
            for name in modules
            for depth in range(1, name.count(".") + 1)
        }
        self.import_roots = _import_roots(modules, self.packages)
        self.wiring_names = _wiring_names(modules.values())

    @property
    def adrift(self) -> bool:
        """Whether what is made now is made in a function whose callers are not known."""
        return bool(self.active) and not self.chain

    # modules

    def run_module(self, name: str) -> Scope | None:
        """The scope of a module of the project, followed on first use; None if there is none."""
        scope = self.scopes.get(name)
        if scope is not None:
            return scope
        module = self.modules.get(name)
        if module is None:
            return None
        package = name.rpartition(".")[0]
        if package:
            self.run_module(package)
            if name in self.scopes:
                return self.scopes[name]
        scope = self.scopes[name] = Scope(module, {"__name__": Known(name)})
        chain, self.chain = self.chain, []
        active, self.active = self.active, []
        self.run(scope, module.body)
        self.chain, self.active = chain, active
        return scope

    def is_module(self, name: str) -> bool:
        """Whether the project has a module or package of this name."""
        return name in self.modules or name in self.packages

    def full_name(self, name: str) -> str:
        """The name from the project's root of a module that is imported as `name`."""
        if self.is_module(name):
            return name
        top, dot, rest = name.partition(".")
        root = self.import_roots.get(top)
        return name if root is None else f"{root}.{top}{dot}{rest}"

    def import_name(self, module: str, name: str) -> Value:
        """What `from module import name` gives."""
        module = self.full_name(module)
        if not self.is_module(module):
            return flask_api.external(f"{module}.{name}") if module else Unknown("a bad import")
        scope = self.run_module(module)
        if scope is not None and name in scope.names:
            return scope.names[name]
        if self.is_module(f"{module}.{name}"):
            self.run_module(f"{module}.{name}")
            return ModuleValue(f"{module}.{name}")
        found = self.module_name(module, name)
        return Lazy(module, name) if found is None else found

    def module_name(self, module: str, name: str, seen: tuple[str, ...] = ()) -> Value | None:
        """What `module.name` is now, stars and submodules included; None if nothing binds it."""
        scope = self.run_module(module)
        if scope is not None:
            if name in scope.names:
                return scope.names[name]
            for star in scope.stars:
                if not self.is_module(star):
                    continue
                if star not in seen and not name.startswith("_"):
                    found = self.module_name(star, name, (*seen, module))
                    if found is not None:
                        return found
        if self.is_module(f"{module}.{name}"):
            return ModuleValue(f"{module}.{name}")
        return None

    def run_everything(self) -> None:
        """Follow every module, then the functions that wire and that nothing has called."""
        for name in sorted(self.modules):
            self.run_module(name)
        makers = {name.rpartition(".")[2] for name in flask_api.APP_CLASSES}
        waiting = [function for function in self.defined if self._is_root(function)]
        mentioned = frozenset().union(*(module.names for module in self.modules.values()))
        for makes_app in (True, False):
            for function in waiting:
                if function.place in self.called:
                    continue
                if makes_app is function.code.names.isdisjoint(makers | self.app_names):
                    continue
                self.certain = makes_app or function.code.name in mentioned
                self._call_root(function)
        self.certain = True

    def _is_root(self, function: FunctionValue) -> bool:
        return not flask_api.WIRING_NAMES.isdisjoint(function.code.names)

    def _call_root(self, function: FunctionValue) -> None:
        receiver: Value | None = None
        if function.owner is not None and function.kind != "staticmethod":
            receiver = Instance(function.owner, function.owner.place)
            if function.code.name != "__init__":
                constructor = expressions.attribute(self, receiver, "__init__")
                if isinstance(constructor, Bound):
                    self.call_function(constructor.function, receiver, (), {}, None)
        self.call_function(function, receiver, (), {}, None)

    def is_whole(self, module: str) -> bool:
        """Whether all names of a module are known: no star from outside, no `__getattr__`."""
        scope = self.scopes.get(module)
        if scope is None:
            return module in self.packages and module not in self.modules
        return "__getattr__" not in scope.names and all(map(self.is_module, scope.stars))

    # names

    def look_up(self, scope: Scope, name: str) -> Value:
        """What a name means in a scope."""
        at: Scope | None = scope
        while at is not None:
            found = at.names.get(name)
            if found is not None:
                return self.settled(found)
            at = at.outer
        top = scope.top
        if top.stars:
            found = self.module_name(top.module.name, name)
            if found is not None:
                return self.settled(found)
            outside = [star for star in top.stars if not self.is_module(star)]
            if len(outside) == 1 and not flask_api.is_builtin(name):
                return flask_api.external(f"{outside[0]}.{name}")
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

    def bind(self, scope: Scope, name: str, value: Value) -> None:
        """`name = value`; under a condition the old value stays possible."""
        if name in scope.shared:
            scope = scope.top
        if scope.conditional and name in scope.names:
            value = one_of([scope.names[name], value])
        scope.names[name] = value

    def assign(self, scope: Scope, target: code.Expression, value: Value) -> None:
        match target:
            case code.Name(id=name):
                self.bind(scope, name, value)
            case code.Items(items=parts):
                given = value.items if isinstance(value, ListValue) else None
                for index, part in enumerate(parts):
                    fits = given is not None and len(given) == len(parts)
                    self.assign(scope, part, given[index] if fits else Unknown("unpacking"))
            case code.Attribute(value=base, attr=attr):
                for owner in each(expressions.evaluate(self, scope, base)):
                    expressions.set_attribute(self, scope, owner, attr, value)
            case code.Subscript(value=base, index=index):
                key = expressions.evaluate(self, scope, index)
                for owner in each(expressions.evaluate(self, scope, base)):
                    expressions.set_item(self, scope, owner, key, value)

    # statements

    def run(self, scope: Scope, body: Iterable[code.Statement]) -> None:
        """Follow statements one after another."""
        for statement in body:
            _STATEMENTS[statement.__class__](self, scope, statement)

    def run_perhaps(self, scope: Scope, body: Iterable[code.Statement]) -> None:
        scope.conditional += 1
        self.run(scope, body)
        scope.conditional -= 1

    def _assign(self, scope: Scope, node: code.Assign) -> None:
        value = expressions.evaluate(self, scope, node.value)
        for target in node.targets:
            self.assign(scope, target, value)

    def _extend(self, scope: Scope, node: code.Extend) -> None:
        added = expressions.evaluate(self, scope, node.value)
        old = expressions.evaluate(self, scope, node.target)
        if isinstance(old, ListValue):
            expressions.extend(old, added)
        elif isinstance(old, Known) and isinstance(added, Known):
            self.assign(scope, node.target, expressions.joined([old, added]))
        else:
            self.assign(scope, node.target, Unknown("an augmented assignment"))

    def _do(self, scope: Scope, node: code.Do) -> None:
        expressions.evaluate(self, scope, node.value)

    def _delete(self, scope: Scope, node: code.Delete) -> None:
        for target in node.targets:
            if isinstance(target, code.Name) and not scope.conditional:
                scope.names.pop(target.id, None)

    def _import(self, scope: Scope, node: code.Import) -> None:
        parts = node.module.split(".")
        for depth in range(1, len(parts) + 1):
            self.run_module(self.full_name(".".join(parts[:depth])))
        bound = self.full_name(node.module if node.asname else parts[0])
        value = ModuleValue(bound) if self.is_module(bound) else flask_api.external(bound)
        self.bind(scope, node.asname or parts[0], value)

    def _import_from(self, scope: Scope, node: code.ImportFrom) -> None:
        for name, asname in node.names:
            if name == "*":
                module = self.full_name(node.module)
                self.run_module(module)
                scope.top.stars.append(module)
            else:
                self.bind(scope, asname, self.import_name(node.module, name))

    def _function(self, scope: Scope, node: code.Function) -> None:
        made = self.function_value(scope, node)
        self.defined.append(made)
        value: Value = made
        decorators = [expressions.evaluate(self, scope, each) for each in node.decorators]
        for decorator in reversed(decorators):
            value = expressions.decorate(self, scope, decorator, value, node.node)
        self.bind(scope, node.name, value)

    def function_value(self, scope: Scope, node: code.Function) -> FunctionValue:
        """The function that a `def` or lambda makes here."""
        prefix = f"{scope.qualname}." if scope.qualname else ""
        owner = scope.names.get("__class__") if scope.outer else None
        if isinstance(owner, ClassValue):
            outer = scope.outer
            assert outer is not None
            return FunctionValue(node, outer, prefix + node.name, owner)
        return FunctionValue(node, scope, prefix + node.name)

    def _class(self, scope: Scope, node: code.Class) -> None:
        bases = tuple(expressions.evaluate(self, scope, base) for base in node.bases)
        prefix = f"{scope.qualname}." if scope.qualname else ""
        outer = scope.outer if isinstance(scope.names.get("__class__"), ClassValue) else scope
        made = ClassValue(node, outer or scope, prefix + node.name, bases, {})
        inner = Scope(scope.module, made.names, outer or scope, qualname=made.qualname)
        made.names["__class__"] = made
        if calls.is_wired_class(made):
            self.app_names.add(node.name)
        self.run(inner, node.body)
        value: Value = made
        for decorator in reversed(node.decorators):
            applied = expressions.evaluate(self, scope, decorator)
            value = expressions.decorate(self, scope, applied, value, node.node)
        self.bind(scope, node.name, value)

    def _return(self, scope: Scope, node: code.Return) -> None:
        scope.returned.append(expressions.evaluate(self, scope, node.value))

    def _raise(self, scope: Scope, node: code.Raise) -> None:
        pass

    def _if(self, scope: Scope, node: code.If) -> None:
        if node.guard == TYPING:
            self._run_typing(scope, node.body)
            self.run(scope, node.orelse)
            return
        if node.guard == MAIN:
            self.run_perhaps(scope, node.body)
            return
        if isinstance(node.test, code.Constant):
            self.run(scope, node.body if node.test.value else node.orelse)
            return
        expressions.evaluate(self, scope, node.test)
        self.run_perhaps(scope, node.body)
        self.run_perhaps(scope, node.orelse)

    def _run_typing(self, scope: Scope, body: Iterable[code.Statement]) -> None:
        """Names imported for type checkers are bound, but nothing is imported."""
        for node in body:
            if isinstance(node, code.ImportFrom):
                for name, asname in node.names:
                    module = self.full_name(node.module)
                    path = f"{module}.{name}"
                    known = self.is_module(module)
                    value = Lazy(module, name) if known else flask_api.external(path)
                    scope.names.setdefault(asname, value)

    def _for(self, scope: Scope, node: code.For) -> None:
        over = expressions.evaluate(self, scope, node.iterable)
        items = expressions.elements(over)
        if items is None:
            self.assign(scope, node.target, expressions.element_of(over))
            self.run_perhaps(scope, node.body)
        else:
            for item in items:
                self.assign(scope, node.target, self.settled(item))
                self.run(scope, node.body)
        self.run_perhaps(scope, node.orelse)

    def _with(self, scope: Scope, node: code.With) -> None:
        for item, target in node.items:
            value = expressions.evaluate(self, scope, item)
            if target is not None:
                self.assign(scope, target, expressions.entered(value))
        self.run(scope, node.body)

    def _try(self, scope: Scope, node: code.Try) -> None:
        self.run(scope, node.body)
        for handler in node.handlers:
            self.run_perhaps(scope, handler)
        self.run(scope, node.orelse)
        self.run(scope, node.final)

    def _scope(self, scope: Scope, node: code.Scope) -> None:
        scope.shared.update(node.names)

    # calls

    def matters(self, function: FunctionValue, values: Iterable[Value]) -> bool:
        """Whether calling the function may wire anything, or its result is asked for."""
        if self.following:
            return True
        if not self.wiring_names.isdisjoint(function.code.names):
            return True
        return any(calls.is_wired(value) for value in values)

    def call_function(
        self,
        function: FunctionValue,
        receiver: Value | None,
        args: tuple[Value, ...],
        keywords: dict[str, Value],
        place: Place | None,
    ) -> Value:
        """What a call of a function of the project gives, its events noted on the way."""
        self.called.add(function.place)
        given = [*args, *keywords.values()]
        if receiver is not None:
            given.append(receiver)
        if function.code.is_generator or not self.matters(function, given):
            return Unknown(f"the result of {function.path}()")
        key = (function, receiver, args, tuple(keywords.items()))
        try:
            if key in self.results:
                return self.results[key]
        except TypeError:
            key = ()
        running = any(function.code is other.code for other in self.active)
        if running or len(self.active) > DEEPEST_CALL or self.calls > MOST_CALLS:
            return Unknown(f"the result of {function.path}()")
        self.calls += 1
        names = expressions.parameters(self, function, receiver, args, keywords)
        qualname = f"{function.qualname}.<locals>"
        scope = Scope(function.scope.module, names, function.scope, qualname=qualname)
        self.active.append(function)
        if place is not None:
            self.chain.append(place)
        self.run(scope, function.code.body)
        if place is not None:
            self.chain.pop()
        self.active.pop()
        result = one_of(scope.returned) if scope.returned else Known(None)
        if key:
            self.results[key] = result
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
        """Note a call that the wiring may depend on."""
        within = self.active[-1] if self.active else None
        chain = tuple(self.chain)
        event = Event(
            path, receiver, args, keywords, place, chain, within, None, open_ended, self.certain
        )
        self.events.append(event)
        return event


def _import_roots(modules: Mapping[str, code.Module], packages: set[str]) -> dict[str, str]:
    """For top-level names that the project imports and has only further down: the package that
    must be on the path (`pgadmin` in `web/pgadmin`: {"pgadmin": "web"})."""
    below: dict[str, set[str]] = {}
    for name in {*modules, *packages}:
        root, _, last = name.rpartition(".")
        if root:
            below.setdefault(last, set()).add(root)
    wanted: dict[str, set[str]] = {}
    imported: dict[str, set[str]] = {}
    for module in modules.values():
        for node in module.imports:
            imported.setdefault(f"{node.module}.", set()).add(f"{module.name}.")
            top = node.module.partition(".")[0]
            if top in below and top not in modules and top not in packages:
                wanted.setdefault(top, set()).add(node.module)
    found = {}
    for top, names in wanted.items():
        for root in sorted(below[top], key=len):
            there = {f"{root}.{name}" for name in names} & {*modules, *packages}
            inside = f"{root}.{top}."
            by_full_name = any(
                name.startswith(inside) and not all(user.startswith(inside) for user in users)
                for name, users in imported.items()
            )
            if not by_full_name and len(there) >= 0.8 * len(names):
                found[top] = root
                break
    return {top: root for top, root in found.items() if top not in sys.stdlib_module_names}


def _wiring_names(modules: Iterable[code.Module]) -> frozenset[str]:
    """The names whose mention makes a function worth following: Flask's own, and those of the
    project's functions that mention one, as far as such a name is not a common one."""
    mentioned: dict[str, list[frozenset[str]]] = {}
    for module in modules:
        for function in functions_in(module.body):
            mentioned.setdefault(function.name, []).append(function.names)
    rare = {
        name: frozenset().union(*uses)
        for name, uses in mentioned.items()
        if len(uses) <= COMMON_NAME
    }
    found = set(flask_api.WIRING_NAMES)
    users: dict[str, list[str]] = {}
    for name, uses in rare.items():
        for use in uses:
            users.setdefault(use, []).append(name)
    queue = list(found)
    while queue:
        for name in users.get(queue.pop(), ()):
            if name not in found:
                found.add(name)
                queue.append(name)
    return frozenset(found)


def functions_in(body: Iterable[code.Statement]) -> Iterable[code.Function]:
    """Every function that a body defines, methods and nested ones included."""
    stack = list(body)
    while stack:
        node = stack.pop()
        match node:
            case code.Function():
                yield node
                stack.extend(node.body)
            case code.Class() | code.With():
                stack.extend(node.body)
            case code.If() | code.For():
                stack.extend(node.body)
                stack.extend(node.orelse)
            case code.Try():
                stack.extend(node.body)
                for handler in node.handlers:
                    stack.extend(handler)
                stack.extend(node.orelse)
                stack.extend(node.final)


_STATEMENTS = {
    code.Assign: Evaluation._assign,
    code.Extend: Evaluation._extend,
    code.Do: Evaluation._do,
    code.Delete: Evaluation._delete,
    code.Import: Evaluation._import,
    code.ImportFrom: Evaluation._import_from,
    code.Function: Evaluation._function,
    code.Class: Evaluation._class,
    code.Return: Evaluation._return,
    code.Raise: Evaluation._raise,
    code.If: Evaluation._if,
    code.For: Evaluation._for,
    code.With: Evaluation._with,
    code.Try: Evaluation._try,
    code.Scope: Evaluation._scope,
}
