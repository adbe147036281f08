"""FLK417."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.facts.node import Place
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Project, Rule, SourceFile
from flasklint_rules.errors.shared.answering import one_app
from flasklint_rules.errors.shared.answering_http import http_handler

_MODULE = "werkzeug.exceptions"
_ALL = {f"{_MODULE}.HTTPException", "builtins.Exception", "builtins.BaseException"}
_BY_FLASK = {404: "NotFound", 405: "MethodNotAllowed"}
_FEWEST = 3
_SHARE = 0.75
_PAGES = 0.1


@dataclass(frozen=True)
class NoHttpErrorHandler(Rule):
    """A JSON API that answers unknown URLs and wrong methods in HTML.

    ## What it does

    Reports the application of a project whose views answer JSON, if no error handler is registered
    for `HTTPException` (or `Exception`), nor one each for 404 and 405. A handler that hands HTTP
    errors back (`if isinstance(e, HTTPException): return e`) leaves them to Flask.

    ## Why it matters

    Flask itself answers 404 for an unknown URL, 405 for a wrong method, 400 and 415 for a body that
    is no JSON: without a handler, with a page in HTML. A client that reads every answer as JSON
    fails there, mostly with an error of its parser: `Expecting value: line 1 column 1 (char 0)`.

    ## What it must know

    The project makes one application, or one per branch of its factory; at least three views and
    three quarters of all answer JSON: a dict, a list, `jsonify`, or what a function of the project
    makes of these; at most a tenth render pages; and every handler is known. It is silent where
    handlers are registered in a loop over unknown values; the app has steps of its own from an
    exception to an answer; it is handed to code that cannot be followed or a package that is not
    known to leave HTTP errors alone; Flask-RESTful, Flask-RESTX, flask-smorest, APIFlask and the
    like answer errors; an error handler answers pages; or a route takes all paths (`/<path:path>`).

    ## When not to use it

    Where clients look at the status alone.

    ## Fix safety

    The fix is unsafe, because answers change, which is its purpose. The new handler stands beside
    the others, or where the application is made and set up or returned. It answers as that of the
    project's API error does, the description as the message, without details; or else like most
    error answers, or `{"error": description}`. Headers such as `Allow` are not sent any more. There
    is no fix where the shape cannot be read, the names are taken, or there is no sure place for it.
    """

    code = "FLK417"
    category = "architecture"
    severity = "warning"
    preview = True
    fix = "sometimes"
    examples = (
        Bad(
            "an API that answers unknown URLs in HTML",
            {
                "shop/views.py": """
                    from flask.views import MethodView


                    class Books(MethodView):
                        def get(self):
                            return []

                        def post(self):
                            return {"id": 1}, 201

                        def delete(self):
                            return {}
                    """,
                "shop/app.py": """
                    from flask import Flask

                    from shop.views import Books

                    app = Flask(__name__)  # FLK417
                    app.add_url_rule("/books", view_func=Books.as_view("books"))
                    """,
            },
            fixed={
                "shop/app.py": """
                    from flask import Flask, jsonify
                    from werkzeug.exceptions import HTTPException

                    from shop.views import Books

                    app = Flask(__name__)  # FLK417
                    app.add_url_rule("/books", view_func=Books.as_view("books"))


                    @app.errorhandler(HTTPException)
                    def handle_http_error(error):
                        return jsonify(error=error.description), error.code
                    """,
            },
        ),
        Good(
            "a handler for all HTTP errors",
            """
            from flask import Flask
            from werkzeug.exceptions import HTTPException

            app = Flask(__name__)
            app.register_error_handler(HTTPException, lambda e: ({"error": e.name}, e.code))
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        project = checker.project
        app = one_app(project)
        if app is None:
            return
        factory, made = app
        is_here = _is_made_in(checker.file, made) and _have_one_name(checker)
        missing = _missing(project) if is_here else []
        if missing and _is_json_api(project):
            yield _finding(missing, factory, made, checker)


def _is_made_in(file: SourceFile, place: Place) -> bool:
    """Whether a call in a file makes the app."""
    return place.filename == file.filename and isinstance(file.node(place), cst.Call)


def _have_one_name(checker: Checker) -> bool:
    """Whether all that makes apps stands in a file, and is assigned to one name if it is more."""
    file = checker.file
    places = {made for _, _, made in checker.project.factories()}
    if len(places) == 1:
        return True
    names: set[str] = set()
    for place in places:
        line = file.tree.parent(file.node(place)) if place.filename == file.filename else None
        match line:
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
                names.add(name)
            case _:
                return False
    return len(names) == 1


def _missing(project: Project) -> list[int]:
    """The statuses that Flask answers by itself and no handler does; empty if cannot tell."""
    handled = project.handled_errors(None)
    answered = handled.errors - handled.handed_back
    if handled.open or not _ALL.isdisjoint(map(str, answered)):
        return []
    return [
        status
        for status, name in _BY_FLASK.items()
        if status not in answered and f"{_MODULE}.{name}" not in answered
    ]


def _is_json_api(project: Project) -> bool:
    api = project.json_api
    if api.open or api.json < _FEWEST:
        return False
    return api.json >= _SHARE * api.total and api.pages <= _PAGES * api.total


def _finding(missing: list[int], factory: Place | None, made: Place, checker: Checker) -> Finding:
    listed = " and ".join(map(str, missing))
    message = (
        f"the views answer JSON, but {listed} are answered in HTML: no error handler answers them "
        "in JSON; register one for `HTTPException`"
    )
    if len(missing) == 1:
        message = message.replace(" are answered", " is answered").replace("them in", "it in")
    error = checker.project.error_class
    evidence: tuple[Evidence, ...] = ()
    if error is not None and error.handler is not None:
        evidence = (Evidence("the handler of the API error answers JSON", error.handler),)
    return Finding(checker.file.node(made), message, evidence, http_handler(factory, made, checker))
