"""FLK418."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

import libcst as cst

from flasklint.project.errors.choice import general_class
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile
from flasklint_rules.errors.shared.about_settings import is_about_settings
from flasklint_rules.errors.shared.leaving import is_unhandled, leaves_view

_UNTYPED = {
    f"builtins.{name}"
    for name in (
        "Exception", "ValueError", "TypeError", "LookupError", "KeyError", "IndexError",
        "RuntimeError", "AttributeError", "ArithmeticError", "OSError", "IOError",
        "PermissionError", "FileNotFoundError", "ConnectionError", "TimeoutError",
    )
}  # fmt: skip
_SERVER_ERRORS = {500, "werkzeug.exceptions.InternalServerError"}


@dataclass(frozen=True)
class UntypedRaiseInView(Rule):
    """A view that raises one of Python's own exceptions where the project has an API error.

    ## What it does

    Reports `raise ValueError(...)`, `raise Exception(...)` and the like in a view, if nothing
    catches it and no error handler is for it or a base of it.

    ## Why it matters

    Flask knows no status for it. Whoever asked gets `500 Internal Server Error` without the
    message, and the log a traceback, as if the server had failed, where the project's API error
    would have said what was wrong with the request.

    ## What it must know

    The project needs an API error that may have any status, with a handler that answers the view's
    errors in JSON, or the one that `architecture.error-class` names: without one the rule is
    silent. The exception must be sure to get to Flask, as for `api-error-without-handler`. It is
    silent for `NotImplementedError` and `AssertionError`, which say that the program is wrong; for
    a view that does nothing but raise, which is there to try out how errors are reported; where
    nothing but settings or the environment decide, as for `API_KEY is not set`: that is no fault of
    the request; and where a handler for 500 answers.

    ## When not to use it

    Where views raise such exceptions on purpose, so that a failure is noticed.
    """

    code = "FLK418"
    category = "architecture"
    severity = "warning"
    preview = True
    examples = (
        Bad(
            "a `ValueError` where the project has an API error",
            """
            from flask import Flask


            class APIError(Exception):
                def __init__(self, message, status_code=400):
                    self.message = message
                    self.status_code = status_code


            app = Flask(__name__)


            @app.errorhandler(APIError)
            def answer(error):
                return {"error": error.message}, error.status_code


            @app.get("/books/<int:page>")
            def list_books(page):
                if page < 1:
                    raise ValueError("pages begin with 1")  # FLK418
                return []
            """,
            fails="GET /books/0: ValueError: pages begin with 1",
        ),
        Good(
            "the API error, which the handler answers",
            """
            from flask import Flask


            class APIError(Exception):
                def __init__(self, message, status_code=400):
                    self.message = message
                    self.status_code = status_code


            app = Flask(__name__)


            @app.errorhandler(APIError)
            def answer(error):
                return {"error": error.message}, error.status_code


            @app.get("/books/<int:page>")
            def list_books(page):
                if page < 1:
                    raise APIError("pages begin with 1")
                return []
            """,
            works="GET /books/1",
        ),
    )

    allow_views: tuple[str, ...] = ()
    """Globs for views that may raise what they like: names (`check_*`, `Books.post`) or paths
    (`shop.debug.*`)."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        views = project.views_in(file.filename) if project.error_classes else ()
        if not views or not _SERVER_ERRORS.isdisjoint(project.errors_handled_anywhere()):
            return
        if not _may_raise(file):
            return
        paths = {id(file.tree.node(view.node)): view.path for view in views}
        for node in file.tree.all(cst.Raise):
            function = next(
                (at for at in file.tree.ancestors(node) if isinstance(at, cst.FunctionDef)), None
            )
            path = paths.get(id(function))
            if path is None or function is None or self._is_allowed(path, file):
                continue
            raised, error = _untyped(node, file), general_class(project.error_classes_for(path))
            if raised is None or error is None or _does_nothing_else(function):
                continue
            if is_about_settings(node, function, checker):
                continue
            if is_unhandled(raised, project) and leaves_view(node, function, raised, checker):
                message = (
                    f"`{function.name.value}` raises `{_last(raised)}`, which no error handler "
                    f"answers: a 500; raise `{_last(error.path)}`"
                )
                evidence = Evidence(f"`{_last(error.path)}` is defined here", error.place)
                yield Finding(node, message, (evidence,))

    def _is_allowed(self, path: str, file: SourceFile) -> bool:
        qualname = path.removeprefix(f"{file.module}.")
        names = (path, qualname, _last(qualname))
        return any(fnmatchcase(name, glob) for glob in self.allow_views for name in names)


def _may_raise(file: SourceFile) -> bool:
    """Whether a file may raise an exception of Python's own, at a first look."""
    outline = file.outline
    if outline is None:
        return True
    raised = (node.exc for node in outline.all(ast.Raise))
    errors = (node.func if isinstance(node, ast.Call) else node for node in raised)
    return any(outline.may_be(error, _UNTYPED.__contains__) for error in errors)


def _untyped(node: cst.Raise, file: SourceFile) -> str | None:
    """The path of Python's own exception that is raised; None for any other."""
    if node.exc is None:
        return None
    path = file.names.path(node.exc.func if isinstance(node.exc, cst.Call) else node.exc)
    return path if path in _UNTYPED else None


def _does_nothing_else(function: cst.FunctionDef) -> bool:
    """Whether a view does nothing but raise."""
    body = function.body.body[1:] if function.get_docstring() else function.body.body
    line = body[0] if len(body) == 1 else None
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else line
    return isinstance(small, cst.Raise)


def _last(path: str) -> str:
    return path.rpartition(".")[2]
