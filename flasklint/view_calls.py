"""How Flask calls each view: which function, and with which arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flasklint.answers import Parameter, ViewCall
from flasklint.facts import code
from flasklint.facts.code import Place
from flasklint.follow import calls
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

_MEDDLING = {
    "url_value_preprocessor", "app_url_value_preprocessor", "url_value_preprocessors",
    "view_functions",
}  # fmt: skip
_CHANGING = {"before_request", "before_app_request", "pop", "update", "setdefault", "clear"}
_PLAIN = ("flask.views.MethodView", "flask.views.View", "builtins.object", "abc.ABC")


def by_file(
    evaluation: Evaluation, wiring: Wiring, table: Iterable[Route]
) -> dict[str, list[ViewCall]]:
    """The view calls of each file that has their `node`, where all is known: the route is surely on
    an app, nothing changes its arguments, and no decorator of the view does."""
    if _meddles(evaluation, wiring):
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
        if not route.registered.holds or made.event.open_ended:
            continue
        for function, skip in _called(made, route):
            if function not in known:
                known[function] = is_called_as_is(evaluation, function)
            where = route.place if len(rules[route.place]) == 1 else function.place
            call = _call(route, route.passed, where, function, skip)
            if known[function] and call is not None:
                found.setdefault(where.filename, {})[call] = None
    return {filename: list(each) for filename, each in found.items()}


def _meddles(evaluation: Evaluation, wiring: Wiring) -> bool:
    """Whether the project changes the arguments of views, or what is called."""
    evaluation.words |= {*_MEDDLING, *_CHANGING, "view_args"}
    for module in evaluation.modules.values():
        if not _MEDDLING.isdisjoint(module.names):
            return True
        if "view_args" in module.names and not _CHANGING.isdisjoint(module.names):
            return True
    return any(
        calls.overridden(evaluation, app.instance, name) is not None
        for app in wiring.apps
        for name in ("dispatch_request", "full_dispatch_request", "preprocess_request")
    )


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
            names |= base.names
        elif not isinstance(base, (External, Attached)) or base.path not in _PLAIN:
            return
    if "decorators" in names:
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
