"""What statements do while a project is followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flasklint.facts import code
from flasklint.facts.walk import bound_names, everything_in, last_name
from flasklint.follow.doubts import LEFT, RUNNING, SCRIPT, SKIPPED, TEST
from flasklint.follow.flask import wired
from flasklint.follow.python import binding, containers, deriving, expressions, functions, imports
from flasklint.follow.python.leaving import Leaving, both, cease, go_on
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
    ListValue,
    Scope,
    Value,
    instances,
)
from flasklint.languages.python.gather import MAIN, TYPING
from flasklint.packages import database_api

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

MOST_TRIALS = 2
"""How deep tests that do not hold may stand in each other to be followed."""
_SUPPRESSING = External("contextlib.suppress()")


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


def _function(ev: Machine, scope: Scope, node: code.Function) -> None:
    made = functions.function_value(scope, node)
    if not made.is_library:
        ev.defined.append(made)
    value: Value = made
    # What a decorator keeps may be read later: those of the project are always followed.
    ev.deciding += 1
    decorators = [(expressions.evaluate(ev, scope, each), each) for each in node.decorators]
    ev.deciding -= 1
    for decorator, written in reversed(decorators):
        at = getattr(written, "node", node.node)
        value = functions.decorate(ev, scope, decorator, value, at)
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
    deriving.derived(ev, scope, made)
    value: Value = made
    for decorator in reversed(node.decorators):
        applied = expressions.evaluate(ev, scope, decorator)
        if isinstance(applied, External) and database_api.model_library(applied.path):
            made.bases = (*made.bases, applied)
            made.line.clear()
        at = getattr(decorator, "node", node.node)
        value = functions.decorate(ev, scope, applied, value, at)
    ev.bind(scope, node.name, value)


def _return(ev: Machine, scope: Scope, node: code.Return) -> Leaving:
    scope.returned.append(expressions.evaluate(ev, scope, node.value))
    return "return"


def _raise(ev: Machine, scope: Scope, node: code.Raise) -> Leaving:
    return "raise"


def _leave(ev: Machine, scope: Scope, node: code.Leave) -> Leaving:
    return "break" if node.how == "break" else "continue"


def _if(ev: Machine, scope: Scope, node: code.If) -> Leaving:
    if node.guard == TYPING:
        imports.import_for_typing(ev, scope, node.body)
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
            go_on(ev, scope, first, second)
        return both(first, second)
    first = _forked(ev, scope, taken)
    certain, ev.certain = ev.certain, False
    returned = len(scope.returned)
    second = _perhaps(ev, scope, other)
    made = [value for value in scope.returned[returned:] if _is_made(value)]
    scope.returned[returned:] = made
    # What comes next is part of the other side where this one leaves.
    ev.certain = certain and first != "return"
    if first in ("break", "continue"):
        go_on(ev, scope, first, "")
    return both(first, second)


def _is_made(value: Value) -> bool:
    """Whether a value is an object, such as an app, that may be had from either side of a test."""
    return not isinstance(value, Known) and truth(value) == "yes"


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
        cease(ev, before, SKIPPED)
        if leaving == "break":
            cease(ev, before, LEFT)
            return ""
        if leaving in ("return", "raise"):
            return leaving
    if containers.elements(over) is None:
        ev.assign(scope, node.target, containers.element_of(over))
        _perhaps(ev, scope, node.body)
    _perhaps(ev, scope, node.orelse)
    cease(ev, before, SKIPPED, LEFT)
    return ""


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
    if any(imports.may_fail(ev, statement) for statement in node.body):
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
            go_on(ev, scope, leaving, left)
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


_STATEMENTS: dict[type, Callable[[Machine, Scope, Any], Leaving | None]] = {
    code.Assign: binding.assign,
    code.Annotated: binding.annotate,
    code.Extend: binding.extend,
    code.Do: _do,
    code.Delete: binding.delete,
    code.Import: imports.import_module,
    code.ImportFrom: imports.import_names,
    code.Function: _function,
    code.Class: _class,
    code.Return: _return,
    code.Raise: _raise,
    code.Leave: _leave,
    code.If: _if,
    code.For: _for,
    code.With: _with,
    code.Try: _try,
    code.Scope: binding.share,
}
