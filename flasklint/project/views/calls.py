"""How Flask calls each view: which function, and with which arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import Applied, Bound, ClassValue, FunctionValue, Value
from flasklint.project.routes.table import Route
from flasklint.project.views import Parameter, ViewCall, given_arguments, resources
from flasklint.project.views.passing import is_called_as_is, is_class_kept, pass_all
from flasklint.project.wiring import Declaration, Wiring

_NOT_CALLING = {"build_only", "redirect_to"}
"""The options of routes that are only built, or answered by a redirect."""
_DECORATING = ("decorators", "method_decorators")
_CHANGING_METHODS = {"__init_subclass__", "__getattribute__"}
_PLAIN = ("flask.views.MethodView", "flask.views.View", "builtins.object", "abc.ABC")


def by_file(
    evaluation: Evaluation, wiring: Wiring, table: Iterable[Route]
) -> dict[str, list[ViewCall]]:
    """The view calls of each file that has their `node`, where all is known: the route is surely on
    an app, nothing changes its arguments, and no decorator of the view does."""
    if given_arguments.may_change(evaluation, wiring):
        return {}
    declared: dict[tuple[Place, str], Declaration] = {}
    for each in wiring.routes:
        if each.view is not None and not each.view.is_library:
            declared[each.event.place, each.view.path] = each
    rules: dict[Place, set[str | None]] = {}
    for each in wiring.routes:
        rules.setdefault(each.event.place, set()).add(each.rule)
    found: dict[tuple[FunctionValue | ClassValue | None, Place], list[_Found]] = {}
    known: dict[FunctionValue, bool] = {}
    for route in table:
        made = declared.get((route.place, route.view or ""))
        if made is None or route.passed is None or route.rule is None:
            continue
        if not route.registered.holds or not _calls_its_view(made):
            continue
        for function, skip in _called(evaluation, made, route):
            if function not in known:
                known[function] = is_called_as_is(evaluation, function)
            # Of a resource the line that has its URLs may be that of a whole namespace.
            is_clear = len(rules[route.place]) == 1 and not _is_resource(made.view)
            where = route.place if is_clear else function.place
            call = _call(route, route.passed, where, function, skip)
            if known[function] and call is not None:
                made_here = _Found(where.filename, call, _is_meant(function, route))
                found.setdefault((made.view, call.place), []).append(made_here)
    calls: dict[str, dict[ViewCall, None]] = {}
    for (view, _), group in found.items():
        fits_any = any(_fits(each.call) for each in group)
        for filename, call, is_meant in group:
            if _fits(call) or is_meant or not fits_any or not isinstance(view, ClassValue):
                calls.setdefault(filename, {})[call] = None
    return {filename: list(each) for filename, each in calls.items()}


class _Found(NamedTuple):
    filename: str
    call: ViewCall
    is_meant: bool


def _fits(call: ViewCall) -> bool:
    return not call.extra and not call.missing


def _is_meant(function: FunctionValue, route: Route) -> bool:
    """Whether a method of a class is meant for a URL, though another one fits it. A class that has
    several does not mean each of its methods for each of them, but what answers a visit, or is all
    that answers the URL."""
    answered = set(route.methods or ()) - {"HEAD", "OPTIONS"}
    return function.code.name in ("get", "dispatch_request") or len(answered) == 1


def _calls_its_view(made: Declaration) -> bool:
    """Whether the route is known to call its view with what it passes."""
    options = made.event.keywords
    if made.event.open_ended or not _NOT_CALLING.isdisjoint(options):
        return False
    return given_arguments.is_plain(made.owner.instance)


def _called(
    evaluation: Evaluation, made: Declaration, route: Route
) -> Iterator[tuple[FunctionValue, int]]:
    """The functions that a route calls, and how many of their parameters are given by position."""
    value = _given(made)
    match value:
        case FunctionValue(owner=None, wraps=None):
            yield value, 0
        case Bound(function=FunctionValue(wraps=None) as function):
            yield function, 1
        case Applied(event=event) if event.method == "as_view":
            if isinstance(made.view, ClassValue) and event.receiver is made.view:
                yield from _handlers(evaluation, made.view, route)


def _given(made: Declaration) -> Value | None:
    event = made.event
    return event.argument(2, "view_func") if event.method == "add_url_rule" else event.target


def _handlers(
    evaluation: Evaluation, cls: ClassValue, route: Route
) -> Iterator[tuple[FunctionValue, int]]:
    bases = ancestors(cls)
    names: dict[str, Value] = {}
    for base in reversed(bases):
        if isinstance(base, ClassValue) and not base.is_library:
            if base.code.keywords or not is_class_kept(evaluation, base):
                return  # its methods may be others by now
            names |= base.names
        elif getattr(base, "path", "") not in (*_PLAIN, *resources.RESOURCES):
            return
    if not _CHANGING_METHODS.isdisjoint(names):
        return
    if not all(pass_all(names[name]) for name in _DECORATING if name in names):
        return
    if _is_resource(cls) and not resources.are_plain(evaluation):
        return
    is_by_method = any(getattr(base, "path", "") == _PLAIN[0] for base in bases)
    if is_by_method and "dispatch_request" in names:
        return
    wanted = [method.lower() for method in route.methods or ()] if is_by_method else []
    for name in wanted or ["dispatch_request"]:
        handler = names.get(name)
        if isinstance(handler, FunctionValue) and handler.kind == "" and handler.wraps is None:
            yield handler, 1


def _is_resource(view: FunctionValue | ClassValue | None) -> bool:
    """Whether a view is a resource of Flask-RESTful or Flask-RESTX."""
    return isinstance(view, ClassValue) and any(
        getattr(base, "path", "") in resources.RESOURCES for base in ancestors(view)
    )


def _call(
    route: Route, passed: frozenset[str], where: Place, function: FunctionValue, skip: int
) -> ViewCall | None:
    params: tuple[code.Param, ...] = function.code.params
    if function.code.name == "<lambda>":
        return None
    named, by_position = (
        tuple(
            Parameter(param.name, param.default is None)
            for param in params[skip:]
            if param.kind in kinds
        )
        for kinds in (("", "kw"), ("/",))
    )
    if params[:skip] and params[0].kind not in ("", "/"):
        return None
    return ViewCall(
        where.node,
        route.place,
        route.rule or "",
        passed,
        function.path,
        function.place,
        named,
        by_position,
        any(param.kind == "**" for param in params),
    )
