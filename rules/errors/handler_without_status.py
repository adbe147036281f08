"""FLK403."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.literals import string_value
from flasklint.packages.flask_api import HTTP_ERRORS
from flasklint.project.errors import ErrorHandler
from flasklint.project.views.endings import own_nodes
from flasklint.rule import (
    Bad,
    Checker,
    Evidence,
    Finding,
    Fix,
    Good,
    Replace,
    Rule,
    SourceFile,
)

_PAGES = {"flask.render_template", "flask.render_template_string"}
_JSON = {"flask.jsonify"}
_HTTP = "werkzeug.exceptions."
_STARTS_IN_BROWSER = ("index", "app", "main", "base")
"""What the page is called that an application in the browser begins with: it is answered with 200
on purpose wherever the browser may go."""


@dataclass(frozen=True)
class HandlerWithoutStatus(Rule):
    """An error handler that answers 200, since it gives no status.

    ## What it does

    Reports `return render_template("404.html")`, and the same with a text, a dict or `jsonify`, in
    a function that is registered for an HTTP error.

    ## Why it matters

    What an error handler returns is an answer like that of a view: without a status it is a 200.
    Search engines keep the page, monitoring sees no error, and a client takes it for what it has
    asked for.

    ## What it must know

    That the function is registered for statuses or for exceptions of Werkzeug, and for nothing
    else, and that what is returned has no status of its own. `return error` and what a helper makes
    are left alone, and so is a page called `index.html`, with which an application in the browser
    begins.

    ## When not to use it

    Where clients depend on 200, as some old ones do, leave the rule out for that file.

    ## Fix safety

    The fix is unsafe, since clients see another status. There is no fix where the function is
    registered for several, or for a class.
    """

    code = "FLK403"
    category = "correctness"
    preview = True
    fix = "sometimes"
    examples = (
        Bad(
            "a page that is not there, with 200",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.errorhandler(404)
            def not_found(error):
                return "there is no such page"  # FLK403
            """,
            fixed="""
            from flask import Flask

            app = Flask(__name__)


            @app.errorhandler(404)
            def not_found(error):
                return "there is no such page", 404  # FLK403
            """,
            fails="GET /nowhere: 200 text/html there is no such page",
        ),
        Good(
            "with its status",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.errorhandler(404)
            def not_found(error):
                return "there is no such page", 404
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        by_function: dict[int, list[ErrorHandler]] = {}
        for handler in checker.project.error_handlers_in(file.filename):
            place = handler.function
            if place is not None and place.filename == file.filename:
                by_function.setdefault(place.node, []).append(handler)
        for number, handlers in by_function.items():
            function = file.tree.node(number)
            errors = [error for handler in handlers for error in handler.errors]
            if not isinstance(function, cst.FunctionDef) or not all(map(_is_http, errors)):
                continue
            if len(function.decorators) > len(handlers):
                continue
            for node in own_nodes(function, file):
                if isinstance(node, cst.Return) and _has_no_status(node.value, checker):
                    yield _finding(node, function, errors, handlers, file)


def _is_http(error: str | int) -> bool:
    """Whether what a handler is registered for is an HTTP error."""
    return error in HTTP_ERRORS if isinstance(error, int) else error.startswith(_HTTP)


def _has_no_status(node: cst.BaseExpression | None, checker: Checker) -> bool:
    """Whether what is returned is surely answered with 200."""
    match node:
        case cst.SimpleString() | cst.FormattedString() | cst.ConcatenatedString() | cst.Dict():
            return True
        case cst.Call(func=func, args=args):
            path = checker.canonical(func)
            if path in _PAGES:
                first = args[0].value if args else None
                text = string_value(first) if isinstance(first, cst.SimpleString) else None
                name = str(text or "").rpartition("/")[2]
                return bool(name) and not name.startswith(_STARTS_IN_BROWSER)
            return path in _JSON
    return False


def _finding(
    node: cst.Return,
    function: cst.FunctionDef,
    errors: list[str | int],
    handlers: list[ErrorHandler],
    file: SourceFile,
) -> Finding:
    assert node.value is not None
    statuses = {error for error in errors if isinstance(error, int)}
    fix = None
    if len(statuses) == 1 and len(errors) == 1:
        (status,) = statuses
        what = f"is registered for {status}"
        text = f"{file.code(node.value)}, {status}"
        is_bare = not node.value.lpar and "\n" not in text
        if is_bare:
            fix = Fix(f"Answer {status}", (Replace(node.value, text),))
        todo = f"return `..., {status}`"
    else:
        what, todo = "is registered for HTTP errors", "return their status, too (`error.code`)"
    return Finding(
        node.value,
        f"`{function.name.value}` {what} and gives no status: the answer is a 200; {todo}",
        tuple(Evidence("it is registered here", handler.place) for handler in handlers[:1]),
        fix,
    )
