"""FLK960."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Finding, Fix, Good, Replace, Rule, SourceFile
from flasklint_rules.upgrade.shared.gone_names import Lost, is_guarded, table

_ARGUMENTS = table(lambda package: package.arguments)
_NAMES = {lost.row.name for lost in _ARGUMENTS.values()}
_FUNCTIONS = {path.partition("(")[0] for path in _ARGUMENTS}
_FIELDS = "flask_marshmallow.Marshmallow()."


@dataclass(frozen=True)
class RemovedArgument(Rule):
    """A call has an argument that the installed version of the package no longer takes.

    ## What it does

    Reports keyword arguments that were taken away or renamed: `attachment_filename`,
    `cache_timeout` and `add_etags` of `send_file`, `filename` of `send_from_directory`, `regex` of
    pydantic's `Field`, `user_claims` of `create_access_token`, `missing` and `default` of
    marshmallow's fields, ... Each package has a table of them in `rules/upgrade/shared/names/`,
    which is compared with the package itself.

    ## Why it matters

    The call fails: "TypeError: send_file() got an unexpected keyword argument
    'attachment_filename'", at the first request that comes by.

    ## What it must know

    What is called, and that no version may be installed that still takes the argument:
    requirements, a pyproject.toml, Pipfile, setup.cfg, setup.py or a lock file say so, or a package
    that requires such a version. A project that declares nothing at all gets the newest version.
    A `try` around the call, or a test of the version, is silent.

    ## When not to use it

    There is no reason: the call fails.

    ## Fix safety

    The fix is safe: where an argument was renamed it has the new name. There is no fix if the
    call has that one as well, nor for what has no new name; the message says what to write.
    """

    code = "FLK960"
    category = "upgrade"
    severity = "error"
    preview = True
    fix = "sometimes"
    words = frozenset(_NAMES)
    examples = (
        Bad(
            "a file to download, as with Flask 1",
            """
            import io

            from flask import Flask, send_file

            app = Flask(__name__)


            @app.get("/results")
            def download():
                return send_file(
                    io.BytesIO(b"a;b"),
                    attachment_filename="results.csv",  # FLK960
                    cache_timeout=-1,  # FLK960
                )
            """,
            fixed="""
            import io

            from flask import Flask, send_file

            app = Flask(__name__)


            @app.get("/results")
            def download():
                return send_file(
                    io.BytesIO(b"a;b"),
                    download_name="results.csv",  # FLK960
                    max_age=-1,  # FLK960
                )
            """,
            fails="GET /results: TypeError: send_file() got an unexpected keyword argument",
        ),
        Good(
            "as it is called now",
            """
            import io

            from flask import Flask, send_file

            app = Flask(__name__)


            @app.get("/results")
            def download():
                return send_file(io.BytesIO(b"a;b"), download_name="results.csv", max_age=-1)
            """,
            works="GET /results",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if not _may_have_some(checker):
            return
        for call in file.tree.all(cst.Call):
            given = {arg.keyword.value: arg for arg in call.args if arg.keyword is not None}
            if _NAMES.isdisjoint(given):
                continue
            function = _function(checker.canonical(call.func))
            for name, arg in given.items():
                lost = _ARGUMENTS.get(f"{function}({name})")
                if lost is None or is_guarded(call, file) or not lost.is_certain(checker):
                    continue
                yield Finding(arg, _message(lost), fix=_fix(arg, lost, given.keys(), file))


def _may_have_some(checker: Checker) -> bool:
    outline, project = checker.file.outline, checker.project
    return outline is None or any(
        outline.may_be(node.func, lambda path: _function(project.canonical(path)) in _FUNCTIONS)
        for node in outline.all(ast.Call)
        if any(each.arg in _NAMES for each in node.keywords)
    )


def _function(path: str | None) -> str:
    if path is not None and path.startswith(_FIELDS):
        return f"marshmallow.fields.{path.removeprefix(_FIELDS)}"
    return path or ""


def _message(lost: Lost) -> str:
    row = lost.row
    function = row.path.partition("(")[0].rpartition(".")[2]
    todo = f"write `{row.moved}`" if row.moved else f"instead: {row.instead}"
    return f"`{function}` takes no `{row.name}` {lost.since}: the call fails; {todo}"


def _fix(arg: cst.Arg, lost: Lost, given: object, file: SourceFile) -> Fix | None:
    new = lost.row.moved
    if not new or new in given:  # type: ignore[operator]
        return None
    text = new + file.code(arg).removeprefix(lost.row.name)
    return Fix(f"Write `{new}`", (Replace(arg, text),), safe=True)
