"""FLK514."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.facts.node import Place
from flasklint.packages import database_api
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile
from flasklint_rules.requests.shared.request_data import (
    decided_keys,
    function_around,
    is_request_data,
    may_be_checked,
    may_have_request_data,
)

_PLAIN = (cst.Expr, cst.SimpleStatementLine, cst.SimpleStatementSuite, cst.IndentedBlock)


@dataclass(frozen=True)
class MassAssignment(Rule):
    """A model that takes all that a client sent.

    ## What it does

    Reports `Book(**request.json)` for a model of the project, and loops that set an attribute of a
    row for every key of `request.json`, `request.form`, `request.args` or `request.get_json()`.

    ## Why it matters

    The client chooses which columns are set: also `is_admin`, `owner_id` or `id`, which no form
    ever shows. Flask and the database say nothing.

    ## What it must know

    The class is known to be a model, and the data to be all that the client sent, as it was sent. A
    class that has, itself or by a base or mixin of the project, an `__init__` or `__setattr__` may
    choose what it takes; a dataclass takes its fields only, and a class of SQLModel without
    `table=True` is a schema. What attributes are set on must come from a model, a query or a
    session. Quiet is everything where something may look at it first: a call that the data is
    passed to, more in the loop than setting, a comparison, another loop, a decorator that may
    validate. Keys that are taken out or set first (`del data["id"]`) are no list of what is
    allowed: where the class has a primary or foreign key besides these, it is reported; in loops
    they make it quiet.

    ## When not to use it

    Where every column may be set by every client that gets this far.

    ## Fix safety

    There is no fix: which columns a client may set is a decision.
    """

    code = "FLK514"
    category = "security"
    words = frozenset({"request"})
    examples = (
        Bad(
            "whoever sends `is_admin` is one",
            """
            from flask import Flask, request
            from flask_sqlalchemy import SQLAlchemy

            app = Flask(__name__)
            db = SQLAlchemy(app)


            class User(db.Model):
                id = db.Column(db.Integer, primary_key=True)
                name = db.Column(db.String)
                is_admin = db.Column(db.Boolean, default=False)


            @app.post("/users")
            def add_user():
                db.session.add(User(**request.json))  # FLK514
                db.session.commit()
                return "added"
            """,
        ),
        Good(
            "the view names the columns that a client may set",
            """
            from flask import Flask, request
            from flask_sqlalchemy import SQLAlchemy

            app = Flask(__name__)
            db = SQLAlchemy(app)


            class User(db.Model):
                id = db.Column(db.Integer, primary_key=True)
                name = db.Column(db.String)
                is_admin = db.Column(db.Boolean, default=False)


            @app.post("/users")
            def add_user():
                db.session.add(User(name=request.json["name"]))
                db.session.commit()
                return "added"
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if not may_have_request_data(file) or not ("**" in file.text or "setattr" in file.words):
            return
        for call in file.tree.all(cst.Call):
            match call:
                case cst.Call(func=cst.Name(value="setattr"), args=[_, _, _]):
                    yield from _set_in_loop(call, checker)
                case _ if any(arg.star == "**" for arg in call.args):
                    yield from _made_from_request(call, checker)


def _made_from_request(call: cst.Call, checker: Checker) -> Iterator[Finding]:
    file, project = checker.file, checker.project
    data = next(
        (arg.value for arg in call.args if arg.star == "**" and is_request_data(arg.value, file)),
        None,
    )
    if data is None:
        return
    path = checker.canonical(call.func)
    if path is None or not project.is_open_model(path):
        return
    function = function_around(call, file)
    keys = None if function is None else decided_keys(data, function, file)
    if keys is None:
        return
    name = path.rpartition(".")[2]
    place = project.defined_at(path)
    what, left = "", "columns that no client should set too"
    if keys:
        column = next((each for each in _own_columns(place, file) if each not in keys), None)
        if column is None:
            return
        what, left = f" but {_quoted(keys)}", f"`{column}` too, which no client should set"
    message = (
        f"`{name}` takes all that the client sent{what}, {left}; take the values that may be set "
        "one by one"
    )
    evidence = () if place is None else (Evidence(f"`{name}` is a model", place),)
    yield Finding(call, message, evidence)


def _quoted(keys: frozenset[str]) -> str:
    return " and ".join(f"`{key}`" for key in sorted(keys))


def _own_columns(place: Place | None, file: SourceFile) -> Iterator[str]:
    """The columns in the body of a model that say which row it is, or which others it belongs to:
    primary and foreign keys."""
    if place is None:
        return
    other = file.open(place.filename)
    model = other.node(place)
    for line in model.body.body if isinstance(model, cst.ClassDef) else ():
        match line:
            case cst.SimpleStatementLine(
                body=[
                    cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=made)
                    | cst.AnnAssign(target=cst.Name(value=name), value=made)
                ]
            ) if isinstance(made, cst.Call) and any(_is_key(arg, other) for arg in made.args):
                yield name


def _is_key(arg: cst.Arg, file: SourceFile) -> bool:
    match arg:
        case cst.Arg(keyword=cst.Name(value="primary_key"), value=cst.Name(value="True")):
            return True
        case cst.Arg(keyword=None, value=cst.Call(func=func)):
            return file.last_name(func) == "ForeignKey"
    return False


def _set_in_loop(call: cst.Call, checker: Checker) -> Iterator[Finding]:
    file = checker.file
    key = call.args[1].value
    loop = _loop_around(call, file)
    if loop is None or not isinstance(key, cst.Name):
        return
    data: cst.BaseExpression
    match loop:
        case cst.For(
            target=cst.Tuple(elements=[cst.Element(value=cst.Name(value=first)), _]),
            iter=cst.Call(func=cst.Attribute(value=data, attr=cst.Name(value="items"))),
        ):
            pass
        case cst.For(target=cst.Name(value=first), iter=data):
            pass
        case _:
            return
    function = function_around(call, file)
    if first != key.value or function is None or not is_request_data(data, file):
        return
    if may_be_checked(data, function, file) or not _is_model(call.args[0].value, checker):
        return
    yield Finding(
        call,
        "an attribute is set for every key that the client sent, also those that no client should "
        "set; set the attributes that may be set one by one",
        (Evidence("the keys come from the request", data),),
    )


def _is_model(node: cst.BaseExpression, checker: Checker) -> bool:
    """Whether an object is surely a row: made by a model, by a query of one, or by a session."""
    project = checker.project
    path = checker.file.names.path(node)
    while path and "." in path:
        owner, _, step = path.rpartition(".")
        known = (project.canonical(path) or "").removesuffix("()")
        if project.model_library(known) is not None:
            return project.is_open_model(known)
        holder = project.canonical(owner) or ""
        if database_api.step_on(holder, step.removesuffix("()")):
            return True
        path = owner
    return False


def _loop_around(call: cst.Call, file: SourceFile) -> cst.For | None:
    """The loop that does nothing but a call."""
    for around in file.tree.ancestors(call):
        if isinstance(around, cst.For):
            return around if len(around.body.body) == 1 else None
        if not isinstance(around, _PLAIN):
            return None
    return None
