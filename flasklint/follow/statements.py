"""What statements do while a project is followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from flasklint import flask_api
from flasklint.facts import code
from flasklint.facts.gather import MAIN, TYPING
from flasklint.follow import expressions
from flasklint.follow.values import (
    ClassValue,
    Known,
    Lazy,
    ListValue,
    ModuleValue,
    Scope,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from flasklint.follow.evaluation import Evaluation


def run(ev: Evaluation, scope: Scope, body: Iterable[code.Statement]) -> None:
    """Follow statements one after another."""
    for statement in body:
        _STATEMENTS[statement.__class__](ev, scope, statement)


def _perhaps(ev: Evaluation, scope: Scope, body: Iterable[code.Statement]) -> None:
    scope.conditional += 1
    run(ev, scope, body)
    scope.conditional -= 1


def _assign(ev: Evaluation, scope: Scope, node: code.Assign) -> None:
    value = expressions.evaluate(ev, scope, node.value)
    for target in node.targets:
        ev.assign(scope, target, value)


def _annotated(ev: Evaluation, scope: Scope, node: code.Annotated) -> None:
    owner = scope.names.get("__class__")
    if isinstance(owner, ClassValue) and isinstance(node.target, code.Name):
        owner.fields.append(node.target.id)
    if node.value is not None:
        ev.assign(scope, node.target, expressions.evaluate(ev, scope, node.value))


def _extend(ev: Evaluation, scope: Scope, node: code.Extend) -> None:
    added = expressions.evaluate(ev, scope, node.value)
    old = expressions.evaluate(ev, scope, node.target)
    if isinstance(old, ListValue):
        expressions.extend(old, added)
    elif isinstance(old, Known) and isinstance(added, Known):
        ev.assign(scope, node.target, expressions.joined([old, added]))
    else:
        ev.assign(scope, node.target, Unknown("an augmented assignment"))


def _do(ev: Evaluation, scope: Scope, node: code.Do) -> None:
    expressions.evaluate(ev, scope, node.value)


def _delete(ev: Evaluation, scope: Scope, node: code.Delete) -> None:
    for target in node.targets:
        if isinstance(target, code.Name) and not scope.conditional:
            scope.names.pop(target.id, None)


def _import(ev: Evaluation, scope: Scope, node: code.Import) -> None:
    parts = node.module.split(".")
    for depth in range(1, len(parts) + 1):
        ev.run_module(ev.full_name(".".join(parts[:depth])))
    bound = ev.full_name(node.module if node.asname else parts[0])
    value = ModuleValue(bound) if ev.is_module(bound) else flask_api.external(bound)
    ev.bind(scope, node.asname or parts[0], value)


def _import_from(ev: Evaluation, scope: Scope, node: code.ImportFrom) -> None:
    for name, asname in node.names:
        if name == "*":
            module = ev.full_name(node.module)
            ev.run_module(module)
            scope.top.stars.append(module)
        else:
            ev.bind(scope, asname, ev.import_name(node.module, name))


def _function(ev: Evaluation, scope: Scope, node: code.Function) -> None:
    made = expressions.function_value(scope, node)
    ev.defined.append(made)
    value: Value = made
    decorators = [expressions.evaluate(ev, scope, each) for each in node.decorators]
    for decorator in reversed(decorators):
        value = expressions.decorate(ev, scope, decorator, value, node.node)
    ev.bind(scope, node.name, value)


def _class(ev: Evaluation, scope: Scope, node: code.Class) -> None:
    bases = tuple(expressions.evaluate(ev, scope, base) for base in node.bases)
    prefix = f"{scope.qualname}." if scope.qualname else ""
    outer = scope.outer if isinstance(scope.names.get("__class__"), ClassValue) else scope
    made = ClassValue(node, outer or scope, prefix + node.name, bases, {})
    inner = Scope(scope.module, made.names, outer or scope, qualname=made.qualname)
    made.names["__class__"] = made
    run(ev, inner, node.body)
    value: Value = made
    for decorator in reversed(node.decorators):
        applied = expressions.evaluate(ev, scope, decorator)
        value = expressions.decorate(ev, scope, applied, value, node.node)
    ev.bind(scope, node.name, value)


def _return(ev: Evaluation, scope: Scope, node: code.Return) -> None:
    scope.returned.append(expressions.evaluate(ev, scope, node.value))


def _raise(ev: Evaluation, scope: Scope, node: code.Raise) -> None:
    pass


def _if(ev: Evaluation, scope: Scope, node: code.If) -> None:
    if node.guard == TYPING:
        _run_typing(ev, scope, node.body)
        run(ev, scope, node.orelse)
        return
    if node.guard == MAIN:
        _perhaps(ev, scope, node.body)
        return
    if isinstance(node.test, code.Constant):
        run(ev, scope, node.body if node.test.value else node.orelse)
        return
    value = expressions.evaluate(ev, scope, node.test)
    if isinstance(value, Known) and _is_type_test(node.test):
        run(ev, scope, node.body if value.value else node.orelse)
        return
    # Whatever a setting is here, it may be another one elsewhere: both sides may happen.
    _perhaps(ev, scope, node.body)
    _perhaps(ev, scope, node.orelse)


def _is_type_test(test: code.Expression) -> bool:
    return isinstance(test, code.Call) and test.func == code.Name("isinstance")


def _run_typing(ev: Evaluation, scope: Scope, body: Iterable[code.Statement]) -> None:
    """Names imported for type checkers are bound, but nothing is imported."""
    for node in body:
        if isinstance(node, code.ImportFrom):
            for name, asname in node.names:
                module = ev.full_name(node.module)
                path = f"{module}.{name}"
                known = ev.is_module(module)
                value = Lazy(module, name) if known else flask_api.external(path)
                scope.names.setdefault(asname, value)


def _for(ev: Evaluation, scope: Scope, node: code.For) -> None:
    over = expressions.evaluate(ev, scope, node.iterable)
    items = expressions.elements(over)
    if items is None:
        ev.assign(scope, node.target, expressions.element_of(over))
        _perhaps(ev, scope, node.body)
    else:
        for item in items:
            ev.assign(scope, node.target, ev.settled(item))
            run(ev, scope, node.body)
    _perhaps(ev, scope, node.orelse)


def _with(ev: Evaluation, scope: Scope, node: code.With) -> None:
    for item, target in node.items:
        value = expressions.evaluate(ev, scope, item)
        if target is not None:
            ev.assign(scope, target, expressions.entered(value))
    run(ev, scope, node.body)


def _try(ev: Evaluation, scope: Scope, node: code.Try) -> None:
    run(ev, scope, node.body)
    for handler in node.handlers:
        _perhaps(ev, scope, handler)
    run(ev, scope, node.orelse)
    run(ev, scope, node.final)


def _scope(ev: Evaluation, scope: Scope, node: code.Scope) -> None:
    scope.shared.update(node.names)


_STATEMENTS: dict[type, Callable[[Evaluation, Scope, Any], None]] = {
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
    code.If: _if,
    code.For: _for,
    code.With: _with,
    code.Try: _try,
    code.Scope: _scope,
}
