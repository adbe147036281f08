"""FLK312."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.facts.node import Place
from flasklint.packages import database_api
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Project, Rule, SourceFile

_FEWEST = 2
"""A provider that fewer other views call is no custom."""


@dataclass(frozen=True)
class ServiceInstantiatedInView(Rule):
    """A view that builds a service itself, where other views get it from a function.

    ## What it does

    Reports `BookService(db.session)` in a view if the project has a function that returns just
    that, such as `get_book_service()`, and other views call it.

    ## Why it matters

    What a service is made with is decided in one place: its session, a client, a cache. A test that
    replaces the function does not reach the view that goes around it, and the day the constructor
    takes one thing more, only this view fails. One with a session of its own keeps a connection
    that nobody gives back, and does not see what the request's session has not committed.

    ## What it must know

    Building a service in a view, with the session passed in, is fine by itself: many projects do
    so. The rule speaks of a class of the service layer if a function at the top of a module, which
    needs no arguments, returns a new object of it; two other views or more call this function,
    three of four that have such an object; and the view passes the same as the function, or a
    session that it makes itself. What it passes besides, as a value of the URL, may be its reason.

    ## When not to use it

    Where views choose on purpose how a service is made.

    ## Fix safety

    There is no fix: where a session differs, the view may have to do without it.
    """

    code = "FLK312"
    category = "architecture"
    preview = True
    examples = (
        Bad(
            "a view that does not ask `book_service`, as the others do",
            {
                "shop/services.py": """
                    from shop.crud import Crud
                    from shop.models import Book, db


                    class BookService(Crud):
                        model = Book


                    def book_service():
                        return BookService(db.session)
                    """,
                "shop/views.py": """
                    from flask import Blueprint

                    from shop.models import db
                    from shop.services import BookService, book_service

                    bp = Blueprint("books", __name__)


                    @bp.get("/")
                    def index():
                        return f"{book_service().count()} books"


                    @bp.get("/count")
                    def count():
                        return {"count": book_service().count()}


                    @bp.get("/shelf")
                    def shelf():
                        return {"full": book_service().count() > 99}


                    @bp.get("/any")
                    def has_any():
                        return {"any": BookService(db.session).count() > 0}  # FLK312
                    """,
            },
        ),
        Good(
            "as the other views do",
            """
            from shop import book_service, bp


            @bp.get("/any")
            def has_any():
                return {"any": book_service().count() > 0}
            """,
        ),
    )

    share: float = 0.75
    """Which share of the views must get a service from the function."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        views = project.views_in(file.filename)
        if not views or not project.service_modules or not _may_make_service(checker):
            return
        for view in views:
            for node in file.tree.inside(file.tree.node(view.node)):
                if not isinstance(node, cst.Call):
                    continue
                path = _service(node, checker)
                if path is not None and _function_around(node, file) == file.tree.node(view.node):
                    yield from self._built(node, path, checker)

    def _built(self, call: cst.Call, path: str, checker: Checker) -> Iterator[Finding]:
        project = checker.project
        built = [site.place for site in project.calls_of(path)]
        in_views = [place for place in built if _is_in_view(place, checker)]
        for place in built:
            provider = _provider(place, checker)
            if provider is None or not _is_given_alike(call, place, checker):
                continue
            uses = [
                site.place
                for site in project.calls_of(provider)
                if _is_in_view(site.place, checker)
            ]
            if len(uses) < max(_FEWEST, self.share * (len(uses) + len(in_views))):
                continue
            name, function = path.rpartition(".")[2], provider.rpartition(".")[2]
            if project.may_hide((name, function)):
                continue
            message = (
                f"the view builds `{name}` itself; {len(uses)} places in views get it from "
                f"`{function}()`: do so here, too"
            )
            yield Finding(
                call,
                message,
                (Evidence(f"`{function}` returns it", place), Evidence("as here", uses[0])),
            )
            return


def _may_make_service(checker: Checker) -> bool:
    """Whether a file may make an object of a service, at a first look."""
    outline, project = checker.file.outline, checker.project
    return outline is None or any(
        outline.may_be(call.func, lambda path: _is_service(project.canonical(path), project))
        for call in outline.all(ast.Call)
    )


def _service(call: cst.Call, checker: Checker) -> str | None:
    """The path of the service class that a call makes an object of."""
    path = checker.canonical(call.func)
    return path if _is_service(path, checker.project) else None


def _is_service(path: str | None, project: Project) -> bool:
    """Whether a path is that of a class of the services."""
    module = None if path is None else project.module_of(path)
    if path is None or module is None or module not in project.service_modules:
        return False
    return path.removeprefix(f"{module}.") in project.classes_in(module)


def _function_around(node: cst.CSTNode, file: SourceFile) -> cst.FunctionDef | None:
    around = (at for at in file.tree.ancestors(node) if isinstance(at, cst.FunctionDef))
    return next(around, None)


def _is_in_view(place: Place, checker: Checker) -> bool:
    """Whether a call stands in a view."""
    other = checker.file.open(place.filename)
    function = _function_around(other.node(place), other)
    views = (other.tree.node(view.node) for view in checker.project.views_in(place.filename))
    return any(function is view for view in views)


def _provider(place: Place, checker: Checker) -> str | None:
    """The path of the function at the top of a module, callable without arguments and no view,
    that returns what a call makes."""
    other = checker.file.open(place.filename)
    node = other.node(place)
    function = _function_around(node, other)
    if function is None or not isinstance(other.tree.parent(node), cst.Return):
        return None
    path = other.names.definition_path(function)
    if path != f"{other.module}.{function.name.value}" or _is_in_view(place, checker):
        return None
    params = checker.project.parameters_of(path)
    if params is None or any(param.default is None for param in params):
        return None
    return path


def _is_given_alike(call: cst.Call, place: Place, checker: Checker) -> bool:
    """Whether a call passes what the one at a place does, or else a session that is its own."""
    other = checker.file.open(place.filename)
    there = other.node(place)
    if not isinstance(there, cst.Call) or len(call.args) != len(there.args):
        return False
    for own, given in zip(call.args, there.args, strict=True):
        path = checker.canonical(own.value)
        if path is None or own.star or given.star:
            return False
        is_made = database_api.SESSION.fullmatch(path) and not database_api.is_shared_session(path)
        if not is_made and path != checker.project.canonical(other.names.path(given.value)):
            return False
    return True
