"""FLK803."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.project.views.endings import Endings, own_nodes
from flasklint.rule import (
    AppendToBody,
    Bad,
    Change,
    Checker,
    Finding,
    Fix,
    Good,
    InsertAfter,
    Replace,
    Rule,
    SourceFile,
)

_METHODS = {"after_request", "after_app_request"}
_NAMES = _METHODS | {"after_this_request"}
_PATHS = {
    "flask.after_this_request", "flask.ctx.after_this_request", "flask.Flask().after_request",
    "flask.Blueprint().after_request", "flask.Blueprint().after_app_request",
}  # fmt: skip
_HEADER_CHANGES = {"add", "add_header", "clear", "extend", "remove", "set", "update"}
"""The methods of a response's headers that give nothing back."""

_OWN_STEPS = (
    "after_request", "after_app_request", "process_response", "finalize_request",
    "full_dispatch_request",
)  # fmt: skip


@dataclass(frozen=True)
class AfterRequestWithoutReturn(Rule):
    """A function that runs after requests and does not give the response back.

    ## What it does

    Reports a function that is registered with `after_request`, `after_app_request` or
    `after_this_request` and can end without returning a response: it has no `return`, a bare one,
    or a path that runs off the end.

    ## Why it matters

    What such a function returns is the response from then on. Without one every request that it
    runs for fails, after the view has done its work: `TypeError: 'NoneType' object is not
    callable`, from inside of Werkzeug. Type checkers accept it, because the decorators take any
    function.

    ## What it must know

    It must be certain that an app or Blueprint gets this very function: it is silent where another
    decorator stands between, where the function is wrapped before it is registered (but by
    `functools.partial`), for generators, for lambdas that may give something (not `None`, `print()`
    or a change of the headers), and in a project with an app class that takes care of responses
    itself (`process_response`, `finalize_request`, ...). A path ends where it calls `abort`, `exit`
    or a function of the project that is annotated to return `NoReturn` or `Never`; a `match` is
    taken to have a case for everything, and a loop that returns and raises never to come to its
    end.

    ## When not to use it

    There is no reason: the requests fail.

    ## Fix safety

    The fix returns the parameter. It is safe, because no request gets beyond the old code; it is
    unsafe where the function gives its parameter another value. There is no fix for lambdas, for
    what is registered by `functools.partial`, and where the function returns something on some
    paths: only its author knows what it should be on the others.
    """

    code = "FLK803"
    category = "correctness"
    severity = "error"
    fix = "sometimes"
    examples = (
        Bad(
            "a header is set and the response forgotten",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.get("/")
            def index():
                return "a shop"


            @app.after_request
            def add_header(response):  # FLK803
                response.headers["X-Shop"] = "books"
            """,
            fixed="""
            from flask import Flask

            app = Flask(__name__)


            @app.get("/")
            def index():
                return "a shop"


            @app.after_request
            def add_header(response):  # FLK803
                response.headers["X-Shop"] = "books"
                return response
            """,
            fails="GET /: TypeError: 'NoneType' object is not callable",
        ),
        Good(
            "the response is returned on every path",
            """
            from flask import Flask, request

            app = Flask(__name__)


            @app.after_request
            def add_header(response):
                if request.is_secure:
                    response.headers["Strict-Transport-Security"] = "max-age=3600"
                return response
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        found = dict(_registered(checker))
        if any(name in file.text for name in _NAMES):
            for function in (*_decorated(checker), *_deferred(file)):
                found.setdefault(function, True)
        for function, is_whole in found.items():
            for finding in _findings(function, is_whole, checker):
                if checker.project.may_override(_OWN_STEPS):
                    return
                yield finding


def _registered(checker: Checker) -> Iterator[tuple[cst.CSTNode, bool]]:
    """The functions that an app or Blueprint is known to get, and whether it gets all of one: not
    a `partial`."""
    file = checker.file
    for hook in checker.project.hooks_in(file.filename):
        if hook.kind not in _METHODS:
            continue
        function = file.node(hook.function)
        if hook.place == hook.function:
            yield function, True
            continue
        try:
            other = file.open(hook.place.filename)
        except KeyError:
            continue
        call = other.node(hook.place)
        if not isinstance(call, cst.Call) or len(call.args) != 1:
            if isinstance(other.tree.parent(call), cst.Decorator):
                yield function, True
            continue
        given = call.args[0].value
        part = _function_of_partial(given, other)
        if _is_meant(part or given, function, other):
            yield function, part is None


def _is_meant(given: cst.BaseExpression, function: cst.CSTNode, file: SourceFile) -> bool:
    """Whether what is passed on is a function itself, and not what another makes of it."""
    if isinstance(function, cst.FunctionDef):
        return file.last_name(given) == function.name.value
    return given is function


def _function_of_partial(node: cst.BaseExpression, file: SourceFile) -> cst.BaseExpression | None:
    """What `functools.partial(...)` is made of; None if a node is nothing such."""
    if not isinstance(node, cst.Call) or not node.args or node.args[0].star:
        return None
    return node.args[0].value if file.names.path(node.func) == "functools.partial" else None


def _decorated(checker: Checker) -> Iterator[cst.CSTNode]:
    """The functions that a decorator registers, as this file alone shows."""
    file = checker.file
    for decorator in file.tree.all(cst.Decorator):
        if not isinstance(decorator.decorator, cst.Call):
            path = file.names.path(decorator.decorator)
            if (
                path
                and path.rpartition(".")[2] in _NAMES
                and checker.project.canonical(path) in _PATHS
            ):
                yield file.tree.around(decorator)


def _deferred(file: SourceFile) -> Iterator[cst.CSTNode]:
    """The functions of this file that are passed to `after_this_request`."""
    for call in file.tree.all(cst.Call):
        match call.func, call.args:
            case ((cst.Name() | cst.Attribute()), [cst.Arg(value=given)]):
                if not isinstance(given, (cst.Name, cst.Lambda)):
                    continue
                if file.names.path(call.func) not in _PATHS:
                    continue
                if isinstance(given, cst.Lambda):
                    yield given
                elif (binding := file.names.binding_of(given)) and binding.kind == "def":
                    yield binding.node


def _is_plain(function: cst.CSTNode, file: SourceFile) -> bool:
    """Whether what a name is bound to is the function itself, which Flask calls and no more."""
    if not isinstance(function, cst.FunctionDef):
        return False
    bound = file.names.bindings.get(file.names.scope(function), {}).get(function.name.value, [])
    if len(bound) != 1 and function.name.value != "_":
        return False
    return all(_is_hook(each.decorator, file) for each in function.decorators) and not any(
        isinstance(each, cst.Yield) for each in own_nodes(function, file)
    )


def _is_hook(node: cst.BaseExpression, file: SourceFile) -> bool:
    """Whether a decorator is one of a hook; on what is not known, its name decides."""
    if isinstance(node, cst.Attribute):
        return node.attr.value in _NAMES
    return isinstance(node, cst.Name) and file.names.path(node) in _PATHS


# what to say, and what to do


def _findings(function: cst.CSTNode, is_whole: bool, checker: Checker) -> Iterator[Finding]:
    """What is wrong with a function; `is_whole` if Flask calls it with the response alone."""
    file = checker.file
    if isinstance(function, cst.Lambda) and _gives_nothing(function.body, file):
        yield Finding(
            function, "this lambda does not return the response: every request fails with TypeError"
        )
    if not isinstance(function, cst.FunctionDef) or not _is_plain(function, file):
        return
    returns = [each for each in own_nodes(function, file) if isinstance(each, cst.Return)]
    bare = [each for each in returns if _is_none(each.value)]
    falls = Endings(checker.file, checker.project).reaches_end(function.body)
    if not bare and not falls:
        return
    param = _parameter(function, file) if is_whole else None
    name = param.name.value if param is not None else ""
    back = f"; return `{name}`" if name else ""
    label = f"`{function.name.value}`"
    if len(bare) == len(returns):
        message = f"{label} does not return the response: every request fails with TypeError{back}"
        yield Finding(function, message, fix=_fix(function, param, bare, falls, file))
        return
    failing = f"a request that gets there fails with TypeError{back}"
    for each in bare:
        yield Finding(each, f"{label} returns no response here: {failing}")
    if falls:
        yield Finding(function, f"{label} can end without returning the response: {failing}")


def _gives_nothing(node: cst.BaseExpression, file: SourceFile) -> bool:
    """Whether an expression is surely None: itself, or a call that never gives anything."""
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Attribute(attr=cst.Name(value="headers")))):
            return file.last_name(node.func) in _HEADER_CHANGES
        case cst.Call(func=func):
            return file.names.path(func) == "builtins.print"
    return _is_none(node)


def _is_none(node: cst.BaseExpression | None) -> bool:
    return node is None or (isinstance(node, cst.Name) and node.value == "None")


def _parameter(function: cst.FunctionDef, file: SourceFile) -> cst.Param | None:
    """The parameter by which the function gets the response; None if there is no such."""
    params = [*function.params.posonly_params, *function.params.params]
    if isinstance(file.names.scope(function), cst.ClassDef) and not function.decorators:
        params = params[1:]
    return params[0] if params else None


def _fix(
    function: cst.FunctionDef,
    param: cst.Param | None,
    bare: list[cst.Return],
    falls: bool,
    file: SourceFile,
) -> Fix | None:
    if param is None:
        return None
    name = param.name.value
    text = f"return {name}"
    changes: list[Change] = [Replace(each, text) for each in bare]
    if falls:
        body = function.body.body
        last = body[-1]
        on_lines = isinstance(function.body, cst.IndentedBlock) and not _is_placeholder(last)
        changes.append(InsertAfter(last, text) if on_lines else AppendToBody(function, text))
    is_kept = len(file.names.bindings.get(function, {}).get(name, ())) == 1
    return Fix(f"return `{name}`", tuple(changes), safe=is_kept)


def _is_placeholder(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.SimpleStatementLine) and isinstance(node.body[0], cst.Pass)
