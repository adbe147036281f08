"""FLK514."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint import database_api
from flasklint.project import Project
from flasklint.rule import Evidence, Finding, Rule
from flasklint.source import SourceFile
from flasklint_rules.requests.mass_assignment_examples import EXAMPLES
from flasklint_rules.requests.request_data import (
    function_around,
    is_request_data,
    may_be_checked,
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
    passed to, more in the loop than setting, a comparison, another loop, a key that is taken out or
    set, a decorator that may validate.

    ## When not to use it

    Where every column may be set by every client that gets this far.

    ## Fix safety

    There is no fix: which columns a client may set is a decision.
    """

    code = "FLK514"
    category = "security"
    examples = EXAMPLES

    def check(self, file: SourceFile, project: Project) -> Iterator[Finding]:
        if "**" not in file.text and "setattr" not in file.text:
            return
        for call in file.tree.all(cst.Call):
            match call:
                case cst.Call(func=cst.Name(value="setattr"), args=[_, _, _]):
                    yield from _set_in_loop(call, file, project)
                case _ if any(arg.star == "**" for arg in call.args):
                    yield from _made_from_request(call, file, project)


def _made_from_request(call: cst.Call, file: SourceFile, project: Project) -> Iterator[Finding]:
    data = next(
        (arg.value for arg in call.args if arg.star == "**" and is_request_data(arg.value, file)),
        None,
    )
    if data is None:
        return
    path = project.canonical(file.names.path(call.func))
    if path is None or not project.is_open_model(path):
        return
    function = function_around(call, file)
    if function is None or may_be_checked(data, function, file):
        return
    name = path.rpartition(".")[2]
    message = (
        f"`{name}` takes all that the client sent, columns that no client should set too; take the "
        "values that may be set one by one"
    )
    place = project.defined_at(path)
    evidence = () if place is None else (Evidence(f"`{name}` is a model", place),)
    yield Finding(call, message, evidence)


def _set_in_loop(call: cst.Call, file: SourceFile, project: Project) -> Iterator[Finding]:
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
    if may_be_checked(data, function, file) or not _is_model(call.args[0].value, file, project):
        return
    yield Finding(
        call,
        "an attribute is set for every key that the client sent, also those that no client should "
        "set; set the attributes that may be set one by one",
        (Evidence("the keys come from the request", data),),
    )


def _is_model(node: cst.BaseExpression, file: SourceFile, project: Project) -> bool:
    """Whether an object is surely a row: made by a model, by a query of one, or by a session."""
    path = file.names.path(node)
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
