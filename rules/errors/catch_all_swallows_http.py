"""FLK405."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from flasklint.facts.node import Place
from flasklint.packages.flask_api import HTTP_ERROR_CLASSES
from flasklint.project.errors import ErrorHandler
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Project, Rule, SourceFile
from flasklint_rules.errors.shared.handing_http_back import hand_back
from flasklint_rules.errors.shared.telling_apart import may_tell_apart, parameter

_CATCH_ALL = "builtins.Exception"
_MODULE = "werkzeug.exceptions"
_CLASS = "HTTPException"
_HTTP = f"{_MODULE}.{_CLASS}"
_USUAL = (404, 405, 400, 403, 401)


@dataclass(frozen=True)
class CatchAllSwallowsHttp(Rule):
    """A handler for `Exception` that also answers what is no failure: 404, 405, every `abort`.

    ## What it does

    Reports `errorhandler(Exception)` on an app or a Blueprint where the handler answers all
    exceptions alike, and no handler for `HTTPException` stands beside it. A handler is reported
    once, where it is registered first.

    ## Why it matters

    404, 405 and every `abort(...)` are exceptions too: subclasses of `HTTPException`. Flask asks
    the handler of the nearest class, which is the catch-all. An unknown URL answers 500 (or 200, if
    the handler gives no status) and is logged with a traceback; `abort(403)` no longer says what it
    said. A handler for 500 on the same app is never asked.

    A handler of a Blueprint never sees that a URL is unknown or a method not allowed: the app
    answers these. It does answer each `abort(...)` in the Blueprint's views, and what Flask raises
    there for a request that it cannot read (400, 415). So it is reported for Blueprints whose views
    are seen to raise such errors, themselves or in functions that they call, and only if the app
    has no handler for just these: one for 404 is asked before a Blueprint's for `Exception`.

    ## What it must know

    It looks into the handler, in whatever file it stands. It is silent where the handler does more
    with the exception than to log it or to write it into a text or a page (`isinstance`, `.code`,
    `getattr`, passing it on), where it raises, looks at `sys.exc_info()` or the request's
    `routing_exception`, or has a decorator; where the same app or Blueprint has a handler for
    `HTTPException`, or the most usual statuses each have one; and where handlers may come from
    elsewhere: a loop over what is not known, an app that goes where it cannot be followed, an app
    class that handles exceptions itself, a package that does (flask-smorest, APIFlask, ...).

    ## When not to use it

    Where every failure shall look the same to the outside, whatever its cause.

    ## Fix safety

    The fix is unsafe, because answers change, which is its purpose. A handler that answers JSON
    begins by answering an `HTTPException` in the same shape, with the error's own description and
    status; one that answers texts or pages begins with `return error`, and Flask answers as it
    would without the handler. There is no fix for a lambda, for a handler on one line, where it
    cannot be told what a key of the answer would say of an HTTP error, where a text is returned and
    a handler of the app for `HTTPException` would not be asked, and where `HTTPException` means
    something else in the file.
    """

    code = "FLK405"
    category = "correctness"
    severity = "warning"
    fix = "sometimes"
    examples = (
        Bad(
            "an unknown URL answers 500 instead of 404",
            """
            from flask import Flask

            app = Flask(__name__)


            @app.errorhandler(Exception)  # FLK405
            def failed(error):
                return {"error": "failed"}, 500
            """,
            fixed="""
            from flask import Flask
            from werkzeug.exceptions import HTTPException

            app = Flask(__name__)


            @app.errorhandler(Exception)  # FLK405
            def failed(error):
                if isinstance(error, HTTPException):
                    return {"error": error.description}, error.code
                return {"error": "failed"}, 500
            """,
            fails="GET /nowhere: 500 application/json",
        ),
        Good(
            "HTTP errors have a handler of their own",
            """
            from flask import Flask
            from werkzeug.exceptions import HTTPException

            app = Flask(__name__)


            @app.errorhandler(HTTPException)
            def http_error(error):
                return {"error": error.description}, error.code


            @app.errorhandler(Exception)
            def failed(error):
                return {"error": "failed"}, 500
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        functions = (handler.function for handler in project.error_handlers_in(file.filename))
        for place in dict.fromkeys(functions):
            missed = _missed(place, project) if place is not None else {}
            if place is None or not missed or _first(missed).place.filename != file.filename:
                continue
            other = _opened(place, file)
            function = other.node(place) if other is not None else None
            if other is None or not isinstance(function, (cst.FunctionDef, cst.Lambda)):
                continue
            param = parameter(function, other)
            if param is not None and not may_tell_apart(function, param.name.value, other):
                yield _finding(missed, function, param.name.value, checker, other)


def _missed(function: Place, project: Project) -> dict[ErrorHandler, list[int]]:
    """The registrations of a handler for `Exception`, and the statuses that it alone answers
    there."""
    found = {
        handler: _missed_by(handler, project)
        for handler in project.registrations_of(function)
        if _CATCH_ALL in handler.errors and handler.certain
    }
    return {handler: statuses for handler, statuses in found.items() if statuses}


def _first(missed: Iterable[ErrorHandler]) -> ErrorHandler:
    return min(missed, key=lambda handler: handler.place)


def _missed_by(handler: ErrorHandler, project: Project) -> list[int]:
    """Statuses that are sure to come and that only the catch-all answers; empty if that cannot be
    told."""
    own, app = project.handled_errors(handler.blueprint), project.handled_errors(None)
    if own.open or app.open or _HTTP in own.errors:
        return []
    known = own.errors | app.errors
    coming: Sequence[int] = _USUAL
    if handler.blueprint is not None:
        coming = sorted(project.refused_by_views(handler.blueprint))
    return [
        status
        for status in coming
        if status not in known and f"{_MODULE}.{HTTP_ERROR_CLASSES.get(status)}" not in known
    ]


def _opened(place: Place, file: SourceFile) -> SourceFile | None:
    try:
        return file.open(place.filename)
    except KeyError:
        return None


def _finding(
    missed: dict[ErrorHandler, list[int]],
    function: cst.FunctionDef | cst.Lambda,
    name: str,
    checker: Checker,
    other: SourceFile,
) -> Finding:
    file, project = checker.file, checker.project
    first = _first(missed)
    has_other = first.blueprint is not None and _HTTP in project.handled_errors(None).errors
    fix = hand_back(function, name, checker.at(other), has_other)
    label = f"`{function.name.value}`" if isinstance(function, cst.FunctionDef) else "the lambda"
    message = (
        f"{label} handles `Exception`, so it answers {_which(missed, project)} like failures of "
        f"the server; answer an `{_CLASS}` with its own status, or register a handler for it"
    )
    node = file.node(first.place)
    evidence: tuple[Evidence, ...] = ()
    if file.tree.parent(file.tree.parent(node) or node) is not function:
        assert first.function is not None
        evidence = (Evidence("the handler", first.function),)
    return Finding(node, message, evidence, fix)


def _which(missed: dict[ErrorHandler, list[int]], project: Project) -> str:
    """The errors that the handler takes for failures, in words."""
    if any(handler.blueprint is None for handler in missed):
        statuses = next(missed[handler] for handler in missed if handler.blueprint is None)
        return f"HTTP errors ({', '.join(map(str, statuses[:2]))}, ...)"
    statuses = sorted(set().union(*missed.values()))
    names = sorted({_name(handler.blueprint, project) for handler in missed if handler.blueprint})
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    blueprints = "the Blueprint" if len(names) == 1 else "the Blueprints"
    return f"what views of {blueprints} {listed} refuse ({', '.join(map(str, statuses[:3]))})"


def _name(blueprint: Place, project: Project) -> str:
    made = project.blueprints_in(blueprint.filename)
    name = next((each.name for each in made if each.node == blueprint.node), None)
    return f"`{name}`" if name else f"in {blueprint.filename}"
