"""What assignments bind to names, and what `del`, `global` and `nonlocal` do to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.facts import code
from flasklint.follow.python import containers, expressions, fields
from flasklint.follow.values import ClassValue, DictValue, Known, ListValue, Scope, Unknown

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def assign(ev: Machine, scope: Scope, node: code.Assign) -> None:
    """`target = value`, of one or more targets."""
    value = expressions.evaluate(ev, scope, node.value)
    for target in node.targets:
        ev.assign(scope, target, value)


def annotate(ev: Machine, scope: Scope, node: code.Annotated) -> None:
    """`target: annotation = value`, which may be a field of its class."""
    owner = scope.names.get("__class__")
    if (
        isinstance(owner, ClassValue)
        and isinstance(node.target, code.Name)
        and fields.is_declared(expressions.evaluate(ev, scope, node.annotation))
    ):
        owner.fields.append(node.target.id)
    if node.value is not None:
        ev.assign(scope, node.target, expressions.evaluate(ev, scope, node.value))


def extend(ev: Machine, scope: Scope, node: code.Extend) -> None:
    """`target += value`."""
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


def delete(ev: Machine, scope: Scope, node: code.Delete) -> None:
    """`del target`."""
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


def share(ev: Machine, scope: Scope, node: code.Scope) -> None:
    """`global name` or `nonlocal name`."""
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
