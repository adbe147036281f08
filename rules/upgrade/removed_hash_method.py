"""FLK967."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Finding, Fix, Good, Replace, Rule
from flasklint_rules.upgrade.shared.gone_names import is_guarded

_FUNCTION = "werkzeug.security.generate_password_hash"
_METHODS = ("pbkdf2", "scrypt")
_INSTEAD = "pbkdf2:sha256"
_SINCE = "3.0"


@dataclass(frozen=True)
class RemovedHashMethod(Rule):
    """A password is hashed by a method that the installed Werkzeug no longer has.

    ## What it does

    Reports `generate_password_hash(password, method="sha256")` and all methods other than `scrypt`
    and `pbkdf2`.

    ## Why it matters

    Werkzeug 3 raises "ValueError: Invalid hash method 'sha256'.", at the first request that signs
    somebody up. A plain SHA-256 of a password is guessed fast, which is why it was taken away.

    ## What it must know

    That no Werkzeug before 3.0 may be installed: requirements, a pyproject.toml, Pipfile,
    setup.cfg, setup.py or a lock file say so, or ask for Flask 3. A project that declares nothing
    at all gets the newest version. The method is a string, or a constant of the project.

    ## When not to use it

    There is no reason: the call fails.

    ## Fix safety

    The fix is unsafe. It writes `pbkdf2:sha256`, whose hashes have 103 characters; those of
    `scrypt`, the default, have 162 and may not fit into the column. Passwords that are stored with
    the old method cannot be checked any more, whatever is written here: `check_password_hash`
    refuses them as well, and these people need a new password. There is no fix
    for a method that is a constant.
    """

    code = "FLK967"
    category = "upgrade"
    severity = "error"
    preview = True
    fix = "sometimes"
    words = frozenset(("generate_password_hash",))
    examples = (
        Bad(
            "SHA-256",
            """
            from flask import Flask, request
            from werkzeug.security import generate_password_hash

            app = Flask(__name__)


            @app.get("/hash")
            def sign_up():
                password = request.args.get("p", "")
                return generate_password_hash(password, method="sha256")  # FLK967
            """,
            fixed="""
            from flask import Flask, request
            from werkzeug.security import generate_password_hash

            app = Flask(__name__)


            @app.get("/hash")
            def sign_up():
                password = request.args.get("p", "")
                return generate_password_hash(password, method="pbkdf2:sha256")  # FLK967
            """,
            fails="GET /hash: ValueError: Invalid hash method 'sha256'.",
        ),
        Good(
            "methods that Werkzeug has",
            """
            from werkzeug.security import generate_password_hash


            def hashes(password):
                yield generate_password_hash(password)
                yield generate_password_hash(password, method="scrypt:32768:8:1")
                yield generate_password_hash(password, "pbkdf2:sha256:600000", salt_length=8)
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        outline = file.outline
        if outline is not None and not any(
            (len(node.args) > 1 or node.keywords) and outline.may_be(node.func, _FUNCTION.__eq__)
            for node in outline.all(ast.Call)
        ):
            return
        for call in file.tree.all(cst.Call):
            arg = _method(call) if checker.canonical(call.func) == _FUNCTION else None
            value = _value(arg.value, checker) if arg is not None else None
            if arg is None or not isinstance(value, str) or value.startswith(_METHODS):
                continue
            if is_guarded(call, file):
                continue
            if not checker.project.is_surely_at_least("werkzeug", _SINCE, file.filename):
                continue
            fix = None
            if isinstance(arg.value, cst.SimpleString):
                quote = arg.value.quote
                change = Replace(arg.value, f"{quote}{_INSTEAD}{quote}")
                fix = Fix(f"Hash with `{_INSTEAD}`", (change,))
            message = (
                f"Werkzeug {_SINCE} has no hash method `{value}`: the call raises ValueError; "
                f"leave it out, which is `scrypt`, or write `{_INSTEAD}`"
            )
            yield Finding(arg, message, fix=fix)


def _method(call: cst.Call) -> cst.Arg | None:
    """The argument that says by which method is hashed."""
    if any(arg.star for arg in call.args):
        return None
    positional = [arg for arg in call.args if arg.keyword is None]
    named = [arg for arg in call.args if arg.keyword and arg.keyword.value == "method"]
    return positional[1] if len(positional) > 1 else named[0] if named else None


def _value(node: cst.BaseExpression, checker: Checker) -> object:
    if isinstance(node, cst.SimpleString):
        return node.evaluated_value
    path = checker.file.names.path(node)
    return checker.project.constant(path) if path is not None else None
