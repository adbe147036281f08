"""What the expressions in one function are, without calling anything."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from flasklint.facts import code
from flasklint.facts.walk import last_name, statements_in
from flasklint.follow.classes import ancestors
from flasklint.follow.machine import Machine
from flasklint.follow.naming import describe
from flasklint.follow.python import attributes
from flasklint.follow.values import Attached, ClassValue, External, FunctionValue, Instance, Value
from flasklint.packages import flask_api

_DEEPEST = 8


class LocalValues:
    """The values of names and expressions in a function: a name is followed to what is assigned to
    it, if that is one thing."""

    def __init__(self, evaluation: Machine, function: FunctionValue) -> None:
        self._evaluation = evaluation
        self._function = function
        self._imported: dict[str, tuple[str, str]] = {}
        for node in function.scope.module.imports:
            for name, asname in node.names:
                self._imported[asname] = (node.module, name)

    @cached_property
    def assigned(self) -> dict[str, object]:
        """What the names of the function are bound to; None where that is not sure."""
        found: dict[str, object] = {param.name: None for param in self._function.code.params}
        for node in statements_in(self._function.code.body):
            for name, value in _bound(node):
                found[name] = None if name in found else value
        return found

    def value(self, node: object, depth: int = 0) -> Value | None:
        """What an expression is; None if that is not sure."""
        evaluation = self._evaluation
        if depth > _DEEPEST:
            return None
        if isinstance(node, code.Name):
            if node.id in self.assigned:
                return self._local(node.id, depth)
            if node.id in self._imported:
                found = evaluation.import_from(
                    *self._imported[node.id], self._function.scope.module
                )
                return evaluation.settled(found)
            return evaluation.look_up(self._function.scope, node.id)
        if isinstance(node, code.Attribute):
            base = self.value(node.value, depth + 1)
            return None if base is None else attributes.attribute(evaluation, base, node.attr)
        if isinstance(node, code.Call):
            func = self.value(node.func, depth + 1)
            if isinstance(func, ClassValue):
                return Instance(func, func.place)
            if isinstance(func, (External, Attached)):
                is_class = flask_api.is_class(func.path)
                place = self._function.place
                return Instance(func, place) if is_class else External(f"{func.path}()")
        return None

    def _local(self, name: str, depth: int) -> Value | None:
        params = self._function.code.params
        owner = self._function.owner
        if owner is not None and params and params[0].name == name and not self._function.kind:
            return Instance(owner, owner.place)
        return self.value(self.assigned[name], depth + 1)

    def path(self, node: object) -> str | None:
        """The path by which the value of an expression is known; None if it is not."""
        value = self.value(node)
        return None if value is None else describe(value)

    def paths(self, node: object) -> Iterator[str]:
        """The paths by which a function is known: that of a method also by the bases of the
        class."""
        path = self.path(node)
        if path is not None:
            yield path
        if isinstance(node, code.Attribute):
            base = self.value(node.value)
            if isinstance(base, Instance):
                yield from (f"{path}().{node.attr}" for path in lineage(base.cls))


def lineage(cls: ClassValue | External | Attached) -> Iterator[str]:
    """The paths of a class and of its bases, nearest first."""
    for base in ancestors(cls) if isinstance(cls, ClassValue) else (cls,):
        if isinstance(base, (ClassValue, External, Attached)):
            yield base.path


def _bound(node: object) -> Iterator[tuple[str, object]]:
    """The names that a statement binds, and to what."""
    if isinstance(node, code.Assign):
        for target in node.targets:
            parts = target.items if isinstance(target, code.Items) else ()
            yield from ((last_name(part), None) for part in parts)
            if isinstance(target, code.Name):
                yield target.id, node.value
    elif isinstance(node, code.Annotated) and isinstance(node.target, code.Name):
        yield node.target.id, node.value
    elif isinstance(node, code.For):
        parts = node.target.items if isinstance(node.target, code.Items) else (node.target,)
        yield from ((last_name(part), None) for part in parts)
    elif isinstance(node, code.With):
        yield from ((last_name(target), None) for _, target in node.items if target is not None)
