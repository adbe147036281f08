"""FLK416."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.facts import code
from flasklint.packages.flask_api import STATUS_NAMES
from flasklint.project.errors import Raised
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Project, Rule
from flasklint_rules.errors.shared.answering import handler_for
from flasklint_rules.errors.shared.leaving import is_unhandled, leaves_view


@dataclass(frozen=True)
class ApiErrorWithoutHandler(Rule):
    """An exception with a status of its own that views raise and no error handler answers.

    ## What it does

    Reports an exception of the project that views raise (or a subclass), with no handler for it or
    a base, if it stands for an HTTP error: its constructor has a parameter such as `status_code`,
    by default 400 to 599, or the class such an attribute, or `architecture.error-class` names it.

    ## Why it matters

    The status and the message are there for nobody: Flask answers 500 for a 404 or a 422.

    ## What it must know

    At least one `raise` is sure to get to Flask: it stands in a view, in no `try` and no `with`
    that may swallow it, the view's decorators are known and do not catch it, and a class view
    derives from Flask's own without `decorators` or a `dispatch_request` of its own (Flask-RESTful
    and others answer by themselves). No handler of any app or Blueprint may be for the class or a
    base, `Exception` included. It is silent where handlers may come from elsewhere: see
    `catch-all-swallows-http`. Subclasses of `HTTPException` need no handler.

    ## When not to use it

    Where a WSGI middleware answers exceptions, with `PROPAGATE_EXCEPTIONS`.

    ## Fix safety

    The fix is unsafe, because answers change. It puts a handler at the end of the factory that
    answers what the exception's `to_dict` gives, or else its message (and the details), in JSON
    with its own status. There is no fix if there is no factory or several, the class does not keep
    its status in an attribute, or names are taken.
    """

    code = "FLK416"
    category = "architecture"
    severity = "error"
    preview = True
    fix = "sometimes"
    examples = (
        Bad(
            "no handler answers the error: 500 instead of 404",
            """
            from flask import Flask


            class NotFoundError(Exception):  # FLK416
                status_code = 404


            def create_app():
                app = Flask(__name__)

                @app.get("/books/<title>")
                def show_book(title):
                    raise NotFoundError(f"no book {title}")

                return app
            """,
            fixed="""
            from flask import Flask, jsonify


            class NotFoundError(Exception):  # FLK416
                status_code = 404


            def create_app():
                app = Flask(__name__)

                @app.get("/books/<title>")
                def show_book(title):
                    raise NotFoundError(f"no book {title}")

                @app.errorhandler(NotFoundError)
                def handle_not_found_error(error):
                    return jsonify(error=str(error)), error.status_code

                return app
            """,
        ),
        Good(
            "a handler for the error and all that derive from it",
            """
            from flask import Flask


            class ShopError(Exception):
                status_code = 400


            app = Flask(__name__)
            app.register_error_handler(ShopError, lambda e: ({"error": str(e)}, e.status_code))


            @app.get("/books/<title>")
            def show_book(title):
                raise ShopError(f"no book {title}")
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        paths = project.raised_classes_of(file.module)
        for node in file.tree.all(cst.ClassDef) if paths else ():
            path = file.names.definition_path(node)
            if not node.bases or path not in paths:
                continue
            raised = project.raised_by_views(path)
            if not _is_api_error(path, project):
                continue
            place = next((each for each in raised if _is_lost(each, checker)), None)
            if place is not None:
                yield _finding(node, path, place, checker)


def _is_api_error(path: str, project: Project) -> bool:
    """Whether a class stands for an HTTP error and no class above it does."""
    bases = project.bases(path) or ("?",)
    if not all(each.startswith("builtins.") or project.defined_at(each) for each in bases):
        return False
    if not any(each.startswith("builtins.") and each != "builtins.object" for each in bases):
        return False
    above = [each for each in bases if each != path and project.defined_at(each)]
    return _has_status(path, project) and not any(_has_status(each, project) for each in above)


def _has_status(path: str, project: Project) -> bool:
    error = project.error_class
    if error is not None and error.path == path and error.why == "configured":
        return True
    if any(_is_error(project.constant(f"{path}.{name}")) for name in STATUS_NAMES):
        return True
    return any(
        isinstance(param.default, code.Constant) and _is_error(param.default.value)
        for param in project.parameters_of(path) or ()
        if param.name in STATUS_NAMES
    )


def _is_error(value: object) -> bool:
    return isinstance(value, int) and 400 <= value <= 599


def _is_lost(raised: Raised, checker: Checker) -> bool:
    """Whether what a view raises is sure to get to Flask, and to no handler."""
    if not is_unhandled(raised.error, checker.project):
        return False
    try:
        other = checker.file.open(raised.place.filename)
    except KeyError:
        return False
    node, view = other.node(raised.place), other.node(raised.view)
    return leaves_view(node, view, raised.error, checker.at(other))


def _finding(node: cst.ClassDef, path: str, raised: Raised, checker: Checker) -> Finding:
    name = node.name.value
    message = (
        f"views raise `{name}` and no error handler is registered for it: they answer 500; "
        f"register one with `register_error_handler({name}, ...)`"
    )
    evidence = [Evidence("a view raises it here", raised.place)]
    evidence += [
        Evidence("the factory", place) for _, place, _ in checker.project.factories()[:1] if place
    ]
    return Finding(node, message, tuple(evidence), handler_for(node, path, checker))
