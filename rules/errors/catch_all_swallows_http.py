"""FLK405."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.answers import ErrorHandler
from flasklint.facts.code import Place
from flasklint.project import Project
from flasklint.rule import AddImport, Change, Evidence, Finding, Fix, InsertBefore, Rule
from flasklint.source import SourceFile
from flasklint_rules.errors.catch_all_swallows_http_examples import EXAMPLES
from flasklint_rules.errors.telling_apart import may_tell_apart, parameter

_CATCH_ALL = "builtins.Exception"
_MODULE = "werkzeug.exceptions"
_CLASS = "HTTPException"
_HTTP = f"{_MODULE}.{_CLASS}"
_USUAL = {
    404: "NotFound", 405: "MethodNotAllowed", 400: "BadRequest", 403: "Forbidden",
    401: "Unauthorized",
}  # fmt: skip

_ROUTING_ONLY = {405}
"""What is raised before a view is found: a Blueprint's handlers are not asked."""


@dataclass(frozen=True)
class CatchAllSwallowsHttp(Rule):
    """A handler for `Exception` that also answers what is no failure: 404, 405, every `abort`.

    ## What it does

    Reports `errorhandler(Exception)` on an app or a Blueprint where the handler answers all
    exceptions alike, and no handler for `HTTPException` stands beside it.

    ## Why it matters

    404, 405 and every `abort(...)` are exceptions too: subclasses of `HTTPException`, and so of
    `Exception`. Flask asks the handler of the nearest class, which is the catch-all. An unknown URL
    answers 500 (or 200, if the handler gives no status), is logged with a traceback and wakes
    whoever is on call; `abort(403)` no longer says what it said. A handler for 500 on the same app
    is never asked again.

    A handler of a Blueprint never sees that a URL is unknown or a method not allowed: the app
    answers these. It does answer each `abort(...)` in the Blueprint's views, and what Flask raises
    there for a request that it cannot read (400, 415).

    ## What it must know

    It looks into the handler, in whatever file it stands. It is silent where the handler does
    more with the exception than to log it or to write it into a text (`isinstance`, `.code`,
    `getattr`, passing it on), where it raises, looks at `sys.exc_info()` or the request's
    `routing_exception`, or has a decorator; where the same app or Blueprint has a handler for
    `HTTPException`, or the most usual statuses each have one; and where handlers may come from
    elsewhere: a loop over what is not known, an app that goes where it cannot be followed, an app
    class that handles exceptions itself, a package that does (flask-smorest, APIFlask, ...).

    ## When not to use it

    Where every failure shall look the same to the outside, whatever its cause.

    ## Fix safety

    The fix is unsafe, because answers change, which is its purpose: the handler begins with `if
    isinstance(error, HTTPException): return error`, and Flask answers as it would without the
    handler. There is no fix for a lambda, for a handler on one line, and where `HTTPException` is
    something else in the handler's file.
    """

    code = "FLK405"
    category = "correctness"
    severity = "warning"
    examples = EXAMPLES

    def check(self, file: SourceFile, project: Project) -> Iterator[Finding]:
        for handler in project.error_handlers_in(file.filename):
            if _CATCH_ALL not in handler.errors or not handler.certain or handler.function is None:
                continue
            missed = _missed(handler, project)
            if not missed:
                continue
            other = _opened(handler.function, file)
            function = other.node(handler.function) if other is not None else None
            if other is None or not isinstance(function, (cst.FunctionDef, cst.Lambda)):
                continue
            param = parameter(function, other)
            if param is not None and not may_tell_apart(function, param.name.value, other):
                yield _finding(handler, missed, function, param.name.value, file, other)


def _missed(handler: ErrorHandler, project: Project) -> list[int]:
    """Usual statuses that only the catch-all answers; empty if that cannot be told."""
    own, app = project.handled_errors(handler.blueprint), project.handled_errors(None)
    if own.open or app.open or _HTTP in own.errors:
        return []
    known = own.errors | app.errors
    return [
        status
        for status, name in _USUAL.items()
        if not (handler.blueprint is not None and status in _ROUTING_ONLY)
        and status not in known
        and f"{_MODULE}.{name}" not in known
    ]


def _opened(place: Place, file: SourceFile) -> SourceFile | None:
    try:
        return file.open(place.filename)
    except KeyError:
        return None


def _finding(
    handler: ErrorHandler,
    missed: list[int],
    function: cst.FunctionDef | cst.Lambda,
    name: str,
    file: SourceFile,
    other: SourceFile,
) -> Finding:
    label = f"`{function.name.value}`" if isinstance(function, cst.FunctionDef) else "the lambda"
    listed = ", ".join(map(str, missed[:2]))
    which = "HTTP errors" if handler.blueprint is None else "what its views abort with"
    message = (
        f"{label} handles `Exception`, so it answers {which} ({listed}, ...) like failures of "
        f"the server; return an `{_CLASS}` as it is, or register a handler for it"
    )
    node = file.node(handler.place)
    evidence: tuple[Evidence, ...] = ()
    if file.tree.parent(file.tree.parent(node) or node) is not function:
        assert handler.function is not None
        evidence = (Evidence("the handler", handler.function),)
    return Finding(node, message, evidence, _fix(function, name, other))


def _fix(function: cst.FunctionDef | cst.Lambda, name: str, file: SourceFile) -> Fix | None:
    if not isinstance(function, cst.FunctionDef):
        return None
    first = _first_statement(function)
    known = _name_of_class(function, file)
    if first is None or known is None:
        return None
    called, imported = known
    text = f"if isinstance({name}, {called}):\n    return {name}"
    changes: tuple[Change, ...] = (InsertBefore(file.place(first), text), *imported)
    return Fix(f"return an `{_CLASS}` as it is", changes)


def _first_statement(function: cst.FunctionDef) -> cst.CSTNode | None:
    """The first statement of a body on lines of its own, behind its docstring."""
    if not isinstance(function.body, cst.IndentedBlock):
        return None
    at = 0 if function.get_docstring() is None else 1
    return function.body.body[at] if at < len(function.body.body) else None


def _name_of_class(
    function: cst.FunctionDef, file: SourceFile
) -> tuple[str, tuple[Change, ...]] | None:
    """What a file calls `HTTPException`, and the import that it takes; None if that cannot be."""
    bound = file.names.bindings[file.tree.module]
    for name, bindings in bound.items():
        if len(bindings) != 1 or bindings[0].kind != "import":
            continue
        if bindings[0].value in (_HTTP, _MODULE) and _is_at_top(bindings[0].node, file):
            called = name if bindings[0].value == _HTTP else f"{name}.{_CLASS}"
            return called, ()
    around = [function, *file.tree.ancestors(function)]
    if any(_CLASS in file.names.bindings.get(scope, ()) for scope in around):
        return None
    return _CLASS, (AddImport(file.filename, _MODULE, _CLASS),)


def _is_at_top(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether an import runs for sure, and not only for a type checker."""
    return file.tree.parent(file.tree.statement(node)) is file.tree.module
