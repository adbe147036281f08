"""How Flask calls each view: which function, and with which arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flasklint import given_arguments
from flasklint.answers import Parameter, ViewCall
from flasklint.facts import code
from flasklint.facts.code import Place
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import (
    Applied,
    Attached,
    Bound,
    ClassValue,
    External,
    FunctionValue,
    Value,
    ancestors,
)
from flasklint.route_table import Route
from flasklint.transparent import is_called_as_is
from flasklint.wiring import Declaration, Wiring

_NOT_CALLING = {"build_only", "redirect_to"}
"""The options of routes that are only built, or answered by a redirect."""
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
    found: dict[str, dict[ViewCall, None]] = {}
    known: dict[FunctionValue, bool] = {}
    for route in table:
        made = declared.get((route.place, route.view or ""))
        if made is None or route.passed is None or route.rule is None:
            continue
        if not route.registered.holds or not _calls_its_view(made):
            continue
        for function, skip in _called(made, route):
            if function not in known:
                known[function] = is_called_as_is(evaluation, function)
            where = route.place if len(rules[route.place]) == 1 else function.place
            call = _call(route, route.passed, where, function, skip)
            if known[function] and call is not None:
                found.setdefault(where.filename, {})[call] = None
    return {filename: list(each) for filename, each in found.items()}


def _calls_its_view(made: Declaration) -> bool:
    """Whether the route is known to call its view with what it passes."""
    options = made.event.keywords
    if made.event.open_ended or not _NOT_CALLING.isdisjoint(options):
        return False
    return given_arguments.is_plain(made.owner.instance)


def _called(made: Declaration, route: Route) -> Iterator[tuple[FunctionValue, int]]:
    """The functions that a route calls, and how many of their parameters are given by position."""
    value = _given(made)
    match value:
        case FunctionValue(owner=None, wraps=None):
            yield value, 0
        case Bound(function=FunctionValue(wraps=None) as function):
            yield function, 1
        case Applied(event=event) if event.method == "as_view":
            if isinstance(made.view, ClassValue) and event.receiver is made.view:
                yield from _handlers(made.view, route)


def _given(made: Declaration) -> Value | None:
    event = made.event
    return event.argument(2, "view_func") if event.method == "add_url_rule" else event.target


def _handlers(cls: ClassValue, route: Route) -> Iterator[tuple[FunctionValue, int]]:
    bases = ancestors(cls)
    names: dict[str, Value] = {}
    for base in reversed(bases):
        if isinstance(base, ClassValue) and not base.is_library:
            if base.code.decorators or base.code.keywords:
                return  # its methods may be others by now
            names |= base.names
        elif not isinstance(base, (External, Attached)) or base.path not in _PLAIN:
            return
    if "decorators" in names or not _CHANGING_METHODS.isdisjoint(names):
        return
    is_by_method = any(getattr(base, "path", "") == _PLAIN[0] for base in bases)
    if is_by_method and "dispatch_request" in names:
        return
    wanted = [method.lower() for method in route.methods or ()] if is_by_method else []
    for name in wanted or ["dispatch_request"]:
        handler = names.get(name)
        if isinstance(handler, FunctionValue) and handler.kind == "" and handler.wraps is None:
            yield handler, 1


def _call(
    route: Route, passed: frozenset[str], where: Place, function: FunctionValue, skip: int
) -> ViewCall | None:
    params: tuple[code.Param, ...] = function.code.params
    if any(param.kind == "/" for param in params) or function.code.name == "<lambda>":
        return None
    named = [param for param in params[skip:] if param.kind in ("", "kw")]
    if params[:skip] and params[0].kind != "":
        return None
    return ViewCall(
        where.node,
        route.place,
        route.rule or "",
        passed,
        function.path,
        function.place,
        tuple(Parameter(param.name, param.default is None) for param in named),
        any(param.kind == "**" for param in params),
    )
