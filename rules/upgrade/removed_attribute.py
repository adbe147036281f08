"""FLK956."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import libcst as cst

from flasklint.rule import (
    AddImport,
    Bad,
    Change,
    Checker,
    Finding,
    Fix,
    Good,
    Replace,
    Rule,
    SourceFile,
)
from flasklint_rules.upgrade.shared.gone_names import Lost, is_guarded, table

_ATTRIBUTES = table(lambda package: package.attributes)
_NAMES = {lost.row.name for lost in _ATTRIBUTES.values()}
_SAME = {
    "flask.current_app": "flask.Flask()",
    "apiflask.APIFlask()": "flask.Flask()",
    "apiflask.APIBlueprint()": "flask.Blueprint()",
    "sqlalchemy.engine.create_engine()": "sqlalchemy.create_engine()",
}
"""What has the attributes of something else."""
_FROM_JSON = "from_json"


@dataclass(frozen=True)
class RemovedAttribute(Rule):
    """An attribute is used that the installed version of the package no longer has.

    ## What it does

    Reports attributes of applications, Blueprints, requests, engines and extensions that were taken
    away: `before_first_request`, `json_encoder`, `config.from_json`, `session_cookie_name`,
    `request.is_xhr`, `engine.execute`, `db.create_scoped_session`, `user_claims_loader`, ... Each
    package has a table of them in `rules/upgrade/shared/names/`, which is compared with the package
    itself.

    ## Why it matters

    Reading one raises "AttributeError: 'Flask' object has no attribute 'before_first_request'", at
    the start or at the first request that comes by. Setting one does nothing at all: nobody reads
    `app.json_encoder`, and the answers have another shape than before.

    ## What it must know

    What the object is, and that no version may be installed that still has the attribute:
    requirements, a pyproject.toml, Pipfile, setup.cfg, setup.py or a lock file say so, or a package
    that requires such a version. A project that declares nothing at all gets the newest version.
    What the file sets itself it may read; a `try` or a test for the attribute or a version is
    silent.

    ## When not to use it

    There is no reason: the attribute is gone.

    ## Fix safety

    There is a safe fix for `config.from_json(name)`, which is `config.from_file(name,
    load=json.load)`. There is no fix for the others; the message says what to write. What ran
    before the first request belongs into the factory, and it takes a person to say where.
    """

    code = "FLK956"
    category = "upgrade"
    severity = "error"
    preview = True
    fix = "sometimes"
    words = frozenset(_NAMES)
    examples = (
        Bad(
            "a hook for the first request",
            """
            from flask import Blueprint, Flask

            monitor = Blueprint("monitor", __name__)
            state = {}


            @monitor.before_app_first_request  # FLK956
            def prepare():
                state["ready"] = True


            def create_app():
                app = Flask(__name__)
                app.register_blueprint(monitor)
                return app
            """,
            fails="start: AttributeError: 'Blueprint' object has no attribute",
            says="call the function in the factory",
        ),
        Good(
            "the factory does it",
            """
            from flask import Blueprint, Flask

            monitor = Blueprint("monitor", __name__)
            state = {}


            def prepare():
                state["ready"] = True


            def create_app():
                app = Flask(__name__)
                app.register_blueprint(monitor)
                prepare()
                return app
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if not _may_have_some(checker):
            return
        found = [
            (node, lost)
            for node in file.tree.all(cst.Attribute)
            if node.attr.value in _NAMES
            and (lost := _lost_at(node, checker)) is not None
            and not is_guarded(node, file)
        ]
        set_here = {lost.row.path for node, lost in found if _is_set(node, file)}
        for node, lost in found:
            is_set = _is_set(node, file)
            if (is_set or lost.row.path not in set_here) and lost.is_certain(checker):
                yield Finding(node, _message(lost, is_set), fix=_fix(node, lost, file))


def _may_have_some(checker: Checker) -> bool:
    outline = checker.file.outline
    return outline is None or any(
        outline.may_be(node.value, partial(_has_lost, node.attr, checker))
        for node in outline.all(ast.Attribute)
        if node.attr in _NAMES
    )


def _has_lost(name: str, checker: Checker, path: str) -> bool:
    return _lost(checker.project.canonical(path), name) is not None


def _lost_at(node: cst.Attribute, checker: Checker) -> Lost | None:
    lost = _lost(checker.canonical(node.value), node.attr.value)
    if lost is None or _is_set(node, checker.file):
        return lost
    # What the project sets anywhere leads elsewhere.
    return _lost(checker.canonical(node) or "", "")


def _lost(owner: str | None, name: str) -> Lost | None:
    if owner is None:
        return None
    path = f"{owner}.{name}" if name else owner
    for other, same in _SAME.items():
        if path.startswith(f"{other}."):
            path = same + path.removeprefix(other)
    return _ATTRIBUTES.get(path)


def _is_set(node: cst.Attribute, file: SourceFile) -> bool:
    return isinstance(file.tree.parent(node), (cst.AssignTarget, cst.AnnAssign))


def _message(lost: Lost, is_set: bool) -> str:
    what = "nothing reads what is set here" if is_set else "AttributeError"
    name = lost.row.path.replace("()", "").removeprefix("flask.")
    return f"`{name}` is gone {lost.since}: {what}; instead: {lost.row.advice}"


def _fix(node: cst.Attribute, lost: Lost, file: SourceFile) -> Fix | None:
    call = file.tree.parent(node)
    if lost.row.name != _FROM_JSON or not isinstance(call, cst.Call) or call.func is not node:
        return None
    args = [file.code(arg).rstrip(", ") for arg in call.args]
    text = f"{file.code(node.value)}.from_file({', '.join([*args, 'load=json.load'])})"
    changes: tuple[Change, ...] = (Replace(call, text), AddImport(file.filename, "json"))
    return Fix("Use `from_file`", changes, safe=True)
