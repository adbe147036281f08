"""FLK208."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TypeVar

import libcst as cst

from flasklint.languages.python.literals import dotted
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

Decorated = cst.FunctionDef | cst.ClassDef
Kind = TypeVar("Kind", cst.FunctionDef, cst.ClassDef)

_CLASS_ROUTES = {
    "flask_restful.Api.resource": "method_decorators",
    "flask_restplus.Api.route": "method_decorators",
    "flask_restplus.Namespace.route": "method_decorators",
    "flask_restx.Api.route": "method_decorators",
    "flask_restx.Namespace.route": "method_decorators",
    "flask_smorest.Blueprint.route": "decorators",
}
"""What puts a class on an app, and the attribute of the class that decorators of its methods belong
into."""
_FOR_TOOLS = re.compile(r"#\s*(noqa|flasklint|type:|FLK\d)")


@dataclass(frozen=True)
class RouteNotOutermost(Rule):
    """A decorator above `@route`, which Flask does not apply when it answers.

    ## What it does

    Reports a route (`@app.route`, `@bp.get`, every shortcut, on an app or a Blueprint) with a
    decorator above it that gives another function: `@login_required`, `@cache.cached()`, one of the
    project's own. Also above `@api.route`, `@ns.route` and `@api.resource` of Flask-RESTX and
    Flask-RESTful, and above flask-smorest's `@blp.route`, on a class.

    ## Why it matters

    Decorators are applied from the lowest to the highest. `@route` registers the function as it is
    at that point and returns it unchanged, so what a decorator above makes of it is bound to the
    name in the module and never called by Flask. Nothing is said. With `@login_required` above
    `@route`, the page is open to everybody. Between two routes it makes two views of one function:
    `AssertionError: View function mapping is overwriting an existing endpoint function`.

    ## What it must know

    That the call is a route, on an app or Blueprint of Flask's; and that the decorator above gives
    another function. For decorators of the project their code is read: they return a function that
    they define and that calls the decorated one, and do nothing else with it. For packages there is
    a list (Flask-Login, Flask-HTTPAuth, Flask-JWT-Extended, Flask-Security, Flask-Limiter,
    Flask-Caching, Flask-CORS, flask-smorest, APIFlask, webargs and others).

    It is silent for decorators that return the function itself, that take note of it by its name
    (`@csrf.exempt`, `@limiter.exempt`, `@app.errorhandler`), and for all that cannot be told.

    ## When not to use it

    Where only other code that calls the function is to pass the decorator: name it in `allow`.

    ## Fix safety

    The fix is unsafe: it moves the routes above the first of these decorators, and requests then
    pass it, as is surely meant. The order of all others stays. There is no fix where comments stand
    between or in the decorators, since they would stand beside others, and none for a class, whose
    decorators belong into its `method_decorators` or `decorators`: below the route they would make
    a function of it, and the application would not start.
    """

    code = "FLK208"
    category = "correctness"
    severity = "error"
    preview = True
    fix = "sometimes"
    examples = (
        Bad(
            "a page that is open to everybody",
            """
            from flask import Flask
            from flask_login import LoginManager, login_required

            app = Flask(__name__)
            LoginManager(app)


            @login_required
            @app.get("/orders")  # FLK208
            def list_orders():
                return "all orders"
            """,
            fixed="""
            from flask import Flask
            from flask_login import LoginManager, login_required

            app = Flask(__name__)
            LoginManager(app)


            @app.get("/orders")
            @login_required  # FLK208
            def list_orders():
                return "all orders"
            """,
            fails="GET /orders: 200 text/html all orders",
        ),
        Good(
            "the route stands above all other decorators",
            """
            from flask_login import login_required

            from shop import bp


            @bp.post("/orders")
            @login_required
            def add_order():
                return "ordered"
            """,
        ),
    )

    allow: tuple[str, ...] = ()
    """Globs for decorators that may stand above a route, by their paths (`shop.tools.timed`)."""

    replacing: tuple[str, ...] = ()
    """Globs for more decorators that give another function, by their paths (`acme.auth.*`)."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        if not _may_stand_below(checker):
            return
        calls: frozenset[int] | None = None
        for function in _decorated(file, cst.FunctionDef):
            calls = project.route_calls_in(file.filename) if calls is None else calls
            number = file.tree.number
            routes = [number(each.decorator) in calls for each in function.decorators]
            above = self._above(function, routes, checker)
            if above:
                fix = _fix(function, routes, above[0], file)
                yield _finding(function, routes, above, "put the route on top", fix, checker)
        for cls in _decorated(file, cst.ClassDef):
            homes = [_home(each.decorator, checker) for each in cls.decorators]
            routes = [bool(home) for home in homes]
            above = self._above(cls, routes, checker)
            home = next(filter(None, homes), "")
            # One that has the attribute may decorate its methods as well.
            if above and not project.attribute_owner(f"{file.module}.{cls.name.value}", home):
                todo = f"decorate its methods, or put it in `{home}`"
                yield _finding(cls, routes, above, todo, None, checker)

    def _above(self, decorated: Decorated, routes: Sequence[bool], checker: Checker) -> list[int]:
        """The decorators above the last route that give another function and do not stand below it
        as well."""
        file = checker.file
        if not any(routes[1:]):
            return []
        last = len(routes) - 1 - routes[::-1].index(True)
        applied = {file.code(each.decorator) for each in decorated.decorators[last + 1 :]}
        return [
            at
            for at, each in enumerate(decorated.decorators[:last])
            if not routes[at]
            and file.code(each.decorator) not in applied
            and self._replaces(each.decorator, checker)
        ]

    def _replaces(self, node: cst.BaseExpression, checker: Checker) -> bool:
        project = checker.project
        path = checker.file.names.path(node)
        if path is None:
            return False
        known = (project.canonical(path.removesuffix("()")) or path).removesuffix("()")
        if any(fnmatchcase(known, glob) for glob in self.allow):
            return False
        if any(fnmatchcase(known, glob) for glob in self.replacing):
            return True
        return project.replaces_function(path) is True


def _may_stand_below(checker: Checker) -> bool:
    """Whether a file may have a route below another decorator, at a first look."""
    file = checker.file
    names = {path.rpartition(".")[2] for path in _CLASS_ROUTES}
    calls = checker.project.route_calls_in(file.filename)
    if not calls and file.words.isdisjoint(names):
        return False
    outline = file.outline
    if outline is None:
        return True
    for cls in outline.all(ast.ClassDef):
        for each in cls.decorator_list[1:]:
            if isinstance(each, ast.Call) and outline.may_be(
                each.func, lambda path: path.rpartition(".")[2] in names
            ):
                return True
    functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = [*outline.all(ast.FunctionDef)]
    return any(
        isinstance(each, ast.Call)
        for node in (*functions, *outline.all(ast.AsyncFunctionDef))
        for each in node.decorator_list[1:]
    ) and bool(calls)


def _decorated(file: SourceFile, kind: type[Kind]) -> Iterator[Kind]:
    """The functions or classes that may have a route below another decorator."""
    for node in file.tree.all(kind):
        if any(isinstance(each.decorator, cst.Call) for each in node.decorators[1:]):
            yield node


def _home(decorator: cst.BaseExpression, checker: Checker) -> str:
    """Where a class that this decorator puts on an app names those of its methods; "" for any other
    decorator."""
    path = checker.file.names.path(decorator)
    return _CLASS_ROUTES.get(checker.project.canonical((path or "").removesuffix("()")) or "", "")


def _finding(
    decorated: Decorated,
    routes: Sequence[bool],
    above: Sequence[int],
    todo: str,
    fix: Fix | None,
    checker: Checker,
) -> Finding:
    file = checker.file
    at = next(at for at, is_route in enumerate(routes) if is_route and at > above[0])
    node = decorated.decorators[at].decorator
    lost = [decorated.decorators[each].decorator for each in above if each < at]
    times = Counter(_name(each, file) for each in lost)
    names = [f"`{name}`" + (" (twice)" if times[name] == 2 else "") for name in times]
    verb, them = ("are", "them") if len(names) > 1 else ("is", "it")
    message = (
        f"{' and '.join(names)} {verb} not applied to requests: `{_name(node, file)}` below "
        f"registers `{decorated.name.value}` without {them}; {todo}"
    )
    places = {
        _name(each, file): place
        for each in lost
        if (place := checker.project.defined_at((file.names.path(each) or "").removesuffix("()")))
    }
    evidence = [Evidence(f"`{name}` is defined here", place) for name, place in places.items()]
    return Finding(node, message, tuple(evidence), fix)


def _name(node: cst.BaseExpression, file: SourceFile) -> str:
    func = node.func if isinstance(node, cst.Call) else node
    return dotted(func) or file.code(func).partition("\n")[0]


def _fix(
    function: cst.FunctionDef, routes: Sequence[bool], first: int, file: SourceFile
) -> Fix | None:
    """The routes move above the first decorator that is not applied."""
    decorators = function.decorators
    last = len(routes) - 1 - list(routes)[::-1].index(True)
    old = range(first, last + 1)
    if any(_has_comment(decorators[at], at == first, file) for at in old):
        return None
    new = sorted(old, key=lambda at: not routes[at])
    changes = tuple(
        Replace(decorators[at].decorator, file.code(decorators[to].decorator))
        for at, to in zip(old, new, strict=True)
        if at != to
    )
    return Fix("Put the route on top", changes)


def _has_comment(decorator: cst.Decorator, is_first: bool, file: SourceFile) -> bool:
    """Whether a comment stands in, behind or, unless it is the first, above a decorator; those that
    speak to tools may stay behind where they are."""
    comments = [decorator.trailing_whitespace.comment]
    if not is_first:
        comments += [line.comment for line in decorator.leading_lines]
    return "#" in file.code(decorator.decorator) or any(
        comment is not None and not _FOR_TOOLS.match(comment.value) for comment in comments
    )
