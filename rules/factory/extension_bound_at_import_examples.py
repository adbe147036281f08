"""What `extension-bound-at-import` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_MODELS = """
    from shop import db


    class Book(db.Model):
        id = db.Column(db.Integer, primary_key=True)
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a second application has no database",
        {
            "shop/__init__.py": """
                from flask import Flask
                from flask_sqlalchemy import SQLAlchemy


                def create_app():
                    app = Flask(__name__)
                    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"

                    @app.get("/books")
                    def books():
                        return str(db.session.connection().closed)

                    return app


                app = create_app()
                db = SQLAlchemy(app)  # FLK706
                """,
            "shop/models.py": _MODELS,
            "wsgi.py": """
                from shop import create_app

                app = create_app()  # another Flask()
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

                    @app.get("/books")
                    def books():
                        return str(db.session.connection().closed)

                    return app


                app = create_app()
                # FLK706
                """,
        },
        fails="GET /books: RuntimeError: The current Flask app is not registered with this",
    ),
    Bad(
        "no fix: the factory stands in another file",
        {
            "shop/__init__.py": "",
            "shop/factory.py": """
                import flask


                def make():
                    application = flask.Flask(__name__)
                    return application
                """,
            "shop/extensions.py": """
                import flask_limiter
                from flask_login import LoginManager as Logins
                from flask_limiter.util import get_remote_address

                from shop import factory

                application = factory.make()
                logins = Logins(app=application)  # FLK706
                limiter = flask_limiter.Limiter(get_remote_address, application)  # FLK706
                """,
            "shop/views.py": """
                def login():
                    from shop.extensions import limiter, logins

                    return limiter, logins
                """,
        },
    ),
    Good(
        "made bare, or bound in the factory",
        {
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
                """,
            "shop/models.py": _MODELS,
        },
        works="start",
    ),
    Good(
        "the one application of a project without a factory",
        {
            "shop/__init__.py": """
                from flask import Flask
                from flask_sqlalchemy import SQLAlchemy

                app = Flask(__name__)
                app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
                db = SQLAlchemy(app)
                """,
            "shop/models.py": _MODELS,
        },
        works="start",
    ),
    Good(
        "a script that nobody imports, and what is no extension with `init_app`",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    return Flask(__name__)
                """,
            "manage.py": """
                from flask_migrate import Migrate

                from shop import create_app

                app = create_app()
                migrate = Migrate(app)
                """,
            "shop/proxy.py": """
                from werkzeug.middleware.proxy_fix import ProxyFix

                from shop import create_app

                app = ProxyFix(create_app())
                """,
            "wsgi.py": """
                from shop.proxy import app
                """,
        },
    ),
)
