"""FLK701."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.project import Project
from flasklint.rule import AppendToBody, Evidence, Finding, Fix, Replace, Rule
from flasklint.source import SourceFile
from flasklint_rules.factory.factory_no_return_examples import EXAMPLES
from flasklint_rules.factory.handing_over import is_handed_over

FACTORY_NAMES = ("create_app", "make_app")
"""What Flask looks for."""


@dataclass(frozen=True)
class FactoryNoReturn(Rule):
    """A factory that makes the application and does not return it.

    ## What it does

    Reports a function that makes an application, gives it a name of its own, and has no `return`
    with a value, if it is a factory: Flask looks for it (`create_app`, `make_app`), or the project
    takes an attribute of what it returns.

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
    functions whose end is not reached. Where nothing takes an attribute of the result, it is also
    silent about a function that hands the application to what may serve or keep it (`serve(app)`,
    `apps.append(app)`): anything but an `init_app`, an extension of Flask and functions of the
    project that do neither.

    ## When not to use it

    The rule reports what fails; there is no reason to leave it out.

    ## Fix safety

    The fix is safe: whoever used the result got None. It appends `return` with the application, or
    puts it in place of a `return` without a value at the end. There is no fix where the
    application is made under a condition, its name is bound again, the function returns earlier, or
    hands the application to what may serve or keep it.
    """

    code = "FLK701"
    category = "correctness"
    severity = "error"
    examples = EXAMPLES

    def check(self, file: SourceFile, project: Project) -> Iterator[Finding]:
        for number in project.apps_made_in(file.filename):
            made = file.tree.node(number)
            assign, function = file.tree.parent(made), file.names.scope(made)
            if not isinstance(assign, cst.Assign) or not isinstance(function, cst.FunctionDef):
                continue
            name = assign.targets[0].target
            if not isinstance(name, cst.Name) or not _may_be_factory(function, name, file):
                continue
            evidence = _evidence(function, file, project)
            if evidence is None:
                continue
            is_kept = is_handed_over(function, name.value, file, project)
            if is_kept and not evidence:
                continue
            label = function.name.value
            message = f"`{label}` makes the application and returns None; return `{name.value}`"
            yield Finding(
                function,
                message,
                (Evidence("the application is made here", made), *evidence),
                None if is_kept else _fix(function, assign, name, file),
            )


def _may_be_factory(function: cst.FunctionDef, name: cst.Name, file: SourceFile) -> bool:
    """Whether a function is one of a module and ends without giving its app to anybody."""
    if function.decorators or function.asynchronous is not None:
        return False
    if file.names.scope(function) is not file.tree.module:
        return False
    last = function.body.body[-1] if function.body.body else None
    if isinstance(last, cst.SimpleStatementLine):
        last = last.body[-1]
    if isinstance(last, (cst.Raise, cst.While)) or _ends_process(last, file):
        return False
    for node in file.tree.inside(function.body):
        match node:
            case cst.Return() if file.names.scope(node) is function and not _is_none(node.value):
                return False
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
    return True


def _is_none(value: cst.BaseExpression | None) -> bool:
    return value is None or (isinstance(value, cst.Name) and value.value == "None")


def _ends_process(last: cst.CSTNode | None, file: SourceFile) -> bool:
    if not isinstance(last, cst.Expr) or not isinstance(last.value, cst.Call):
        return False
    return file.names.path(last.value.func) in ("sys.exit", "builtins.exit", "builtins.quit")


def _evidence(
    function: cst.FunctionDef, file: SourceFile, project: Project
) -> tuple[Evidence, ...] | None:
    """Where the application is asked for; None if the function is no factory."""
    calls = project.calls_of(file.names.definition_path(function))
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
    returns = [
        node
        for node in file.tree.inside(body)
        if isinstance(node, cst.Return) and file.names.scope(node) is function
    ]
    text = f"return {name.value}"
    message = f"return `{name.value}`"
    if not returns:
        return Fix(message, (AppendToBody(function, text),), safe=True)
    last = body.body[-1]
    at_end = isinstance(last, cst.SimpleStatementLine) and last.body[-1] is returns[0]
    if len(returns) == 1 and at_end:
        return Fix(message, (Replace(returns[0], text),), safe=True)
    return None
