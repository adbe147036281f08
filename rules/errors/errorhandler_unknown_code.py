"""FLK401."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.packages.flask_api import HTTP_ERRORS
from flasklint.rule import Bad, Checker, Finding, Good, Rule, SourceFile

_REGISTERS = {"errorhandler", "app_errorhandler", "register_error_handler"}
_HANDLED = {"code_or_exception", "code"}
_OWN_STEPS = (*sorted(_REGISTERS), "_get_exc_class_and_code")


@dataclass(frozen=True)
class ErrorhandlerUnknownCode(Rule):
    """An error handler for a status that Werkzeug has no exception for.

    ## What it does

    Reports `errorhandler`, `app_errorhandler` and `register_error_handler` with a status such as
    402, 499 or 200. The status may be a number, an `HTTPStatus`, a constant of the project, or come
    from a list that a loop goes through.

    ## Why it matters

    Flask looks the number up in `werkzeug.exceptions.default_exceptions` when the handler is
    registered, and the application does not start: `ValueError: '499' is not a recognized HTTP
    error code. Use a subclass of HTTPException with that code instead.`

    ## What it must know

    It reports what is called on an object that is known to be a Flask app or Blueprint, with a
    status that is known. It is silent inside a `try` or a `with` (`suppress(ValueError)`), where
    somebody tries which statuses can be had; in a project that mentions `default_exceptions`,
    because it may add to them; and in one with an app or Blueprint class that registers handlers in
    a way of its own. The statuses are those of Werkzeug 3.1: older ones lack 421.

    ## When not to use it

    There is no reason: the line fails whenever it runs.
    """

    code = "FLK401"
    category = "correctness"
    severity = "error"
    examples = (
        Bad(
            "a status of nginx that is none of HTTP",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.errorhandler(499)  # FLK401
            def closed(error):
                return "closed", 499
            """,
            fails="start: ValueError: '499' is not a recognized HTTP error code",
        ),
        Good(
            "a status that Werkzeug has an exception for",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.errorhandler(404)
            def not_found(error):
                return "not found", 404
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        for handler in project.error_handlers_in(file.filename):
            unknown = [
                each for each in handler.errors if isinstance(each, int) and each not in HTTP_ERRORS
            ]
            if not unknown or project.invents_statuses():
                continue
            node = file.node(handler.place)
            if not _is_tried(node, file) and not project.may_override(_OWN_STEPS):
                yield Finding(_argument(node), _message(unknown))


def _is_tried(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a failure here may be foreseen."""
    kinds = (cst.Try, cst.TryStar, cst.With)
    return any(isinstance(at, kinds) for at in file.tree.ancestors(node))


def _argument(node: cst.CSTNode) -> cst.CSTNode:
    """The argument that gives the status; the whole call where a helper passes it on."""
    if not isinstance(node, cst.Call) or not isinstance(node.func, cst.Attribute):
        return node
    if node.func.attr.value not in _REGISTERS:
        return node
    for at, arg in enumerate(node.args):
        named = arg.keyword is not None and arg.keyword.value in _HANDLED
        if named or (at == 0 and arg.keyword is None and not arg.star):
            return arg.value
    return node


def _message(unknown: list[int]) -> str:
    listed = ", ".join(f"`{each}`" for each in sorted(unknown))
    if all(400 <= each <= 599 for each in unknown):
        advice = "register a subclass of `HTTPException` with that `code`"
    else:
        advice = "handlers are for errors"
    return f"Werkzeug has no exception for {listed}: Flask raises ValueError here; {advice}"
