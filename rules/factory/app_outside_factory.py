"""FLK725."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule


@dataclass(frozen=True)
class AppOutsideFactory(Rule):
    """An application that is made as a module is imported, and that other modules import.

    ## What it does

    Reports `app = Flask(__name__)` at the top of a module whose name `app` several other modules
    of the project import.

    ## Why it matters

    There is one application, with the settings it found at the import: a test cannot have its own.
    Modules that import it and are imported by it meet each other half-made: `ImportError: cannot
    import name 'app' from partially initialized module 'shop'`. A function that makes the
    application, and `current_app` and Blueprints in the modules, have neither problem.

    ## What it must know

    That the object is an application, made outside of any function, and that modules other than
    tests import it by its name, two at least. The rule is silent about a single module, about
    `app = create_app()`, and about scripts.

    ## When not to use it

    Many teams make their application so on purpose: the rule is in preview, for those that do not.
    """

    code = "FLK725"
    category = "architecture"
    preview = True
    examples = (
        Bad(
            "two modules of views import the application",
            {
                "shop/__init__.py": """
                    from flask import Flask

                    app = Flask(__name__)  # FLK725

                    from shop import authors, books
                    """,
                "shop/books.py": """
                    from shop import app


                    @app.get("/books")
                    def books():
                        return []
                    """,
                "shop/authors.py": """
                    from shop import app


                    @app.get("/authors")
                    def authors():
                        return []
                    """,
            },
        ),
        Good(
            "a factory, and views on a Blueprint",
            {
                "shop/__init__.py": """
                    from flask import Flask

                    from shop.books import bp


                    def create_app():
                        app = Flask(__name__)
                        app.register_blueprint(bp)
                        return app
                    """,
                "shop/books.py": """
                    from flask import Blueprint

                    bp = Blueprint("books", __name__)


                    @bp.get("/books")
                    def books():
                        return []
                    """,
            },
            works="GET /books",
        ),
    )

    users: int = 2
    """How many other modules may not import the application."""

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        for made in checker.project.module_apps(file.filename):
            modules = sorted({place.filename for place in made.users})
            if len(modules) < max(1, self.users):
                continue
            as_what = ""
            if made.imported != (made.name,):
                as_what = f" as {' and '.join(f'`{name}`' for name in made.imported)}"
            message = (
                f"the application `{made.name}` is made at import, and {len(modules)} modules "
                f"import it{as_what}; make it in a factory, and use Blueprints and `current_app`"
            )
            first = min(made.users)
            evidence = (Evidence("one of the modules that import it", first),)
            yield Finding(file.tree.node(made.node), message, evidence)
