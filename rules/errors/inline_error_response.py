"""FLK415."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

import libcst as cst

from flasklint.project.errors import ErrorClass
from flasklint.project.errors.choice import class_for
from flasklint.project.views import View
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Project, Rule, SourceFile
from flasklint_rules.errors.shared.messages import PROTOCOL_KEYS
from flasklint_rules.errors.shared.raising import NoFix, raise_instead, takes_away
from flasklint_rules.errors.shared.responses import Answer, Reader
from flasklint_rules.errors.shared.statuses import may_have_error_status

_WATCHED = {
    "health", "healthz", "healthy", "healthcheck", "ping", "ready", "readyz", "readiness", "live",
    "livez", "liveness", "alive", "heartbeat", "status",
}  # fmt: skip
_WORD = re.compile(r"[A-Z]?[a-z]+")
_REST = {"flask_restful.Resource", "flask_restx.Resource", "flask_restplus.Resource"}


@dataclass(frozen=True)
class InlineErrorResponse(Rule):
    """A view that answers an error itself where the project has an API error to raise.

    ## What it does

    Reports a `return` in a view that builds a 4xx or 5xx answer in place: `jsonify(...)` or a dict
    with a status, `make_response`, `Response(..., status=...)`, `response.status_code = ...`. The
    status may be a number, a string, an `HTTPStatus`, or a constant of the project. A plain string
    or an empty body counts only in a view that answers JSON elsewhere.

    ## Why it matters

    The project has one exception for errors and one handler that gives them their shape. Each view
    that answers by itself has a shape of its own, which clients must know, and skips what the
    handler does besides: logging, request numbers, translation.

    ## What it must know

    The project needs an API error: an exception class with a handler that answers it in JSON (for
    an error of Werkzeug's that the project derives one from, that of `HTTPException` will do), on
    the application or on a Blueprint around the view, and that may have the status of the answer;
    or the one that `architecture.error-class` names. A class may have any status if its constructor
    takes one and the handler answers it. A class with one status is asked for only by an answer
    with just this one, if it is called like the error of HTTP (`NotFound`, `ForbiddenError`): any
    other may stand for one such error only. Without such a class the rule is silent. It is silent
    as well for

    - error handlers, hooks, decorators and other functions that are no views, and generators, whose
      `return` answers nothing;
    - rendered pages, markup, redirects, files, and bodies whose making cannot be seen;
    - `abort(...)` and raised exceptions;
    - a 5xx answer of a health check (a view or URL named `health`, `ping`, `ready`, `status`, ...);
    - bodies that OAuth 2 or JSON-RPC prescribe (`error_description`, `jsonrpc`);
    - answers that carry what the API error cannot: headers, where the class takes none; keys, but
      no message among them, or keys beside the message where the class takes no details;
    - resources of Flask-RESTful and Flask-RESTX: they answer 500 instead of asking the
      application's handler, unless `PROPAGATE_EXCEPTIONS` is set in the configuration, or the error
      class is configured and no handler of the application is found.

    ## When not to use it

    Views that speak a protocol with error bodies of its own (webhooks, SCIM, a compatible API)
    must answer as it says: name them in `allow-views`.

    ## Fix safety

    The fix is unsafe: the status stays, but the body takes the handler's shape. The message comes
    from the key `error`, `message`, `msg`, `detail`, `description` or `reason`; the other keys
    become the details. Constants that only repeat the status or that this is an error (`"code":
    404`, `"success": False`, `"status": "error"`, and `"error": "Not Found"` beside a message) are
    left out. There is no fix, and the message says why, where the body has no message, headers are
    set, the class needs more arguments, the import would be circular, or something around the
    `return` would catch the exception: a broad `except`, `suppress`, a decorator; or where it
    stands in a `with` that is not known to end as after a `return`: a transaction is rolled back,
    and a context manager of the project's own may do so, too. Neither is there one under a
    decorator that does something with the answer: it would see none; or where the Blueprint has a
    handler of its own for the exception.
    """

    code = "FLK415"
    category = "architecture"
    severity = "warning"
    fix = "sometimes"
    examples = (
        Bad(
            "a 404 answered in place",
            """
            from flask import Flask


            class NotFoundError(Exception): ...


            app = Flask(__name__)
            app.register_error_handler(NotFoundError, lambda error: ({"error": str(error)}, 404))


            @app.get("/books/<title>")
            def show_book(title):
                return {"error": f"no book {title}"}, 404  # FLK415
            """,
            fixed="""
            from flask import Flask


            class NotFoundError(Exception): ...


            app = Flask(__name__)
            app.register_error_handler(NotFoundError, lambda error: ({"error": str(error)}, 404))


            @app.get("/books/<title>")
            def show_book(title):
                raise NotFoundError(f"no book {title}")  # FLK415
            """,
        ),
        Good(
            "the API error is raised, and its handler answers",
            """
            from shop.app import NotFoundError, app


            @app.get("/authors/<name>")
            def show_author(name):
                raise NotFoundError(f"no author {name}")
            """,
        ),
    )

    allow_views: tuple[str, ...] = ()
    """Globs for views that answer errors in their own way: names (`*_webhook`, `TokenView.post`) or
    dotted paths (`shop.api.oauth.*`)."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        if not project.error_classes or not project.views_in(file.filename):
            return
        if not may_have_error_status(file):
            return
        views = self._views_of(checker)
        reader = Reader(checker)
        streams = {file.names.scope(node) for node in file.tree.all(cst.Yield)}
        for node in file.tree.all(cst.Return):
            function = _function_around(node, file)
            view = views.get(function) if function is not None else None
            if view is None or not isinstance(function, cst.FunctionDef) or function in streams:
                continue
            answer = reader.answer(node)
            if answer.status is None or not 400 <= answer.status <= 599:
                continue
            error = class_for(project.error_classes_for(view.path), answer.status)
            if error is None or "<locals>" in error.path:
                continue
            if _is_api_error(answer, function, reader) and not _is_meant(
                answer, function, view, reader, error
            ):
                yield _finding(node, answer, function, error, reader)

    def _views_of(self, checker: Checker) -> dict[cst.CSTNode, View]:
        file, project = checker.file, checker.project
        handlers = project.error_handlers()
        return {
            file.tree.node(view.node): view
            for view in project.views_in(file.filename)
            if view.path not in handlers and not self._is_allowed(view, file)
        }

    def _is_allowed(self, view: View, file: SourceFile) -> bool:
        qualname = view.path.removeprefix(f"{file.module}.")
        names = (view.path, qualname, qualname.rpartition(".")[2])
        return any(fnmatchcase(name, glob) for glob in self.allow_views for name in names)


def _function_around(node: cst.CSTNode, file: SourceFile) -> cst.CSTNode | None:
    for around in file.tree.ancestors(node):
        if isinstance(around, (cst.FunctionDef, cst.Lambda)):
            return around
    return None


def _is_api_error(answer: Answer, function: cst.FunctionDef, reader: Reader) -> bool:
    """Whether an error answer is one of a JSON API: by its body, or by the view's other answers."""
    if answer.kind in ("text", "empty"):
        return _answers_json(function, reader)
    return answer.kind == "json"


def _answers_json(function: cst.FunctionDef, reader: Reader) -> bool:
    """Whether a view returns JSON somewhere and never a page."""
    kinds = {
        reader.answer(node).kind
        for node in reader.checker.file.tree.inside(function.body)
        if isinstance(node, cst.Return) and _function_around(node, reader.checker.file) is function
    }
    return "json" in kinds and "page" not in kinds


def _is_meant(
    answer: Answer, function: cst.FunctionDef, view: View, reader: Reader, error: ErrorClass
) -> bool:
    """Whether the answer has to be as it is."""
    pairs = reader.pairs(answer.body) or []
    if not PROTOCOL_KEYS.isdisjoint(key for key, _, _ in pairs):
        return True
    if answer.headers and "headers" not in error.parameters:
        return True
    if answer.status is not None and takes_away(pairs, answer.status, error, reader):
        return True
    if view.is_method and not _reaches_handler(function, reader, error):
        return True
    return (
        answer.status is not None
        and answer.status >= 500
        and _is_watched(view, reader.checker.project)
    )


def _reaches_handler(function: cst.FunctionDef, reader: Reader, error: ErrorClass) -> bool:
    """Whether the application's handlers see what a class view raises: those of Flask-RESTful do
    not pass it on, unless `PROPAGATE_EXCEPTIONS` is set."""
    file, project = reader.checker.file, reader.checker.project
    cls = next((at for at in file.tree.ancestors(function) if isinstance(at, cst.ClassDef)), None)
    if cls is None or not project.is_subclass(file.names.definition_path(cls), _REST):
        return True
    if error.handler is None:
        return True
    sources = project.config_sources
    return any(
        project.constant(f"{source}.PROPAGATE_EXCEPTIONS") is True
        for source in (*sources.classes, *sources.modules)
    )


def _is_watched(view: View, project: Project) -> bool:
    """Whether a view is there for whoever watches the process: by its name or its URL."""
    names = [view.path.rpartition("<locals>.")[2] if "<locals>" in view.path else view.path]
    names = [".".join(names[0].split(".")[-2:] if view.is_method else names[0].split(".")[-1:])]
    names += project.urls_of(view.path)
    return any(word.lower() in _WATCHED for name in names for word in _WORD.findall(name))


def _finding(
    node: cst.Return,
    answer: Answer,
    function: cst.FunctionDef,
    error: ErrorClass,
    reader: Reader,
) -> Finding:
    name = error.path.rpartition(".")[2]
    view = reader.checker.file.names.qualname(function).rpartition("<locals>.")[2]
    message = (
        f"the view `{view}` answers {answer.status} itself; raise `{name}` so that its handler "
        "answers"
    )
    evidence: tuple[Evidence, ...] = (Evidence(f"`{name}` is defined here", error.place),)
    if error.handler is not None:
        evidence += (Evidence("its handler answers", error.handler),)
    try:
        fix = raise_instead(node, answer, function, error, reader)
    except NoFix as reason:
        return Finding(node, f"{message} (no fix: {reason})", evidence)
    return Finding(node, message, evidence, fix)
