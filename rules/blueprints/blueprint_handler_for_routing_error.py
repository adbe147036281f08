"""FLK111."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule

_ROUTING = {404, 405}
_RAISING = (
    "abort", "NotFound", "MethodNotAllowed", "get_or_404", "first_or_404", "one_or_404",
    "send_from_directory", "send_file", "HTTPException",
)  # fmt: skip
"""What raises a 404 or 405 in a view, where the handler of its Blueprint answers it."""


@dataclass(frozen=True)
class BlueprintHandlerForRoutingError(Rule):
    """An error handler of a Blueprint for 404 or 405, which no unknown URL reaches.

    ## What it does

    Reports `@bp.errorhandler(404)` and `(405)`, and `bp.register_error_handler(404, ...)`, in a
    project that raises no such error itself.

    ## Why it matters

    Whether a URL is known is decided before Flask knows of any Blueprint: the URL belongs to none.
    So the handler of a Blueprint does not answer for unknown URLs below its prefix; Flask's own
    page is sent. It answers only what the Blueprint's views raise, and here none does.

    ## What it must know

    That the handler is registered on a Blueprint, and that nothing in the project mentions what
    raises such an error: `abort`, `NotFound`, `get_or_404` and the like.

    ## When not to use it

    There is no reason: the handler is never called.

    ## Fix safety

    There is no fix. `app_errorhandler` answers for the whole application; to answer for a prefix
    alone, look at `request.path` there.
    """

    code = "FLK111"
    category = "correctness"
    preview = True
    words = frozenset({"errorhandler", "register_error_handler"})
    examples = (
        Bad(
            "an unknown URL below the prefix",
            """
            from flask import Blueprint, Flask

            books = Blueprint("books", __name__, url_prefix="/books")


            @books.errorhandler(404)  # FLK111
            def not_found(error):
                return {"error": "no such book"}, 404


            @books.get("/")
            def list_books():
                return {"books": []}


            app = Flask(__name__)
            app.register_blueprint(books)
            """,
            fails="GET /books/nowhere: 404 text/html <!doctype html>",
            says="`app_errorhandler`",
        ),
        Good(
            "for the whole application",
            """
            from flask import Blueprint, Flask

            books = Blueprint("books", __name__, url_prefix="/books")


            @books.app_errorhandler(404)
            def not_found(error):
                return {"error": "no such book"}, 404


            @books.get("/")
            def list_books():
                return {"books": []}


            app = Flask(__name__)
            app.register_blueprint(books)
            """,
            works="GET /books/",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        for handler in project.error_handlers_in(file.filename):
            errors = {*handler.errors}
            if handler.blueprint is None or not errors or not errors <= _ROUTING:
                continue
            if project.is_mentioned(_RAISING) or project.may_hide(_RAISING):
                return
            node = file.node(handler.place)
            which = " and ".join(map(str, sorted(errors, key=str)))
            if isinstance(node, cst.Call):
                yield Finding(
                    node,
                    f"this never answers {which}: an unknown URL belongs to no Blueprint, and no "
                    "view raises it; use `app_errorhandler`, which answers for the application",
                    (Evidence("the Blueprint is made here", handler.blueprint),),
                )
