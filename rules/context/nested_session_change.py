"""FLK811."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Finding, Good, Project, Rule, SourceFile

_VALUES = frozenset(("flask.session[]", "flask.session.get()"))
_CHANGING = frozenset(
    ("append", "extend", "insert", "remove", "add", "discard", "update", "clear", "sort", "reverse")
)
_OTHER_SESSIONS = ("session_interface", "SessionInterface")
_OTHER_PACKAGES = ("flask_session", "flask_kvsession")
"""What makes sessions of another kind, which may save every change."""


@dataclass(frozen=True)
class NestedSessionChange(Rule):
    """A change inside a value of the session, which is not saved.

    ## What it does

    Reports `session["cart"].append(...)`, `session["cart"]["book"] = 1` and the same through a
    local name.

    ## Why it matters

    The session notes that it has changed when a key of its own is set or deleted. A change inside
    a list or dict that it holds goes unnoticed: the cookie is not sent, and at the next request the
    change is gone.

    ## What it must know

    That the value is one of Flask's `session`, and that the function neither sets
    `session.modified` nor any key of the session. It is silent in a project that has sessions of
    another kind (`session_interface`, Flask-Session).

    ## When not to use it

    There is no reason: the change is lost.

    ## Fix safety

    There is no fix: set `session.modified = True` behind the change, or set the key anew.
    """

    code = "FLK811"
    category = "correctness"
    severity = "error"
    preview = True
    words = frozenset({"session"})
    examples = (
        Bad(
            "a list in the session",
            """
            from flask import Flask, session

            app = Flask(__name__)
            app.config["SECRET_KEY"] = "s"


            @app.get("/start")
            def start():
                session["cart"] = []
                return "welcome"


            @app.get("/buy/<book>")
            def buy(book):
                session["cart"].append(book)  # FLK811
                return "bought"


            @app.get("/cart")
            def cart():
                return session["cart"]


            @app.get("/as-a-customer")
            def all_in_turn():
                client = app.test_client()
                client.get("/start")
                client.get("/buy/emma")
                return client.get("/cart").json
            """,
            fails="GET /as-a-customer: 200 application/json []",
        ),
        Good(
            "the session is told",
            """
            from flask import Flask, session

            app = Flask(__name__)
            app.config["SECRET_KEY"] = "s"


            @app.get("/buy/<book>")
            def buy(book):
                cart = session.setdefault("cart", [])
                cart.append(book)
                session.modified = True
                return "bought"
            """,
            works="GET /buy/emma",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        if not _may_find(file):
            return
        told = {file.names.scope(node) for node in _told(file)}
        for node, value in _changes(file):
            if file.names.path(value) not in _VALUES or file.names.scope(node) in told:
                continue
            if file.names.scope(node) is file.tree.module or _are_others(project):
                continue
            yield Finding(
                node,
                "the session does not notice a change inside a value, and does not save it; set "
                "`session.modified = True` behind it",
            )


def _are_others(project: Project) -> bool:
    """Whether the sessions of the project may be others than Flask's own."""
    if project.is_mentioned(_OTHER_SESSIONS):
        return True
    return any(map(project.imports_package, _OTHER_PACKAGES))


def _may_find(file: SourceFile) -> bool:
    """Whether a file may change a value of the session, at a first look."""
    outline = file.outline
    if outline is None:
        return True
    changed: list[ast.expr] = []
    for call in outline.all(ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr in _CHANGING:
            changed.append(call.func.value)
    targets: list[ast.expr] = []
    for assign in outline.all(ast.Assign):
        targets += assign.targets
    for augmented in outline.all(ast.AugAssign):
        targets.append(augmented.target)
    for deleted in outline.all(ast.Delete):
        targets += deleted.targets
    changed += (each.value for each in targets if isinstance(each, ast.Subscript))
    return any(outline.may_be(each, _VALUES.__contains__) for each in changed)


def _changes(file: SourceFile) -> Iterator[tuple[cst.CSTNode, cst.BaseExpression]]:
    """What changes a value, and the value."""
    for call in file.tree.all(cst.Call):
        match call.func:
            case cst.Attribute(value=value, attr=cst.Name(value=name)) if name in _CHANGING:
                yield call, value
    for target in _targets(file):
        if isinstance(target, cst.Subscript):
            yield target, target.value


def _told(file: SourceFile) -> Iterator[cst.CSTNode]:
    """Where the session is told that it has changed: a key or an attribute of it is set."""
    owners: list[tuple[cst.CSTNode, cst.BaseExpression]] = [
        (target, target.value)
        for target in _targets(file)
        if isinstance(target, (cst.Subscript, cst.Attribute))
    ]
    for call in file.tree.all(cst.Call):
        if isinstance(call.func, cst.Attribute) and call.func.attr.value in ("update", "pop"):
            owners.append((call, call.func.value))
    for node, owner in owners:
        if file.names.path(owner) == "flask.session":
            yield node


def _targets(file: SourceFile) -> Iterator[cst.BaseExpression]:
    for assign in file.tree.all(cst.Assign):
        yield from (each.target for each in assign.targets)
    for augmented in file.tree.all(cst.AugAssign):
        yield augmented.target
    for deleted in file.tree.all(cst.Del):
        yield deleted.target
