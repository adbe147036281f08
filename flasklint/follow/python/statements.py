"""What statements do while a project is followed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.facts.walk import bound_names, everything_in, last_name
from flasklint.follow.classes import ancestors
from flasklint.follow.doubts import LEFT, RUNNING, SCRIPT, SKIPPED, TEST
from flasklint.follow.flask import wired
from flasklint.follow.python import containers, expressions, fields
from flasklint.follow.python.truth import truth
from flasklint.follow.trial import Trial
from flasklint.follow.units import unit
from flasklint.follow.values import (
    ClassValue,
    DictValue,
    Entering,
    External,
    FunctionValue,
    Known,
    Lazy,
    ListValue,
    ModuleValue,
    Scope,
    Unknown,
    Value,
    instances,
)
from flasklint.languages.python.gather import MAIN, TYPING
from flasklint.packages import database_api

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

MOST_TRIALS = 2
"""How deep tests that do not hold may stand in each other to be followed."""
_SURE_PACKAGES = sys.stdlib_module_names | {"flask", "werkzeug", "jinja2", "click"}
"""What every Flask application has."""
_SUPPRESSING = External("contextlib.suppress()")


Leaving = Literal["", "return", "raise", "break", "continue"]
"""How a body is left for sure, if not at its end."""


def run(ev: Machine, scope: Scope, body: Iterable[code.Statement]) -> Leaving:
    """Follow statements one after another, up to the one that surely leaves them."""
    budget = ev.budget
    for statement in body:
        budget.left -= 1
        if budget.left < 0:
            break
        leaving = _STATEMENTS[statement.__class__](ev, scope, statement)
        if leaving:
            return leaving
    return ""


def run_module(ev: Machine, scope: Scope) -> None:
    """Follow the body of a module. A statement that is more than is followed leaves behind what
    cannot be told: what it binds, and the lists and dicts that it names."""
    for statement in scope.module.body:
        is_beyond = True
        with unit(ev, ev.site(scope, getattr(statement, "node", 0))):
            run(ev, scope, (statement,))
            is_beyond = ev.budget.left < 0
        if is_beyond:
            for name in bound_names((statement,)):
                if not isinstance(scope.names.get(name), (FunctionValue, ClassValue)):
                    scope.names[name] = expressions.TOO_MUCH
            for node in everything_in(statement):
                held = scope.names.get(node.id) if isinstance(node, code.Name) else None
                if isinstance(held, (ListValue, DictValue)):
                    held.complete = False


def _perhaps(ev: Machine, scope: Scope, body: Iterable[code.Statement], doubt: str = "") -> Leaving:
    """Follow statements that may be run or not; `doubt` says why what they do is not sure."""
    before = ev.doubts
    if doubt:
        ev.doubts += (doubt,)
    scope.conditional += 1
    leaving = _forked(ev, scope, body)
    scope.conditional -= 1
    ev.doubts = before
    return leaving


def _forked(ev: Machine, scope: Scope, body: Iterable[code.Statement]) -> Leaving:
    """Follow statements in a branch of their own; what comes after them is one too if they leave
    their function or loop."""
    before = ev.branches.path
    ev.branches.fork()
    inside = ev.branches.path
    leaving = run(ev, scope, body)
    leaves = ev.branches.path != inside or leaving in ("return", "break", "continue")
    ev.branches.path = before
    if leaves:
        ev.branches.fork()
    return leaving


def _skipped(ev: Machine, scope: Scope, body: Iterable[code.Statement]) -> None:
    """Follow statements that are not run, only for what they would have wired: nothing that they
    change stays changed."""
    if not body or scope.module.is_library or len(ev.trials) >= MOST_TRIALS:
        return
    certain, ev.certain = ev.certain, False
    returned = len(scope.returned)
    ev.trials.append(Trial())
    with ev.branches.perhaps():
        run(ev, scope, body)
    ev.trials.pop().roll_back()
    del scope.returned[returned:]
    ev.certain = certain


def _assign(ev: Machine, scope: Scope, node: code.Assign) -> None:
    value = expressions.evaluate(ev, scope, node.value)
    for target in node.targets:
        ev.assign(scope, target, value)


def _annotated(ev: Machine, scope: Scope, node: code.Annotated) -> None:
    owner = scope.names.get("__class__")
    if (
        isinstance(owner, ClassValue)
        and isinstance(node.target, code.Name)
        and fields.is_declared(expressions.evaluate(ev, scope, node.annotation))
    ):
        owner.fields.append(node.target.id)
    if node.value is not None:
        ev.assign(scope, node.target, expressions.evaluate(ev, scope, node.value))


def _extend(ev: Machine, scope: Scope, node: code.Extend) -> None:
    added = expressions.evaluate(ev, scope, node.value)
    old = expressions.evaluate(ev, scope, node.target)
    if isinstance(old, ListValue):
        ev.touch(old)
        old.literal = False
        containers.extend(old, added)
    elif isinstance(old, Known) and isinstance(added, Known):
        ev.assign(scope, node.target, containers.added(old, added))
    else:
        ev.assign(scope, node.target, Unknown("an augmented assignment"))


def _do(ev: Machine, scope: Scope, node: code.Do) -> None:
    expressions.evaluate(ev, scope, node.value)
    if scope.outer is None and _last_called(node.value) == "run" and _runs_an_app(ev, scope, node):
        # Flask's own command and servers go on from here, `python FILE` does not.
        ev.doubts += (RUNNING,)


def _runs_an_app(ev: Machine, scope: Scope, node: code.Do) -> bool:
    func = node.value.func if isinstance(node.value, code.Call) else None
    if not isinstance(func, code.Attribute):
        return False
    owners = instances(expressions.evaluate(ev, scope, func.value))
    return any(wired.kind_of(owner) == "app" for owner in owners)


def _delete(ev: Machine, scope: Scope, node: code.Delete) -> None:
    for target in node.targets:
        if isinstance(target, code.Name) and not scope.conditional:
            ev.touch(scope.names)
            scope.names.pop(target.id, None)
        elif isinstance(target, code.Subscript):
            table = expressions.evaluate(ev, scope, target.value)
            if isinstance(table, DictValue):
                ev.shrunk.add(table)
            elif isinstance(table, ListValue):
                # Any of them may be gone.
                ev.touch(table)
                table.items.clear()
                table.complete = False


def _note_import(ev: Machine, scope: Scope, node: code.Import | code.ImportFrom) -> None:
    place = Place(scope.module.filename, node.node)
    ev.imports[place] = ev.is_sure or ev.imports.get(place, False)
    ev.imported_at.setdefault(node.module.partition(".")[0], ev.site(scope, node.node))


def _import(ev: Machine, scope: Scope, node: code.Import) -> None:
    _note_import(ev, scope, node)
    parts = node.module.split(".")
    for depth in range(1, len(parts) + 1):
        ev.run_module(ev.modules.find(".".join(parts[:depth]), scope.module))
    meant = node.module if node.asname else parts[0]
    bound = ev.modules.find(meant, scope.module)
    value = ModuleValue(bound) if bound else ev.external(meant)
    ev.bind(scope, node.asname or parts[0], value)


def _import_from(ev: Machine, scope: Scope, node: code.ImportFrom) -> None:
    _note_import(ev, scope, node)
    for name, asname in node.names:
        if name == "*":
            module = ev.modules.find(node.module, scope.module)
            ev.run_module(module)
            scope.top.stars.append(module or node.module)
        else:
            ev.bind(scope, asname, ev.import_from(node.module, name, scope.module))


def _function(ev: Machine, scope: Scope, node: code.Function) -> None:
    made = expressions.function_value(scope, node)
    if not made.is_library:
        ev.defined.append(made)
    value: Value = made
    # What a decorator keeps may be read later: those of the project are always followed.
    ev.deciding += 1
    decorators = [(expressions.evaluate(ev, scope, each), each) for each in node.decorators]
    ev.deciding -= 1
    for decorator, written in reversed(decorators):
        at = getattr(written, "node", node.node)
        value = expressions.decorate(ev, scope, decorator, value, at)
    ev.bind(scope, node.name, value)


def _class(ev: Machine, scope: Scope, node: code.Class) -> None:
    bases = tuple(expressions.evaluate(ev, scope, base) for base in node.bases)
    prefix = f"{scope.qualname}." if scope.qualname else ""
    outer = scope.outer if isinstance(scope.names.get("__class__"), ClassValue) else scope
    made = ClassValue(node, outer or scope, prefix + node.name, bases, {})
    inner = Scope(scope.module, made.names, outer or scope, qualname=made.qualname)
    made.names["__class__"] = made
    for base in bases:
        if isinstance(base, ClassValue):
            base.subclasses.append(made)
    run(ev, inner, node.body)
    _derived(ev, scope, made)
    value: Value = made
    for decorator in reversed(node.decorators):
        applied = expressions.evaluate(ev, scope, decorator)
        if isinstance(applied, External) and database_api.model_library(applied.path):
            made.bases = (*made.bases, applied)
            made.line.clear()
        at = getattr(decorator, "node", node.node)
        value = expressions.decorate(ev, scope, applied, value, at)
    ev.bind(scope, node.name, value)


def _derived(ev: Machine, scope: Scope, made: ClassValue) -> None:
    """Tell the nearest base of a new class that asks for it by `__init_subclass__`, and its
    metaclass: what they keep may be read later."""
    place = ev.site(scope, made.code.node)
    bases = [base for base in ancestors(made) if isinstance(base, ClassValue)]
    ev.deciding += 1
    given = {
        keyword.name: expressions.evaluate(ev, scope, keyword.value)
        for keyword in made.code.keywords
        if keyword.name and keyword.name != "metaclass"
    }
    asked = (base.names.get("__init_subclass__") for base in bases[1:])
    told = next((each for each in asked if isinstance(each, FunctionValue)), None)
    if told is not None:
        ev.call_function(told, made, (), given, place)
    metas = (_metaclass(ev, base) for base in bases)
    meta = next((each for each in metas if each is not None), None)
    if meta is not None:
        names = DictValue(dict(made.names))
        args = (Known(made.code.name), ListValue(list(made.bases)), names)
        for name, receiver in (("__new__", meta), ("__init__", made)):
            if isinstance(function := meta.names.get(name), FunctionValue):
                ev.call_function(function, receiver, args, given, place)
    ev.deciding -= 1


def _metaclass(ev: Machine, cls: ClassValue) -> ClassValue | None:
    """The metaclass of the project that a class names."""
    for keyword in cls.code.keywords:
        if keyword.name == "metaclass":
            found = expressions.evaluate(ev, cls.scope, keyword.value)
            return found if isinstance(found, ClassValue) else None
    return None


def _return(ev: Machine, scope: Scope, node: code.Return) -> Leaving:
    scope.returned.append(expressions.evaluate(ev, scope, node.value))
    return "return"


def _raise(ev: Machine, scope: Scope, node: code.Raise) -> Leaving:
    return "raise"


def _leave(ev: Machine, scope: Scope, node: code.Leave) -> Leaving:
    return "break" if node.how == "break" else "continue"


def _if(ev: Machine, scope: Scope, node: code.If) -> Leaving:
    if node.guard == TYPING:
        _run_typing(ev, scope, node.body)
        return run(ev, scope, node.orelse)
    holds = expressions.holds(ev, scope, node.test)
    if node.guard == MAIN:
        # A module is imported, and perhaps run as the program.
        imported, program = node.orelse, node.body
        if holds == "yes":
            imported, program = program, imported
        _perhaps(ev, scope, program, SCRIPT)
        run(ev, scope, imported)
        return ""
    taken, other = node.body, node.orelse
    if holds in ("no", "off"):
        taken, other = other, taken
    if holds in ("yes", "no"):
        leaving = run(ev, scope, taken)
        _skipped(ev, scope, other)
        return leaving
    if holds == "?":
        # What a description asks of an installed package is taken to hold.
        doubt = "" if scope.module.is_library else TEST
        first, second = (_perhaps(ev, scope, side, doubt) for side in (taken, other))
        if doubt:
            _go_on(ev, scope, first, second)
        return _both(first, second)
    first = _forked(ev, scope, taken)
    certain, ev.certain = ev.certain, False
    returned = len(scope.returned)
    second = _perhaps(ev, scope, other)
    made = [value for value in scope.returned[returned:] if _is_made(value)]
    scope.returned[returned:] = made
    # What comes next is part of the other side where this one leaves.
    ev.certain = certain and first != "return"
    if first in ("break", "continue"):
        _go_on(ev, scope, first, "")
    return _both(first, second)


def _both(first: Leaving, second: Leaving) -> Leaving:
    """How code is left for sure where either side of a test is run; what raises is taken not to
    be."""
    return (second if first == "raise" else first) if second else ""


def _go_on(ev: Machine, scope: Scope, *sides: Leaving) -> None:
    """Doubt what comes after code that is left perhaps, on one of its sides: for the rest of the
    function, of the loop, or of this turn of it."""
    if "break" in sides:
        ev.doubts += (LEFT,)
    if all(sides):
        return
    if "continue" in sides:
        ev.doubts += (SKIPPED,)
    if "return" in sides and _wires(ev, scope):
        ev.doubts += (TEST,)


def _wires(ev: Machine, scope: Scope) -> bool:
    """Whether a function has an app or a Blueprint by now, that it may do more to."""
    at: Scope | None = scope
    while at is not None and at.outer is not None:
        ev.budget.count(at.names)
        if any(map(wired.is_wired, at.names.values())):
            return True
        at = at.outer
    return False


def _is_made(value: Value) -> bool:
    """Whether a value is an object, such as an app, that may be had from either side of a test."""
    return not isinstance(value, Known) and truth(value) == "yes"


def _run_typing(ev: Machine, scope: Scope, body: Iterable[code.Statement]) -> None:
    """Names imported for type checkers are bound, but nothing is imported."""
    for node in body:
        if isinstance(node, code.ImportFrom):
            for name, asname in node.names:
                module = ev.modules.find(node.module, scope.module)
                value = Lazy(module, name) if module else ev.external(f"{node.module}.{name}")
                scope.names.setdefault(asname, value)


def _for(ev: Machine, scope: Scope, node: code.For) -> Leaving:
    over = expressions.evaluate(ev, scope, node.iterable)
    ev.budget.near = ev.site(scope, node.node)
    is_sure = isinstance(over, ListValue) and over.literal
    before = len(ev.doubts)
    for item in containers.known_elements(over):
        ev.budget.left -= 1
        if ev.budget.left < 0:
            break
        conditional, scope.conditional = scope.conditional, 0
        ev.assign(scope, node.target, ev.settled(item))
        scope.conditional = conditional
        leaving = (run if is_sure else _forked)(ev, scope, node.body)
        _cease(ev, before, SKIPPED)
        if leaving == "break":
            _cease(ev, before, LEFT)
            return ""
        if leaving in ("return", "raise"):
            return leaving
    if containers.elements(over) is None:
        ev.assign(scope, node.target, containers.element_of(over))
        _perhaps(ev, scope, node.body)
    _perhaps(ev, scope, node.orelse)
    _cease(ev, before, SKIPPED, LEFT)
    return ""


def _cease(ev: Machine, before: int, *doubts: str) -> None:
    """Lay aside doubts that came up inside of a loop."""
    inside = tuple(doubt for doubt in ev.doubts[before:] if doubt not in doubts)
    ev.doubts = ev.doubts[:before] + inside


def _with(ev: Machine, scope: Scope, node: code.With) -> Leaving:
    return _enter(ev, scope, node.items, node.body)


def _enter(
    ev: Machine,
    scope: Scope,
    items: tuple[tuple[code.Expression, code.Expression | None], ...],
    body: Iterable[code.Statement],
) -> Leaving:
    """Enter the contexts of a `with` one after another, then follow its body."""
    if not items:
        return run(ev, scope, body)
    (item, target), *rest = items
    value = expressions.evaluate(ev, scope, item)
    if not isinstance(value, Entering):
        if target is not None:
            ev.assign(scope, target, expressions.entered(value))
        if value == _SUPPRESSING:
            return _perhaps(ev, scope, body, TEST)
        return _enter(ev, scope, tuple(rest), body)
    frames = ev.frames
    left: list[Leaving] = []

    def entered(given: Value) -> None:
        inside, ev.frames = ev.frames, frames
        if target is not None:
            ev.assign(scope, target, given)
        left.append(_enter(ev, scope, tuple(rest), body))
        ev.frames = inside

    ev.call_function(
        value.function, value.receiver, value.args, value.keywords, None, on_yield=entered
    )
    return left[0] if left else _enter(ev, scope, tuple(rest), body)


def _try(ev: Machine, scope: Scope, node: code.Try) -> Leaving:
    if any(_may_fail(ev, statement) for statement in node.body):
        return _try_import(ev, scope, node)
    leaving = (_forked if node.handlers else run)(ev, scope, node.body)
    for handler in node.handlers:
        _skipped(ev, scope, handler)
    leaving = leaving or run(ev, scope, node.orelse)
    return run(ev, scope, node.final) or leaving


def _try_import(ev: Machine, scope: Scope, node: code.Try) -> Leaving:
    """Follow a `try` with an import of what need not be installed: what comes of having it, and of
    not having it, is not sure unless the program ends without."""
    is_needed = bool(node.handlers) and all(map(_ends, node.handlers))
    doubt = "" if is_needed else TEST
    leaving = _perhaps(ev, scope, node.body, doubt)
    for handler in node.handlers:
        left = _perhaps(ev, scope, handler, TEST)
        if not is_needed:
            _go_on(ev, scope, leaving, left)
        leaving = leaving if left else ""
    leaving = leaving or _perhaps(ev, scope, node.orelse, doubt)
    return run(ev, scope, node.final) or leaving


def _ends(body: Iterable[code.Statement]) -> bool:
    """Whether statements raise, or end the program."""
    return any(
        isinstance(node, code.Raise)
        or (isinstance(node, code.Do) and _last_called(node.value) in ("exit", "_exit", "quit"))
        for node in body
    )


def _last_called(node: code.Expression) -> str:
    return last_name(node.func) if isinstance(node, code.Call) else ""


def _may_fail(ev: Machine, node: code.Statement) -> bool:
    """Whether a statement imports what need not be installed."""
    if not isinstance(node, (code.Import, code.ImportFrom)):
        return False
    top = node.module.partition(".")[0]
    return top not in _SURE_PACKAGES and not ev.modules.find(node.module, ev.here)


def _scope(ev: Machine, scope: Scope, node: code.Scope) -> None:
    for name in node.names:
        scope.shared[name] = scope.top if node.is_global else _enclosing(scope, name)


def _enclosing(scope: Scope, name: str) -> Scope:
    """The scope of the function around that has the name."""
    at = scope.outer
    while at is not None and at.outer is not None:
        if name in at.names:
            return at
        at = at.outer
    return scope.outer or scope


_STATEMENTS: dict[type, Callable[[Machine, Scope, Any], Leaving | None]] = {
    code.Assign: _assign,
    code.Annotated: _annotated,
    code.Extend: _extend,
    code.Do: _do,
    code.Delete: _delete,
    code.Import: _import,
    code.ImportFrom: _import_from,
    code.Function: _function,
    code.Class: _class,
    code.Return: _return,
    code.Raise: _raise,
    code.Leave: _leave,
    code.If: _if,
    code.For: _for,
    code.With: _with,
    code.Try: _try,
    code.Scope: _scope,
}
