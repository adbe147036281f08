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
        "the settings are loaded by a function, or one way or the other, before Blueprints come",
        {
            "shop/__init__.py": """
                from flask import Blueprint, Flask
                from flask_sqlalchemy import SQLAlchemy

                bp = Blueprint("books", __name__)


                @bp.get("/books")
                def books():
                    return str(db.session.connection().closed)


                def load(app):
                    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"


                def create_app(settings=None):
                    app = Flask(__name__)
                    app.config["NAME"] = "shop"
                    load(app)
                    if settings:
                        app.config.update(settings)
                    else:
                        app.config.setdefault("SQLALCHEMY_ECHO", False)
                    app.register_blueprint(bp)
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
                from flask import Blueprint, Flask
                from flask_sqlalchemy import SQLAlchemy
                db = SQLAlchemy()

                bp = Blueprint("books", __name__)


                @bp.get("/books")
                def books():
                    return str(db.session.connection().closed)


                def load(app):
                    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"


                def create_app(settings=None):
                    app = Flask(__name__)
                    app.config["NAME"] = "shop"
                    load(app)
                    if settings:
                        app.config.update(settings)
                    else:
                        app.config.setdefault("SQLALCHEMY_ECHO", False)
                    db.init_app(app)
                    app.register_blueprint(bp)
                    return app


                app = create_app()
                # FLK706
                """,
        },
        fails="GET /books: RuntimeError: The current Flask app is not registered with this",
    ),
    Bad(
        "no fix: the factory has two ends",
        {
            "shop/__init__.py": """
                from flask import Flask
                from flask_sqlalchemy import SQLAlchemy


                def create_app(settings=None):
                    app = Flask(__name__)
                    if settings is None:
                        return app
                    app.config.update(settings)
                    return app


                app = create_app({"SQLALCHEMY_DATABASE_URI": "sqlite://"})
                db = SQLAlchemy(app)  # FLK706
                """,
            "shop/models.py": _MODELS,
        },
    ),
    Bad(
        "the factory stands in another file, and there is no place for extensions",
        {
            "shop/__init__.py": "",
            "shop/factory.py": """
                import flask


                def make():
                    application = flask.Flask(__name__)
                    application.config["KEY"] = "value"
                    return application
                """,
            "shop/main.py": """
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
                    from shop.main import limiter, logins

                    return limiter, logins
                """,
        },
        fixed={
            "shop/extensions.py": '''
                """Extensions, bound in `make`."""

                import flask_limiter
                from flask_limiter.util import get_remote_address
                from flask_login import LoginManager as Logins


                logins = Logins()


                limiter = flask_limiter.Limiter(get_remote_address)
                ''',
            "shop/factory.py": """
                import flask

                from shop.extensions import limiter, logins


                def make():
                    application = flask.Flask(__name__)
                    application.config["KEY"] = "value"
                    limiter.init_app(application)
                    logins.init_app(application)
                    return application
                """,
            "shop/main.py": """
                from shop import factory

                application = factory.make()
                from shop.extensions import logins  # FLK706
                from shop.extensions import limiter  # FLK706
                """,
        },
    ),
    Bad(
        "an extension of the project joins the others",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.extensions import mail


                def create_app():
                    app = Flask(__name__)
                    mail.init_app(app)
                    return app
                """,
            "shop/extensions.py": """
                from flask_mail import Mail

                mail = Mail()
                """,
            "shop/till.py": """
                class Till:
                    def __init__(self, name, app=None):
                        self.name = name
                        if app is not None:
                            self.init_app(app)

                    def init_app(self, app):
                        app.extensions["till"] = self
                """,
            "kiosk.py": """
                from shop import create_app
                from shop.till import Till

                app = create_app()
                till = Till("counter", app)  # FLK706
                """,
            "report.py": """
                import kiosk
                from kiosk import till
                """,
        },
        fixed={
            "shop/__init__.py": """
                from flask import Flask

                from shop.extensions import mail, till


                def create_app():
                    app = Flask(__name__)
                    till.init_app(app)
                    mail.init_app(app)
                    return app
                """,
            "shop/extensions.py": """
                from flask_mail import Mail

                from shop.till import Till

                mail = Mail()


                till = Till("counter")
                """,
            "kiosk.py": """
                from shop import create_app

                app = create_app()
                from shop.extensions import till  # FLK706
                """,
        },
    ),
    Bad(
        "no fix: the factory could import the extensions only in a circle",
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
