"""What `config-key-not-upper` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_LOADS_CONFIG = """
    from flask import Flask, session


    def create_app():
        app = Flask(__name__)
        app.config.from_object("config.Production")

        @app.get("/")
        def index():
            session["seen"] = True
            return "shop"

        return app
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a secret key in a class of settings",
        {
            "app.py": _LOADS_CONFIG,
            "config.py": """
                class Config:
                    secret_key = "crumbs"  # FLK601
                    session_cookie_name: str = "shop"  # FLK601


                class Production(Config):
                    Mail_Server = "mail.example.org"  # FLK601
                """,
        },
        fixed={
            "config.py": """
                class Config:
                    SECRET_KEY = "crumbs"  # FLK601
                    SESSION_COOKIE_NAME: str = "shop"  # FLK601


                class Production(Config):
                    MAIL_SERVER = "mail.example.org"  # FLK601
                """,
        },
        fails="GET /: RuntimeError: The session is unavailable because no secret key was set",
    ),
    Bad(
        "keywords and dicts in `from_mapping`",
        """
        import flask

        app = flask.Flask(__name__)
        settings = app.config
        settings.from_mapping(
            secret_key=(  # FLK601
                "crumbs"
            ),  # the cookie's
            page_size=20,  # FLK601
        )
        app.config.from_mapping({'secret_key': "crumbs", "DEBUG": False})  # FLK601
        app.config.from_mapping(dict(pageSize=20))  # FLK601


        @app.get("/")
        def index():
            flask.session["seen"] = True
            return "shop"
        """,
        fixed="""
        import flask

        app = flask.Flask(__name__)
        settings = app.config
        settings.from_mapping(
            SECRET_KEY=(  # FLK601
                "crumbs"
            ),  # the cookie's
            PAGE_SIZE=20,  # FLK601
        )
        app.config.from_mapping({'SECRET_KEY': "crumbs", "DEBUG": False})  # FLK601
        app.config.from_mapping(dict(pageSize=20))  # FLK601


        @app.get("/")
        def index():
            flask.session["seen"] = True
            return "shop"
        """,
        fails="GET /: RuntimeError: The session is unavailable because no secret key was set",
    ),
    Bad(
        "items of the config that Flask has in upper case, in a factory and through `current_app`",
        """
        from flask import Flask as App, current_app as shop


        def create_app():
            app = App(__name__)
            app.config["secret_key"] = "crumbs"  # FLK601
            app.config.update(
                testing=True,  # FLK601
                motto="tea",
            )
            return app


        def close():
            shop.config["max_content_length"] = 0  # FLK601
        """,
        fixed="""
        from flask import Flask as App, current_app as shop


        def create_app():
            app = App(__name__)
            app.config["SECRET_KEY"] = "crumbs"  # FLK601
            app.config.update(
                TESTING=True,  # FLK601
                motto="tea",
            )
            return app


        def close():
            shop.config["MAX_CONTENT_LENGTH"] = 0  # FLK601
        """,
    ),
    Bad(
        "a setting that the project reads in upper case",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.config import Config


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object(Config())
                    return app
                """,
            "shop/config.py": """
                class Config:
                    page_size = 20  # FLK601
                    colour = "green"
                """,
            "shop/books.py": """
                from flask import current_app


                def page():
                    return current_app.config.get("PAGE_SIZE")
                """,
        },
        fixed={
            "shop/config.py": """
                class Config:
                    PAGE_SIZE = 20  # FLK601
                    colour = "green"
                """,
        },
    ),
    Bad(
        "the upper-case name stands beside it: reported without a fix",
        """
        from flask import Flask

        app = Flask(__name__)
        app.config.from_mapping(
            SECRET_KEY="crumbs",
            secret_key="more crumbs",  # FLK601
        )
        """,
    ),
    Bad(
        "a class whose name in lower case is read from the config",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object("shop.config.Config")

                    @app.get("/books")
                    def books():
                        return str(app.config["page_size"])

                    return app
                """,
            "shop/config.py": """
                class Config:
                    page_size = 20  # FLK601
                    shelves = 3
                """,
            "wsgi.py": """
                from shop import create_app

                app = create_app()
                """,
        },
        fails="GET /books: KeyError: 'page_size'",
        says="name it `PAGE_SIZE` here and where it is read",
    ),
    Bad(
        "a mapping whose key is read as it is written: the reader fails",
        """
        from flask import Flask

        app = Flask(__name__)
        app.config.from_mapping(books_per_page=20)  # FLK601


        @app.get("/")
        def index():
            return str(app.config["books_per_page"])
        """,
        says="name it `BOOKS_PER_PAGE` here and where it is read",
        fails="GET /: KeyError: 'books_per_page'",
    ),
    Good(
        "a name in lower case that other code puts into the config",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.config import Config


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object(Config)
                    app.config["page_size"] = Config.page_size

                    @app.get("/books")
                    def books():
                        return str(app.config["page_size"])

                    return app
                """,
            "shop/config.py": """
                class Config:
                    page_size = 20
                """,
            "wsgi.py": """
                from shop import create_app

                app = create_app()
                """,
        },
        works="GET /books",
    ),
    Good(
        "a config of the project's own, which may take any key",
        {
            "shop/__init__.py": "",
            "shop/config.py": """
                from flask import Config, Flask


                class AnyCase(Config):
                    def from_mapping(self, mapping=None, **kwargs):
                        given = {**(mapping or {}), **kwargs}
                        return super().from_mapping({k.upper(): v for k, v in given.items()})


                class App(Flask):
                    config_class = AnyCase
                """,
            "shop/factory.py": """
                from shop.config import App


                class Settings:
                    secret_key = "x"


                app = App(__name__)
                app.config.from_mapping(secret_key="crumbs")
                app.config.from_object(Settings)
                """,
        },
    ),
    Good(
        "another config takes the place of Flask's",
        """
        from flask import Flask

        from shop.configs import AnyCase

        app = Flask(__name__)
        app.config = AnyCase(app.root_path, app.config)
        app.config.from_mapping(secret_key="crumbs")
        """,
    ),
    Good(
        "a key that a template may show",
        """
        from flask import Flask, render_template

        app = Flask(__name__)
        app.config["debug"] = True
        app.config.update(server_name="till 1")


        @app.get("/")
        def index():
            return render_template("index.html")
        """,
    ),
    Good(
        "upper case everywhere",
        {
            "app.py": _LOADS_CONFIG,
            "config.py": """
                class Production:
                    SECRET_KEY = "crumbs"
                """,
        },
        works="GET /",
    ),
    Good(
        "helpers of a class, private names, methods, names that other code reads from the class",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.config import Config, config


                def create_app():
                    app = Flask(__name__)
                    app.config.from_object(Config)
                    app.run(debug=config.debug)
                    return app
                """,
            "shop/config.py": """
                class Config:
                    mail_server = "mail.example.org"
                    MAIL_SENDER = f"shop@{mail_server}"
                    _secret_key = "crumbs"
                    server_name = "shop"
                    jwt_algorithm = "HS256"
                    debug = False

                    @staticmethod
                    def testing():
                        return True

                    def address(self):
                        return self.server_name


                config = Config()
                """,
            "shop/tokens.py": """
                from shop import config as shop_config


                def algorithm():
                    return shop_config.Config.jwt_algorithm
                """,
        },
    ),
    Good(
        "the config as a plain dict, on purpose",
        """
        from flask import Flask

        app = Flask(__name__)
        app.config["debug"] = True
        app.config["books"] = []
        app.config.update(testing=True, motto="tea")


        @app.get("/")
        def index():
            return {"debug": app.config["debug"], "testing": app.config.get("testing")}
        """,
        works="GET /",
    ),
    Good(
        "not the config of a Flask app, and a class that no app loads",
        """
        from celery import Celery
        from flask import Flask

        app = Flask(__name__)
        celery = Celery(__name__)
        celery.config["debug"] = True
        celery.conf.update(secret_key="crumbs")


        class Config:
            secret_key = "crumbs"


        def configure(app, config):
            config.from_mapping(secret_key="crumbs")
        """,
    ),
    Good(
        "allowed by name",
        """
        from flask import Flask

        app = Flask(__name__)
        app.config.from_mapping(celery_broker="redis://")
        """,
        options={"allow": ("celery_*",)},
    ),
)
