"""FLK124."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.packages.flask_api import ROUTE_DECLARING
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile


@dataclass(frozen=True)
class RouteOnApp(Rule):
    """A view that is put on the application in a project that puts its views on Blueprints.

    ## What it does

    Reports `@app.route(...)`, `@app.get(...)` and `app.add_url_rule(...)` for a function of the
    project, where most views of the project are on Blueprints.

    ## Why it matters

    A Blueprint keeps views together with their prefix, their hooks and their error handlers. What
    stands on the application beside them has none of these, and is found only by whoever knows.

    ## What it must know

    That the object is an application and no Blueprint, that this application registers
    Blueprints, and that more than half of all views that the project's code puts on URLs are on
    Blueprints. It is silent about views in a function (a factory's health check), up to `nested`
    in each, about class views, static files, error handlers and hooks, and about routes that
    extensions add.

    ## When not to use it

    Where the application has views of its own on purpose, for instance its start page.
    """

    code = "FLK124"
    category = "architecture"
    preview = True
    examples = (
        Bad(
            "one view on the application, the others on a Blueprint",
            {
                "app.py": """
                    from flask import Flask

                    from books import bp

                    app = Flask(__name__)
                    app.register_blueprint(bp, url_prefix="/books")


                    @app.get("/authors")  # FLK124
                    def authors():
                        return []
                    """,
                "books.py": """
                    from flask import Blueprint

                    bp = Blueprint("books", __name__)


                    @bp.get("/")
                    def index():
                        return []


                    @bp.post("/")
                    def add():
                        return {}
                    """,
            },
        ),
        Good(
            "each view on a Blueprint",
            """
            from flask import Blueprint, Flask

            books = Blueprint("books", __name__, url_prefix="/books")
            authors = Blueprint("authors", __name__, url_prefix="/authors")


            @books.get("/")
            def all_books():
                return []


            @authors.get("/")
            def all_authors():
                return []


            app = Flask(__name__)
            app.register_blueprint(books)
            app.register_blueprint(authors)
            """,
            works="GET /authors/",
        ),
    )

    nested: int = 3
    """How many views a function, such as the factory, may put on the application."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        routes = project.routes_on_apps(file.filename)
        if not routes:
            return
        share = project.route_share()
        if share.on_blueprints <= share.on_apps or share.example is None:
            return
        calls = {made.view: file.tree.node(made.node) for made in reversed(routes)}
        found = {view: call for view, call in calls.items() if _declares(call)}
        around = {view: _function_around(call, file) for view, call in found.items()}
        counted = Counter(around.values())
        for view, call in found.items():
            function = around[view]
            if function is not None and counted[function] <= self.nested:
                continue
            node = file.open(view.filename).node(view)
            name = node.name.value if isinstance(node, cst.FunctionDef) else "this view"
            message = (
                f"the view `{name}` stands on the application; put it on a Blueprint, like "
                f"{share.on_blueprints} of {share.on_blueprints + share.on_apps} views"
            )
            yield Finding(call, message, (Evidence("a view on a Blueprint", share.example),))


def _declares(call: cst.CSTNode) -> bool:
    """Whether a call is the route itself, and not one that leads to it."""
    match call:
        case cst.Call(func=cst.Attribute(attr=attr)):
            return attr.value in ROUTE_DECLARING
    return False


def _function_around(call: cst.CSTNode, file: SourceFile) -> cst.FunctionDef | None:
    """The function that a route is declared in; its view's decorators stand outside of the view."""
    below = call
    for around in file.tree.ancestors(call):
        if isinstance(around, cst.FunctionDef) and not isinstance(below, cst.Decorator):
            return around
        below = around
    return None
