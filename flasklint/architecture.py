"""The exception class by which the project answers errors.

Found in the code, or said in the configuration, which wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from flasklint.answers import ErrorClass
from flasklint.facts import code
from flasklint.facts.walk import last_name, statements_in
from flasklint.flask_api import DETAIL_NAMES, MESSAGE_NAMES, STATUS_NAMES
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import (
    ClassValue,
    External,
    FunctionValue,
    Known,
    ancestors,
    each,
)
from flasklint.wiring import App, Handler, Wiring

JSON_CALLS = frozenset({"jsonify", "dict", "to_dict", "to_json", "dumps", "json_response"})


def error_class(evaluation: Evaluation, wiring: Wiring, configured: str) -> ErrorClass | None:
    """The exception class of the project that an app answers in JSON; None if there is none."""
    handled: dict[ClassValue, Handler] = {}
    for handler in wiring.handlers:
        if isinstance(handler.owner, App) or handler.event.method == "app_errorhandler":
            for option in each(handler.error):
                if isinstance(option, ClassValue) and _answers_json(handler.function):
                    handled.setdefault(option, handler)
    if configured:
        module, _, name = configured.rpartition(".")
        value = evaluation.module_name(evaluation.modules.find(module), name)
        if not isinstance(value, ClassValue):
            return None
        found = next((handled[c] for c in _classes(value) if c in handled), None)
        return _described(evaluation, value, found, "configured")
    evaluation.words.update(cls.code.name for cls in handled)
    raised = Counter(chain.from_iterable(module.raised for module in evaluation.modules.values()))
    best: ErrorClass | None = None
    most = -1
    for cls, handler in handled.items():
        described = _described(evaluation, cls, handler, "has a handler that answers JSON")
        count = raised.get(cls.code.name, 0)
        if described is not None and described.status and count > most:
            best, most = described, count
    return best


def _classes(cls: ClassValue) -> Iterator[ClassValue]:
    return (base for base in ancestors(cls) if isinstance(base, ClassValue))


def assignments_of(node: object) -> Iterator[tuple[code.Expression, code.Expression]]:
    """What a statement assigns to what."""
    match node:
        case code.Assign(targets=targets, value=value):
            for target in targets:
                yield target, value
        case code.Annotated(target=target, value=value) if value is not None:
            yield target, value


def _answers_json(function: FunctionValue | None) -> bool:
    """Whether an error handler answers in JSON, as far as its returns show."""
    if function is None:
        return False
    assigned = {
        target.id: value
        for node in statements_in(function.code.body)
        for target, value in assignments_of(node)
        if isinstance(target, code.Name)
    }
    for node in statements_in(function.code.body):
        if isinstance(node, code.Return) and _is_json(node.value, assigned, 0):
            return True
    return False


def _is_json(node: code.Expression, names: Mapping[str, code.Expression], depth: int) -> bool:
    if depth > 4:
        return False
    match node:
        case code.Table():
            return True
        case code.Items(items=(first, *_)):
            return _is_json(first, names, depth + 1)
        case code.Call(func=func, args=args):
            if last_name(func) in JSON_CALLS:
                return True
            return bool(args) and _is_json(args[0], names, depth + 1)
        case code.Name(id=name) if name in names:
            return _is_json(names[name], names, depth + 1)
    return False


def _described(
    evaluation: Evaluation, cls: ClassValue, handler: Handler | None, why: str
) -> ErrorClass | None:
    bases = ancestors(cls)
    paths = {base.path for base in bases if isinstance(base, External)}
    if not any(path.startswith(("builtins.", "werkzeug.exceptions.")) for path in paths):
        return None
    parameters: tuple[code.Param, ...] = ()
    for base in _classes(cls):
        constructor = base.names.get("__init__")
        if isinstance(constructor, FunctionValue):
            parameters = constructor.code.params[1:]
            break
    names = tuple(param.name for param in parameters if param.kind in {"", "kw"})
    status = next((name for name in STATUS_NAMES if name in names), "")
    default: int | None = None
    for param in parameters:
        if param.name == status and isinstance(param.default, code.Constant):
            default = param.default.value if isinstance(param.default.value, int) else None
    if default is None:
        default = _class_status(cls)
    return ErrorClass(
        cls.path,
        cls.place,
        names,
        next((name for name in MESSAGE_NAMES if name in names), ""),
        status,
        default,
        next((name for name in DETAIL_NAMES if name in names), ""),
        handler.function.place if handler and handler.function else None,
        why,
    )


def _class_status(cls: ClassValue) -> int | None:
    for base in _classes(cls):
        for name in STATUS_NAMES:
            value = base.names.get(name)
            if isinstance(value, Known) and isinstance(value.value, int):
                return value.value
    return None
