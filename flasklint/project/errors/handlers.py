"""Which exceptions the project's applications answer, as their error handlers say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from http import HTTPStatus

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.facts.unread import Unread
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import wired
from flasklint.follow.python import expressions
from flasklint.follow.values import (
    ClassValue,
    External,
    FunctionValue,
    Known,
    Value,
    each,
    instances,
)
from flasklint.packages import flask_api
from flasklint.packages.package import answers_errors_of, packages
from flasklint.project.errors import ErrorHandler, Handled
from flasklint.project.wiring import App, Blueprint, Handler, Wiring

HTTP_EXCEPTION = "werkzeug.exceptions.HTTPException"
_STATUS_ENUMS = ("http.HTTPStatus", "http.client")
_TABLE_OF_ERRORS = "default_exceptions"
_OWN_HANDLING = {
    "handle_exception", "handle_http_exception", "handle_user_exception", "full_dispatch_request",
    "dispatch_request", "wsgi_app", "_find_error_handler",
}  # fmt: skip
"""What an app may have in place of Flask's own steps from an exception to an answer."""
_FROM_ANYWHERE = (*sorted(flask_api.SCAN_FUNCTIONS), *sorted(flask_api.IMPORT_FUNCTIONS))
_TABLE_OF_HANDLERS = "error_handler_spec"
_HANDLING_WORDS = ("error", "exception", "problem")


def handlers(wiring: Wiring) -> tuple[ErrorHandler, ...]:
    """Every registration of an error handler, one for each place, function and Blueprint."""
    found: dict[tuple[Place, Place | None, Place | None], ErrorHandler] = {}
    for handler in wiring.handlers:
        place, blueprint = handler.event.place, _blueprint(handler)
        function = handler.function.place if handler.function is not None else None
        errors = tuple(error_of(option) for option in each(handler.error))
        known = found.get((place, function, blueprint))
        certain = handler.event.certain or (known is not None and known.certain)
        errors = tuple(dict.fromkeys((*known.errors, *errors) if known else errors))
        made = ErrorHandler(place, errors, function, blueprint, certain)
        found[place, function, blueprint] = made
    return tuple(found.values())


def handled(
    evaluation: Evaluation,
    wiring: Wiring,
    registered: Sequence[ErrorHandler],
    blueprint: Place | None,
    unread: Sequence[Unread],
) -> Handled:
    """What the handlers of one Blueprint answer, or (None) those of the apps."""
    own = (handler for handler in registered if handler.blueprint == blueprint)
    errors = {error for handler in own for error in handler.errors}
    why = next((app.open for app in wiring.apps if app.open), "")
    hidden = next((file for file in unread if file.may_mention(_words_of_handling())), None)
    if hidden is not None:
        why = hidden.why
    elif "?" in errors:
        why = "an error handler is for something that cannot be told"
    why = why or _own_handling(wiring) or _plugins(evaluation) or _others_handling(evaluation)
    handed_back = {
        error_of(option)
        for handler in wiring.handlers
        if _blueprint(handler) == blueprint and hands_back(evaluation, handler.function)
        for option in each(handler.error)
    }
    return Handled(frozenset(errors), why, frozenset(handed_back))


@cache
def _words_of_handling() -> frozenset[str]:
    """What code mentions that registers error handlers, or has a package that does."""
    handling = {known.name for known in packages() if known.answers_errors_of == "apps"}
    return frozenset(flask_api.ERROR_HANDLERS | handling)


def hands_back(evaluation: Evaluation, function: FunctionValue | None) -> bool:
    """Whether it is sure that a handler returns the HTTP errors that it gets as they are."""
    params = function.code.params if function is not None else ()
    if function is None or function.code.decorators[1:] or not params:
        return False
    name = params[1 if function.owner is not None and function.kind != "staticmethod" else 0 :][:1]
    given = code.Name(name[0].name) if name else None
    for statement in function.code.body:
        match statement:
            case code.If(test=code.Not(value=test), orelse=()):
                if not _is_http_error(evaluation, function, test, given):
                    return False
            case code.If(test=test, body=(*before, code.Return(value=value))):
                is_sure = all(isinstance(each, (code.Do, code.Assign)) for each in before)
                is_it = _is_http_error(evaluation, function, test, given)
                return is_it and is_sure and value == given
            case code.Return(value=value):
                return value == given
            case code.Do() | code.Assign() | code.Annotated() | code.Import() | code.ImportFrom():
                continue
            case _:
                return False
    return False


def _is_http_error(
    evaluation: Evaluation,
    function: FunctionValue,
    test: code.Expression,
    given: code.Expression | None,
) -> bool:
    """Whether a test is `isinstance(given, HTTPException)`."""
    match test:
        case code.Call(func=code.Name(id="isinstance"), args=(tested, cls)) if tested == given:
            value = expressions.evaluate(evaluation, function.scope, cls)
            return isinstance(value, External) and value.path == HTTP_EXCEPTION
    return False


def by_blueprint(wiring: Wiring, registered: Sequence[ErrorHandler]) -> tuple[ErrorHandler, ...]:
    """For each Blueprint its own handlers and those of the Blueprints around it, as if they were
    its own."""
    found: list[ErrorHandler] = []
    for blueprint in wiring.blueprints:
        around = with_those_around(blueprint)
        own = (handler for handler in registered if handler.blueprint in around)
        found += (handler._replace(blueprint=blueprint.place) for handler in own)
    return tuple(found)


def with_those_around(blueprint: Blueprint) -> set[Place]:
    """The Blueprint and those that it is registered on, directly or not."""
    return {each.place for each in _and_those_around(blueprint)}


def apps_of(owner: App | Blueprint) -> set[Place]:
    """The app that an owner of routes is, or those that it is registered on, directly or not."""
    if isinstance(owner, App):
        return {owner.place}
    return {
        each.parent.place
        for one in _and_those_around(owner)
        for each in one.parents
        if isinstance(each.parent, App)
    }


def _and_those_around(blueprint: Blueprint) -> list[Blueprint]:
    found = [blueprint]
    for one in found:
        parents = (each.parent for each in one.parents)
        found += (each for each in parents if isinstance(each, Blueprint) and each not in found)
    return found


def invents_statuses(evaluation: Evaluation) -> bool:
    """Whether some file may add to the statuses that Werkzeug has exceptions for."""
    evaluation.words.add(_TABLE_OF_ERRORS)
    return any(_TABLE_OF_ERRORS in module.names for module in evaluation.modules.values())


def _own_handling(wiring: Wiring) -> str:
    """Why an app may answer exceptions in a way of its own."""
    for app in wiring.apps:
        # A WSGI middleware in the attribute `wsgi_app` stands around all that Flask does.
        own = _OWN_HANDLING & app.instance.attributes.keys() - {"wsgi_app"}
        for base in ancestors(app.instance.cls) if isinstance(app.instance.cls, ClassValue) else ():
            if isinstance(base, ClassValue) and not base.is_library:
                own |= _OWN_HANDLING & base.names.keys()
        if own:
            return f"the app has a `{min(own)}` of its own"
    return ""


def _plugins(evaluation: Evaluation) -> str:
    """Why code that is only known when the app runs may register handlers."""
    for event in evaluation.events:
        if event.path.startswith(_FROM_ANYWHERE):
            for value in event.args:
                if any(wired.kind_of(each) for each in instances(value)):
                    return f"the app is passed to a plug-in ({event.place.filename})"
    return ""


def _others_handling(evaluation: Evaluation) -> str:
    """Why something else than Flask's methods may register handlers."""
    evaluation.words.add(_TABLE_OF_HANDLERS)
    for module in evaluation.modules.values():
        if _TABLE_OF_HANDLERS in module.names:
            return f"{module.filename} uses `{_TABLE_OF_HANDLERS}`"
        for node in module.imports:
            package = node.module.partition(".")[0]
            is_meant = any(word in package for word in _HANDLING_WORDS)
            if answers_errors_of(package) == "apps" or (is_meant and package.startswith("flask")):
                return f"{package} may handle errors"
    return ""


def _blueprint(handler: Handler) -> Place | None:
    """The Blueprint whose own errors a handler is for."""
    if isinstance(handler.owner, Blueprint) and handler.event.method != "app_errorhandler":
        return handler.owner.place
    return None


def error_of(value: Value) -> str | int:
    """The status, or the path of the class, that a handler or `abort` is given; "?" if that cannot
    be told."""
    match value:
        case Known(value=int() as status) if not isinstance(status, bool):
            return status
        case ClassValue(path=path):
            return path
        case External(path=path):
            above, _, last = path.removesuffix(".value").rpartition(".")
            if above not in _STATUS_ENUMS:
                return path if flask_api.is_class(path) else "?"
            return next((each.value for each in HTTPStatus if each.name == last), "?")
    return "?"
