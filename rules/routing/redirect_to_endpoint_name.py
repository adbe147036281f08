"""FLK221."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.literals import string_value
from flasklint.project.routes import Endpoint
from flasklint.rule import (
    AddImport,
    Bad,
    Change,
    Checker,
    Evidence,
    Finding,
    Fix,
    Good,
    Replace,
    Rule,
)

_REDIRECTS = {"flask.redirect", "werkzeug.utils.redirect", "werkzeug.redirect"}
_BUILD = "flask.url_for"
_ENDPOINT = re.compile(r"\.?[a-zA-Z_][\w-]*(\.[a-zA-Z_][\w-]*)*")


@dataclass(frozen=True)
class RedirectToEndpointName(Rule):
    """A redirect to the name of an endpoint, which the browser takes for a relative URL.

    ## What it does

    Reports `redirect("index")` and `redirect("books.index")`: Flask's `redirect` with a string that
    is the endpoint of a view and leads to no page as a URL. Also `redirect(".index")`, which means
    a view of the same Blueprint.

    ## Why it matters

    `redirect` takes a URL. Flask sends `Location: index`, and the browser puts it in place of what
    is behind the last slash of the page: from `/books/new` it goes to `/books/index`, a 404.
    Nothing fails before somebody follows it.

    ## What it must know

    That the application has the endpoint for sure, and that no page has the URL. Where the call
    stands in a view, the URL is worked out from the URLs of that view; anywhere else, from those of
    all pages. It is silent where `redirect("login")` does lead to `/login`, though `url_for` is
    better there too; where some URL rule of the project cannot be told, or one such as `/<page>`
    may answer `index` (no such rule is meant by `books.index`); for static files; and where an app
    has a `redirect` of its own.

    ## When not to use it

    Where a proxy answers such URLs itself, before Flask has them.

    ## Fix safety

    The fix is unsafe: it redirects to another URL. It writes `url_for("index")` and imports it.
    There is no fix if the URL has variables, or if `url_for` is something else there.
    """

    code = "FLK221"
    category = "correctness"
    severity = "error"
    preview = True
    fix = "sometimes"
    words = frozenset({"redirect"})
    examples = (
        Bad(
            "a redirect to `/books/index`, which is no page",
            """
            from flask import Flask, redirect

            app = Flask(__name__)


            @app.get("/")
            def index():
                return "all books"


            @app.post("/books/new")
            def add_book():
                return redirect("index")  # FLK221
            """,
            fixed="""
            from flask import Flask, redirect, url_for

            app = Flask(__name__)


            @app.get("/")
            def index():
                return "all books"


            @app.post("/books/new")
            def add_book():
                return redirect(url_for("index"))  # FLK221
            """,
            fails="POST /books/new: 302 text/html to index",
        ),
        Good(
            "a redirect to a URL",
            """
            from flask import Flask, redirect, url_for

            app = Flask(__name__)


            @app.get("/")
            def index():
                return "all books"


            @app.get("/home")
            def home():
                return redirect(url_for("index"))
            """,
            works="GET /home",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        for call in file.tree.all(cst.Call):
            given = _location(call) if file.last_name(call.func) == "redirect" else None
            if not isinstance(given, cst.SimpleString):
                continue
            text = string_value(given)
            if not isinstance(text, str) or not _ENDPOINT.fullmatch(text):
                continue
            if checker.canonical(call.func) not in _REDIRECTS:
                continue
            view = _view(call, checker)
            endpoint = project.endpoint(text, view)
            if not endpoint.exists.holds or endpoint.name.rpartition(".")[2] == "static":
                continue
            if not project.may_lead_somewhere(text, view):
                yield _finding(call, given, text, endpoint, checker)


def _location(call: cst.Call) -> cst.BaseExpression | None:
    """What a redirect is given as the URL."""
    for at, arg in enumerate(call.args):
        if arg.star:
            return None
        if (at == 0 and arg.keyword is None) or (arg.keyword and arg.keyword.value == "location"):
            return arg.value
    return None


def _view(call: cst.Call, checker: Checker) -> str:
    """The path of the view function, or of the class view's method, whose own code has a call; ""
    for any other code."""
    file = checker.file
    kinds = (cst.FunctionDef, cst.Lambda)
    function = next((at for at in file.tree.ancestors(call) if isinstance(at, kinds)), None)
    for view in checker.project.views_in(file.filename):
        if file.tree.node(view.node) is function:
            return view.path
    return ""


def _finding(
    call: cst.Call, given: cst.SimpleString, text: str, endpoint: Endpoint, checker: Checker
) -> Finding:
    needs = endpoint.needs
    written = checker.file.code(given) + "".join(f", {name}=..." for name in needs or ())
    message = (
        f"`{text}` is an endpoint and no URL: the browser goes to a page of that name beside the "
        f"one it is on, and there is none; write `redirect(url_for({written}))`"
    )
    place = endpoint.exists.place
    evidence = (Evidence(f"the endpoint `{endpoint.name}`", place),) if place else ()
    fix = _fix(call, given, checker) if needs == () else None
    return Finding(given, message, evidence, fix)


def _fix(call: cst.Call, given: cst.SimpleString, checker: Checker) -> Fix | None:
    file = checker.file
    changes: list[Change] = []
    name = "url_for"
    if isinstance(call.func, cst.Attribute) and file.names.path(call.func.value) == "flask":
        name = f"{file.code(call.func.value)}.url_for"
    elif _is_free(call, checker):
        changes.append(AddImport(file.filename, "flask", "url_for"))
    else:
        return None
    changes.append(Replace(given, f"{name}({file.code(given)})"))
    return Fix("Redirect to the URL of the endpoint", tuple(changes))


def _is_free(call: cst.Call, checker: Checker) -> bool:
    """Whether `url_for` is Flask's where a call stands, or nothing yet."""
    file = checker.file
    bound = (file.names.bindings.get(at, {}) for at in (*file.tree.ancestors(call),))
    paths = [each.value for names in bound for each in names.get("url_for", ())]
    return all(
        isinstance(path, str) and checker.project.canonical(path) == _BUILD for path in paths
    )
