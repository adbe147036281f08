"""FLK105."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.project.blueprints import MadeBlueprint, RegistrationSite
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile
from flasklint_rules.blueprints.shared.registering import best_sites, registering


@dataclass(frozen=True)
class UnregisteredBlueprint(Rule):
    """A Blueprint that no application registers, so that its routes answer 404.

    ## What it does

    Follows every `Blueprint(...)` of the project: through aliases, imports inside functions,
    re-exports, lists, loops, functions that return it and Blueprints that it is nested in, to a
    `register_blueprint` on an application. It reports a Blueprint that none of them reaches, and a
    `Namespace` of Flask-RESTX with resources that no `Api` of the project adds.

    ## Why it matters

    Flask says nothing: the module is imported, its decorators run, and every URL answers 404.

    ## What it must know

    The rule reports only on proof. It is silent, and `flasklint routes` says why, where a Blueprint
    is passed to code that cannot be followed, an application registers what cannot be told, modules
    are imported by computed names, a file could not be read, or the project makes no application.
    Conditional registration counts. Tests neither register a Blueprint nor are checked.

    ## When not to use it

    Allow single names with `allow`. Packages that only offer Blueprints to others are left alone.

    ## Fix safety

    The fix is unsafe: it makes URLs answer that did not. It imports the Blueprint and registers it,
    without a URL prefix of its own, on an app or in another Blueprint: where others of its file
    are, or where its module is imported already, or where those of the files beside it are, or else
    most of the others, in their way: in the list that a loop goes over if there is one. Where none
    is registered yet, it does so in the factory, before the app is returned. There is no fix where
    it is not the one value of a name at the top of its module, the module's name cannot be imported
    (`sign-in.py`, `import.py`), its own is taken or computed, or no place for it is sure.
    """

    code = "FLK105"
    category = "architecture"
    severity = "error"
    fix = "sometimes"
    examples = (
        Bad(
            "one of two Blueprints is registered",
            {
                "app.py": """
                    from flask import Flask

                    import views

                    app = Flask(__name__)
                    app.register_blueprint(views.books)
                    """,
                "views.py": """
                    from flask import Blueprint

                    books = Blueprint("books", __name__)
                    reports = Blueprint("reports", __name__)  # FLK105


                    @reports.get("/reports")
                    def index():
                        return []
                    """,
            },
            fixed={
                "app.py": """
                    from flask import Flask

                    import views

                    app = Flask(__name__)
                    app.register_blueprint(views.books)
                    app.register_blueprint(views.reports)
                    """,
            },
            fails="GET /reports: 404",
        ),
        Good(
            "registered in a Blueprint that the application registers",
            """
            from flask import Blueprint, Flask

            app = Flask(__name__)
            api = Blueprint("api", __name__, url_prefix="/api")
            reports = Blueprint("reports", __name__)
            api.register_blueprint(reports)
            app.register_blueprint(api)
            """,
            works="start",
        ),
    )

    allow: tuple[str, ...] = ()
    """Names of Blueprints and namespaces that are left unregistered on purpose."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file, project = checker.file, checker.project
        for made in project.blueprints_in(file.filename):
            if made.registered.holds is False and made.name not in self.allow:
                yield _finding(made, checker)
        for stray in project.stray_namespaces_in(file.filename):
            if stray.name not in self.allow:
                label = f"the namespace `{stray.name}`" if stray.name else "this namespace"
                yield Finding(
                    file.node(stray.place),
                    f"no Api adds {label}: its routes answer 404; add it with `add_namespace` "
                    f"({stray.api.filename})",
                    (Evidence("the Api is made here", stray.api),),
                )


def _finding(made: MadeBlueprint, checker: Checker) -> Finding:
    file, project = checker.file, checker.project
    node = file.tree.node(made.node)
    label = f"the Blueprint `{made.name}`" if made.name else "this Blueprint"
    if made.empty:
        message = f"{label} is registered on no application, and nothing stands on it: remove it"
        return Finding(node, message)
    sites = best_sites(checker)
    site = sites[-1] if sites else None
    evidence: tuple[Evidence, ...] = ()
    where = ""
    owner = None
    if site is not None:
        owner = site.owner
        evidence = (Evidence("the other Blueprints are registered here", site.place),)
        where = f"; register it {_beside(site, file)}"
        if site.factory is not None and site.function != site.factory:
            evidence += (Evidence("the factory", site.factory),)
    else:
        for path, place, app in project.factories()[:1]:
            owner = app
            name = f"`{path.rpartition('.')[2]}`" if path else "the application"
            where = f"; register it in {name} ({app.filename})"
            evidence = (Evidence("the application is made here", place or app),)
    message = f"{label} is registered on no application: its routes answer 404{where}"
    is_free = owner is not None and project.is_name_free(owner, made.name)
    fix = registering(node, checker, sites) if is_free else None
    return Finding(node, message, evidence, fix)


def _beside(site: RegistrationSite, file: SourceFile) -> str:
    """Where other Blueprints are registered, in words."""
    on = f"on the Blueprint `{site.around}`, " if site.around is not None else ""
    function = site.function and file.open(site.function.filename).node(site.function)
    if isinstance(function, cst.FunctionDef):
        return f"{on}in `{function.name.value}` ({site.place.filename})"
    return f"{on}in {site.place.filename}"
