"""FLK223."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile

_ABORTS = {"flask.abort", "werkzeug.exceptions.abort"}
_EVERYTHING = {"builtins.Exception", "builtins.BaseException"}
_HTTP = "werkzeug.exceptions."
_KNOWING = {"HTTPException", "get_response", "code"}
"""What a handler says that knows of HTTP errors."""

Handler = cst.ExceptHandler | cst.ExceptStarHandler


@dataclass(frozen=True)
class AbortSwallowed(Rule):
    """An `abort(404)` inside a `try` whose `except Exception` catches it.

    ## What it does

    Reports `abort(...)`, and `raise NotFound()` and the like, in the body of a `try` that has a
    bare `except`, `except Exception` or `except BaseException`.

    ## Why it matters

    `abort` raises an exception, which is an `Exception` like any other. The handler catches it, so
    the client does not get the status that the code asks for: a page that is not there answers 500,
    or 200.

    ## What it must know

    That `abort` is Flask's or Werkzeug's, and that nothing before catches HTTP errors and nothing
    behind raises them again. It is silent where the handler re-raises, asks for `HTTPException`,
    `code` or `get_response`, or gives the same status itself.

    ## When not to use it

    There is no reason: where the handler is to answer, `abort` is not needed.

    ## Fix safety

    There is no fix. Put `except HTTPException: raise` before the handler, call `abort` behind the
    `try`, or catch the exceptions that are meant.
    """

    code = "FLK223"
    category = "correctness"
    severity = "error"
    preview = True
    examples = (
        Bad(
            "a book that is not there answers 500",
            """
            from flask import Flask, abort

            app = Flask(__name__)
            BOOKS = {1: "Emma"}


            @app.get("/books/<int:number>")
            def show_book(number):
                try:
                    if number not in BOOKS:
                        abort(404)  # FLK223
                    return BOOKS[number]
                except Exception:
                    return "something went wrong", 500
            """,
            fails="GET /books/2: 500",
            says="the client does not get 404",
        ),
        Good(
            "aborted behind the `try`",
            """
            from flask import Flask, abort

            app = Flask(__name__)
            BOOKS = {1: "Emma"}


            @app.get("/books/<int:number>")
            def show_book(number):
                try:
                    book = BOOKS.get(number)
                except Exception:
                    return "something went wrong", 500
                if book is None:
                    abort(404)
                return book
            """,
            works="GET /books/1",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if file.words.isdisjoint(("except",)) or not _may_abort(file):
            return
        for node, what in _raised(checker):
            handler = _catcher(node, checker)
            status = _status(node)
            if handler is None or _knows(handler, status, checker):
                continue
            label = "except" if handler.type is None else f"except {file.code(handler.type)}"
            missed = str(status) if status is not None else "that answer"
            yield Finding(
                node,
                f"{what} raises an exception, and the `{label}` below catches it: the client does "
                f"not get {missed}; put `except HTTPException: raise` before it, or catch only "
                "what is meant",
                (Evidence("it is caught here", handler),),
            )


def _may_abort(file: SourceFile) -> bool:
    """Whether a file may raise HTTP errors, at a first look."""
    paths = {path for _, path in file.imported}
    return any(path.partition(".")[0] in ("flask", "werkzeug", "*") for path in paths)


def _raised(checker: Checker) -> Iterator[tuple[cst.CSTNode, str]]:
    """What raises an HTTP error, and what it is called."""
    file = checker.file
    for call in file.tree.all(cst.Call):
        if file.last_name(call.func) == "abort" and checker.canonical(call.func) in _ABORTS:
            yield call, f"`{file.code(call.func)}`"
    for node in file.tree.all(cst.Raise):
        made = node.exc.func if isinstance(node.exc, cst.Call) else node.exc
        path = checker.canonical(made) if made is not None else None
        if path is not None and path.startswith(_HTTP):
            yield node, "this"


def _status(node: cst.CSTNode) -> int | None:
    """The status that is asked for; None if it cannot be told."""
    match node:
        case cst.Call(args=[cst.Arg(value=cst.Integer() as number), *_]):
            return number.evaluated_value
    return None


def _catcher(node: cst.CSTNode, checker: Checker) -> Handler | None:
    """The handler around a node that catches an HTTP error as it catches everything; None if
    another one does, or nothing."""
    below = node
    for around in checker.file.tree.ancestors(node):
        if isinstance(around, (cst.FunctionDef, cst.Lambda, cst.ClassDef)):
            return None
        if isinstance(around, (cst.Try, cst.TryStar)) and around.body is below:
            found = _first(around.handlers, checker)
            if found is not None:
                return found if _catches_everything(found, checker) else None
        below = around
    return None


def _first(handlers: Sequence[Handler], checker: Checker) -> Handler | None:
    """The first handler that may catch an HTTP error."""
    for handler in handlers:
        paths = [checker.canonical(each) for each in _named(handler)]
        is_foreign = all(
            path is not None and path.startswith("builtins.") and path not in _EVERYTHING
            for path in paths
        )
        if handler.type is None or not is_foreign:
            return handler
    return None


def _catches_everything(handler: Handler, checker: Checker) -> bool:
    if handler.type is None:
        return True
    return any(checker.canonical(each) in _EVERYTHING for each in _named(handler))


def _named(handler: Handler) -> list[cst.BaseExpression]:
    if isinstance(handler.type, cst.Tuple):
        return [element.value for element in handler.type.elements]
    return [] if handler.type is None else [handler.type]


def _knows(handler: Handler, status: int | None, checker: Checker) -> bool:
    """Whether a handler may pass an HTTP error on, or answer as it would."""
    file = checker.file
    for node in file.tree.inside(handler.body):
        match node:
            case cst.Raise(exc=None):
                return True
            case cst.Raise(exc=cst.Name(value=name)) if name == _name_of(handler):
                return True
            case cst.Name(value=word) | cst.Attribute(attr=cst.Name(value=word)):
                if word in _KNOWING:
                    return True
            case cst.Integer() if node.evaluated_value == status:
                return True
    return False


def _name_of(handler: Handler) -> str:
    name = handler.name.name if handler.name is not None else None
    return name.value if isinstance(name, cst.Name) else ""
