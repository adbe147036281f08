"""FLK975."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.packages.database_api import CONNECTION, SESSION
from flasklint.rule import (
    AddImport,
    Bad,
    Checker,
    Finding,
    Fix,
    Good,
    Replace,
    Rule,
    SourceFile,
)
from flasklint_rules.upgrade.shared.gone_names import is_guarded

_METHODS = frozenset(("execute", "scalar", "scalars"))
_SINCE = "2.0"
_TEXT = "sqlalchemy.text"
_PLACEHOLDER = re.compile(r"(?<![:\w\\]):\w|%s|%\(|\?")
"""What `text()` takes for a parameter, and what only the driver does."""


@dataclass(frozen=True)
class RawSqlString(Rule):
    """A string is given to a session or connection of SQLAlchemy 2 to be executed.

    ## What it does

    Reports `db.session.execute("SELECT ...")`, `scalar` and `scalars`, of a session or a
    connection, with a string or an f-string.

    ## Why it matters

    SQLAlchemy 2 runs no plain strings. A session raises "ArgumentError: Textual SQL expression
    'SELECT 3' should be explicitly declared as text('SELECT 3')", a connection
    "ObjectNotExecutableError: Not an executable object: 'SELECT 3'", at the first request.

    ## What it must know

    That no SQLAlchemy before 2.0 may be installed: requirements, a pyproject.toml, Pipfile,
    setup.cfg, setup.py or a lock file say so, or ask for Flask-SQLAlchemy 3.1, or some file imports
    what only SQLAlchemy 2 has (`mapped_column`). A project that declares nothing at all gets the
    newest version.

    ## When not to use it

    There is no reason: the call fails.

    ## Fix safety

    The fix is safe: it puts the string into `text()`. There is no fix for f-strings, which
    should have parameters instead of what they are put together of, nor for placeholders: `text()`
    wants `:name` and a dict, and takes every other `:name` for one.
    """

    code = "FLK975"
    category = "upgrade"
    severity = "error"
    preview = True
    fix = "sometimes"
    words = _METHODS
    examples = (
        Bad(
            "SQL without `text`",
            """
            from flask import Flask
            from flask_sqlalchemy import SQLAlchemy

            app = Flask(__name__)
            app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
            db = SQLAlchemy(app)


            @app.get("/count")
            def count():
                return str(db.session.execute("SELECT 3").scalar())  # FLK975
            """,
            fixed="""
            from flask import Flask
            from flask_sqlalchemy import SQLAlchemy
            from sqlalchemy import text

            app = Flask(__name__)
            app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
            db = SQLAlchemy(app)


            @app.get("/count")
            def count():
                return str(db.session.execute(text("SELECT 3")).scalar())  # FLK975
            """,
            fails="GET /count: ArgumentError: Textual SQL expression 'SELECT 3' should be",
        ),
        Good(
            "SQL in `text`, and statements",
            """
            from flask_sqlalchemy import SQLAlchemy
            from sqlalchemy import select, text

            db = SQLAlchemy()


            def counts(model):
                yield db.session.execute(text("SELECT 3")).scalar()
                yield db.session.scalars(select(model)).all()
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        outline = file.outline
        if outline is not None and not any(
            isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS
            for node in outline.all(ast.Call)
            if node.args and _may_be_text(node.args[0])
        ):
            return
        for call in file.tree.all(cst.Call):
            func = call.func
            if not isinstance(func, cst.Attribute) or func.attr.value not in _METHODS:
                continue
            sql = call.args[0] if call.args and not call.args[0].star else None
            if sql is None or sql.keyword is not None or not _is_text(sql.value, checker):
                continue
            if not _executes(checker.canonical(func.value)) or is_guarded(call, file):
                continue
            if not checker.project.is_surely_at_least("sqlalchemy", _SINCE, file.filename):
                continue
            message = (
                f"SQLAlchemy {_SINCE} executes no plain strings: this raises "
                "ArgumentError or ObjectNotExecutableError; put the string into `text()` "
                "from `sqlalchemy`"
            )
            yield Finding(sql, message, fix=_fix(call, sql, file))


def _executes(owner: str | None) -> bool:
    if owner is None:
        return False
    if SESSION.fullmatch(owner):
        return True
    return CONNECTION.fullmatch(owner) is not None and owner.endswith(("()", ".__enter__()"))


def _may_be_text(node: ast.expr) -> bool:
    kinds = (ast.JoinedStr, ast.Name, ast.Attribute, ast.BinOp)
    return isinstance(node, kinds) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _is_text(node: cst.BaseExpression, checker: Checker) -> bool:
    if isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        return isinstance(node.evaluated_value, str | None)
    if isinstance(node, cst.FormattedString):
        return True
    if isinstance(node, cst.BinaryOperation):
        return _is_text(node.left, checker)
    if isinstance(node, cst.Name):
        binding = checker.file.names.binding_of(node)
        if binding is not None and isinstance(binding.value, cst.BaseExpression):
            kinds = (cst.SimpleString, cst.ConcatenatedString, cst.FormattedString)
            return binding.kind == "value" and isinstance(binding.value, kinds)
        return isinstance(checker.project.constant(checker.file.names.path(node)), str)
    return False


def _fix(call: cst.Call, sql: cst.Arg, file: SourceFile) -> Fix | None:
    if not isinstance(sql.value, (cst.SimpleString, cst.ConcatenatedString)):
        return None
    code = file.code(sql.value)
    others = call.args[1:]
    is_named = len(others) == 1 and isinstance(others[0].value, cst.Dict)
    if "%s" in code or "%(" in code or "?" in code or (others and not is_named):
        return None
    if not others and _PLACEHOLDER.search(code):
        return None
    bound = [each for scope in file.names.bindings.values() for each in scope.get("text", ())]
    if any(each.value != _TEXT for each in bound):
        return None
    changes = (Replace(sql.value, f"text({code})"), AddImport(file.filename, "sqlalchemy", "text"))
    return Fix("Put the string into `text()`", changes, safe=True)
