"""What of a stretch the rest of its view uses."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import libcst as cst

from flasklint.rule import SourceFile
from flasklint_rules.services.shared.queries import asks, is_query
from flasklint_rules.services.shared.stretches import Stretch

_READ_ALL = {"locals", "vars", "eval", "exec", "dir"}


class CannotMove(Exception):
    """The code cannot be moved faithfully; the text says why."""


class HalfAQuery(CannotMove):
    """What would move is a query that the view goes on with: only all of it can move."""


def used_later(
    bound: Collection[str], stretch: Stretch, view: cst.FunctionDef, file: SourceFile
) -> list[str]:
    """Which of the names that a stretch binds are used when it is done.

    Raises CannotMove if that cannot be told, or if one is used where the stretch may have failed.
    """
    inside = {node for line in stretch.lines for node in file.tree.inside(line)}
    others = [node for node in file.tree.inside(view.body) if node not in inside]
    for node in others:
        match node:
            case cst.Global(names=items) | cst.Nonlocal(names=items):
                if any(item.name.value in bound for item in items):
                    raise CannotMove("it binds a name outside of the view")
            case cst.Call(func=cst.Name(value=called)) if called in _READ_ALL:
                raise CannotMove(f"the view calls {called}()")
    names = [node for node in others if isinstance(node, cst.Name) and node.value in bound]
    for around in _within(stretch, view, file):
        if isinstance(around, cst.Try):
            handling = {
                node
                for part in (*around.handlers, around.finalbody)
                if part is not None
                for node in file.tree.inside(part)
            }
            if any(name in handling for name in names):
                raise CannotMove("a result is used where the query may have failed")
    rank = file.tree.rank
    end = max(map(rank, inside))
    repeats = any(isinstance(each, (cst.For, cst.While)) for each in _within(stretch, view, file))
    scope = file.names.scope(stretch.lines[0])
    return sorted(
        {
            name.value
            for name in names
            if repeats or rank(name) > end or file.names.scope(name) is not scope
        }
    )


def goes_on(name: str, stretch: Stretch, view: cst.FunctionDef, file: SourceFile) -> bool:
    """Whether what a stretch gives a name is a query that the view goes on with, or asks."""
    for line in stretch.lines:
        match line.body[0]:
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=to))], value=value):
                if to == name and is_query(value):
                    return True
    for node in file.tree.inside(view.body):
        match node:
            case cst.Call(func=cst.Attribute(value=cst.Name(value=asked), attr=attr)):
                if asked == name and asks(attr.value):
                    return True
    return False


def _within(stretch: Stretch, view: cst.FunctionDef, file: SourceFile) -> Iterator[cst.CSTNode]:
    """What the stretch stands in, inside the view."""
    for around in file.tree.ancestors(stretch.lines[0]):
        if around is view:
            return
        yield around


def handles_failure(stretch: Stretch, view: cst.FunctionDef, file: SourceFile) -> bool:
    """Whether the view takes back what fails in a stretch: that belongs to what it does."""
    return any(
        isinstance(node, cst.Attribute) and node.attr.value == "rollback"
        for around in _within(stretch, view, file)
        if isinstance(around, cst.Try)
        for node in file.tree.inside(around)
    )


def names_around(view: cst.FunctionDef, file: SourceFile) -> set[str]:
    """The names that the view and the functions around it bind: they hide those of the module."""
    found: set[str] = set()
    for scope in (view, *file.tree.ancestors(view)):
        if scope is not file.tree.module:
            found.update(file.names.bindings.get(scope, ()))
    return found
