"""What an argument may be, whatever decides it when the code runs.

Following the code takes the side that holds while nobody sets anything; which class of settings an
app loads is often decided by the environment, and then all that could be chosen is of interest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flasklint.facts import code
from flasklint.facts.walk import assignments_of, statements_in
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.python import attributes, expressions
from flasklint.follow.values import (
    ClassValue,
    DictValue,
    Event,
    External,
    FunctionValue,
    Instance,
    Known,
    ModuleValue,
    Scope,
    Value,
    each,
)
from flasklint.packages import flask_api
from flasklint.project.settings.uses import nodes_in

_GAP = "\0"


def possible_arguments(evaluation: Evaluation, event: Event) -> Iterator[Value]:
    """What the first argument of a call may be."""
    within = event.within
    scope = (
        within.scope if within is not None else evaluation.scopes.get(_module(evaluation, event))
    )
    if scope is None:
        return
    body = within.code.body if within is not None else scope.module.body
    for node in nodes_in(body, ()):
        if isinstance(node, code.Call) and node.node == event.place.node and node.args:
            here = _Here(scope, within.code if within is not None else None)
            with evaluation.apart():
                yield from _Search(evaluation).of(here, node.args[0])


def _module(evaluation: Evaluation, event: Event) -> str:
    files = (each for each in evaluation.modules.values() if each.filename == event.place.filename)
    return next((module.name for module in files), "")


@dataclass(frozen=True)
class _Here:
    """Where an expression stands: in a function, or in the body of a module."""

    scope: Scope
    function: code.Function | None = None

    @property
    def body(self) -> tuple[code.Statement, ...]:
        return self.scope.module.body if self.function is None else self.function.body


@dataclass
class _Search:
    """One search; `seen` are the names and functions that it has looked at."""

    evaluation: Evaluation
    seen: set[tuple[str, int, str]] = field(default_factory=set)

    def of(self, here: _Here, node: code.Expression) -> Iterator[Value]:
        """What an expression may be."""
        match node:
            case code.Name(id=name):
                yield from self._named(here, name)
            case code.Choice(body=first, orelse=second) | code.Boolean(left=first, right=second):
                yield from self.of(here, first)
                yield from self.of(here, second)
            case code.Subscript(value=table):
                yield from self._held(here, table)
            case code.Attribute(value=owner, attr=attr):
                for value in self.of(here, owner):
                    if isinstance(value, ModuleValue):
                        yield from self._of_module(value.name, attr)
                    elif isinstance(value, (ClassValue, Instance)):
                        yield from each(attributes.attribute(self.evaluation, value, attr))
            case code.Call(func=func, args=args):
                if isinstance(func, code.Attribute) and func.attr == "get":
                    yield from self._held(here, func.value)
                for called in self.of(here, func):
                    yield from self._result(here, called, args)
            case code.Joined(parts=parts):
                yield from self._matching("".join(map(_text, parts)))
            case code.Percent(template=code.Constant(value=str() as template)):
                yield from self._matching(re.sub(r"%(\(\w+\))?s", _GAP, template))
            case _:
                yield expressions.evaluate(self.evaluation, here.scope, node)

    def _named(self, here: _Here, name: str) -> Iterator[Value]:
        """What a name may stand for: a default, what is assigned to it, what is imported."""
        number = here.function.node if here.function is not None else -1
        key = (here.scope.module.filename, number, name)
        if key in self.seen:
            return
        self.seen.add(key)
        outside = _Here(here.scope)
        is_local = False
        for param in here.function.params if here.function is not None else ():
            if param.name == name:
                is_local = True
                if param.default is not None:
                    yield from self.of(outside, param.default)
        for statement in statements_in(here.body):
            if isinstance(statement, code.ImportFrom):
                found = [original for original, asname in statement.names if asname == name]
                is_local = is_local or bool(found)
                for original in found:
                    yield from self._imported(here, statement.module, original)
            for target, value in assignments_of(statement):
                if target == code.Name(name):
                    is_local = True
                    yield from self.of(here, value)
        if here.function is None or not is_local:
            yield from each(self.evaluation.look_up(here.scope, name))
        if here.function is not None and not is_local:
            yield from self._named(outside, name)

    def _imported(self, here: _Here, module: str, name: str) -> Iterator[Value]:
        """What a name of another module may stand for."""
        evaluation, importer = self.evaluation, here.scope.module
        if full := evaluation.modules.find(module, importer):
            yield from self._of_module(full, name)
        else:
            yield evaluation.import_from(module, name, importer)

    def _of_module(self, module: str, name: str) -> Iterator[Value]:
        """What a name of a module of the project may stand for."""
        evaluation = self.evaluation
        yield from each(evaluation.settled(evaluation.import_name(module, name)))
        scope = evaluation.scopes.get(module)
        if scope is not None:
            yield from self._named(_Here(scope), name)

    def _held(self, here: _Here, table: code.Expression) -> Iterator[Value]:
        """What a dict holds."""
        for value in self.of(here, table):
            if isinstance(value, DictValue):
                for item in value.items.values():
                    yield from each(item)

    def _result(
        self, here: _Here, called: Value, args: tuple[code.Expression, ...]
    ) -> Iterator[Value]:
        """What a call may give."""
        match called:
            case ClassValue():
                yield called
            case FunctionValue():
                key = (called.place.filename, called.place.node, "")
                if key not in self.seen:
                    self.seen.add(key)
                    inside = _Here(called.scope, called.code)
                    for statement in statements_in(called.code.body):
                        if isinstance(statement, code.Return):
                            yield from self.of(inside, statement.value)
            case External(path=path) if path in flask_api.ENVIRONMENT_READS:
                for value in (value for arg in args[1:2] for value in self.of(here, arg)):
                    yield Known(value.value, assumed=True) if isinstance(value, Known) else value
            case External(path=path) if path.endswith(".import_string"):
                yield from (value for arg in args[:1] for value in self.of(here, arg))

    def _matching(self, path: str) -> Iterator[Value]:
        """The classes and modules that a path with gaps may name; its beginning is known."""
        module = path.partition(_GAP)[0].replace(":", ".").rpartition(".")[0]
        name = self.evaluation.modules.find(module)
        if not name:
            return
        pattern = re.compile(".+".join(map(re.escape, path[len(module) + 1 :].split(_GAP))))
        scope = self.evaluation.run_module(name)
        for bound, value in scope.names.items() if scope is not None else ():
            if isinstance(value, ClassValue) and pattern.fullmatch(bound):
                yield value
        for other in self.evaluation.modules:
            package, _, last = other.rpartition(".")
            if package == name and pattern.fullmatch(last):
                yield ModuleValue(other)


def _text(part: code.Expression) -> str:
    return str(part.value) if isinstance(part, code.Constant) else _GAP
