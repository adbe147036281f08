"""FLK216."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from flasklint.facts.node import Place
from flasklint.languages.python.literals import string_value
from flasklint.languages.python.loops import looped_over
from flasklint.packages.flask_api import ROUTE_SHORTCUTS
from flasklint.project.routes import ShadowedRoute as Shadowed
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile
from flasklint_rules.routing.shared.standing import is_in_branch, is_surely_imported


@dataclass(frozen=True)
class ShadowedRoute(Rule):
    """A route that another view of the application answers.

    ## What it does

    Reports a route whose URL rule and method another view of the same app has already, also in
    another file or another Blueprint with the same prefix. Rules are compared as the app has them,
    without the names of variables: `/books/<id>` and `/books/<string:book_id>` are the same.

    ## Why it matters

    Flask starts and says nothing. Of two rules with the same pattern, Werkzeug takes the one that
    was registered first, so the later view is never called: its URL answers with what the other
    view makes of it, while `url_for` still gives it for the endpoint of the later one.

    ## What it must know

    That both routes surely are on the same app, with rules, methods, host and subdomain that are
    known, and that two views of the project answer them. It is silent where one of the two, a call
    or an import that leads to it, or a registration stands in a branch (`if`, `try`, `match`), or
    in one of several functions of which one is picked (`SETUPS[stage](app)`), and where the two
    views are of the same code: the answer is the same, and a template may need the endpoint. It
    does not compare

    - static text with variables, or variables with different converters: there the order does not
      decide, and each view has URLs of its own; that goes for `<id>` and `<string:id>` too where
      the project may replace the converter `default` or `string`;
    - `/books` with `/books/`, or rules with different `strict_slashes`;
    - rules with options that change what is matched, such as `websocket`.

    Two routes with one endpoint are reported by `duplicate-endpoint`. Where the two are registered
    from different files, the order of the imports decides which one is called, and the message says
    so.

    ## When not to use it

    Where an application replaces views of a package that it also keeps, by registering its own
    before.

    ## Fix safety

    There is no fix: which view is meant cannot be told.
    """

    code = "FLK216"
    category = "correctness"
    severity = "warning"
    examples = (
        Bad(
            "the later view is never called",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.get("/books/<int:book_id>")
            def show_book(book_id):
                return f"book {book_id}"


            @app.get("/books/<int:number>")  # FLK216
            def count_books(number):
                return f"{number} books"
            """,
            fails="GET /books/3: 200 text/html book 3",
        ),
        Good(
            "each view has a URL of its own",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.get("/books/<int:book_id>")
            def show_book(book_id):
                return f"book {book_id}"


            @app.get("/books/newest/<int:number>")
            def newest_books(number):
                return f"the {number} newest books"
            """,
            works="GET /books/newest/3",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        alike: dict[tuple[cst.CSTNode, *tuple[object, ...]], list[Shadowed]] = {}
        for shadowed in checker.project.shadowed_routes_in(file.filename):
            if _is_sure(shadowed, checker) and not _is_same_code(shadowed, file):
                call = file.tree.node(shadowed.node)
                node = _item(call, shadowed.rule, file) or call
                key = (node, shadowed.other, shadowed.views, shadowed.methods, shadowed.first)
                alike.setdefault(key, []).append(shadowed)
        for (node, *_), routes in alike.items():
            call = file.tree.node(routes[0].node)
            evidence = [Evidence("the other route is declared here", routes[0].other)]
            if node is not call:
                evidence.append(Evidence("the loop declares it here", file.place(call)))
            yield Finding(node, _message(routes), tuple(evidence))


def _is_sure(shadowed: Shadowed, checker: Checker) -> bool:
    """Whether what leads to the two routes is run in any case."""
    file = checker.file
    if not isinstance(file.tree.node(shadowed.node), cst.Call):
        return False
    if any(is_in_branch(place, file) for place in (*shadowed.way, *shadowed.other_way)):
        return False
    files = {file.filename, shadowed.other.filename}
    return all(is_surely_imported(each, shadowed.app.filename, checker) for each in files)


def _is_same_code(shadowed: Shadowed, file: SourceFile) -> bool:
    """Whether both views do the same: then nothing is missed, and the later one may be there for
    its endpoint, which templates may name."""
    mine, other = (_view_code(place, file) for place in shadowed.views)
    return mine is not None and mine == other


def _view_code(place: Place, file: SourceFile) -> list[str] | None:
    """The text of a function but for its name, its docstring and its routes."""
    there = file.open(place.filename)
    node = there.node(place)
    if not isinstance(node, cst.FunctionDef) or not isinstance(node.body, cst.IndentedBlock):
        return None
    body = list(node.body.body)
    if node.get_docstring() is not None:
        del body[0]
    around = [each.decorator for each in node.decorators]
    others = [each for each in around if not _is_route(each, there)]
    return [there.code(each).strip() for each in (*others, node.params, *body)]


def _is_route(decorator: cst.BaseExpression, file: SourceFile) -> bool:
    func = decorator.func if isinstance(decorator, cst.Call) else decorator
    return file.last_name(func) in {"route", *ROUTE_SHORTCUTS}


def _item(call: cst.CSTNode, rule: str, file: SourceFile) -> cst.CSTNode | None:
    """The text of the rule, or its end, in what the loop around the call goes over."""
    looped = looped_over(call, file)
    if looped is None:
        return None
    texts = [each for each in file.tree.inside(looped) if isinstance(each, cst.SimpleString)]
    ends = [each for each in texts if (end := string_value(each)) and rule.endswith(str(end))]
    return max(ends, key=lambda each: len(str(string_value(each))), default=None)


def _message(routes: Sequence[Shadowed]) -> str:
    """What to say of the routes that one call declares and one other call hides."""
    shadowed = routes[0]
    methods = ", ".join(shadowed.methods)
    rules = " and ".join(f"`{methods} {each.rule}`" for each in routes)
    are = "is a route" if len(routes) == 1 else "are routes"
    those = "it" if len(routes) == 1 else "them"
    mine, other = _names(shadowed.view, shadowed.other_view)
    if shadowed.first:
        why = f"which is registered first: `{mine}` is never called for {those}"
    else:
        why = f"and only what is registered first is called, not both it and `{mine}`"
    return f"{rules} {are} of `{other}` too, {why}; change the rule of one, or remove one"


def _names(path: str, other: str) -> tuple[str, str]:
    """Two views as people call them: with what tells them apart."""
    mine, theirs = (each.rpartition("<locals>.")[2].split(".") for each in (path, other))
    size = next((size for size in range(1, len(mine)) if mine[-size:] != theirs[-size:]), len(mine))
    return ".".join(mine[-size:]), ".".join(theirs[-size:])
