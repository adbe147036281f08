"""What `factory-no-return` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a factory that Flask looks for",
        """
        from flask import Flask


        def create_app():  # FLK701
            app = Flask(__name__)

            @app.get("/")
            def index():
                return "a shop"
        """,
        fixed="""
        from flask import Flask


        def create_app():  # FLK701
            app = Flask(__name__)

            @app.get("/")
            def index():
                return "a shop"

            return app
        """,
        fails="start: NoAppException: Failed to find Flask application or factory in module 'app'",
    ),
    Bad(
        "what it returns is run, in another file",
        {
            "shop/__init__.py": """
                import flask


                def build_shop(debug=False):  # FLK701
                    shop = flask.Flask("shop")
                    shop.debug = debug
                    # The till is closed on Sundays.
                """,
            "wsgi.py": """
                from shop import build_shop as build

                app = build()  # the Flask() of the shop
                app.config["JSON_AS_ASCII"] = False
                """,
        },
        fixed={
            "shop/__init__.py": """
                import flask


                def build_shop(debug=False):  # FLK701
                    shop = flask.Flask("shop")
                    shop.debug = debug
                    # The till is closed on Sundays.

                    return shop
                """,
        },
        fails="start: AttributeError: 'NoneType' object has no attribute 'config'",
    ),
    Bad(
        "a class of the project's own, and an attribute of the module that has the factory",
        {
            "shop/__init__.py": "",
            "shop/application.py": """
                from flask import Flask as Application


                class Shop(Application):
                    pass


                def new_shop():  # FLK701
                    app = Shop(__name__)
                    app.get("/")(lambda: "a shop")
                    return None
                """,
            "run.py": """
                import shop.application

                shop.application.new_shop().run()
                """,
        },
        fixed={
            "shop/application.py": """
                from flask import Flask as Application


                class Shop(Application):
                    pass


                def new_shop():  # FLK701
                    app = Shop(__name__)
                    app.get("/")(lambda: "a shop")
                    return app
                """,
        },
    ),
    Bad(
        "on one line",
        """
        from flask import Flask

        def make_app(): app = Flask(__name__)  # FLK701
        """,
        fixed="""
        from flask import Flask

        def make_app():  # FLK701
            app = Flask(__name__)

            return app
        """,
        fails="start: NoAppException: Failed to find Flask application or factory in module 'app'",
    ),
    Bad(
        "no fix: it is made under a condition, or left earlier",
        {
            "app.py": """
                from flask import Flask


                def create_app(name="shop"):  # FLK701
                    if name:
                        app = Flask(name)
                        app.debug = True
                """,
            "other.py": """
                from flask import Flask


                def make_app(name="shop"):  # FLK701
                    app = Flask(name)
                    if name == "shop":
                        return
                    app.debug = True
                """,
        },
        fails="start: NoAppException: Failed to find Flask application or factory in module 'app'",
    ),
    Good(
        "returned, or yielded by a fixture",
        """
        from flask import Flask


        def create_app():
            app = Flask(__name__)

            def helper():
                pass

            return app


        def make_app():
            app = Flask(__name__)
            yield app
        """,
        works="start",
    ),
    Good(
        "a helper that configures an application it is passed, and one that fetches it",
        """
        from flask import Flask


        def create_app():
            app = Flask(__name__)
            make_app(app)
            return app


        def make_app(app: Flask):
            app.debug = True
        """,
        works="start",
    ),
    Good(
        "scripts that make an application and work with it themselves",
        {
            "shop/__init__.py": "",
            "shop/__main__.py": """
                import sys

                from flask import Flask


                def main():
                    app = Flask(__name__)
                    app.run()


                def create_app():
                    app = Flask(__name__)
                    print(app.url_map)


                def make_app():
                    app = Flask(__name__)
                    app.run()


                if __name__ == "__main__":
                    create_app()
                    sys.exit(main())
                """,
            "shop/tables.py": """
                from flask import Flask


                def make_tables():
                    app = Flask(__name__)
                    with app.app_context():
                        print("tables")


                made = make_tables()
                """,
        },
    ),
    Good(
        "kept elsewhere",
        {
            "shop/first.py": """
                from flask import Flask

                app = None


                def create_app():
                    global app
                    app = Flask(__name__)
                """,
            "shop/second.py": """
                from flask import Flask


                class Holder:
                    app = None


                def create_app():
                    app = Flask(__name__)
                    Holder.app = app
                """,
            "shop/third.py": """
                from flask import Flask


                class Server:
                    def create_app(self):
                        app = Flask(__name__)
                        self.app = app


                def make_app():
                    app = Flask(__name__)
                    raise NotImplementedError(app)
                """,
        },
    ),
    Good(
        "no Flask at all",
        """
        from elsewhere import Flask


        def create_app():
            app = Flask(__name__)
            app.debug = True
        """,
    ),
    Bad(
        "handed to extensions and to functions of the project that do not keep it",
        {
            "app.py": """
                from flask import Flask
                from flask_sqlalchemy import SQLAlchemy

                from parts import add_pages

                db = SQLAlchemy()


                def create_app():  # FLK701
                    app = Flask(__name__)
                    db.init_app(app)
                    add_pages(app)
                """,
            "parts.py": """
                def add_pages(app):
                    app.add_url_rule("/", "index", lambda: "a shop")
                    add_errors(shop=app)


                def add_errors(*, shop):
                    shop.register_error_handler(404, lambda error: "no such page")
                """,
        },
        fixed={
            "app.py": """
                from flask import Flask
                from flask_sqlalchemy import SQLAlchemy

                from parts import add_pages

                db = SQLAlchemy()


                def create_app():  # FLK701
                    app = Flask(__name__)
                    db.init_app(app)
                    add_pages(app)

                    return app
                """,
        },
    ),
    Bad(
        "served, and asked for all the same: no fix",
        {
            "shop.py": """
                from flask import Flask
                from waitress import serve


                def create_app():  # FLK701
                    app = Flask(__name__)
                    serve(app)
                """,
            "run.py": """
                from shop import create_app

                create_app().run()
                """,
        },
    ),
    Good(
        "served or kept by what it is handed to",
        {
            "shop.py": """
                from flask import Flask
                from waitress import serve


                def create_app():
                    app = Flask(__name__)
                    serve(app, listen="*:80")
                """,
            "test.py": """
                from flask import Flask

                from registry import APPS, remember


                def create_app():
                    app = Flask("shop.test")
                    APPS.append(app)


                def make_app():
                    app = Flask("shop.more")
                    remember("more", app)
                """,
            "registry.py": """
                APPS = []
                BY_NAME = {}


                def remember(name, app):
                    BY_NAME[name] = app
                """,
        },
    ),
    Bad(
        "returned on one side only",
        """
        import os

        from flask import Flask


        def create_app():  # FLK701
            app = Flask(__name__)
            if os.environ.get("SHOP_OPEN"):
                app.config["OPEN"] = True
                return app
        """,
        fails="start: NoAppException: Failed to find Flask application or factory in module 'app'",
    ),
    Bad(
        "made on both sides, and returned on none",
        """
        import os

        from flask import Flask


        def create_app():  # FLK701
            if os.environ.get("SHOP_OPEN"):
                app = Flask("open")
            else:
                app = Flask("closed")
            app.debug = True
        """,
        fails="start: NoAppException: Failed to find Flask application or factory in module 'app'",
    ),
    Bad(
        "None where something goes wrong",
        """
        from flask import Flask


        def create_app():
            app = Flask(__name__)
            try:
                app.config.from_pyfile("missing.cfg")
            except OSError as error:
                print(error)
                return None  # FLK701
            return app
        """,
        fails="start: NoAppException: Failed to find Flask application or factory in module 'app'",
    ),
    Good(
        "left where a function says that it has not worked, which may never be",
        """
        from flask import Flask


        def add_pages(app):
            app.add_url_rule("/", view_func=lambda: "books")
            return True


        def create_app():
            app = Flask(__name__)
            if not add_pages(app):
                return
            return app
        """,
        works="GET /",
    ),
    Good(
        "returned on all sides, or raised, or left before it is made",
        """
        import sys

        from flask import Flask


        def create_app(name="shop"):
            if not name:
                return None
            app = Flask(name)
            if name == "shop":
                app.debug = True
                return app
            elif name == "test":
                return app
            print(name)
            sys.exit(1)


        def make_app():
            app = Flask("other")
            api = app.test_client
            if app.debug:
                return api
        """,
        works="start",
    ),
)
