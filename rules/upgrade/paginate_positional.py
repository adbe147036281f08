"""FLK970."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.packages.database_api import EXTENSION_SESSION
from flasklint.rule import Bad, Change, Checker, Finding, Fix, Good, Replace, Rule, SourceFile
from flasklint_rules.upgrade.shared.gone_names import is_guarded

_METHOD = "paginate"
_ARGUMENTS = ("page", "per_page", "error_out", "max_per_page")
_PACKAGE, _SINCE = "flask-sqlalchemy", "3.0"
_MODEL = "flask_sqlalchemy.SQLAlchemy().Model"


@dataclass(frozen=True)
class PaginatePositional(Rule):
    """The arguments of `paginate` are given by position, and it takes them by name only.

    ## What it does

    Reports `Book.query.paginate(page, 20, False)` of Flask-SQLAlchemy, on the query of a model or
    of the session, whatever stands between.

    ## Why it matters

    Since Flask-SQLAlchemy 3 the call raises "TypeError: Query.paginate() takes 1 positional
    argument but 4 were given", at the first request for the list.

    ## What it must know

    That no version before 3.0 may be installed: requirements, a pyproject.toml, Pipfile, setup.cfg,
    setup.py or a lock file say so, or an import of what only version 3 has. A project that declares
    nothing at all gets the newest version. The query is one of a model of Flask-SQLAlchemy that has
    no `query` of its own.

    ## When not to use it

    There is no reason: the call fails.

    ## Fix safety

    The fix is safe: the arguments get their names, `page`, `per_page`, `error_out` and
    `max_per_page`. There is no fix for more of them than these.
    """

    code = "FLK970"
    category = "upgrade"
    severity = "error"
    preview = True
    fix = "sometimes"
    words = frozenset((_METHOD,))
    examples = (
        Bad(
            "as with Flask-SQLAlchemy 2",
            """
            from flask import Flask, request
            from flask_sqlalchemy import SQLAlchemy

            app = Flask(__name__)
            app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
            db = SQLAlchemy(app)


            class Book(db.Model):
                id = db.Column(db.Integer, primary_key=True)


            @app.get("/books")
            def list_books():
                page = request.args.get("page", 1, type=int)
                db.create_all()
                books = Book.query.paginate(page, 20, False)  # FLK970
                return {"books": [book.id for book in books.items]}
            """,
            fixed="""
            from flask import Flask, request
            from flask_sqlalchemy import SQLAlchemy

            app = Flask(__name__)
            app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
            db = SQLAlchemy(app)


            class Book(db.Model):
                id = db.Column(db.Integer, primary_key=True)


            @app.get("/books")
            def list_books():
                page = request.args.get("page", 1, type=int)
                db.create_all()
                books = Book.query.paginate(page=page, per_page=20, error_out=False)  # FLK970
                return {"books": [book.id for book in books.items]}
            """,
            fails="GET /books: TypeError: Query.paginate() takes 1 positional argument",
        ),
        Good(
            "by name",
            """
            from shop.models import Book


            def page_of_books(page):
                return Book.query.paginate(page=page, per_page=20, error_out=False)
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        outline = file.outline
        if outline is not None and not any(
            isinstance(node.func, ast.Attribute) and node.func.attr == _METHOD and node.args
            for node in outline.all(ast.Call)
        ):
            return
        for call in file.tree.all(cst.Call):
            func = call.func
            if not isinstance(func, cst.Attribute) or func.attr.value != _METHOD:
                continue
            positional = [arg for arg in call.args if arg.keyword is None and arg.star != "**"]
            if not positional or is_guarded(call, file) or not _is_query(func.value, checker):
                continue
            if not checker.project.is_surely_at_least(_PACKAGE, _SINCE, file.filename):
                continue
            message = (
                f"`paginate` takes its arguments by name only since Flask-SQLAlchemy {_SINCE}: the "
                f"call raises TypeError; write `{_ARGUMENTS[0]}=`, `{_ARGUMENTS[1]}=`, "
                f"`{_ARGUMENTS[2]}=`"
            )
            yield Finding(call, message, fix=_fix(call, positional, file))


def _is_query(node: cst.BaseExpression, checker: Checker) -> bool:
    """Whether an expression is a query of a model of Flask-SQLAlchemy, or of its session."""
    while True:
        if isinstance(node, cst.Attribute) and node.attr.value == "query":
            return _is_model(node.value, checker)
        if isinstance(node, cst.Call):
            if checker.canonical(node.func) == f"{EXTENSION_SESSION}.query":
                return True
            node = node.func
        elif isinstance(node, cst.Attribute):
            node = node.value
        else:
            return False


def _is_model(node: cst.BaseExpression, checker: Checker) -> bool:
    path = checker.canonical(node)
    if path is None or checker.project.attribute_owner(path, "query") is not None:
        return False
    bases = checker.project.bases(path) or ()
    return _MODEL in bases and "?" not in bases and checker.project.has_plain_database()


def _fix(call: cst.Call, positional: list[cst.Arg], file: SourceFile) -> Fix | None:
    named = {arg.keyword.value for arg in call.args if arg.keyword is not None}
    names = _ARGUMENTS[: len(positional)]
    if len(positional) > len(_ARGUMENTS) or named & set(names):
        return None
    if any(arg.star for arg in call.args):
        return None
    changes: tuple[Change, ...] = tuple(
        Replace(arg, f"{name}={file.code(arg.value)}")
        for name, arg in zip(names, positional, strict=True)
    )
    return Fix("Name the arguments", changes, safe=True)
