"""FLK801."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.packages.flask_api import FACTORIES
from flasklint.rule import (
    Bad,
    Checker,
    Evidence,
    Finding,
    Fix,
    Good,
    Replace,
    Rule,
    SourceFile,
)
from flasklint_rules.context.shared.context_needs import Need, need_of
from flasklint_rules.context.shared.first_look import may_need_context
from flasklint_rules.context.shared.running import run_by

_DEEPEST = 3


@dataclass(frozen=True)
class ContextLocalAtImport(Rule):
    """The request or the current application used while modules are imported, where neither is.

    ## What it does

    Reports what uses `current_app`, `g`, `request` or `session`, calls a function of Flask that
    needs them (`url_for`, `render_template`, `jsonify`, ...), makes a form of Flask-WTF, or has
    Flask-SQLAlchemy ask for the application (`db.create_all()`, `db.session.add(...)`,
    `db.engine`, `Book.query`), in code that runs

    - when a module is imported: its statements, class bodies, default values, decorators,
    - in the factory that makes the app,
    - in a function of the project that these call.

    ## Why it matters

    There is no current application before one is made and serves something. Flask raises
    "RuntimeError: Working outside of application context." or "Working outside of request
    context.", and the application does not start.

    ## What it must know

    Modules may also be imported later, where there is a context. So the module must be one that
    makes the app, or that `create_app` (or `make_app`) imports, or that one of these imports at its
    top, without a condition; or one that calls the factory. Quiet is what stands in functions and
    lambdas, under `if`, `try`, `for` and `with` (`with app.app_context():`), behind `and`, `or` and
    in one side of `x if y else z`; annotations; names that are only passed on; and everything where
    a context is pushed by hand: where one file mentions both `app_context` (or the like) and
    `push`, `__enter__` or `enter_context`. Flask-SQLAlchemy is quiet where requirements or a lock
    file ask for version 2, which keeps the application that it is given, and where the project has
    a class or sessions of its own; forms are, where a constructor, a metaclass or a method of
    `Meta` changes how they are made.

    ## When not to use it

    It can stay on: what it reports cannot run.

    ## Fix safety

    The fix is safe, since the code cannot run as it is: where the function makes one application
    and returns it, or the module makes only one, that stands in for `current_app`. There is no fix
    for anything else: whether the value is to be read later or from somewhere else is a decision.
    """

    code = "FLK801"
    category = "correctness"
    severity = "error"
    fix = "sometimes"
    examples = (
        Bad(
            "a setting that is read as the module is imported",
            """
            from flask import Flask, current_app

            app = Flask(__name__)
            app.config["PAGE_SIZE"] = 20
            PAGE_SIZE = current_app.config["PAGE_SIZE"]  # FLK801
            """,
            fixed="""
            from flask import Flask

            app = Flask(__name__)
            app.config["PAGE_SIZE"] = 20
            PAGE_SIZE = app.config["PAGE_SIZE"]  # FLK801
            """,
            fails="start: RuntimeError: Working outside of application context",
        ),
        Good(
            "a setting that a view reads at each request",
            """
            from flask import Flask, current_app

            app = Flask(__name__)
            app.config["PAGE_SIZE"] = 20


            @app.get("/")
            def index():
                return {"limit": current_app.config["PAGE_SIZE"]}
            """,
            works="GET /",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if not checker.project.runs_without_context(file.module) or not may_need_context(checker):
            return
        seen: set[cst.CSTNode] = set()
        for body, when in _bodies(checker):
            for node, use in _uses(body, checker):
                statement = file.tree.statement(node)
                if statement not in seen:
                    seen.add(statement)
                    yield _finding(node, use, when, checker)


@dataclass(frozen=True)
class _Use:
    """What is used, and where the function that uses it does so."""

    need: Need
    function: str = ""
    evidence: tuple[Evidence, ...] = ()


def _bodies(checker: Checker) -> Iterator[tuple[Iterable[cst.CSTNode], str]]:
    """What runs before there is a context, and when."""
    file = checker.file
    yield file.tree.module.body, "while this module is imported"
    for path, place, _ in checker.project.factories():
        if path is None or place is None or place.filename != file.filename:
            continue
        node = file.node(place)
        if path.rpartition(".")[2] in FACTORIES and isinstance(node, cst.FunctionDef):
            yield node.body.body, "while the application is made"


def _uses(
    body: Iterable[cst.CSTNode], checker: Checker, depth: int = 0
) -> Iterator[tuple[cst.CSTNode, _Use]]:
    for node in run_by(body, checker.file.tree):
        need = need_of(node, checker)
        if need is not None:
            yield node, _Use(need)
        elif isinstance(node, cst.Call):
            found = _called(node.func, checker, depth)
            if found is not None:
                yield node, found


def _called(func: cst.BaseExpression, checker: Checker, depth: int) -> _Use | None:
    file, project = checker.file, checker.project
    if not project.may_need_context(file.last_name(func)):
        return None
    path = file.names.path(func)
    if path is None:
        return None
    if depth >= _DEEPEST or project.module_of(path) is None:
        return None
    place = project.defined_at(path)
    if place is None:
        return None
    other = file.open(place.filename)
    node = other.node(place)
    if not isinstance(node, cst.FunctionDef) or node.decorators or node.asynchronous:
        return None
    if any(isinstance(each, cst.Yield) for each in other.tree.inside(node.body)):
        return None
    for used, use in _uses(node.body.body, checker.at(other), depth + 1):
        here = Evidence(f"`{use.need.name}` is used here", other.place(used))
        return _Use(use.need, node.name.value, use.evidence or (here,))
    return None


def _finding(node: cst.CSTNode, use: _Use, when: str, checker: Checker) -> Finding:
    name, context = use.need.name, use.need.context
    by = f"`{use.function}` uses `{name}`" if use.function else f"`{name}` is used"
    message = f"{by} {when}, where there is no {context.split(' ', 1)[1]}: RuntimeError"
    fix = None
    if name == "current_app" and not use.function:
        fix = _app_instead(node, checker)
    if fix is None:
        message += f"; use it in code that runs in {context}"
    return Finding(node, message, use.evidence, fix)


def _app_instead(node: cst.CSTNode, checker: Checker) -> Fix | None:
    """Puts the application in place of `current_app` where a name is sure to have it."""
    file, project = checker.file, checker.project
    assert isinstance(node, (cst.Attribute, cst.Subscript))
    scope = file.names.scope(node)
    here = file.tree.rank(node)
    apps = [each for each in project.apps_made_in(file.filename) if _stands_in(scope, each, file)]
    found = []
    for name, bound in file.names.bindings.get(scope, {}).items():
        values = [each.value for each in bound if isinstance(each.value, cst.Call)]
        if any(project.is_app(file.names.path(value)) for value in values):
            found.append(name)
    if len(found) != 1 or len(apps) > 1 or not _gives(scope, found[0], file):
        return None
    bound = file.names.bindings[scope][found[0]]
    if len(bound) != 1 or bound[0].kind != "value":
        return None
    made = file.tree.statement(bound[0].node)
    is_straight = file.tree.parent(made) in (scope, getattr(scope, "body", None))
    if not is_straight or file.tree.rank(bound[0].node) > here:
        return None
    return Fix(f"use `{found[0]}`", (Replace(node.value, found[0]),), safe=True)


def _stands_in(scope: cst.CSTNode, number: int, file: SourceFile) -> bool:
    return file.names.scope(file.tree.node(number)) is scope


def _gives(scope: cst.CSTNode, name: str, file: SourceFile) -> bool:
    """Whether a scope is a module, or a function that returns what has a name and nothing else."""
    if not isinstance(scope, cst.FunctionDef):
        return isinstance(scope, cst.Module)
    returns = [
        node.value
        for node in file.tree.inside(scope.body)
        if isinstance(node, cst.Return) and file.names.scope(node) is scope
    ]
    return bool(returns) and all(
        isinstance(value, cst.Name) and value.value == name for value in returns
    )
