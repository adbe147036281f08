"""FLK217."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.packages.package import decorator_at
from flasklint.project.views.endings import Endings, own_nodes
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile
from flasklint_rules.routing.shared.methods import MethodEndings, methods_of

_OWN_ANSWERS = ("make_response", "finalize_request", "full_dispatch_request", "dispatch_request")
"""The methods of an app that would answer where a view gives nothing."""


@dataclass(frozen=True)
class ViewMayReturnNone(Rule):
    """A view that can come to its end without an answer, which is a 500.

    ## What it does

    Reports views whose code can be run to its end without a `return`, and `return` without a value
    or with None in a view.

    ## Why it matters

    Flask cannot make a response of None: `TypeError: The view function for 'index' did not return a
    valid response. The function either returned None or ended without a return statement.` It
    happens on the one path that nobody has tried: a form that is not valid, a value that is not
    there.

    ## What it must know

    That a route calls the function as it is, and that nothing around makes an answer of None: only
    decorators that are known to pass answers on may stand on it, and the application must not have
    a way of its own to make responses. What follows `abort`, a `raise`, or a function that only
    raises does not count. `if request.method == "POST"` is followed for each method that the route
    lets through, but for HEAD and OPTIONS.

    ## When not to use it

    There is no reason: the path answers 500 whenever it is taken.

    ## Fix safety

    There is no fix: what to answer is for you to say.
    """

    code = "FLK217"
    category = "correctness"
    severity = "error"
    preview = True
    examples = (
        Bad(
            "nothing is answered where the number is not known",
            """
            from flask import Flask

            app = Flask(__name__)
            BOOKS = {1: "Emma"}


            @app.get("/books/<int:number>")
            def show_book(number):  # FLK217
                if number in BOOKS:
                    return BOOKS[number]
            """,
            fails="GET /books/2: TypeError: The view function for 'show_book' did not return",
        ),
        Good(
            "answered on every path",
            """
            from flask import Flask, abort

            app = Flask(__name__)
            BOOKS = {1: "Emma"}


            @app.get("/books/<int:number>")
            def show_book(number):
                if number in BOOKS:
                    return BOOKS[number]
                abort(404)
            """,
            works="GET /books/1",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        calls = project.view_calls_in(file.filename)
        seen: set[int] = set()
        for call in calls:
            if call.place.filename != file.filename or call.place.node in seen:
                continue
            seen.add(call.place.node)
            function = file.node(call.place)
            if not isinstance(function, cst.FunctionDef) or not _is_plain(function, checker):
                continue
            falls = _ends_bare(function, checker)
            bare = [
                node
                for node in own_nodes(function, file)
                if isinstance(node, cst.Return) and _is_none(node.value)
            ]
            if (falls is not None or bare) and not project.may_override(_OWN_ANSWERS):
                yield _finding(function, bare, falls)


def _ends_bare(function: cst.FunctionDef, checker: Checker) -> str | None:
    """For which method a view can come to its end, "" for all; None if it surely answers."""
    file, project = checker.file, checker.project
    if not Endings(file, project).reaches_end(function.body):
        return None
    if not _asks_for_method(function, file):
        return ""
    for method in methods_of(function, file):
        if MethodEndings(file, project, method=method).reaches_end(function.body):
            return method
    return None


def _is_plain(function: cst.FunctionDef, checker: Checker) -> bool:
    """Whether what a function returns is surely what Flask gets."""
    file = checker.file
    if any(isinstance(node, cst.Yield) for node in own_nodes(function, file)):
        return False
    if not _is_flask_view(function, checker):
        return False
    routes = checker.project.route_calls_in(file.filename)
    for decorator in function.decorators:
        node = decorator.decorator
        if file.tree.number(node) in routes:
            continue
        path = checker.canonical(node) or ""
        if decorator_at(path.removesuffix("()")) not in ("wrap", "keep"):
            return False
    return True


def _is_flask_view(function: cst.FunctionDef, checker: Checker) -> bool:
    """Whether a function that is a method is one of a class view of Flask's own: others make
    answers of all kinds of values."""
    cls = checker.file.names.scope(function)
    if not isinstance(cls, cst.ClassDef):
        return True
    path = checker.file.names.definition_path(cls)
    return all(
        base.startswith("flask.views.")
        or base == "builtins.object"
        or base == path
        or checker.project.defined_at(base) is not None
        for base in checker.project.bases(path) or ("?",)
    )


def _asks_for_method(function: cst.FunctionDef, file: SourceFile) -> bool:
    return any(
        isinstance(node, cst.Attribute)
        and node.attr.value == "method"
        and file.last_name(node.value) == "request"
        for node in file.tree.inside(function.body)
    )


def _is_none(node: cst.BaseExpression | None) -> bool:
    return node is None or (isinstance(node, cst.Name) and node.value == "None")


def _finding(function: cst.FunctionDef, bare: list[cst.Return], falls: str | None) -> Finding:
    name = function.name.value
    what = "returns None"
    if falls is not None:
        what = "can end without a `return`" + (f" at {falls}" if falls else "")
    evidence = tuple(Evidence("None is returned here", node) for node in bare)
    return Finding(
        function,
        f"the view `{name}` {what}, and Flask makes no response of None: TypeError, a 500; return "
        "an answer on every path",
        evidence,
    )
