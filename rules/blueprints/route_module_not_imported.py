"""FLK106."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.project.modules import StrayModule
from flasklint.rule import (
    AppendToModule,
    Bad,
    Checker,
    Evidence,
    Finding,
    Fix,
    Good,
    InsertAfter,
    Rule,
    SourceFile,
)
from flasklint_rules.blueprints.shared.registering import importable


@dataclass(frozen=True)
class RouteModuleNotImported(Rule):
    """A module whose routes answer 404, because nothing imports it.

    ## What it does

    Reports a module that declares routes on a Blueprint or an application of another module, if no
    application imports it, neither directly nor through other modules.

    ## Why it matters

    A route exists once its module is imported and its decorator runs. Where the Blueprint is made
    in `users/__init__.py` and nobody imports `users/routes.py`, Flask says nothing and answers 404.

    ## What it must know

    That the Blueprint is registered, and that no import leads to the module: none at the top of a
    module, none inside of a function, no `import_module`, no star that `__all__` sends there. And
    that the application has none of its routes from elsewhere: a copy that was left behind answers
    nothing that is missed, and its endpoints are taken. The rule is silent where modules are
    imported by computed names or found by a scan, where a file could not be read, about a module
    that is a program or may be one (`if __name__ == "__main__"`, a function `main`, an application
    of its own, a call of `run`), and about one that declares routes on an app, unless other modules
    of its package do and are imported: it may be what the server starts. The rule reads Python
    only: it cannot tell a module on an app that only `FLASK_APP` in `.flaskenv` names from a
    forgotten one.

    ## When not to use it

    For a module that another project imports, or that only `FLASK_APP` names. Suppress it there.

    ## Fix safety

    The fix is unsafe: it makes URLs answer that did not, and runs the module. It imports the module
    where the Blueprint is made, behind the imports of other such modules, in their way, or else at
    the end of the file. There is no fix where the Blueprint is not made at the top of a module,
    where importing that module registers it before, so that Flask would take no more routes, or
    where the name of the module cannot be imported (`sign-in.py`, `import.py`).
    """

    code = "FLK106"
    category = "correctness"
    severity = "error"
    fix = "sometimes"
    examples = (
        Bad(
            "the package of the Blueprint does not import its routes",
            {
                "app.py": """
                    from flask import Flask

                    from users import bp

                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    """,
                "users/__init__.py": """
                    from flask import Blueprint

                    bp = Blueprint("users", __name__)
                    """,
                "users/routes.py": """
                    from users import bp


                    @bp.get("/users")  # FLK106
                    def index():
                        return []
                    """,
            },
            fixed={
                "users/__init__.py": """
                    from flask import Blueprint

                    bp = Blueprint("users", __name__)


                    from users import routes  # noqa: E402, F401
                    """,
            },
            fails="GET /users: 404",
        ),
        Good(
            "the routes stand in the module of the Blueprint",
            """
            from flask import Blueprint, Flask

            app = Flask(__name__)
            bp = Blueprint("users", __name__)
            bp.add_url_rule("/users", view_func=lambda: [])
            app.register_blueprint(bp)
            """,
            works="GET /users",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        for stray in checker.project.stray_modules_in(file.filename):
            owner = f"the Blueprint `{stray.name}`" if stray.name is not None else "the app"
            count = len(stray.routes)
            what = f"its route on {owner} answers" if count == 1 else f"its {count} routes answer"
            evidence = [Evidence(f"{owner} is made here", stray.made)]
            if stray.sibling is not None:
                evidence.append(
                    Evidence("another module with its routes is imported", stray.sibling)
                )
            yield Finding(
                file.node(stray.routes[0]),
                f"nothing imports this module: {what} 404; import it in {stray.made.filename}",
                tuple(evidence),
                _fix(stray, checker),
            )


def _fix(stray: StrayModule, checker: Checker) -> Fix | None:
    """The fix that imports the module behind the others, or at the end of the Blueprint's file."""
    home = checker.file.open(stray.made.filename)
    assigned = home.tree.parent(home.node(stray.made))
    if not isinstance(assigned, (cst.Assign, cst.AnnAssign)):
        return None
    if home.names.scope(assigned) is not home.tree.module or not importable(checker):
        return None
    if _is_too_late(stray, checker, home):
        return None
    message = f"import it in {home.filename}"
    package, _, last = checker.project.import_name(stray.module).rpartition(".")
    sibling = home.node(stray.sibling) if stray.sibling is not None else None
    if isinstance(sibling, cst.ImportFrom) and isinstance(sibling.names, tuple):
        line = home.tree.statement(sibling)
        together = home.is_package and home.module == stray.module.rpartition(".")[0]
        shown = "." if sibling.relative and together else package
        comment = _trailing_comment(line)
        if shown and not any(name.asname for name in sibling.names):
            return Fix(
                message, (InsertAfter(home.place(line), f"from {shown} import {last}{comment}"),)
            )
    text = f"from {package} import {last}" if package else f"import {last}"
    return Fix(message, (AppendToModule(home.filename, f"{text}  # noqa: E402, F401"),))


def _is_too_late(stray: StrayModule, checker: Checker, home: SourceFile) -> bool:
    """Whether the Blueprint is registered, as its file is imported, before the fix would import the
    module: then Flask takes no more routes."""
    for place in stray.registering:
        other = checker.file.open(place.filename)
        if other.names.scope(other.node(place)) is not other.tree.module:
            continue
        if other.filename == home.filename:
            if stray.sibling is None or stray.sibling.node > place.node:
                return True
        elif not home.module.startswith(f"{other.module}.") and checker.project.imports_on_the_way(
            home.module, other.module
        ):
            return True
    return False


def _trailing_comment(line: cst.CSTNode) -> str:
    """What other linters are told behind an import."""
    comment = (
        line.trailing_whitespace.comment if isinstance(line, cst.SimpleStatementLine) else None
    )
    return f"  {comment.value}" if comment is not None and "noqa" in comment.value else ""
