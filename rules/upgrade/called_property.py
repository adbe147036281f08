"""FLK971."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.project import Project
from flasklint.project.questions import question
from flasklint.rule import Bad, Checker, Finding, Fix, Good, Replace, Rule
from flasklint_rules.upgrade.shared.gone_names import is_guarded

_USER = "flask_login.current_user"
_PROPERTIES = frozenset(("is_authenticated", "is_active", "is_anonymous"))
_PACKAGE, _SINCE = "flask-login", "0.3"


@dataclass(frozen=True)
class CalledProperty(Rule):
    """A property of Flask-Login's user is called like the method that it was once.

    ## What it does

    Reports `current_user.is_authenticated()`, `is_active()` and `is_anonymous()`.

    ## Why it matters

    They are properties since Flask-Login 0.3: "TypeError: 'bool' object is not callable", at the
    first request. The user who is not logged in is an object of Flask-Login in any case.

    ## What it must know

    That no version before 0.3 may be installed. It is silent if a class of the project has a method
    of that name, which may be what is called.

    ## When not to use it

    There is no reason: the call fails for every visitor who is not logged in.

    ## Fix safety

    The fix is safe: the call fails without it. There is no fix for templates, which are not read
    and fail just so: `{{ current_user.is_authenticated() }}`.
    """

    code = "FLK971"
    category = "upgrade"
    severity = "error"
    preview = True
    fix = "always"
    words = _PROPERTIES
    examples = (
        Bad(
            "`is_authenticated` is called",
            """
            from flask import Flask
            from flask_login import LoginManager, current_user

            app = Flask(__name__)
            app.secret_key = "s"
            login_manager = LoginManager(app)


            @login_manager.user_loader
            def load_user(user_id):
                return None


            @app.get("/")
            def index():
                return "welcome" if current_user.is_authenticated() else "log in"  # FLK971
            """,
            fixed="""
            from flask import Flask
            from flask_login import LoginManager, current_user

            app = Flask(__name__)
            app.secret_key = "s"
            login_manager = LoginManager(app)


            @login_manager.user_loader
            def load_user(user_id):
                return None


            @app.get("/")
            def index():
                return "welcome" if current_user.is_authenticated else "log in"  # FLK971
            """,
            fails="GET /: TypeError: 'bool' object is not callable",
        ),
        Good(
            "users of the project have a method of that name",
            """
            from flask_login import current_user


            class User:
                def is_active(self):
                    return self.confirmed


            def may_post():
                return current_user.is_authenticated and current_user.is_active()
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        outline = file.outline
        if outline is not None and not any(
            isinstance(node.func, ast.Attribute) and node.func.attr in _PROPERTIES
            for node in outline.all(ast.Call)
        ):
            return
        for call in file.tree.all(cst.Call):
            func = call.func
            if not isinstance(func, cst.Attribute) or func.attr.value not in _PROPERTIES:
                continue
            name = func.attr.value
            if call.args or checker.canonical(func.value) != _USER or is_guarded(call, file):
                continue
            if has_method(checker.project, name):
                continue
            if not checker.project.is_surely_at_least(_PACKAGE, _SINCE, file.filename):
                continue
            message = (
                f"`{name}` is a property since Flask-Login {_SINCE}: the call raises TypeError: "
                "'bool' object is not callable; leave out the parentheses"
            )
            fix = Fix("Leave out the parentheses", (Replace(call, file.code(func)),), safe=True)
            yield Finding(call, message, fix=fix)


@question
def has_method(project: Project, name: str) -> bool:
    """Whether some class of the project has a plain method of this name."""
    return any(
        project.method_on_class(f"{module}.{cls}", name) is not None
        for module in sorted(project.analysis.modules)
        for cls in project.classes_in(module)
    )
