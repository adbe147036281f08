"""What the project's architecture is: its layers and its error class.

Found in the code, or said in the configuration, which wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, groupby

from flasklint import layers
from flasklint.answers import ErrorClass, Layer
from flasklint.facts import code
from flasklint.facts.walk import last_name, statements_in
from flasklint.flask_api import DETAIL_NAMES, MESSAGE_NAMES, STATUS_NAMES
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import (
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ancestors,
    each,
)
from flasklint.layers import SERVICE_NAMES
from flasklint.wiring import App, Handler, Wiring

DATABASE_WORDS = frozenset({"db", "query"})
"""Names of what gives views the database, whatever it was imported from."""
JSON_CALLS = frozenset({"jsonify", "dict", "to_dict", "to_json", "dumps", "json_response"})


def service_layer(evaluation: Evaluation, views: Iterable[FunctionValue]) -> Layer:
    """The service layer: the modules named so, if views mention what they import from one at least
    as often as they mention what reaches the database without; empty if there is none."""
    modules = evaluation.modules
    is_named = partial(_is_service_name, evaluation)
    named = {name for name in modules if is_named(name)}
    if not named:
        return Layer(frozenset(), "no module is named services")
    files = {module.filename: module for module in modules.values()}
    users: set[str] = set()
    served = direct = 0
    for filename, functions in groupby(views, lambda view: view.place.filename):
        services = _names_from(evaluation, files[filename], is_named)
        services |= _helpers(evaluation, files[filename])
        data = DATABASE_WORDS | _names_from(evaluation, files[filename], _is_model_name)
        evaluation.words.update(services, data)
        for view in functions:
            if not services.isdisjoint(view.code.names) or _keeps_service(view.owner, services):
                served += 1
                users.add(filename)
            elif not data.isdisjoint(view.code.names):
                direct += 1
    share = f"{served} of {served + direct} views that reach data use one"
    if not served or served < direct:
        return Layer(frozenset(), f"modules are named so, but only {share}")
    return Layer(frozenset(named), f"modules named so; {share} ({min(users)})")


def _names_from(
    evaluation: Evaluation, module: code.Module, wanted: Callable[[str], bool]
) -> set[str]:
    """The names by which a module has what it imports from modules of the project with some names,
    or these themselves."""
    found = set()
    for node in module.imports:
        source = evaluation.modules.full_name(node.module)
        if not evaluation.modules.is_module(source):
            continue
        for name, asname in node.names:
            if wanted(source) or wanted(f"{source}.{name}"):
                found.add(asname or name)
        if not node.names and wanted(source):
            found.add(source.rpartition(".")[2])
    return found


def _helpers(evaluation: Evaluation, module: code.Module) -> set[str]:
    """The names by which a module has functions of the project that mention a service."""
    scope = evaluation.scopes.get(module.name)
    found = set()
    services: dict[str, set[str]] = {}
    for name, value in list(scope.names.items()) if scope is not None else ():
        function = evaluation.settled(value)
        if isinstance(function, FunctionValue) and not function.is_library:
            home = function.scope.top.module
            if home.name not in services:
                is_named = partial(_is_service_name, evaluation)
                services[home.name] = _names_from(evaluation, home, is_named)
                evaluation.words.update(services[home.name])
            if not services[home.name].isdisjoint(function.code.names):
                found.add(name)
    return found


def _keeps_service(cls: ClassValue | None, services: set[str]) -> bool:
    """Whether a class view has an object of a service, or a method that mentions one."""
    for value in cls.names.values() if cls is not None else ():
        if isinstance(value, FunctionValue) and not services.isdisjoint(value.code.names):
            return True
        made = value.cls if isinstance(value, Instance) else None
        if isinstance(made, ClassValue) and made.code.name in services:
            return True
    return False


def _is_model_name(module: str) -> bool:
    return layers.says(module, "models")


def _is_service_name(evaluation: Evaluation, module: str) -> bool:
    """Whether a module is one of services by its name or that of a package around it: `services`,
    `service`, or `order_service` where that is no package, which may be a whole application."""
    parts = module.split(".")
    if not set(SERVICE_NAMES).isdisjoint(parts):
        return True
    facts = evaluation.modules.get(module)
    is_file = facts is not None and not facts.is_package
    return is_file and parts[-1].endswith(("_service", "_services"))


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
        value = evaluation.module_name(evaluation.modules.full_name(module), name)
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
