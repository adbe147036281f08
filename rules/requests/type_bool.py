"""FLK505."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Finding, Good, Rule, SourceFile

_VALUES = {
    f"flask.request.{name}.{method}"
    for name in ("args", "form", "values", "cookies", "headers")
    for method in ("get", "getlist")
}


@dataclass(frozen=True)
class TypeBool(Rule):
    """A value of the request with `type=bool`, so that `false` is True.

    ## What it does

    Reports `request.args.get("all", type=bool)`, and the same of `form`, `values`, `cookies` and
    `headers`, and `getlist`.

    ## Why it matters

    What the client sends is a text, and `bool` of a text is True unless it is empty: `?all=false`
    and `?all=0` are True.

    ## What it must know

    That the value is one of Flask's `request`, and that `bool` is Python's own.

    ## When not to use it

    Where the mere presence of a value counts, `"all" in request.args` says so.

    ## Fix safety

    There is no fix: which texts mean yes is for you to say.
    """

    code = "FLK505"
    category = "correctness"
    preview = True
    words = frozenset({"bool"})
    examples = (
        Bad(
            "false is True",
            """
            from flask import Flask, request

            app = Flask(__name__)


            @app.get("/books")
            def list_books():
                everything = request.args.get("all", default=False, type=bool)  # FLK505
                return {"all": everything}
            """,
            fails='GET /books?all=false: 200 application/json {"all":true}',
        ),
        Good(
            "the texts that mean yes",
            """
            from flask import Flask, request

            app = Flask(__name__)


            @app.get("/books")
            def list_books():
                everything = request.args.get("all", "").lower() in ("1", "true", "yes")
                return {"all": everything}
            """,
            works="GET /books?all=false",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if not _may_find(file):
            return
        for call in file.tree.all(cst.Call):
            asked = _asked(call, checker)
            if asked is not None and checker.canonical(call.func) in _VALUES:
                yield Finding(
                    asked,
                    f"`bool` makes True of every text but the empty one: `{_example(call)}` is "
                    "True; say which texts mean yes, for example "
                    '`.lower() in ("1", "true", "yes")`',
                )


def _may_find(file: SourceFile) -> bool:
    """Whether a file may have such a call, at a first look."""
    outline = file.outline
    return outline is None or any(
        isinstance(value, ast.Name) and value.id == "bool"
        for call in outline.all(ast.Call)
        for value in (*call.args[2:], *(each.value for each in call.keywords))
    )


def _asked(call: cst.Call, checker: Checker) -> cst.Arg | None:
    """The argument that makes a bool of a value."""
    for at, arg in enumerate(call.args):
        is_type = arg.keyword.value == "type" if arg.keyword is not None else at == 2
        if is_type and checker.file.names.path(arg.value) == "builtins.bool":
            return arg
    return None


def _example(call: cst.Call) -> str:
    """What a client may send, in the words of the code where they are at hand."""
    first = call.args[0].value
    name = first.raw_value if isinstance(first, cst.SimpleString) else "x"
    return f"{name}=false"
