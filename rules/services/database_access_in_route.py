"""FLK301."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch

import libcst as cst

from flasklint.answers import View
from flasklint.project import Project
from flasklint.rule import Evidence, Finding, Fix, Rule
from flasklint.source import SourceFile
from flasklint_rules.services.accesses import Run, runs_in
from flasklint_rules.services.database_access_in_route_examples import EXAMPLES
from flasklint_rules.services.extraction import extraction
from flasklint_rules.services.extraction_examples import MOVED
from flasklint_rules.services.new_services import new_service
from flasklint_rules.services.service_targets import Services, Target
from flasklint_rules.services.usage import CannotMove


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
    the views that reach data use, or what `architecture.services` names. It knows what a
    name is before it reports: `session` of Flask, `.get()` of a dict, a search client or a cache is
    not a database. A local name for a session counts as the session. Views named like health
    checks are left alone.

    ## When not to use it

    Where views are meant to query, leave the rule out: `ignore = ["database-access-in-route"]`.

    ## Fix safety

    The fix is unsafe, because code moves to another place and session objects may be others. It
    moves the statements, with models that are made for them, attributes that are set on the way and
    the comments about them, into a function of the service that serves the view: a method of a
    class that keeps a session, a static method, or a function, as the service has it. It passes the
    values they use and calls it; a function that does the same already is called instead. Where a
    model has no service yet, it makes one as most of the others are made, if they are made in one
    way.

    There is no fix where that could change what the code means or would be a guess: where no
    service fits or the view cannot reach it, several results are used later, the code uses the view
    object or names of the view's module, or a value of the request has no name or may be missing
    where it was asked for later. The message then says what to move where.
    """

    code = "FLK301"
    category = "architecture"
    examples = (*EXAMPLES, *MOVED)

    allow_views: tuple[str, ...] = ("health*", "*healthcheck*", "ping", "ready*", "live*")
    """Names of views, as globs, that may use the database."""

    def check(self, file: SourceFile, project: Project) -> Iterator[Finding]:
        if not project.service_modules or file.module in project.service_modules:
            return
        services = Services(file, project)
        for view in project.views_in(file.filename):
            node = file.tree.node(view.node)
            if not isinstance(node, cst.FunctionDef):
                continue
            if any(fnmatch(node.name.value, allowed) for allowed in self.allow_views):
                continue
            runs = runs_in(node, file, project)
            for run in runs:
                yield _finding(run, runs, node, view, services, file, project)


def _finding(
    run: Run,
    runs: Sequence[Run],
    node: cst.FunctionDef,
    view: View,
    services: Services,
    file: SourceFile,
    project: Project,
) -> Finding:
    first = run.accesses[0]
    model = next((access.model for access in run.accesses if access.model), None)
    target = services.target(model)
    if target is None and model is not None:
        target = new_service(model, file, project)
    others = [access for access in run.accesses[1:] if access.statement is not first.statement]
    evidence = tuple(Evidence("and here", access.node) for access in others)
    if target is not None and target.cls is not None:
        evidence += (Evidence("the service that serves this view", target.cls),)
    name = view.path.removeprefix(f"{file.module}.").replace("<locals>.", "")
    message = f"the view `{name}` reaches the database itself ({first.what}); {_advice(target)}"
    return Finding(first.node, message, evidence, _fix(run, runs, node, target, file, project))


def _advice(target: Target | None) -> str:
    if target is None:
        return "move it to a method of a service and call that"
    where = f"`{target.name}` ({target.filename})" if target.name else target.filename
    return f"move it to {'a new ' * target.is_new}{where} and call that"


def _fix(
    run: Run,
    runs: Sequence[Run],
    view: cst.FunctionDef,
    target: Target | None,
    file: SourceFile,
    project: Project,
) -> Fix | None:
    if target is None:
        return None
    try:
        return extraction(run, runs, view, target, file, project)
    except CannotMove:
        return None
