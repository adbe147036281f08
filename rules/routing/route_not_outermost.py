"""FLK208."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

import libcst as cst

from flasklint.facts.expressions import dotted
from flasklint.project import Project
from flasklint.rule import Evidence, Finding, Fix, Replace, Rule
from flasklint.source import SourceFile
from flasklint_rules.routing.route_not_outermost_examples import EXAMPLES

_FOR_TOOLS = re.compile(r"#\s*(noqa|flasklint|type:|FLK\d)")


@dataclass(frozen=True)
class RouteNotOutermost(Rule):
    """A decorator above `@route`, which Flask does not apply when it answers.

    ## What it does

    Reports a route (`@app.route`, `@bp.get`, every shortcut, on an app or a Blueprint) with a
    decorator above it that gives another function: `@login_required`, `@cache.cached()`, one of the
    project's own.

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

    Where the function is called from other code too, and only that is to pass the decorator: name
    the decorator in `allow`.

    ## Fix safety

    The fix is unsafe: it moves the routes above the first of these decorators, and requests then
    pass it, as is surely meant. The order of all others stays. There is no fix where comments stand
    between or in the decorators, since they would stand beside others.
    """

    code = "FLK208"
    category = "correctness"
    severity = "error"
    preview = True
    examples = EXAMPLES

    allow: tuple[str, ...] = ()
    """Globs for decorators that may stand above a route, by their paths (`shop.tools.timed`)."""

    replacing: tuple[str, ...] = ()
    """Globs for more decorators that give another function, by their paths (`acme.auth.*`)."""

    def check(self, file: SourceFile, project: Project) -> Iterator[Finding]:
        for function in file.tree.all(cst.FunctionDef):
            if len(function.decorators) < 2:
                continue
            if not any(isinstance(each.decorator, cst.Call) for each in function.decorators[1:]):
                continue
            calls = project.route_calls_in(file.filename)
            if not calls:
                return
            number = file.tree.number
            routes = [number(each.decorator) in calls for each in function.decorators]
            if not any(routes[1:]):
                continue
            last = len(routes) - 1 - routes[::-1].index(True)
            above = [
                at
                for at, each in enumerate(function.decorators[:last])
                if not routes[at] and self._replaces(each.decorator, file, project)
            ]
            if above:
                yield _finding(function, routes, above, file, project)

    def _replaces(self, node: cst.BaseExpression, file: SourceFile, project: Project) -> bool:
        path = file.names.path(node)
        if path is None:
            return False
        known = (project.canonical(path.removesuffix("()")) or path).removesuffix("()")
        if any(fnmatchcase(known, glob) for glob in self.allow):
            return False
        if any(fnmatchcase(known, glob) for glob in self.replacing):
            return True
        return project.replaces_function(path) is True


def _finding(
    function: cst.FunctionDef,
    routes: Sequence[bool],
    above: Sequence[int],
    file: SourceFile,
    project: Project,
) -> Finding:
    at = next(at for at, is_route in enumerate(routes) if is_route and at > above[0])
    node = function.decorators[at].decorator
    lost = [function.decorators[each].decorator for each in above if each < at]
    names = " and ".join(f"`{_name(each, file)}`" for each in lost)
    verb = "are" if len(lost) > 1 else "is"
    message = (
        f"{names} {verb} not applied to requests: `{_name(node, file)}` below registers "
        f"`{function.name.value}` without; put the route on top"
    )
    evidence = [
        Evidence(f"`{_name(each, file)}` is defined here", place)
        for each in lost
        if (place := project.defined_at((file.names.path(each) or "").removesuffix("()")))
    ]
    return Finding(node, message, tuple(evidence), _fix(function, routes, above[0], file))


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
