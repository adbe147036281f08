"""What `context-local-at-import` reports, and what it must not."""

from __future__ import annotations

from rule_examples.context.package_context import PACKAGE_EXAMPLES

from flasklint.rule import Bad, Good

_FACTORY = """
    from flask import Flask


    def create_app():
        app = Flask(__name__)
        app.config["LIMIT"] = 20

        from books import bp

        app.register_blueprint(bp)
        return app
    """
_OUTSIDE = "start: RuntimeError: Working outside of application context"

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a setting read at the top of a module that the factory imports",
        {
            "app.py": _FACTORY,
            "books.py": """
                from flask import Blueprint, current_app

                bp = Blueprint("books", __name__)
                LIMIT = current_app.config["LIMIT"]  # FLK801
                """,
        },
        fails=_OUTSIDE,
    ),
    Bad(
        "with the application at hand: it stands in for `current_app`",
        """
        from flask import Flask, current_app

        app = Flask(__name__)
        app.config["LIMIT"] = 20
        LIMIT = current_app.config["LIMIT"]  # FLK801


        @app.get("/")
        def index():
            return {"limit": current_app.config["LIMIT"]}
        """,
        fixed="""
        from flask import Flask, current_app

        app = Flask(__name__)
        app.config["LIMIT"] = 20
        LIMIT = app.config["LIMIT"]  # FLK801


        @app.get("/")
        def index():
            return {"limit": current_app.config["LIMIT"]}
        """,
        fails=_OUTSIDE,
    ),
    Bad(
        "in the factory",
        """
        import flask


        def create_app():
            shop = flask.Flask(__name__)
            flask.current_app.config["LIMIT"] = 20  # FLK801
            if shop.config["LIMIT"] > 10:
                shop.logger.warning("many")
            return shop
        """,
        fixed="""
        import flask


        def create_app():
            shop = flask.Flask(__name__)
            shop.config["LIMIT"] = 20  # FLK801
            if shop.config["LIMIT"] > 10:
                shop.logger.warning("many")
            return shop
        """,
        fails=_OUTSIDE,
    ),
    Bad(
        "a default value, under another name",
        """
        from flask import Flask, request as asked

        app = Flask(__name__)


        def page(number=asked.args.get("page", 1, type=int)):  # FLK801
            return number
        """,
        fails="start: RuntimeError: Working outside of request context",
    ),
    Bad(
        "the body of a class, the default of a method",
        """
        from flask import Flask, session
        from flask.globals import g

        app = Flask(__name__)


        class Books:
            language = session["language"]  # FLK801

            def search(self, user=g.user):  # FLK801
                return user
        """,
        fails="start: RuntimeError: Working outside of request context",
    ),
    Bad(
        "the argument of a decorator",
        """
        import flask as f

        app = f.Flask(__name__)


        @app.get(f.url_for("index"))  # FLK801
        def index():
            return "shop"
        """,
        fails=_OUTSIDE,
    ),
    Bad(
        "functions of Flask that need the application, in a module imported at the top",
        {
            "app.py": """
                from flask import Flask

                from pages import HOME

                app = Flask(__name__)
                """,
            "pages.py": """
                from flask import g, jsonify, render_template_string as render

                HOME = render("<h1>shop</h1>")  # FLK801
                g.home = HOME  # FLK801
                EMPTY = [jsonify([])]  # FLK801
                """,
        },
        fails=_OUTSIDE,
    ),
    Bad(
        "a call of a function that needs the application, through another",
        {
            "app.py": _FACTORY,
            "books.py": """
                from flask import Blueprint

                from limits import limits

                bp = Blueprint("books", __name__)
                LIMITS = limits()  # FLK801
                """,
            "limits.py": """
                from flask import current_app


                def limits():
                    found = [limit()]
                    return found


                def limit():
                    return current_app.config["LIMIT"]
                """,
        },
        fails=_OUTSIDE,
    ),
    Good(
        "functions, lambdas, proxies, contexts, conditions",
        """
        from __future__ import annotations

        from typing import TYPE_CHECKING

        from flask import Flask, current_app, g, has_request_context, request, url_for
        from werkzeug.local import LocalProxy

        if TYPE_CHECKING:
            LIMIT = current_app.config["LIMIT"]

        app = Flask(__name__)
        app.config["LIMIT"] = 20
        limit = LocalProxy(lambda: current_app.config["LIMIT"])
        current = current_app
        page = request.args.get("page") if has_request_context() else 1
        language = has_request_context() and request.accept_languages
        lazily = (request.path for _ in [1])

        with app.app_context():
            LIMIT = current_app.config["LIMIT"]
            g.limit = LIMIT

        with app.test_request_context():
            HOME = url_for("static", filename="home.html")

        try:
            NAME = current_app.name
        except RuntimeError:
            NAME = ""


        def search(app: current_app.Flask = None, find=lambda: request.args):
            return find()


        @app.get("/")
        def index():
            return {"limit": current_app.config["LIMIT"]}
        """,
        works="start",
    ),
    Good(
        "a function that needs the application only sometimes, or is called in a context",
        """
        from flask import Flask, current_app, has_app_context


        def limit():
            if not has_app_context():
                return 20
            return current_app.config["LIMIT"]


        def warn():
            current_app.logger.warning("many")


        LIMIT = limit()
        app = Flask(__name__)
        with app.app_context():
            warn()
        """,
        works="start",
    ),
    Good(
        "a context that is pushed by hand",
        """
        from flask import Flask, current_app

        app = Flask(__name__)
        app.app_context().push()
        NAME = current_app.name
        """,
        works="start",
    ),
    Good(
        "a module that is imported where there is a context",
        {
            "app.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    app.config["LIMIT"] = 20
                    with app.app_context():
                        import limits

                    @app.get("/")
                    def index():
                        import pages

                        return pages.HOME

                    return app
                """,
            "limits.py": """
                from flask import current_app

                LIMIT = current_app.config["LIMIT"]
                """,
            "pages.py": """
                from flask import url_for

                HOME = url_for("index")
                """,
        },
        works="GET /",
    ),
    Good(
        "other things of these names, and a library without an application",
        {
            "app.py": """
                from flask import Flask
                from urllib import request

                session = {"language": "en"}
                app = Flask(__name__)
                language = session["language"]
                opener = request.OpenerDirector()
                """,
            "unused.py": """
                from flask import current_app

                NAME = current_app.name
                """,
        },
        works="start",
    ),
    Bad(
        "which of two applications is meant cannot be told: no fix",
        """
        from flask import Flask, current_app


        def create_app():
            api = Flask("shop.api")
            app = Flask("shop")
            current_app.config["API"] = api.name  # FLK801
            return app
        """,
        fails="start: RuntimeError: Working outside of application context",
    ),
    Good(
        "a context that stays in force until a stack is closed",
        """
        from contextlib import ExitStack

        from flask import Flask, current_app


        def create_app():
            app = Flask(__name__)
            with_app = ExitStack()
            with_app.enter_context(app.app_context())
            current_app.config["BOOKS"] = 3
            with_app.close()
            return app
        """,
        works="start",
    ),
    Good(
        "a context that is entered by hand",
        """
        from flask import Flask, current_app


        def fill():
            current_app.config["BOOKS"] = 3


        def create_app():
            app = Flask(__name__)
            context = app.app_context()
            context.__enter__()
            fill()
            context.__exit__(None, None, None)
            return app
        """,
        works="start",
    ),
    Bad(
        "what comes first in a condition, a loop or a `with`",
        """
        from flask import Flask, current_app

        app = Flask(__name__)

        with current_app.app_context():  # FLK801
            NAME = current_app.name

        if current_app.debug:  # FLK801
            PAGE = 1

        for key in current_app.config:  # FLK801
            print(key)
        """,
        fixed="""
        from flask import Flask, current_app

        app = Flask(__name__)

        with app.app_context():  # FLK801
            NAME = current_app.name

        if app.debug:  # FLK801
            PAGE = 1

        for key in app.config:  # FLK801
            print(key)
        """,
        fails=_OUTSIDE,
    ),
    *PACKAGE_EXAMPLES,
)
