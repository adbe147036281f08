"""FLK212."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.literals import string_value
from flasklint.packages.flask_api import BUILT_IN_CONVERTERS
from flasklint.packages.url_rules import variables
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

_MEANT = {
    "integer": "int", "Integer": "int", "Int": "int", "INT": "int", "long": "int",
    "str": "string", "Str": "string", "String": "string", "text": "string", "varchar": "string",
    "Float": "float", "double": "float", "decimal": "float", "real": "float",
    "UUID": "uuid", "Uuid": "uuid", "guid": "uuid", "Path": "path",
}  # fmt: skip


@dataclass(frozen=True)
class UnknownConverter(Rule):
    """A URL rule with a converter that the application does not have.

    ## What it does

    Reports `<integer:id>`, `<str:name>`, `<id:int>` and other variables of URL rules whose
    converter is neither one of Werkzeug's (`string`, `int`, `float`, `path`, `any`, `uuid`) nor
    added to `app.url_map.converters` anywhere in the project; and a converter that is added only
    after the route, or after the Blueprint that has it was registered.

    ## Why it matters

    Flask looks the converter up when the route is put on the app, which then does not start:
    `LookupError: the converter 'integer' does not exist`. For a Blueprint that happens at its
    registration, far from the route.

    ## What it must know

    The whole rule, and that the route is or may be on an app of the project. It is silent where the
    project adds converters whose names cannot be told. A package that is handed the app may add
    converters too: unless all of these are known to add none, only names are reported that are
    mistaken for one of Werkzeug's, and variables whose name and converter are exchanged.

    ## When not to use it

    Where a package adds converters with such names; suppress it there.

    ## Fix safety

    The fix is safe: the app does not start without it. It writes the name that Werkzeug has
    (`integer` becomes `int`, `str` becomes `string`), or exchanges name and converter. It is unsafe
    if packages are handed the app that may add converters. There is no fix for other names, and
    none where the rule is not written as one plain string in the call.
    """

    code = "FLK212"
    category = "correctness"
    severity = "error"
    preview = True
    fix = "sometimes"
    examples = (
        Bad(
            "`integer`, which is called `int`",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.get("/books/<integer:book_id>")  # FLK212
            def show_book(book_id):
                return f"book {book_id}"
            """,
            fixed="""
            from flask import Flask

            app = Flask(__name__)


            @app.get("/books/<int:book_id>")  # FLK212
            def show_book(book_id):
                return f"book {book_id}"
            """,
            fails="start: LookupError: the converter 'integer' does not exist",
        ),
        Good(
            "a converter of the project's own, added before the route",
            """
            from flask import Flask
            from werkzeug.routing import BaseConverter


            class YearConverter(BaseConverter):
                regex = "[0-9]{4}"


            app = Flask(__name__)
            app.url_map.converters["year"] = YearConverter


            @app.get("/books/<year:year>")
            def list_books(year):
                return f"books of {year}"
            """,
            works="GET /books/1815",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        for late in project.late_converters_in(file.filename):
            yield Finding(
                file.node(late.place),
                f"the application gets the route `{late.rule}` here, and its URL converter "
                f"`{late.name}` only after it: it does not start; add the converter before",
                (Evidence("the route is declared here", late.route),)[late.place == late.route :],
            )
        seen: set[tuple[int, str, str]] = set()
        for route in project.served_routes_in(file.filename):
            if ":" not in route.rule:
                continue
            for converter, name in variables(route.rule) or ():
                key = (route.node, converter, name)
                if not converter or converter in BUILT_IN_CONVERTERS or key in seen:
                    continue
                known = project.converters
                meant = _meant(converter, name)
                if known.by_project or converter in known.names:
                    continue
                if meant or not known.by_packages:
                    seen.add(key)
                    yield _finding(
                        file.tree.node(route.node), converter, name, known.by_packages, file
                    )


def _meant(converter: str, name: str) -> str:
    """The variable as it must be written; "" if cannot tell."""
    if name in BUILT_IN_CONVERTERS - {"default"}:
        return f"<{name}:{converter}>"
    known = _MEANT.get(converter)
    return f"<{known}:{name}>" if known else ""


def _finding(
    node: cst.CSTNode, converter: str, name: str, is_open: bool, file: SourceFile
) -> Finding:
    meant = _meant(converter, name)
    todo = f"write `{meant}`" if meant else "add it to `app.url_map.converters` or use another"
    message = (
        f"the application has no URL converter `{converter}` and does not start with this route; "
        f"{todo}"
    )
    for text in file.tree.inside(node):
        if isinstance(text, cst.SimpleString):
            old = f"<{converter}:{name}>"
            value, code = string_value(text), file.code(text)
            if isinstance(value, str) and old in value and old in code:
                fix = None
                if meant:
                    change = Replace(text, code.replace(old, meant))
                    fix = Fix(f"Write `{meant}`", (change,), safe=not is_open)
                return Finding(text, message, fix=fix)
    return Finding(node, message)
