"""How an error handler answers: in JSON or not, and with which status."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flasklint.facts import code
from flasklint.facts.walk import assignments_of, everything_in, last_name, statements_in
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.python import expressions
from flasklint.follow.values import Bound, ClassValue, FunctionValue
from flasklint.packages.flask_api import STATUS_NAMES
from flasklint.project.errors import handlers as error_handlers

JSON_CALLS = frozenset({"jsonify", "dict", "to_dict", "to_json", "dumps", "json_response"})
_SET = {"status_code", "status"}
_DEEPEST = 4


class Told(NamedTuple):
    """The status that a handler always answers, or the attribute of the exception that it takes it
    from; whether the answer says anything of the exception besides."""

    status: int | None
    attribute: str
    says: bool = True


def answer_of(
    evaluation: Evaluation, function: FunctionValue, cls: ClassValue, depth: int = 0
) -> Told | None:
    """How a handler answers an exception of a class in JSON, or a method of the class by which the
    exception answers itself; None if it does not, or if the status cannot be told."""
    skip = function.owner is not None and function.kind != "staticmethod" and depth == 0
    params = function.code.params[skip:]
    if not params or depth > 1:
        return None
    reader = _Reader(evaluation, function, params[0].name)
    found: set[Told | None] = set()
    for answer in reader.answers():
        method = _method(answer, params[0].name, cls)
        if method is not None:
            found.add(answer_of(evaluation, method, cls, depth + 1))
        elif reader.is_json(answer, 0):
            told = reader.told(answer)
            found.add(told and told._replace(says=reader.says(answer)))
    return found.pop() if len(found) == 1 else None


def _method(answer: object, name: str, cls: ClassValue) -> FunctionValue | None:
    """The method of the exception that makes the whole answer: `error.get_response()`."""
    func = answer.func if isinstance(answer, code.Call) else None
    if not isinstance(func, code.Attribute) or func.value != code.Name(name):
        return None
    methods = (base.names.get(func.attr) for base in ancestors(cls) if isinstance(base, ClassValue))
    return next((each for each in methods if isinstance(each, FunctionValue)), None)


class _Reader:
    """Reads what one function returns; `name` is what it calls the exception."""

    def __init__(self, evaluation: Evaluation, function: FunctionValue, name: str) -> None:
        self.evaluation = evaluation
        self.function = function
        self.name = name
        self.body = [*statements_in(function.code.body)]
        self.assigned: dict[str, code.Expression] = {}
        self.statuses: dict[str, code.Expression] = {}
        for node in self.body:
            for target, value in assignments_of(node):
                if isinstance(target, code.Name):
                    self.assigned[target.id] = value
                elif isinstance(target, code.Attribute) and target.attr in _SET:
                    self.statuses[last_name(target.value)] = value

    def answers(self) -> Iterator[object]:
        """What the function returns."""
        return (node.value for node in self.body if isinstance(node, code.Return))

    def is_json(self, node: object, depth: int) -> bool:
        """Whether an answer is made of a dict or by what makes JSON."""
        if depth > _DEEPEST:
            return False
        match node:
            case code.Table():
                return True
            case code.Items(items=(first, *_)):
                return self.is_json(first, depth + 1)
            case code.Call(func=func, args=args):
                if last_name(func) in JSON_CALLS:
                    return True
                called = self._called(func)
                if called is not None:
                    inner = _Reader(self.evaluation, called, "")
                    return any(inner.is_json(each, depth + 1) for each in inner.answers())
                return bool(args) and self.is_json(args[0], depth + 1)
            case code.Name(id=name) if name in self.assigned:
                return self.is_json(self.assigned[name], depth + 1)
        return False

    def says(self, answer: object) -> bool:
        """Whether an answer is made with the exception."""
        waiting = [answer]
        seen: set[str] = set()
        while waiting:
            for node in everything_in(waiting.pop()):
                if node == code.Name(self.name):
                    return True
                if isinstance(node, code.Name) and node.id in self.assigned and node.id not in seen:
                    seen.add(node.id)
                    waiting.append(self.assigned[node.id])
        return False

    def told(self, answer: object) -> Told | None:
        """The status of an answer; None if it cannot be told."""
        match answer:
            case code.Items(items=(_, given, *_)):
                return self._status(given, 0)
            case code.Items(items=(only,)):
                return self.told(only)
            case code.Name(id=name) if name in self.statuses:
                return self._status(self.statuses[name], 0)
            case code.Name(id=name) if name in self.assigned:
                return self.told(self.assigned[name])
            case code.Call(args=args, keywords=keywords):
                named = [each.value for each in keywords if each.name in STATUS_NAMES]
                for given in (*named, *args[1:]):
                    found = self._status(given, 0)
                    if found is not None and (found.status or found.attribute in STATUS_NAMES):
                        return found
        return Told(200, "")

    def _status(self, node: object, depth: int) -> Told | None:
        if depth > _DEEPEST:
            return None
        match node:
            case code.Constant(value=int() as status):
                return Told(status, "")
            case code.Attribute(value=code.Name(id=name), attr=attr) if name == self.name:
                return Told(None, attr)
            case code.Boolean(left=inner) | code.Choice(body=inner):
                return self._status(inner, depth + 1)
            case code.Call(
                func=code.Name(id="getattr"), args=(of, code.Constant(value=str() as attr), *_)
            ):
                return Told(None, attr) if of == code.Name(self.name) else None
            case code.Call(args=(inner, *_)) if self._called(node.func) is None:
                return self._status(inner, depth + 1)
            case code.Name(id=name) if name in self.assigned:
                return self._status(self.assigned[name], depth + 1)
            case code.Name() | code.Attribute():
                value = expressions.evaluate(self.evaluation, self.function.scope, node)
                found = error_handlers.error_of(value)
                return Told(found, "") if isinstance(found, int) else None
        return None

    def _called(self, func: code.Expression) -> FunctionValue | None:
        """The function of the project that is called by a plain name."""
        if not isinstance(func, code.Name):
            return None
        called = expressions.evaluate(self.evaluation, self.function.scope, func)
        called = called.function if isinstance(called, Bound) else called
        is_own = isinstance(called, FunctionValue) and not called.is_library
        return called if isinstance(called, FunctionValue) and is_own else None
