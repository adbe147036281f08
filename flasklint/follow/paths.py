"""Follows paths (`shop.api.db.session`) through the project to what the world knows them as."""

from __future__ import annotations

import re

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.naming import describe
from flasklint.follow.python import attributes, containers, expressions
from flasklint.follow.values import (
    Attached,
    Bound,
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ModuleValue,
    Unknown,
    Value,
    each,
    one_of,
)
from flasklint.packages import flask_api

_STEP = re.compile(r"\(\)|\[\]|\.?([^.()\[\]]+|<locals>)")


MOST_STEPS_OF_A_LOOK = 20_000
"""Building a whole app again, to see what a function returns, is too much."""


class Paths:
    """What paths lead to, in a finished evaluation."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self._canonical: dict[str, str | None] = {}

    def canonical(self, path: str) -> str | None:
        """The path under which the world knows what a path leads to; None if cannot tell."""
        if path not in self._canonical:
            self._canonical[path] = self._follow(path)
        return self._canonical[path]

    def _follow(self, path: str) -> str | None:
        value, rest = self.value(path)
        if value is None:
            return None
        known = [describe(option) for option in each(value) if option != Known(None)]
        if len(set(known)) != 1 or known[0] is None:
            return None
        return flask_api.canonical(known[0] + rest)

    def value(self, path: str) -> tuple[Value | None, str]:
        """What a path leads to, as far as it can be followed, and the rest of the path."""
        head = path.partition("(")[0].partition("[")[0]
        module = self.evaluation.modules.full_path(head)
        while module and module not in self.evaluation.modules:
            module = module.rpartition(".")[0]
        if not module:
            return (External(path), "") if "." in path else (None, "")
        prefix = self.evaluation.modules.full_path(head)
        rest = path[len(head) - (len(prefix) - len(module)) :]
        value: Value = ModuleValue(module)
        at = 0
        first = True
        for step in _STEP.finditer(rest):
            name = step.group(1)
            if first:
                if name is None:
                    return None, ""
                found = self.evaluation.module_name(module, name)
                following = self.evaluation.settled(found) if found is not None else Unknown()
                if isinstance(following, Unknown):
                    return None, ""
                first = False
            else:
                following = self._step(value, step.group(0), name)
            if isinstance(following, Unknown) or not _describable(following):
                return value, rest[at:]
            value, at = following, step.end()
        return value, ""

    def _step(self, value: Value, step: str, name: str | None) -> Value:
        if step == "()":
            results = [self._result(option) for option in each(value) if option != Known(None)]
            return one_of(results)
        if step == "[]":
            return containers.element_of(value)
        return attributes.attribute(self.evaluation, value, name or "")

    def _result(self, value: Value) -> Value:
        match value:
            case FunctionValue() | Bound():
                return self._returned(value)
            case ClassValue():
                return Instance(value, value.place)
            case External() | Attached():
                if flask_api.is_class(value.path):
                    return Instance(value, Place("", 0))
                return External(f"{value.path}()")
        return Unknown()

    def _returned(self, value: FunctionValue | Bound) -> Value:
        """What a function of the project returns, if a look at its returns tells."""
        function = value.function if isinstance(value, Bound) else value
        returns = function.code.returns
        evaluation = self.evaluation
        if returns != code.OPAQUE and not isinstance(returns, (code.Constant, code.Subscript)):
            cls = expressions.evaluate(evaluation, function.scope, returns)
            if isinstance(cls, ClassValue) or (
                isinstance(cls, External) and flask_api.is_class(cls.path)
            ):
                return Instance(cls, function.place)
        if len(function.code.body) > 6 or function.code.is_generator:
            return Unknown()
        if evaluation.following > 3:
            return Unknown()
        evaluation.following += 1
        receiver = value.receiver if isinstance(value, Bound) else None
        before = len(evaluation.events)
        with evaluation.budget.question(MOST_STEPS_OF_A_LOOK):
            result = evaluation.call_function(function, receiver, (), {}, None)
        evaluation.following -= 1
        evaluation.take_back(before)
        return result


def _describable(value: Value) -> bool:
    return any(describe(option) is not None for option in each(value)) or isinstance(value, Known)
