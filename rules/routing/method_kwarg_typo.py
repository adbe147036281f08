"""FLK203."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.literals import string_value
from flasklint.packages.flask_api import HTTP_VERBS, ROUTE_DECLARING, ROUTE_SHORTCUTS
from flasklint.project.routes import RuleArgument
from flasklint.rule import Bad, Checker, Finding, Fix, Good, Replace, Rule, SourceFile

_TYPO = "method"
_MEANT = "methods"


@dataclass(frozen=True)
class MethodKwargTypo(Rule):
    """A route with `method=`, which Flask calls `methods=`, so that the application does not start.

    ## What it does

    Reports the argument `method` of `route`, `add_url_rule`, `get`, `post`, `put`, `delete` and
    `patch`, called on an application or a Blueprint.

    ## Why it matters

    Flask passes all arguments that it does not know on to Werkzeug's rule, and the application does
    not start: `TypeError: Rule.__init__() got an unexpected keyword argument 'method'`. For a
    Blueprint that happens at its registration, far from the route.

    ## What it must know

    That the call is one of Flask's own methods, on a `Flask` or `Blueprint` or a subclass of the
    project's that does not have these methods in a way of its own. It is silent for the classes of
    other packages (flask-smorest, APIFlask, Quart, a mixin), in a project that mentions
    `url_rule_class`, since its rules may take the argument, and where `**options` are passed, or
    inside a `try` or a `with`, where the failure may be foreseen.

    ## When not to use it

    There is no reason: the line fails whenever it runs.

    ## Fix safety

    The fix is safe: the application does not start without it. It writes `methods`, and puts a
    single method into a list, as Flask wants it. There is no fix beside `methods`, for a shortcut
    such as `app.get`, which takes neither, and where the value is not surely a list.
    """

    code = "FLK203"
    category = "correctness"
    severity = "error"
    preview = True
    words = frozenset({_TYPO})
    fix = "sometimes"
    examples = (
        Bad(
            "`method` instead of `methods`",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.route("/books", method=["POST"])  # FLK203
            def add_book():
                return "added"
            """,
            fixed="""
            from flask import Flask

            app = Flask(__name__)


            @app.route("/books", methods=["POST"])  # FLK203
            def add_book():
                return "added"
            """,
            fails="start: TypeError: Rule.__init__() got an unexpected keyword argument 'method'",
        ),
        Good(
            "as Flask calls it",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.route("/books", methods=["GET", "POST"])
            def list_books():
                return "books"
            """,
            works="GET /books",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        arguments = checker.project.rule_arguments_in(file.filename, _TYPO)
        for call in file.tree.all(cst.Call) if arguments else ():
            if file.last_name(call.func) not in ROUTE_DECLARING:
                continue
            given = {arg.keyword.value: arg for arg in call.args if arg.keyword is not None}
            if _TYPO not in given or any(arg.star == "**" for arg in call.args):
                continue
            number, name = file.tree.number(call), file.last_name(call.func)
            for argument in checker.project.rule_arguments_in(file.filename, _TYPO):
                # A package that is handed the call may call another method of the app.
                if (argument.node, argument.method) == (number, name) and not _is_tried(call, file):
                    yield _finding(given, argument, file)


def _is_tried(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a failure here may be foreseen."""
    kinds = (cst.Try, cst.TryStar, cst.With)
    return any(isinstance(at, kinds) for at in file.tree.ancestors(node))


def _finding(given: dict[str, cst.Arg], argument: RuleArgument, file: SourceFile) -> Finding:
    fix = None
    if argument.method in ROUTE_SHORTCUTS:
        todo = f"leave it out: `{argument.method}` says it already"
    elif _MEANT in given:
        todo = f"leave it out, `{_MEANT}` stands beside it"
    else:
        todo = f"write `{_MEANT}`"
        text = _renamed(given[_TYPO], argument.is_list, file)
        fix = Fix(f"Write `{_MEANT}`", (Replace(given[_TYPO], text),), safe=True) if text else None
    return Finding(
        given[_TYPO],
        f"a route takes no `{_TYPO}`: Flask raises TypeError when it is put on an application; "
        f"{todo}",
        fix=fix,
    )


def _renamed(arg: cst.Arg, is_list: bool, file: SourceFile) -> str:
    """The argument as Flask wants it; "" if cannot tell."""
    code = _MEANT + file.code(arg).removeprefix(_TYPO)
    if is_list or isinstance(arg.value, (cst.List, cst.Tuple, cst.Set)):
        return code
    if isinstance(arg.value, cst.SimpleString):
        text, value = file.code(arg.value), string_value(arg.value)
        if isinstance(value, str) and value.lower() in HTTP_VERBS:
            return code.replace(text, f"[{text}]")
    return ""
