"""FLK303."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Bad, Checker, Finding, Good, Rule
from flasklint_rules.services.shared.returned_statuses import statuses_returned
from flasklint_rules.services.shared.service_functions import is_service, service_around, uses

_RESPONSES = {
    "flask.jsonify", "flask.make_response", "flask.redirect", "flask.Response", "flask.send_file",
    "flask.send_from_directory", "werkzeug.utils.redirect", "werkzeug.utils.send_file",
}  # fmt: skip
_ABORTS = {
    "flask.abort", "werkzeug.exceptions.abort", "flask_restful.abort", "flask_restx.abort",
    "flask_smorest.abort", "apiflask.abort",
}  # fmt: skip
_EXCEPTIONS = "werkzeug.exceptions."
_HOMES = {path.partition(".")[0] for path in (*_RESPONSES, *_ABORTS, _EXCEPTIONS)}
_OR_404 = {"get_or_404", "first_or_404", "one_or_404"}


@dataclass(frozen=True)
class HttpInService(Rule):
    """A service that makes HTTP responses or raises HTTP errors, which is what views are for.

    ## What it does

    Reports where a function of the service layer makes a response (`jsonify`, `make_response`,
    `redirect`, `Response(...)`, `send_file`), returns a status (`return {...}, 404`), calls
    `abort`, or raises an exception of `werkzeug.exceptions`; with `forbid-or-404` also where it
    asks for a row with `get_or_404`, `first_or_404` or `one_or_404`.

    ## Why it matters

    Only a view knows that there is a request, and how it wants to be answered: JSON here, a page
    there. From a command or a worker `abort(404)` ends with

        NotFound: 404 Not Found: The requested URL was not found on the server.

    and a service that returns `(body, status)` makes every other caller take pairs apart. An error
    of the domain can be caught by those, and answered by an error handler.

    ## What it must know

    The rule speaks only in a project with a service layer: modules named so, which at least half of
    the views that reach data use, or what `architecture.services` names. It is silent about

    - modules that define views or Blueprints themselves, hooks, error handlers, decorators,
      functions that any file passes on or keeps in a table, and classes that derive from those of
      other packages;
    - the project's own exceptions, also where they derive from `HTTPException` or have a status;
    - pairs whose second part need not be a status: a variable, 300 and its like, a round number
      beside something that is no body, or a number where others in the function are none;
    - `render_template`: mails are rendered, too.

    ## When not to use it

    Single names may be allowed with `allow`: `send_file`, `NotFound`.

    ## Fix safety

    There is no fix: which error the domain has, and who answers it, is a choice.
    """

    code = "FLK303"
    category = "architecture"
    examples = (
        Bad(
            "a service that ends the request of a view",
            {
                "shop/services.py": """
                    from flask import abort

                    from shop.models import Book


                    def find_book(title):
                        book = Book.query.filter_by(title=title).first()
                        if book is None:
                            abort(404)  # FLK303
                        return book
                    """,
                "shop/app.py": """
                    from flask import Flask

                    from shop.services import find_book

                    app = Flask(__name__)


                    @app.get("/books/<title>")
                    def show_book(title):
                        return find_book(title).to_dict()
                    """,
            },
        ),
        Good(
            "the service raises an error of the shop's, which a handler answers",
            {
                "shop/services.py": """
                    from shop.errors import BookNotFound
                    from shop.models import Book


                    def find_book(title):
                        book = Book.query.filter_by(title=title).first()
                        if book is None:
                            raise BookNotFound(title)
                        return book
                    """,
            },
        ),
    )

    allow: tuple[str, ...] = ()
    """Names that services may use after all: `abort`, `send_file`, `NotFound`."""
    forbid_or_404: bool = False
    """Whether services must not ask for rows with `get_or_404` and its like. The fix of
    `database-access-in-route` moves such a query into a service as it is."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if not is_service(checker) or not _may_find(checker):
            return
        told: set[cst.CSTNode] = set()
        found = [*_calls(checker), *_raised(checker)]
        if self.forbid_or_404:
            found += _rows(checker)
        for node, name, advice in (*found, *statuses_returned(file)):
            function = service_around(node, checker)
            statement = file.tree.statement(node)
            if function is None or statement in told or name in self.allow:
                continue
            told.add(statement)
            if checker.project.is_handed_on(file.names.definition_path(function)):
                continue
            label = file.names.qualname(function)
            yield Finding(node, f"the service `{label}` {advice}")


def _may_find(checker: Checker) -> bool:
    """Whether a file may answer requests or raise HTTP errors, at a first look."""
    file, project = checker.file, checker.project
    if file.outline is None or not file.words.isdisjoint(_OR_404):
        return True
    if any(isinstance(each.value, ast.Tuple) for each in file.outline.all(ast.Return)):
        return True
    known = {project.canonical(path) or path for _, path in file.imported}
    return any(path.partition(".")[0] in _HOMES for path in known)


def _calls(checker: Checker) -> Iterator[tuple[cst.CSTNode, str, str]]:
    """Calls that make responses or abort."""
    for node, known in uses(checker, _RESPONSES | _ABORTS):
        call = checker.file.tree.parent(node)
        if not isinstance(call, cst.Call) or call.func is not node:
            continue
        name = known.rpartition(".")[2]
        if known in _ABORTS:
            yield call, name, f"answers the request itself (`{name}`); {_RAISE}"
        else:
            yield call, name, f"makes an HTTP response (`{name}`); {_RETURN}"


_RAISE = "raise an error of the domain, which the view or an error handler answers"
_RETURN = "return the data and let the view answer"


def _raised(checker: Checker) -> Iterator[tuple[cst.CSTNode, str, str]]:
    """Exceptions of Werkzeug that are raised."""
    file = checker.file
    for node in file.tree.all(cst.Raise):
        raised = node.exc.func if isinstance(node.exc, cst.Call) else node.exc
        likely = (checker.project.canonical(path) or "" for path in file.imported_paths(raised))
        if raised is None or not any(path.startswith(_EXCEPTIONS) for path in likely):
            continue
        known = checker.canonical(raised) or ""
        name = known.rpartition(".")[2]
        if known == f"{_EXCEPTIONS}{name}":
            yield node, name, f"raises an HTTP error (`{name}`); {_RAISE}"


def _rows(checker: Checker) -> Iterator[tuple[cst.CSTNode, str, str]]:
    """Queries that abort if there is no row."""
    for call in checker.file.tree.all(cst.Call):
        if isinstance(call.func, cst.Attribute) and call.func.attr.value in _OR_404:
            name = call.func.attr.value
            if _is_query(call.func, checker):
                yield call, name, f"answers 404 itself (`{name}`); {_RAISE}"


def _is_query(node: cst.Attribute, checker: Checker) -> bool:
    """Whether an attribute is taken of a query, or of what makes one."""
    at: cst.BaseExpression = node
    while True:
        match at:
            case cst.Attribute(value=value, attr=attr):
                path = checker.file.names.path(value)
                if path is not None and checker.project.touches_database(path, attr.value):
                    return True
                at = value
            case cst.Call(func=func):
                at = func
            case _:
                return False
