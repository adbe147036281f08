"""Whether the project's views answer JSON, and whether something answers errors for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from flasklint.facts import code
from flasklint.facts.walk import assignments_of, last_name, statements_in
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.python import expressions
from flasklint.follow.values import External, FunctionValue
from flasklint.packages import url_rules
from flasklint.packages.package import answers_errors_of
from flasklint.project.apps.handing import handed_on
from flasklint.project.errors import JsonApi
from flasklint.project.errors.handler_answers import JSON_CALLS
from flasklint.project.errors.raised import view_functions
from flasklint.project.routes.table import Route
from flasklint.project.wiring import Wiring

_PAGES = ("render_", "stream_template", "redirect", "send_file", "send_from_directory")
_DEEPEST = 4


def json_api(evaluation: Evaluation, wiring: Wiring, table: Iterable[Route]) -> JsonApi:
    """How many views answer JSON, and why their errors may be answered elsewhere."""
    kinds = Counter(
        _kind_of(evaluation, view, 0) for view in dict.fromkeys(view_functions(wiring.routes))
    )
    told = sum(count for kind, count in kinds.items() if kind != "empty")
    return JsonApi(kinds["json"], kinds["page"], told, _open(evaluation, wiring, table))


def _open(evaluation: Evaluation, wiring: Wiring, table: Iterable[Route]) -> str:
    """Why errors that no handler answers may not come to Flask."""
    for module in evaluation.modules.values():
        for node in module.imports:
            if answers_errors_of(node.module.partition(".")[0]):
                return f"{node.module} answers errors"
    for event, _ in handed_on(evaluation, "errors"):
        return f"the app is handed to {event.package}"
    for route in table:
        if route.view is not None and url_rules.pattern(route.rule or "") == "/<path>":
            return "a route takes all paths"
    for handler in wiring.handlers:
        if handler.function is not None and _kind_of(evaluation, handler.function, 0) == "page":
            return "an error handler answers with a page"
    return ""


def _kind_of(evaluation: Evaluation, function: FunctionValue, depth: int) -> str:
    """What a function answers: "page" if some answer is one, else "json" if some is; "empty" where
    there is no body to be seen, "other" for all else."""
    if function.is_library or depth > _DEEPEST:
        return "other"
    body = [*statements_in(function.code.body)]
    assigned = {
        target.id: value
        for node in body
        for target, value in assignments_of(node)
        if isinstance(target, code.Name)
    }
    kinds = {
        _kind(evaluation, function, node.value, assigned, depth)
        for node in body
        if isinstance(node, code.Return)
    }
    order = ("page", "json", "other")
    return next((kind for kind in order if kind in kinds), "empty")


def _kind(
    evaluation: Evaluation,
    function: FunctionValue,
    node: object,
    names: Mapping[str, code.Expression],
    depth: int,
) -> str:
    if depth > _DEEPEST:
        return "other"
    match node:
        case code.Table():
            return "json"
        case code.Constant(value=None) | code.Constant(value=""):
            return "empty"
        case code.Items(items=(first, *_)):
            return _kind(evaluation, function, first, names, depth + 1)
        case code.Items() | code.Comprehension():
            return "json"
        case code.Choice(body=body):
            return _kind(evaluation, function, body, names, depth + 1)
        case code.Name(id=name) if name in names:
            return _kind(evaluation, function, names[name], names, depth + 1)
        case code.Call(func=func, args=args):
            return _kind_of_call(evaluation, function, func, args, names, depth + 1)
    return "other"


def _kind_of_call(
    evaluation: Evaluation,
    function: FunctionValue,
    func: code.Expression,
    args: tuple[code.Expression, ...],
    names: Mapping[str, code.Expression],
    depth: int,
) -> str:
    called = expressions.evaluate(evaluation, function.scope, func)
    if isinstance(called, FunctionValue):
        return _kind_of(evaluation, called, depth)
    last = called.path.rpartition(".")[2] if isinstance(called, External) else last_name(func)
    if last.startswith(_PAGES):
        return "page"
    if last in JSON_CALLS:
        return "json"
    if args and last in ("make_response", "Response"):
        return _kind(evaluation, function, args[0], names, depth)
    return "other"
