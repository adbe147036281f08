"""FLK972."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Finding, Fix, Good, Replace, Rule
from flasklint_rules.upgrade.shared.gone_names import is_guarded

_DECORATOR = "flask_jwt_extended.jwt_required"
_SINCE = "4.0"


@dataclass(frozen=True)
class JwtRequiredNotCalled(Rule):
    """The decorator `@jwt_required` stands above a view without parentheses.

    ## What it does

    Reports `@jwt_required` of Flask-JWT-Extended where it is not called.

    ## Why it matters

    Since Flask-JWT-Extended 4, `jwt_required()` makes the decorator. Without parentheses the view
    itself is taken for its first argument, and what is routed is the decorator: "TypeError:
    jwt_required.<locals>.wrapper() missing 1 required positional argument: 'fn'", at every request.
    With a second one the application does not start: both endpoints are called `wrapper`.

    ## What it must know

    That no version before 4.0 may be installed: requirements, a pyproject.toml, Pipfile, setup.cfg,
    setup.py or a lock file say so, or an import of what only version 4 has (`get_jwt`). A project
    that declares nothing at all gets the newest version.

    ## When not to use it

    There is no reason: the view answers nothing but errors.

    ## Fix safety

    The fix is safe: it calls the decorator, and the view asks for a token as it was meant to. There
    is no fix for `@jwt_optional` and the others that are gone: `removed-import` reports them.
    """

    code = "FLK972"
    category = "upgrade"
    severity = "error"
    preview = True
    fix = "always"
    words = frozenset(("jwt_required",))
    examples = (
        Bad(
            "as with version 3",
            """
            from flask import Flask
            from flask_jwt_extended import JWTManager, jwt_required

            app = Flask(__name__)
            app.config["JWT_SECRET_KEY"] = "a key that is long enough for it"
            JWTManager(app)


            @app.get("/desk")
            @jwt_required  # FLK972
            def desk():
                return "desk"


            @app.get("/mail")
            @jwt_required  # FLK972
            def mail():
                return "mail"
            """,
            fixed="""
            from flask import Flask
            from flask_jwt_extended import JWTManager, jwt_required

            app = Flask(__name__)
            app.config["JWT_SECRET_KEY"] = "a key that is long enough for it"
            JWTManager(app)


            @app.get("/desk")
            @jwt_required()  # FLK972
            def desk():
                return "desk"


            @app.get("/mail")
            @jwt_required()  # FLK972
            def mail():
                return "mail"
            """,
            fails="start: AssertionError: View function mapping is overwriting",
        ),
        Good(
            "as with version 4",
            """
            from flask_jwt_extended import jwt_required


            @jwt_required()
            def desk():
                return "desk"


            @jwt_required(refresh=True)
            def renew():
                return "new"
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        outline = file.outline
        if outline is not None and not any(
            outline.may_be(node, _DECORATOR.__eq__)
            for kind in (ast.Name, ast.Attribute)
            for node in outline.all(kind)
        ):
            return
        for function in file.tree.all(cst.FunctionDef):
            for each in function.decorators:
                node = each.decorator
                if checker.canonical(node) != _DECORATOR or is_guarded(function, file):
                    continue
                if not checker.project.is_surely_at_least(
                    "flask-jwt-extended", _SINCE, file.filename
                ):
                    continue
                code = f"{file.code(node)}()"
                message = (
                    f"`jwt_required` is called since Flask-JWT-Extended {_SINCE}, and without that "
                    f"every request ends with TypeError; write `@{code}`"
                )
                fix = Fix("Call the decorator", (Replace(node, code),), safe=True)
                yield Finding(node, message, fix=fix)
