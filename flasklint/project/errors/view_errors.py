"""Which HTTP errors the views of a Blueprint raise, as far as their code shows."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.facts.walk import everything_in, last_name, untried
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.python import expressions
from flasklint.follow.values import Bound, ClassValue, External, FunctionValue, Unknown, Value
from flasklint.packages.flask_api import HTTP_ERROR_CLASSES
from flasklint.project.errors import handlers as error_handlers
from flasklint.project.errors.raised import view_functions
from flasklint.project.wiring import Blueprint, Wiring

_ABORT = {"flask.abort", "werkzeug.exceptions.abort", "flask.helpers.abort"}
_OR_404 = {"get_or_404", "first_or_404", "one_or_404", "send_from_directory"}
_BODY = "flask.request.json"
_FIELDS = {"flask.request.form", "flask.request.args", "flask.request.values"}
_GET_JSON = "flask.request.get_json"
_STATUSES = {name: status for status, name in HTTP_ERROR_CLASSES.items()}
_DEEPEST = 3


def by_blueprint(evaluation: Evaluation, wiring: Wiring) -> dict[Place, frozenset[int]]:
    """For each Blueprint the statuses of what its views raise, and those of Blueprints that are
    registered on it."""
    raised: dict[Place, set[int]] = {}
    for declared in wiring.routes:
        if isinstance(declared.owner, Blueprint) and _is_called_by_flask(declared.view):
            found = set[int]()
            for view in view_functions((declared,)):
                found.update(_raised_in(evaluation, view, 0))
            for place in error_handlers.with_those_around(declared.owner):
                raised.setdefault(place, set()).update(found)
    return {place: frozenset(found) for place, found in raised.items()}


def _is_called_by_flask(view: FunctionValue | ClassValue | None) -> bool:
    """Whether nothing stands around a view that may answer its errors, as Flask-RESTful does."""
    if not isinstance(view, ClassValue):
        return view is not None
    return all(
        not base.is_library
        if isinstance(base, ClassValue)
        else isinstance(base, External) and base.path.startswith(("flask.views.", "builtins."))
        for base in ancestors(view)
    )


def _raised_in(evaluation: Evaluation, function: FunctionValue, depth: int) -> Iterator[int]:
    """The statuses of the errors that leave a function, those of functions that it calls among
    them."""
    for statement in untried(function.code.body):
        if isinstance(statement, code.Raise):
            yield from _status_of_class(evaluation, function, statement.value)
        for node in everything_in(_own_parts(statement)):
            if isinstance(node, code.Call):
                yield from _raised_by_call(evaluation, function, node, depth)
            elif _may_be_missing(evaluation, function, node):
                yield 400


def _may_be_missing(evaluation: Evaluation, function: FunctionValue, node: object) -> bool:
    """Whether what is read here answers 400 where the request has none."""
    if isinstance(node, code.Attribute) and node.attr == "json":
        return _path(evaluation, function, node) == _BODY
    return isinstance(node, code.Subscript) and _path(evaluation, function, node.value) in _FIELDS


def _own_parts(statement: object) -> object:
    """What of a statement does not stand in its blocks."""
    match statement:
        case code.If(test=test):
            return test
        case code.For(iterable=iterable):
            return iterable
        case code.With(items=items):
            return items
        case code.Try() | code.Function() | code.Class():
            return ()
    return statement


def _status_of_class(
    evaluation: Evaluation, function: FunctionValue, raised: code.Expression
) -> Iterator[int]:
    cls = _path(evaluation, function, raised.func if isinstance(raised, code.Call) else raised)
    module, _, name = cls.rpartition(".")
    if module == "werkzeug.exceptions" and name in _STATUSES:
        yield _STATUSES[name]


def _raised_by_call(
    evaluation: Evaluation, function: FunctionValue, call: code.Call, depth: int
) -> Iterator[int]:
    called = _value(evaluation, function, call.func)
    if isinstance(called, Bound):
        called = called.function
    if isinstance(called, FunctionValue):
        if depth < _DEEPEST and not called.is_library and not called.code.is_generator:
            yield from _raised_in(evaluation, called, depth + 1)
        return
    path = called.path if isinstance(called, External) else ""
    if path in _ABORT and call.args:
        status = error_handlers.error_of(_value(evaluation, function, call.args[0]))
        if isinstance(status, int):
            yield status
    elif last_name(call.func) in _OR_404:
        yield 404
    elif path == _GET_JSON and not any(each.name in ("silent", "") for each in call.keywords):
        yield 400


def _path(evaluation: Evaluation, function: FunctionValue, node: code.Expression) -> str:
    value = _value(evaluation, function, node)
    return value.path if isinstance(value, External) else ""


def _value(evaluation: Evaluation, function: FunctionValue, node: code.Expression) -> Value:
    """What a constant or a dotted name stands for outside of the function; nothing is followed for
    it."""
    return expressions.evaluate(evaluation, function.scope, node) if _is_dotted(node) else Unknown()


def _is_dotted(node: object) -> bool:
    while isinstance(node, code.Attribute):
        node = node.value
    return isinstance(node, (code.Name, code.Constant))
