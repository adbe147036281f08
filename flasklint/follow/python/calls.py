"""What calls give while a project is followed, and which of them are noted as events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.facts.node import Place
from flasklint.follow.classes import fields_of
from flasklint.follow.flask import config as app_config
from flasklint.follow.flask import deferred, wired
from flasklint.follow.naming import name_of
from flasklint.follow.python import attributes, fields, mapping, value_methods
from flasklint.follow.python import builtins as builtin_calls
from flasklint.follow.python.standard_library import calls as standard_calls
from flasklint.follow.values import (
    LONGEST_PATH,
    Applied,
    Attached,
    Bound,
    ClassValue,
    Event,
    External,
    FunctionValue,
    Instance,
    Known,
    ListValue,
    ModuleValue,
    Partial,
    Unknown,
    Value,
    ValueMethod,
)
from flasklint.languages.python.gather import absolute_module
from flasklint.packages import flask_api

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def call(
    ev: Machine,
    func: Value,
    args: tuple[Value, ...],
    keywords: dict[str, Value],
    place: Place,
    open_ended: bool,
) -> Value:
    """The value of `func(*args, **keywords)`; `open_ended` if more was passed than is known."""
    match func:
        case External(path=path) | Attached(path=path) if len(path) > LONGEST_PATH:
            return Unknown("what is at a long path")
        case FunctionValue():
            result = ev.call_function(func, None, args, keywords, place, open_ended)
            return _decorated(args, keywords, result)
        case Bound(function=function, receiver=receiver):
            result = ev.call_function(function, receiver, args, keywords, place, open_ended)
            return _decorated(args, keywords, result)
        case ClassValue():
            return _instantiate(ev, func, args, keywords, place, open_ended)
        case Partial(function=function, args=first, keywords=given):
            given = {**given, **keywords}
            return call(ev, function, (*first, *args), given, place, open_ended)
        case Instance(cls=ClassValue()):
            method = attributes.attribute(ev, func, "__call__")
            if isinstance(method, Bound):
                return call(ev, method, args, keywords, place, open_ended)
        case Instance(cls=External(path=path)) if path in flask_api.VALIDATING and args:
            return args[0]
        case Attached(receiver=Instance() as receiver, path=path) if path.endswith(".__init__"):
            receiver.args, receiver.keywords, receiver.open_ended = args, keywords, open_ended
            return Known(None)
        case Attached(receiver=receiver, path=path):
            makes_view = path.endswith(".as_view") and isinstance(receiver, ClassValue)
            declares = path.rpartition(".")[2] in flask_api.PUTTING
            is_given = wired.is_wired(receiver) or _any_wired(args, keywords)
            if not (makes_view or declares or is_given):
                return External(f"{path}()")
            is_setting = path.endswith("().config.get") or path == f"{flask_api.CONFIG}().get"
            if is_setting and args and isinstance(args[0], Known):
                return _setting(ev, receiver, args)
            event = ev.note(path, receiver, args, keywords, place, open_ended)
            deferred.happened(ev, event)
            if flask_api.is_class(path):
                return Instance(
                    func,
                    place,
                    args,
                    keywords,
                    ev.adrift,
                    open_ended,
                    ev.in_library,
                    len(ev.doubts),
                )
            return Applied(event)
        case External(path=path):
            return _call_external(ev, path, args, keywords, place, open_ended)
        case Applied(event=event):
            return _apply(ev, event, args, place)
        case ValueMethod(value=value, name=name):
            if name not in value_methods.QUICK:
                ev.budget.size(value, fresh=True)
            for arg in args:
                ev.budget.size(arg, fresh=True)
            return value_methods.call_method(ev, value, name, args, keywords)
    if isinstance(func, Unknown) and func.absent:
        return Unknown(func.why)
    if isinstance(func, Unknown) and func.attr == "get":
        default = _default("?.get", args, keywords)
        if default is not None:
            return default
    attr = func.attr if isinstance(func, Unknown) else ""
    if attr == "as_view":
        return Applied(ev.note("?.as_view", None, args, keywords, place, open_ended))
    if attr in flask_api.PUTTING or _any_wired(args, keywords):
        ev.note(f"?.{attr}", None, args, keywords, place, open_ended)
    why = func.why if isinstance(func, Unknown) else "something that is not known to be a function"
    if len(why) > LONGEST_PATH:
        return Unknown(why)
    return Unknown(f"the result of {why}()")


def _setting(ev: Machine, receiver: Value, args: tuple[Value, ...]) -> Value:
    """`app.config.get(key, default)`."""
    found = app_config.setting(ev, receiver, str(getattr(args[0], "value", "")))
    if isinstance(found, Unknown):
        given = args[1] if len(args) > 1 else Known(None)
        return Known(given.value, assumed=True) if isinstance(given, Known) else given
    return found


def _instantiate(
    ev: Machine,
    cls: ClassValue,
    args: tuple[Value, ...],
    keywords: dict[str, Value],
    place: Place,
    open_ended: bool,
) -> Value:
    made = Instance(
        cls, place, args, keywords, ev.adrift, open_ended, ev.in_library, len(ev.doubts)
    )
    if wired.kind_of(made):
        ev.note(cls.path, made, args, keywords, place, open_ended)
    constructor = attributes.attribute(ev, made, "__init__")
    if isinstance(constructor, Bound):
        # What a class from outside is given is known once its own constructor is called.
        made.args, made.keywords, made.open_ended = (), {}, True
        ev.call_function(constructor.function, made, args, keywords, place, open_ended)
    else:
        # A dataclass or a named tuple, if anything.
        names = [name for name in fields_of(cls) if fields.is_given(cls, name)]
        made.attributes.update(zip(names, args, strict=False))
        made.attributes.update(keywords)
        for name in ("__post_init__", "__attrs_post_init__"):
            finish = attributes.attribute(ev, made, name)
            if isinstance(finish, Bound):
                ev.call_function(finish.function, made, (), {}, place)
        is_given = not wired.is_wired_class(cls) and _any_wired(args, keywords)
        if isinstance(constructor, Attached) and is_given:
            path = constructor.path.removesuffix(".__init__")
            ev.note(path, made, args, keywords, place, open_ended)
    return made


def _call_external(
    ev: Machine,
    path: str,
    args: tuple[Value, ...],
    keywords: dict[str, Value],
    place: Place,
    open_ended: bool,
) -> Value:
    default = _default(path, args, keywords)
    if default is not None:
        return default
    for given in args:
        ev.budget.size(given)
    found = standard_calls.call(ev, path, args, keywords)
    if path in flask_api.SCAN_FUNCTIONS:
        ev.computed_imports[place] = found is not None and ev.computed_imports.get(place, True)
    if found is not None:
        return found
    if path.endswith(".__init__") and args and isinstance(args[0], Instance):
        # A constructor that is called by the name of its class, not by `super()`.
        made = args[0]
        made.args, made.keywords, made.open_ended = args[1:], keywords, open_ended
        return Known(None)
    if path.endswith(".as_view"):
        return Applied(ev.note(path, None, args, keywords, place, open_ended))
    if "." in path and path.rpartition(".")[2] in flask_api.PUTTING:
        # Whether what has it is an application shows by what else is done to it.
        return Applied(ev.note(path, None, args, keywords, place, open_ended))
    if path in flask_api.IMPORT_FUNCTIONS:
        imported = _import_module(ev, path, args, keywords, place)
        is_known = not isinstance(imported, Unknown) and ev.computed_imports.get(place, True)
        ev.computed_imports[place] = is_known
        return imported
    if path in fields.MAKING:
        return fields.make(keywords, place)
    if path in mapping.FUNCTIONS and len(args) > 1:
        return mapping.call(ev, path, args, place)
    if path.startswith("builtins."):
        found = builtin_calls.call(ev, path.removeprefix("builtins."), args, keywords)
        if found is not None:
            return found
    if flask_api.is_class(path):
        made = Instance(
            External(path),
            place,
            args,
            keywords,
            ev.adrift,
            open_ended,
            ev.in_library,
            len(ev.doubts),
        )
        if _any_wired(args, keywords) or flask_api.is_tracked(path):
            ev.note(path, made, args, keywords, place, open_ended)
        return made
    if _any_wired(args, keywords):
        ev.note(path, None, args, keywords, place, open_ended)
    return _decorated(args, keywords, External(f"{path}()"))


def _default(path: str, args: tuple[Value, ...], keywords: dict[str, Value]) -> Value | None:
    """What reading a setting from outside gives while nobody sets it; None if it is no such."""
    if path == "click.get_current_context" and keywords.get("silent") == Known(True):
        # A server starts the application, not a command.
        return Known(None, assumed=True)
    given = keywords.get("default")
    if path in flask_api.ENVIRONMENT_READS:
        given = args[1] if len(args) > 1 else given or Known(None)
    elif path.endswith(".get") and len(args) == 2 and isinstance(args[0], Known):
        given = args[1]
    return Known(given.value, assumed=True) if isinstance(given, Known) else None


def _decorated(args: tuple[Value, ...], keywords: dict[str, Value], result: Value) -> Value:
    """What a call gives that may put a decorator on a view: it is taken to keep the name, as
    `functools.wraps` does."""
    if len(args) != 1 or keywords or not isinstance(result, (Unknown, External)):
        return result
    return args[0] if name_of(args[0]) is not None else result


def _import_module(
    ev: Machine,
    path: str,
    args: tuple[Value, ...],
    keywords: dict[str, Value],
    place: Place,
) -> Value:
    name = args[0] if args else keywords.get("name", Unknown())
    package = args[1] if len(args) > 1 else keywords.get("package")
    if not isinstance(name, Known) or not isinstance(name.value, str):
        ev.note(path, None, args, keywords, place)
        return Unknown("a module whose name is computed")
    module = name.value
    if module.startswith("."):
        if not isinstance(package, Known) or not isinstance(package.value, str):
            ev.note(path, None, args, keywords, place)
            return Unknown("a relative import_module")
        rest = module.lstrip(".")
        module = absolute_module(package.value, len(module) - len(rest), rest)
        if not module:
            return Unknown("a relative import_module that leads outside")
    if found := ev.modules.find(module, ev.here):
        ev.run_module(found)
        ev.note_import(found)
        return ModuleValue(found)
    parent, _, attr = module.replace(":", ".").rpartition(".")
    parent = ev.modules.find(parent, ev.here)
    if path.endswith("import_string") and parent:
        ev.note_import(parent)
        return ev.settled(ev.import_name(parent, attr))
    return External(module)


def _apply(ev: Machine, event: Event, args: tuple[Value, ...], place: Place) -> Value:
    """A decorator made by a call of something attached is put on its function."""
    if not args:
        return Unknown(f"the result of {event.path}()()")
    if event.method in {"route", *flask_api.ROUTE_SHORTCUTS}:
        declared = _by_override(ev, event, args[0], place)
        if declared is not None:
            ev.events.remove(event)
            return declared
    if event.target is not None and event.target is not args[0]:
        event = Event(
            event.path, event.receiver, event.args, event.keywords, event.place, event.chain,
            event.within, open_ended=event.open_ended, certain=event.certain, doubt=event.doubt,
        )  # fmt: skip
        ev.events.append(event)
    event.target = args[0]
    return args[0]


def _by_override(ev: Machine, event: Event, view: Value, place: Place) -> Value | None:
    """What a view is after a method of the project's class has declared its route: Flask's `get`
    calls `route`, and `route` calls `add_url_rule`. None if both are Flask's."""
    options = dict(event.keywords)
    rule = event.argument(0, "rule") or Unknown()
    options.pop("rule", None)
    if event.method in flask_api.ROUTE_SHORTCUTS:
        options["methods"] = ListValue([Known(event.method.upper())])
        override = deferred.overridden(ev, event.receiver, "route")
        if override is not None:
            decorator = ev.call_function(
                override.function, override.receiver, (rule,), options, place
            )
            return call(ev, decorator, (view,), {}, place, open_ended=False)
    override = deferred.overridden(ev, event.receiver, "add_url_rule")
    if override is None:
        return None
    args = (rule, options.pop("endpoint", Known(None)), view)
    ev.call_function(override.function, override.receiver, args, options, place)
    return view


def _any_wired(args: tuple[Value, ...], keywords: dict[str, Value]) -> bool:
    return any(wired.is_wired(value) for value in (*args, *keywords.values()))
