"""The exception classes that stand for error answers in JSON, and which of them to raise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.facts.walk import assignments_of, everything_in, last_name, statements_in
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, External, FunctionValue, Unknown, Value, each
from flasklint.packages.flask_api import DETAIL_NAMES, MESSAGE_NAMES, STATUS_NAMES
from flasklint.project.errors import ErrorClass
from flasklint.project.errors.choice import HANDLED
from flasklint.project.errors.handler_answers import Told, answer_of
from flasklint.project.errors.handlers import HTTP_EXCEPTION, apps_of, error_of, with_those_around
from flasklint.project.wiring import App, Blueprint, Handler, Wiring

_Handlers = Mapping[tuple[ClassValue, Place | None], list[Handler]]
"""The handlers of a class, and the Blueprint whose errors alone they answer."""


def error_classes(
    evaluation: Evaluation, wiring: Wiring, configured: str
) -> tuple[ErrorClass, ...]:
    """Those that the project has, the ones that are raised most first; or the one that the settings
    name."""
    handled = _handled(evaluation, wiring)
    if configured:
        return _configured(evaluation, handled, configured)
    evaluation.words.update(cls.code.name for cls, _ in handled)
    raised = Counter(chain.from_iterable(module.raised for module in evaluation.modules.values()))
    made = {
        key: described
        for key, handlers in handled.items()
        if (described := _described(evaluation, key[0], handlers, HANDLED)) is not None
    }
    found: dict[str, ErrorClass] = {}
    for (cls, blueprint), each_made in made.items():
        above = [made[base, blueprint] for base in _bases(cls) if (base, blueprint) in made]
        if any(_includes(base, each_made) for base in above):
            continue
        known = found.get(each_made.path)
        places = frozenset[Place]() if blueprint is None else frozenset({blueprint})
        if known is not None and places:
            places = known.blueprints and known.blueprints | places
        found[each_made.path] = replace(each_made, blueprints=places)
    return tuple(
        sorted(found.values(), key=lambda each: (-raised[each.path.rpartition(".")[2]], each.path))
    )


def _bases(cls: ClassValue) -> Iterator[ClassValue]:
    return (base for base in _classes(cls) if base is not cls)


def _includes(base: ErrorClass, made: ErrorClass) -> bool:
    """Whether a base of a class answers all that the class does."""
    return bool(base.status) or base.fixed == made.fixed


def classes_for(
    classes: Iterable[ErrorClass], owners: Sequence[App | Blueprint]
) -> tuple[ErrorClass, ...]:
    """The classes whose handlers answer a view, that Blueprints or apps have as theirs."""
    apps = set[Place]().union(*map(apps_of, owners))
    around = [with_those_around(each) if isinstance(each, Blueprint) else set() for each in owners]
    return tuple(
        made
        for made in classes
        if (not made.blueprints and (not made.apps or apps <= made.apps))
        or (around and all(not made.blueprints.isdisjoint(places) for places in around))
    )


def _handled(evaluation: Evaluation, wiring: Wiring) -> _Handlers:
    found: dict[tuple[ClassValue, Place | None], list[Handler]] = {}
    for_all: dict[Place | None, list[Handler]] = {}
    for handler in wiring.handlers:
        is_own = isinstance(handler.owner, Blueprint) and handler.event.method != "app_errorhandler"
        place = handler.owner.place if is_own else None
        for option in each(handler.error) if handler.function is not None else ():
            if isinstance(option, ClassValue):
                found.setdefault((option, place), []).append(handler)
            elif isinstance(option, External) and option.path == HTTP_EXCEPTION:
                for_all.setdefault(place, []).append(handler)
    for cls in _own_http_errors(evaluation) if for_all else ():
        for place, handlers in for_all.items():
            if all((base, place) not in found for base in _classes(cls)):
                found[cls, place] = handlers
    for (cls, blueprint), handlers in list(found.items()):
        for derived in _derived(cls, blueprint, found):
            found[derived, blueprint] = handlers
    return found


def _own_http_errors(evaluation: Evaluation) -> list[ClassValue]:
    """The classes of the project that derive from those of Werkzeug, and leave to these what they
    are made with."""
    return [
        value
        for scope in evaluation.scopes.values()
        for value in scope.names.values()
        if isinstance(value, ClassValue)
        and value.scope is scope
        and _derives_from_werkzeug(value)
        and all(map(_makes_base, (base.names.get("__init__") for base in _classes(value))))
    ]


def _derives_from_werkzeug(cls: ClassValue) -> bool:
    bases = (base.path for base in ancestors(cls) if isinstance(base, External))
    return any(path.startswith("werkzeug.exceptions.") for path in bases)


def _makes_base(constructor: Value | None) -> bool:
    """Whether a constructor, if there is one, calls that of the base."""
    if not isinstance(constructor, FunctionValue):
        return True
    called = (node for node in everything_in(constructor.code.body) if isinstance(node, code.Call))
    return any(last_name(call.func) == "__init__" for call in called)


def _derived(cls: ClassValue, blueprint: Place | None, handled: _Handlers) -> list[ClassValue]:
    """The classes that derive from one and have no handler that is nearer."""
    found: list[ClassValue] = []
    for derived in cls.subclasses:
        if (derived, blueprint) not in handled:
            found += [derived, *_derived(derived, blueprint, handled)]
    return found


def _configured(evaluation: Evaluation, handled: _Handlers, path: str) -> tuple[ErrorClass, ...]:
    module, _, name = path.rpartition(".")
    value = evaluation.module_name(evaluation.modules.find(module), name)
    if not isinstance(value, ClassValue):
        return ()
    bases = list(_classes(value))
    found = next((handled[cls, None] for cls in bases if (cls, None) in handled), [])
    made = _described(evaluation, value, found, "configured")
    return () if made is None else (made,)


def _classes(cls: ClassValue) -> Iterator[ClassValue]:
    return (base for base in ancestors(cls) if isinstance(base, ClassValue))


def _described(
    evaluation: Evaluation, cls: ClassValue, handlers: Sequence[Handler], why: str
) -> ErrorClass | None:
    """How a class is made, and with which status it is answered; None for one that is no exception
    or that is not known to be answered in JSON with an error's status."""
    paths = {base.path for base in ancestors(cls) if isinstance(base, External)}
    if not any(path.startswith(("builtins.", "werkzeug.exceptions.")) for path in paths):
        return None
    function = handlers[0].function if handlers else None
    told = answer_of(evaluation, function, cls) if function is not None else None
    if (told is None or not told.says) and why != "configured":
        return None
    constructor = next(
        (base.names["__init__"] for base in _classes(cls) if "__init__" in base.names), None
    )
    own = constructor.code.params[1:] if isinstance(constructor, FunctionValue) else ()
    parameters = {param.name: param for param in own if param.kind in {"", "kw"}}
    status = _status_parameter(told, constructor, parameters)
    details = next((name for name in DETAIL_NAMES if name in parameters), "")
    message = next((name for name in MESSAGE_NAMES if name in parameters), "")
    if not message and constructor:
        message = _first(parameters, {status, details})
    elif not message and (_derives_from_werkzeug(cls) or not _has_one_message(cls)):
        message = MESSAGE_NAMES[0]
    fixed = told.status if told is not None else None
    default = _constant(parameters.get(status)) or _class_status(cls, told)
    if status == "" and fixed is None:
        fixed = default
    if why != "configured" and not status and not (fixed and fixed >= 400):
        return None
    return ErrorClass(
        cls.path,
        cls.place,
        tuple(parameters),
        message,
        status,
        default,
        details,
        function.place if function is not None else None,
        why,
        fixed,
        apps=frozenset[Place]().union(*(apps_of(each.owner) for each in handlers)),
    )


def _has_one_message(cls: ClassValue) -> bool:
    """Whether a class without a constructor keeps a message that all its exceptions have."""
    return any(name in base.names for base in _classes(cls) for name in MESSAGE_NAMES)


def _first(parameters: Mapping[str, code.Param], others: set[str]) -> str:
    """The first parameter, if it must be given and is for nothing else."""
    first = next(iter(parameters.values()), None)
    if first is None or first.default is not None or first.name in others:
        return ""
    return first.name


def _status_parameter(
    told: Told | None, constructor: object, parameters: Mapping[str, code.Param]
) -> str:
    """The parameter that the status of an answer comes from; "" if it comes from none."""
    if told is None:
        return next((name for name in STATUS_NAMES if name in parameters), "")
    if told.status is not None:
        return ""
    kept = _kept(constructor) if isinstance(constructor, FunctionValue) else {}
    name = kept.get(told.attribute, told.attribute)
    if name in parameters:
        return name
    return "" if told.attribute in kept else next((n for n in STATUS_NAMES if n in parameters), "")


def _kept(constructor: FunctionValue) -> dict[str, str]:
    """What each attribute gets in a constructor: a name; "" for anything else."""
    found: dict[str, str] = {}
    for node in statements_in(constructor.code.body):
        for target, value in assignments_of(node):
            if isinstance(target, code.Attribute):
                found[target.attr] = _name(value)
    return found


def _name(value: object) -> str:
    """The name that is taken, or taken first: `name or default`."""
    if isinstance(value, (code.Boolean, code.Choice)):
        value = value.left if isinstance(value, code.Boolean) else value.body
    return value.id if isinstance(value, code.Name) else ""


def _constant(param: code.Param | None) -> int | None:
    default: object = param.default if param is not None else None
    value = default.value if isinstance(default, code.Constant) else None
    return value if isinstance(value, int) else None


def _class_status(cls: ClassValue, told: Told | None) -> int | None:
    names = STATUS_NAMES if told is None else (told.attribute,)
    for base in _classes(cls):
        for name in names:
            status = error_of(base.names.get(name, Unknown()))
            if isinstance(status, int):
                return status
    return None
