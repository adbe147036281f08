"""FLK302."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile
from flasklint_rules.services.shared.service_functions import (
    asks_whether_there_is,
    is_service,
    service_around,
    tests_for_context,
    uses,
)

_REASONS = {
    "flask.request": "it works only while a request is answered; pass it the values it needs",
    "flask.session": "it works only while a request is answered; pass it the values it needs",
    "flask.g": "it depends on what others have put there; pass it the values it needs",
}
_PROBES = {"get", "setdefault", "pop"}


@dataclass(frozen=True)
class FlaskRequestInService(Rule):
    """A service that reads Flask's `request`, `session` or `g` instead of taking arguments.

    ## What it does

    Reports the first place in each function of the service layer that uses `flask.request`,
    `flask.session` or `flask.g`, however they are imported; further places are listed with it. A
    module of the project may pass them on, under a name that still says what it is: `request` or
    `current_request`, but `g` only. Functions that make answers (`jsonify`, `abort`) are the matter
    of `http-in-service`.

    ## Why it matters

    Such a service can be called by a view and by nobody else. From a command, a worker or a test
    it ends with

        RuntimeError: Working outside of request context.

    and whoever calls it cannot see what it reads.

    ## What it must know

    The rule speaks only in a project with a service layer: modules named so, which at least half of
    the views that reach data use, or what `architecture.services` names. It is silent about

    - modules that define views or Blueprints themselves, hooks, error handlers, decorators,
      functions that any file passes on or keeps in a table (`Limiter(key_func=key)`), lambdas that
      are no argument of Python's own functions, and classes that derive from those of other
      packages: the web calls them, not a view;
    - functions that ask `has_request_context()`, `has_app_context()` or `if request:`, or catch
      `RuntimeError`;
    - `g` as a place to keep something for the time of a request: `if "db" not in g`, `g.get("db")`;
    - `current_app`: its settings and its logger are there in commands and workers as well.

    ## When not to use it

    If some of these are agreed on in your services, name them in `allow`.

    ## Fix safety

    There is no fix: which values a service needs, and from whom, is a choice.
    """

    code = "FLK302"
    category = "architecture"
    examples = (
        Bad(
            "the service asks the request for a page number",
            {
                "shop/services.py": """
                    from flask import request

                    from shop.models import Book


                    def list_books():
                        return Book.titles(page=request.args.get("page", 1, type=int))  # FLK302
                    """,
                "shop/views.py": """
                    from flask import Blueprint

                    from shop.services import list_books

                    bp = Blueprint("books", __name__)


                    @bp.get("/books")
                    def show_books():
                        return list_books()
                    """,
            },
        ),
        Good(
            "the view asks, and passes it on",
            """
            from flask import Blueprint, request

            from shop.services import list_books

            bp = Blueprint("books", __name__)


            @bp.get("/books")
            def show_books():
                return list_books(page=request.args.get("page", 1, type=int))
            """,
        ),
    )

    allow: tuple[str, ...] = ()
    """What services may use after all: `g`, `session`, `request`."""
    forbid: tuple[str, ...] = ()
    """What services must not use besides, by its dotted name: `flask_login.current_user`."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if not is_service(checker):
            return
        wanted = {path for path in _REASONS if path.rpartition(".")[2] not in self.allow}
        found: dict[tuple[cst.FunctionDef, str], list[cst.BaseExpression]] = {}
        for node, known in uses(checker, wanted | set(self.forbid)):
            function = service_around(node, checker)
            if function is not None:
                found.setdefault((function, known), []).append(node)
        prepared = {
            function
            for (function, _), nodes in found.items()
            if any(asks_whether_there_is(node, file) for node in nodes)
        }
        for (function, known), nodes in found.items():
            if function in prepared or tests_for_context(function, file):
                continue
            if known == "flask.g" and any(_is_probe(node, file) for node in nodes):
                continue
            if checker.project.is_handed_on(file.names.definition_path(function)):
                continue
            yield _finding(function, known, nodes, file)


def _is_probe(node: cst.BaseExpression, file: SourceFile) -> bool:
    """Whether a use of `g` looks whether something is kept there."""
    match file.tree.parent(node):
        case cst.ComparisonTarget():
            return True
        case cst.Attribute(attr=cst.Name(value=name)):
            return name in _PROBES
        case cst.Arg() as argument:
            call = file.tree.around(argument)
            path = file.names.path(call.func) if isinstance(call, cst.Call) else None
            return path in {"builtins.hasattr", "builtins.getattr"}
    return False


def _is_set(node: cst.BaseExpression, file: SourceFile) -> bool:
    """Whether a use of `g` only puts something there."""
    above = file.tree.parent(node)
    return above is not None and isinstance(file.tree.parent(above), cst.AssignTarget)


def _finding(
    function: cst.FunctionDef, known: str, nodes: list[cst.BaseExpression], file: SourceFile
) -> Finding:
    name = known.rpartition(".")[2]
    reason = _REASONS.get(known, "pass it the values it needs")
    if known == "flask.g" and all(_is_set(node, file) for node in nodes):
        reason = "what it leaves there, others depend on unseen; return it"
    message = f"the service `{file.names.qualname(function)}` uses `{name}`: {reason}"
    return Finding(nodes[0], message, tuple(Evidence("and here", node) for node in nodes[1:]))
