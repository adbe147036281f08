"""FLK206."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.facts.node import Place
from flasklint.packages.flask_api import ROUTE_DECLARING
from flasklint.project.routes import EndpointClash
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile
from flasklint_rules.routing.shared.standing import is_in_branch


@dataclass(frozen=True)
class DuplicateEndpoint(Rule):
    """Two views with one endpoint, so that the application does not start.

    ## What it does

    Reports a route whose endpoint another view of the same app or Blueprint has already: two
    functions of the same name, also in different files, two lambdas, `endpoint="x"` twice, or two
    views made by `as_view("x")`.

    ## Why it matters

    An endpoint is one function. The second one ends in `AssertionError: View function mapping is
    overwriting an existing endpoint function: index`, for a Blueprint not before it is registered.

    ## What it must know

    That both routes surely are on the same app, by the same Blueprint if any, and that the views
    are two. It is silent where one of the two, a call that leads to it, or a registration stands in
    a branch (`if`, `try`, `match`) or in one of several functions of which one is picked
    (`SETUPS[stage](app)`), where the endpoint is computed, and where one call declares
    several views. Several routes for one function share its endpoint rightly.

    ## When not to use it

    There is no reason to keep such a route.

    ## Fix safety

    There is no fix: a new name would have to be guessed, and `url_for` asks for it.
    """

    code = "FLK206"
    category = "correctness"
    severity = "error"
    preview = True
    examples = (
        Bad(
            "two views of one name, the second one copied",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.route("/")
            def index():
                return "books"


            @app.route("/about")  # FLK206
            def index():
                return "about us"
            """,
            fails="start: AssertionError: View function mapping is overwriting",
        ),
        Good(
            "each view has a name of its own",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.route("/")
            def index():
                return "books"


            @app.route("/about")
            def about():
                return "about us"
            """,
            works="GET /about",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        for clash in checker.project.endpoint_clashes_in(file.filename):
            node = file.tree.node(clash.node)
            if not _declares(node) or not _declares(_node(clash.other, file)):
                continue
            if any(is_in_branch(place, file) for place in (*clash.way, *clash.other_way)):
                continue
            yield Finding(node, _message(clash), (Evidence("the other view is here", clash.other),))


def _message(clash: EndpointClash) -> str:
    todo = f"rename the function `{clash.name}`" if clash.name else "choose another name"
    if clash.name == "<lambda>":
        todo = "give it an `endpoint`"
    return (
        f"the endpoint `{clash.endpoint}` is that of another view: the application does not start; "
        f"{todo}"
    )


def _node(place: Place, file: SourceFile) -> cst.CSTNode:
    return file.open(place.filename).node(place)


def _declares(node: cst.CSTNode) -> bool:
    """Whether a call is one of Flask's own that declare a route."""
    return (
        isinstance(node, cst.Call)
        and isinstance(node.func, cst.Attribute)
        and node.func.attr.value in ROUTE_DECLARING
    )
