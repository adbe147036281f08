"""FLK309."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Project, Rule, SourceFile
from flasklint_rules.services.shared.service_functions import gives, is_hook, uses

_REQUEST = "flask.request"


@dataclass(frozen=True)
class RequestObjectPassedDown(Rule):
    """A view that passes Flask's `request` on to a service instead of the values it needs.

    ## What it does

    Reports `request`, and `request._get_current_object()`, as an argument of a function, method or
    class of the service layer, under whatever name.

    ## Why it matters

    The service is free of Flask's globals in name only: it still reads form fields, headers and
    query strings, which its signature does not say. A command or a test has to build a request to
    call it. And `request` is a proxy: a service that keeps it for later, in a thread or a
    generator, ends with

        RuntimeError: Working outside of request context.

    ## What it must know

    The rule speaks only in a project with a service layer: modules named so, which at least half of
    the views that reach data use, or what `architecture.services` names. It must know which
    function is called, and that it stands in that layer: helpers of the web that take a request are
    none of its business, nor is what is taken from a request (`request.json`, `request.args`).
    Hooks, error handlers and decorators are no views: what they log or check is the request itself.

    ## When not to use it

    Services that work on requests, such as one that checks the signature of a webhook, may be
    named in `allow`.

    ## Fix safety

    There is no fix: which values the service needs is seen only in all that it calls.
    """

    code = "FLK309"
    category = "architecture"
    examples = (
        Bad(
            "a service that takes from the request what it needs",
            {
                "shop/services.py": """
                    from shop.models import Book


                    def list_books(request):
                        return Book.titles(author=request.args["author"])
                    """,
                "shop/app.py": """
                    from flask import Flask, request

                    from shop.services import list_books

                    app = Flask(__name__)


                    @app.get("/books")
                    def show_books():
                        return list_books(request)  # FLK309
                    """,
            },
        ),
        Good(
            "the view passes the value",
            {
                "shop/services.py": """
                    from shop.models import Book


                    def list_books(author):
                        return Book.titles(author=author)
                    """,
                "shop/app.py": """
                    from flask import Flask, request

                    from shop.services import list_books

                    app = Flask(__name__)


                    @app.get("/books")
                    def show_books():
                        return list_books(request.args["author"])
                    """,
            },
        ),
    )

    allow: tuple[str, ...] = ()
    """Functions, methods and classes of services that may be given the request, by their last name:
    `verify_signature`."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        if not project.service_modules or project.layer_of(file.module) == "services":
            return
        if not _may_pass_it(file):
            return
        paths = {file.names.path(node) for node, _ in uses(checker, {_REQUEST})}
        if not paths:
            return
        for argument in file.tree.all(cst.Arg):
            call = file.tree.around(argument)
            if not isinstance(call, cst.Call) or not _is_request(argument.value, paths, file):
                continue
            path = checker.canonical(call.func)
            module = project.module_of(path) if path else None
            if path is None or module is None or project.layer_of(module) != "services":
                continue
            if any(isinstance(around, cst.Decorator) for around in file.tree.ancestors(call)):
                continue
            if _is_around_views(call, checker):
                continue
            name = path.removesuffix("()").rpartition(".")[2]
            if name not in self.allow:
                label = path.removeprefix(f"{module}.").replace("()", "")
                yield _finding(argument, label, path, project)


def _is_around_views(call: cst.Call, checker: Checker) -> bool:
    """Whether a call stands in a hook, an error handler or a decorator, and in no view."""
    file, project = checker.file, checker.project
    views = {view.node for view in project.views_in(file.filename)}
    hooks = {hook.function.node for hook in project.hooks_in(file.filename)}
    inner: cst.FunctionDef | None = None
    for around in file.tree.ancestors(call):
        if not isinstance(around, cst.FunctionDef):
            continue
        number = file.tree.number(around)
        if number in views:
            return False
        if number in hooks or is_hook(around) or (inner and gives(around, inner, file)):
            return True
        if file.names.definition_path(around) in project.error_handlers():
            return True
        inner = around
    return False


def _may_pass_it(file: SourceFile) -> bool:
    """Whether the proxy, or the object behind it, may be an argument, at a first look."""
    outline = file.outline
    if outline is None:
        return True
    for call in outline.all(ast.Call):
        for value in (*call.args, *(each.value for each in call.keywords)):
            inner = value.value if isinstance(value, ast.Starred) else value
            match inner:
                case ast.Call(func=ast.Attribute(value=owner, attr="_get_current_object")):
                    inner = owner
            if outline.may_be(inner, _may_be_request):
                return True
    return False


def _may_be_request(path: str) -> bool:
    """Whether a path may be that of the proxy, under its own name or one that the project gives
    it: `uses` looks for both."""
    return "request" in path.rpartition(".")[2]


def _is_request(node: cst.BaseExpression, paths: Set[str | None], file: SourceFile) -> bool:
    """Whether an expression is the proxy, which has one of some paths, or the object behind it."""
    match node:
        case cst.Call(func=cst.Attribute(value=value, attr=cst.Name("_get_current_object"))):
            return _is_request(value, paths, file)
        case cst.Name() | cst.Attribute():
            return file.names.path(node) in paths
    return False


def _finding(argument: cst.Arg, label: str, path: str, project: Project) -> Finding:
    place = project.defined_at(path)
    evidence = (Evidence("the service", place),) if place is not None else ()
    message = f"`request` is passed on to the service `{label}`; pass the values that it needs"
    return Finding(argument.value, message, evidence)
