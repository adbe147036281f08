"""FLK301."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

import libcst as cst

from flasklint.project.views import View
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Project, Rule
from flasklint_rules.services.shared.accesses import Run, may_reach_data, runs_in
from flasklint_rules.services.shared.extraction import extraction
from flasklint_rules.services.shared.new_services import new_service
from flasklint_rules.services.shared.service_targets import Services, Target
from flasklint_rules.services.shared.stretches import model_in
from flasklint_rules.services.shared.unit_of_work import does_work, only_ends_work
from flasklint_rules.services.shared.usage import CannotMove, HalfAQuery


@dataclass(frozen=True)
class DatabaseAccessInRoute(Rule):
    """A view that queries or changes the database itself instead of calling a service.

    ## What it does

    Reports each run of statements in a view that uses a database session, a query, or what a model
    offers to load and store itself: Flask-SQLAlchemy, SQLAlchemy 1.x and 2.x, peewee, MongoEngine.
    Views are functions with a route and the request methods of class views.

    ## Why it matters

    What a view does with the database can be used, tested and put in a transaction by that view
    only. A service can be called by the next view, by a command and by a test without a request.

    ## What it must know

    The rule speaks only in a project with a service layer: modules named so, which at least half of
    the views that reach data use, or where `architecture.services` says that services are to be,
    though there are none yet. It knows what a name is before it reports: `session` of Flask,
    `.get()` of a dict, a search client or a cache is not a database. A local name for a session
    counts as the session. Views named like health checks are left alone. So is a bare `commit()`,
    `rollback()` or `flush()` in a view that leaves the work to services: it says where it ends.

    ## When not to use it

    Where views are meant to query, leave the rule out: `ignore = ["database-access-in-route"]`.

    ## Fix safety

    The fix is unsafe, because code moves to another place and session objects may be others. It
    moves the statements, with models that are made for them, attributes that are set on the way and
    the comments about them, into a function of the service that serves the view: a method of a
    class that keeps a session, a static method, or a function, as the service has it. It passes the
    values they use and calls it, by the service object that the view has if it has one; a function
    that does the same for the same model is called instead. Where a model has no service yet, it
    makes one as most of the others are made, if they are made in one way.

    There is a fix only where the service's function has a name that says what it does:
    `create_book`, `list_books_by_author`. A query moves as a whole, up to its value, and a change
    with its commit. There is no fix where that could change what the code means or would be a
    guess: where no service fits or the view cannot reach it, the service's functions do not reach
    data, the view goes on with a query or takes a failure back, the commit stores what else the
    view has changed, several results are used later, the code uses the view object or names of the
    view's module, or a value of the request has no name or may be missing where it was asked for
    later. The message then says what to move where.
    """

    code = "FLK301"
    category = "architecture"
    fix = "sometimes"
    examples = (
        Bad(
            "the view counts the books itself, which the service could",
            {
                "models.py": """
                    from flask_sqlalchemy import SQLAlchemy

                    db = SQLAlchemy()


                    class Book(db.Model):
                        id = db.Column(db.Integer, primary_key=True)
                    """,
                "services.py": """
                    from models import Book


                    def list_books():
                        return [book.id for book in Book.query]
                    """,
                "views.py": """
                    from flask import Blueprint

                    import services
                    from models import Book

                    bp = Blueprint("books", __name__)


                    @bp.get("/books")
                    def show_books():
                        return {"all": services.list_books(), "count": Book.query.count()}  # FLK301
                    """,
            },
        ),
        Good(
            "the service counts",
            """
            from shop import bp, services


            @bp.get("/books/count")
            def count_books():
                return {"count": services.count_books()}
            """,
        ),
    )

    allow_views: tuple[str, ...] = ("health*", "*healthcheck*", "ping", "ready*", "live*")
    """Names of views, as globs, that may use the database."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        if not project.service_modules and not project.declared_services:
            return
        if file.module in project.service_modules:
            return
        if not project.views_in(file.filename) or not may_reach_data(checker):
            return
        services = Services(checker)
        for view in project.views_in(file.filename):
            node = file.tree.node(view.node)
            if not isinstance(node, cst.FunctionDef):
                continue
            if any(fnmatch(node.name.value, allowed) for allowed in self.allow_views):
                continue
            runs = runs_in(node, checker)
            is_idle = runs and not does_work(node, runs, checker)
            for run in runs:
                if not (is_idle and only_ends_work(run)):
                    yield _finding(run, runs, node, view, services, checker)


def _finding(
    run: Run,
    runs: Sequence[Run],
    node: cst.FunctionDef,
    view: View,
    services: Services,
    checker: Checker,
) -> Finding:
    first = run.accesses[0]
    model = model_in(run, runs, checker)
    target = services.target(model)
    if target is None and model is not None:
        target = new_service(model, checker)
    others = [access for access in run.accesses[1:] if access.statement is not first.statement]
    evidence = tuple(Evidence("and here", access.node) for access in others)
    if target is not None and target.cls is not None:
        evidence += (Evidence("the service that serves this view", target.cls),)
    name = view.path.removeprefix(f"{checker.file.module}.").replace("<locals>.", "")
    what, fix = "it", None
    if target is not None:
        try:
            fix = extraction(run, runs, node, model, target, checker)
        except HalfAQuery:
            what = "the whole query, up to its value,"
        except CannotMove:
            pass
    message = f"the view `{name}` reaches the database itself ({first.what}); "
    advice = _advice(what, target, checker.project)
    return Finding(first.node, message + advice, evidence, fix)


def _advice(what: str, target: Target | None, project: Project) -> str:
    if target is None:
        declared = () if project.service_modules else project.declared_services
        where = f" ({', '.join(glob.removesuffix('**') for glob in declared)})" if declared else ""
        return f"move {what} to a service{where} and call that"
    where = f"`{target.name}` ({target.filename})" if target.name else target.filename
    return f"move {what} to {'a new ' * target.is_new}{where} and call that"
