"""FLK706."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.project.apps import BoundExtension
from flasklint.rule import Bad, Checker, Evidence, Finding, Good, Rule, SourceFile
from flasklint_rules.factory.shared.binding import bound_in_factory


@dataclass(frozen=True)
class ExtensionBoundAtImport(Rule):
    """An extension that belongs to the one application of a module, though there is a factory.

    ## What it does

    Reports `db = SQLAlchemy(app)` at the top of a module, where `app` is made by a factory of the
    project and other modules import `db`.

    ## Why it matters

    The factory can make many applications, but only that of the module has the extension. A test
    that makes its own gets `RuntimeError: The current Flask app is not registered with this
    'SQLAlchemy' instance.` And every module that imports `db` starts an application.

    ## What it must know

    That the class is an extension with `init_app`, a known one or the project's own; that what it
    is given is an application which a function of the project makes; and that the name is imported
    elsewhere. It is silent in projects whose application is made at the top of a module, in
    scripts that nobody imports, and where the factory binds the extension, too.

    ## When not to use it

    Where only one application is ever made and tests use it.

    ## Fix safety

    The fix is unsafe: each application of the factory then has the extension. It makes the
    extension bare and calls `init_app` in the factory, behind all that may configure the
    application. Where the factory stands in the same file, the extension moves below the imports;
    otherwise it moves to the module `extensions` beside the factory, which is made if it is not
    there, and the old module imports it. There is no fix where the class is defined in the old
    module, where the extension is given more than literals and, in another file, imported names,
    or where the factory does not end in the one `return` of what it made.
    """

    code = "FLK706"
    category = "architecture"
    fix = "sometimes"
    examples = (
        Bad(
            "only one of the factory's applications has the database",
            {
                "shop/__init__.py": """
                    from flask import Flask
                    from flask_sqlalchemy import SQLAlchemy


                    def create_app():
                        app = Flask(__name__)
                        app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
                        return app


                    app = create_app()
                    db = SQLAlchemy(app)  # FLK706
                    """,
                "shop/models.py": """
                    from shop import db


                    class Book(db.Model):
                        id = db.Column(db.Integer, primary_key=True)
                    """,
            },
            fixed={
                "shop/__init__.py": """
                    from flask import Flask
                    from flask_sqlalchemy import SQLAlchemy
                    db = SQLAlchemy()


                    def create_app():
                        app = Flask(__name__)
                        app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
                        db.init_app(app)
                        return app


                    app = create_app()
                    # FLK706
                    """,
            },
        ),
        Good(
            "a project without a factory has one application",
            """
            from flask import Flask
            from flask_sqlalchemy import SQLAlchemy

            app = Flask(__name__)
            app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
            db = SQLAlchemy(app)
            """,
            works="start",
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        for made in checker.project.bound_extensions(file.filename):
            call = file.tree.node(made.node)
            if not made.users or not isinstance(call, cst.Call):
                continue
            name = made.path.rpartition(".")[2]
            factory = made.factory.rpartition(".")[2]
            if _is_bound_by(made, name, file):
                continue
            message = (
                f"`{name}` is bound to one application as the module is imported; make it bare and "
                f"call `{name}.init_app` in `{factory}`"
            )
            evidence = (
                Evidence(f"`{factory}` makes applications without it", made.factory_place),
                Evidence("it is imported here", made.users[0]),
            )
            yield Finding(call, message, evidence, bound_in_factory(call, made, checker))


def _is_bound_by(made: BoundExtension, name: str, file: SourceFile) -> bool:
    """Whether the factory mentions the extension."""
    other = file.open(made.factory_place.filename)
    function = other.node(made.factory_place)
    return any(
        isinstance(node, cst.Attribute) and node.attr.value == "init_app"
        and isinstance(node.value, (cst.Name, cst.Attribute))
        and other.code(node.value).rpartition(".")[2] == name
        for node in other.tree.inside(function)
    )  # fmt: skip
