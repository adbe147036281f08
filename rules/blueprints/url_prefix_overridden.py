"""FLK114."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import libcst as cst

from flasklint.project.blueprints import ReplacedPrefix
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


@dataclass(frozen=True)
class UrlPrefixOverridden(Rule):
    """A Blueprint's URL prefix that another one at its registration replaces.

    ## What it does

    Reports a registration with a `url_prefix` of a Blueprint that has another one of its own.

    ## Why it matters

    The two do not join. `Blueprint("users", __name__, url_prefix="/users")` that is registered with
    `url_prefix="/api"` answers under `/api` and not under `/api/users`, where Flask says 404
    without any other sign. Only the prefixes of Blueprints in each other join.

    ## What it must know

    Both prefixes, and that the Blueprint is registered in this place only: so its own prefix has
    no effect at all. The rule is silent where one prefix begins or ends with the other, as in
    `/api/users`: that was joined by hand. It is silent about a Blueprint that is registered several
    times, or that is passed to code that cannot be followed, and about prefixes that are computed.

    ## When not to use it

    Where Blueprints have a default prefix that applications replace on purpose.

    ## Fix safety

    The fix is unsafe: it changes URLs. Where another Blueprint with a prefix of its own is
    registered under the same one, both are meant to be joined, and the fix does so where the
    Blueprint is registered. There is no fix elsewhere, where the replacement may be meant.
    """

    code = "FLK114"
    category = "correctness"
    preview: ClassVar[bool] = True
    fix = "sometimes"
    examples = (
        Bad(
            "two Blueprints with prefixes of their own under `/api`",
            {
                "app.py": """
                    from flask import Flask

                    from views import books, users

                    app = Flask(__name__)
                    app.register_blueprint(books, url_prefix="/api")  # FLK114
                    app.register_blueprint(users, url_prefix="/api")  # FLK114
                    """,
                "views.py": """
                    from flask import Blueprint

                    books = Blueprint("books", __name__, url_prefix="/books")
                    users = Blueprint("users", __name__, url_prefix="/users")


                    @users.get("/new")
                    def newest():
                        return []
                    """,
            },
            fixed={
                "app.py": """
                    from flask import Flask

                    from views import books, users

                    app = Flask(__name__)
                    app.register_blueprint(books, url_prefix="/api/books")  # FLK114
                    app.register_blueprint(users, url_prefix="/api/users")  # FLK114
                    """,
            },
            fails="GET /api/users/new: 404",
        ),
        Good(
            "prefixes of Blueprints in each other join",
            """
            from flask import Blueprint, Flask

            users = Blueprint("users", __name__, url_prefix="/users")


            @users.get("/new")
            def newest():
                return []


            api = Blueprint("api", __name__, url_prefix="/api")
            api.register_blueprint(users)

            app = Flask(__name__)
            app.register_blueprint(api)
            """,
            works="GET /api/users/new",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        for prefix in checker.project.replaced_prefixes_in(file.filename):
            node = file.node(prefix.place)
            evidence = [Evidence("the Blueprint has its own prefix", prefix.made)]
            if prefix.sibling is not None and prefix.sibling != prefix.place:
                evidence.append(Evidence("registered under the same prefix", prefix.sibling))
            yield Finding(
                node,
                f"`{prefix.instead}` replaces the Blueprint's own prefix `{prefix.own}`, they do "
                f"not join: give `{_joined(prefix)}` here, or one prefix only",
                tuple(evidence),
                _fix(node, prefix, file),
            )


def _joined(prefix: ReplacedPrefix) -> str:
    return f"{prefix.instead.rstrip('/')}/{prefix.own.lstrip('/')}"


def _fix(node: cst.CSTNode, prefix: ReplacedPrefix, file: SourceFile) -> Fix | None:
    if prefix.sibling is None or prefix.sibling == prefix.place or not isinstance(node, cst.Call):
        return None
    for arg in node.args:
        if arg.keyword is not None and arg.keyword.value == "url_prefix":
            given = re.fullmatch(r"""(["'])[^"'\\]*\1""", file.code(arg.value))
            if given is not None:
                text = f"{given[1]}{_joined(prefix)}{given[1]}"
                return Fix(f"join the prefixes: {text}", (Replace(arg.value, text),))
    return None
