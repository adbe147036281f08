"""FLK509."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.packages.flask_api import ROUTE_DECLARING
from flasklint.project.bodies import BodyCustom
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile
from flasklint_rules.requests.shared.body_values import is_looked_at, takes_body

_FEWEST = 3
"""Of fewer views that validate, most is no custom."""


@dataclass(frozen=True)
class UnvalidatedBody(Rule):
    """A view that passes on what a client sent, unvalidated, where most views validate it.

    ## What it does

    Reports calls of models and services in a view that take `request.json`, `request.get_json()`,
    `request.form` or a value out of it, as it was sent. Further calls of the view are listed with
    the first.

    ## Why it matters

    Flask hands over whatever the client sends: a list where an object is expected, a number where a
    text is, no value at all. Where the other views answer 400 or 422 and say which field is wrong,
    this one fails further down, or the database keeps what no other view would have let in.

    ## What it must know

    The project validates bodies, by marshmallow, pydantic, WTForms, webargs, flask-smorest,
    APIFlask, Flask-Pydantic, Flask-RESTX, jsonschema or its own functions that are given a schema:
    three views or more do, and they are three of four of those that take a body at all. The rule
    is silent about

    - views that look at the body themselves: a comparison, a loop, a call that it is passed to, a
      conversion, an `except ValueError`. `if not title` only asks if it is there, and is no look;
    - views, services and models that may validate further down, as far as the names tell that they
      mention, and about MongoEngine's documents, which always do;
    - projects in which a `before_request` function may validate;
    - views that read the body's bytes or a header, as those for webhooks do that check a signature;
    - `Book(**request.json)`, which is the matter of `mass-assignment`.

    ## When not to use it

    Where values such as an id or a search text go to services unvalidated on purpose.

    ## Fix safety

    There is no fix: what may be in a body is a decision.
    """

    code = "FLK509"
    category = "architecture"
    preview = True
    words = frozenset({"get_json", "json", "form"})
    examples = (
        Bad(
            "three of four views validate what they are sent",
            """
            from flask import Flask, request
            from marshmallow import Schema, fields
            from peewee import CharField, Model

            app = Flask(__name__)


            class Book(Model):
                title = CharField()


            class BookIn(Schema):
                title = fields.String(required=True)


            @app.post("/books")
            def add_book():
                return {"saved": Book(**BookIn().load(request.json)).save()}


            @app.put("/books/<int:id>")
            def replace_book(id):
                return {"saved": Book(id=id, **BookIn().load(request.json)).save()}


            @app.patch("/books/<int:id>")
            def change_book(id):
                return {"saved": Book(id=id, **BookIn(partial=True).load(request.json)).save()}


            @app.post("/magazines")
            def add_magazine():
                return {"saved": Book(title=request.json["title"]).save()}  # FLK509
            """,
        ),
        Good(
            "the view validates it before the model takes it",
            """
            from shop import Book, BookIn, app


            @app.post("/magazines")
            def add_magazine():
                return {"saved": Book(**BookIn().load(request.json)).save()}
            """,
        ),
    )

    share: float = 0.75
    """Which share of the views that take a body must validate it, for the others to be reported."""
    validators: tuple[str, ...] = ()
    """The team's own functions and decorators that validate a body, by their dotted names."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        for view in project.views_in(file.filename):
            function = file.tree.node(view.node)
            if not isinstance(function, cst.FunctionDef):
                continue
            calls = {
                call: target
                for call in _calls_with_body(function, file)
                if (target := _target(call, checker)) is not None
            }
            if not calls or _reads_more(function, file) or is_looked_at(function, {*calls}, file):
                continue
            custom = project.body_custom(file.filename, self.validators)
            if view.node not in custom.without or not self._is_custom(custom):
                continue
            if not project.may_hide(tuple(sorted(ROUTE_DECLARING))):
                yield _finding(calls, custom)

    def _is_custom(self, custom: BodyCustom) -> bool:
        """Whether most views that take a body validate it."""
        taking = custom.validated + custom.reading
        return custom.validated >= _FEWEST and custom.validated >= self.share * taking


def _calls_with_body(function: cst.FunctionDef, file: SourceFile) -> Iterator[cst.Call]:
    for node in file.tree.inside(function.body):
        if isinstance(node, cst.Call) and takes_body(node, file):
            yield node


def _target(call: cst.Call, checker: Checker) -> str | None:
    """What a call is, in words, if it is a model's constructor or a service's function, and surely
    does not validate."""
    project = checker.project
    path = checker.canonical(call.func)
    if path is None or project.may_validate(path):
        return None
    library = project.model_library(path)
    if library is not None:
        return None if library == "mongoengine" else f"`{path.rpartition('.')[2]}`"
    module = project.module_of(path)
    if module is None or module not in project.service_modules:
        return None
    return f"`{path.removeprefix(f'{module}.')}`"


def _reads_more(function: cst.FunctionDef, file: SourceFile) -> bool:
    """Whether a view reads what a signature needs."""
    wanted = {f"flask.request.{name}" for name in ("headers", "data", "get_data")}
    return any(
        isinstance(node, cst.Attribute) and file.names.path(node) in wanted
        for node in file.tree.inside(function.body)
    )


def _finding(calls: dict[cst.Call, str], custom: BodyCustom) -> Finding:
    (call, target), *others = calls.items()
    taking = custom.validated + custom.reading
    message = (
        f"{target} is given what the client sent, unvalidated, while {custom.validated} of "
        f"{taking} views that take a body validate it; validate it first, as with "
        f"`{custom.schema}`"
    )
    evidence = [Evidence(f"and {name} here", other) for other, name in others]
    if custom.example is not None:
        evidence.append(Evidence("a view that validates the body", custom.example))
    return Finding(call, message, tuple(evidence))
