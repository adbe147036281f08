"""FLK701."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.project.views.endings import Endings
from flasklint.rule import (
    AppendToBody,
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
from flasklint_rules.factory.shared.handing_over import is_handed_over

FACTORY_NAMES = ("create_app", "make_app")
"""What Flask looks for."""


@dataclass(frozen=True)
class FactoryNoReturn(Rule):
    """A factory that makes the application and does not return it, or not always.

    ## What it does

    Reports a function that makes an application, gives it a name of its own, and does not return
    it, if it is a factory: Flask looks for it (`create_app`, `make_app`), or the project takes an
    attribute of what it returns. Where it returns the application on some paths only, it reports
    each `return` without it, and the function if its end can be reached.

    ## Why it matters

    A function without `return` gives None. `flask run` ends with `NoAppException: Failed to find
    Flask application or factory in module 'shop'`, gunicorn with `'NoneType' object is not
    callable`, and `create_app().run()` with `AttributeError: 'NoneType' object has no attribute
    'run'`.

    ## What it must know

    That the function makes the application: one that it is passed is not its own to return. The
    rule is silent about generators (a fixture that yields the application), decorated functions,
    functions whose result every call drops (a script that makes an application and works with it),
    functions that run the application, keep it as an attribute or under a global name, and
    functions whose end is not reached, or that return anything but the application. What is
    returned before the application is made, or under a condition that a call decides
    (`if not checked(app): return`), does not count either. Where nothing takes an attribute
    of the result, the rule is also silent about a function that hands the application to what may
    serve or keep it (`serve(app)`, `apps.append(app)`): anything but an `init_app`, an extension of
    Flask and functions of the project that do neither.

    ## When not to use it

    The rule reports what fails; there is no reason to leave it out.

    ## Fix safety

    The fix is safe: whoever used the result got None. It appends `return` with the application, or
    puts it in place of a `return` without a value at the end. There is no fix where the
    application is made under a condition, its name is bound again, the function returns on other
    paths, or hands the application to what may serve or keep it.
    """

    code = "FLK701"
    category = "correctness"
    severity = "error"
    fix = "sometimes"
    examples = (
        Bad(
            "a factory that Flask looks for",
            """
            from flask import Flask


            def create_app():  # FLK701
                app = Flask(__name__)
                app.config.from_prefixed_env()
            """,
            fixed="""
            from flask import Flask


            def create_app():  # FLK701
                app = Flask(__name__)
                app.config.from_prefixed_env()

                return app
            """,
            fails="start: NoAppException: Failed to find Flask application or factory",
        ),
        Good(
            "the application is returned on every path",
            """
            from flask import Flask


            def create_app(settings=None):
                app = Flask(__name__)
                if settings is None:
                    app.config.from_prefixed_env()
                    return app
                app.config.from_mapping(settings)
                return app
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        seen: set[cst.CSTNode] = set()
        for number in checker.project.apps_made_in(file.filename):
            made = file.tree.node(number)
            assign, function = file.tree.parent(made), file.names.scope(made)
            if function in seen:
                continue
            seen.add(function)
            if not isinstance(assign, cst.Assign) or not isinstance(function, cst.FunctionDef):
                continue
            name = assign.targets[0].target
            if not isinstance(name, cst.Name) or not _may_be_factory(function, name, file):
                continue
            evidence = _evidence(function, checker)
            if evidence is None:
                continue
            is_kept = is_handed_over(function, name.value, checker)
            if is_kept and not evidence:
                continue
            shown = (Evidence("the application is made here", made), *evidence)
            fix = None if is_kept else _fix(function, assign, name, file)
            for node, message in _missing(function, assign, name.value, checker):
                yield Finding(node, message, shown, fix)


def _missing(
    function: cst.FunctionDef, made: cst.Assign, name: str, checker: Checker
) -> Iterator[tuple[cst.CSTNode, str]]:
    """Where a function ends without its application, and what to say of that."""
    file = checker.file
    returns = _returns(function, file)
    label = f"`{function.name.value}`"
    falls = Endings(checker.file, checker.project).reaches_end(function.body)
    begun = file.tree.rank(made)
    bare = [
        each
        for each in returns
        if _is_none(each.value) and file.tree.rank(each) > begun and not _is_asked_for(each, file)
    ]
    if all(_is_none(each.value) for each in returns):
        if bare or falls:
            message = f"{label} makes the application and returns None; return `{name}`"
            yield function, message
        return
    for each in bare:
        yield each, f"{label} returns None here, and not the application; return `{name}`"
    if falls:
        message = f"{label} can come to its end, where it returns None, and not the application"
        yield function, f"{message}; return `{name}` there, too"


def _may_be_factory(function: cst.FunctionDef, name: cst.Name, file: SourceFile) -> bool:
    """Whether a function is one of a module and gives its app to nobody but who calls it."""
    if function.decorators or function.asynchronous is not None:
        return False
    if file.names.scope(function) is not file.tree.module:
        return False
    for node in file.tree.inside(function.body):
        match node:
            case cst.Yield() if file.names.scope(node) is function:
                return False
            case cst.Global() | cst.Nonlocal():
                return False
            case cst.Assign(targets=targets, value=cst.Name(value=kept)) if kept == name.value:
                if not all(isinstance(target.target, cst.Name) for target in targets):
                    return False
            case cst.Call(func=cst.Attribute(value=cst.Name(value=owner), attr=attr)):
                if owner == name.value and attr.value in ("run", "test_client"):
                    return False
    given = (each.value for each in _returns(function, file) if not _is_none(each.value))
    return all(isinstance(value, cst.Name) and value.value == name.value for value in given)


def _returns(function: cst.FunctionDef, file: SourceFile) -> list[cst.Return]:
    return [
        node
        for node in file.tree.inside(function.body)
        if isinstance(node, cst.Return) and file.names.scope(node) is function
    ]


def _is_asked_for(node: cst.Return, file: SourceFile) -> bool:
    """Whether a `return` stands under a condition that a call decides: it may never hold."""
    return any(
        isinstance(around, cst.If)
        and any(isinstance(each, cst.Call) for each in file.tree.inside(around.test))
        for around in file.tree.ancestors(node)
    )


def _is_none(value: cst.BaseExpression | None) -> bool:
    return value is None or (isinstance(value, cst.Name) and value.value == "None")


def _evidence(function: cst.FunctionDef, checker: Checker) -> tuple[Evidence, ...] | None:
    """Where the application is asked for; None if the function is no factory."""
    calls = checker.project.calls_of(checker.file.names.definition_path(function))
    asked = [call for call in calls if call.use == "attribute"]
    if asked:
        return (Evidence("the application is asked for here", asked[0].place),)
    if function.name.value not in FACTORY_NAMES:
        return None
    return None if any(call.use == "dropped" for call in calls) else ()


def _fix(
    function: cst.FunctionDef, assign: cst.Assign, name: cst.Name, file: SourceFile
) -> Fix | None:
    body = function.body
    line = file.tree.parent(assign)
    bound = file.names.bindings.get(function, {}).get(name.value, [])
    if len(bound) != 1 or line is None or file.tree.parent(line) not in (body, function):
        return None
    returns = _returns(function, file)
    text = f"return {name.value}"
    message = f"return `{name.value}`"
    if not returns:
        return Fix(message, (AppendToBody(function, text),), safe=True)
    last = body.body[-1]
    at_end = isinstance(last, cst.SimpleStatementLine) and last.body[-1] is returns[0]
    if len(returns) == 1 and at_end:
        return Fix(message, (Replace(returns[0], text),), safe=True)
    return None
