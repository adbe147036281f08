"""More of what `method-kwarg-typo` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a Blueprint in another file; one method becomes a list",
        {
            "shop/__init__.py": """
                from flask import Flask

                from .books import bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    return app
                """,
            "shop/books.py": """
                from flask import Blueprint

                bp = Blueprint("books", __name__)


                @bp.route(
                    "/books",
                    method="POST",  # FLK203
                )
                def add_book():
                    return "added"
                """,
        },
        fixed={
            "shop/books.py": """
                from flask import Blueprint

                bp = Blueprint("books", __name__)


                @bp.route(
                    "/books",
                    methods=["POST"],  # FLK203
                )
                def add_book():
                    return "added"
                """,
        },
        fails="start: TypeError: Rule.__init__() got an unexpected keyword argument 'method'",
    ),
    Bad(
        "`add_url_rule`, on a subclass, with a constant, in a helper",
        """
        from flask import Flask

        METHODS = ["GET", "POST"]


        class Shop(Flask):
            def make_nothing(self):
                return None


        def books():
            return "books"


        def authors():
            return "authors"


        def put_all(shop):
            shop.add_url_rule("/authors", view_func=authors, method=("GET",))  # FLK203


        def create_app():
            return Shop(__name__)


        app = create_app()
        app.add_url_rule("/books", "books", books, method=METHODS)  # FLK203
        put_all(app)
        """,
        fixed="""
        from flask import Flask

        METHODS = ["GET", "POST"]


        class Shop(Flask):
            def make_nothing(self):
                return None


        def books():
            return "books"


        def authors():
            return "authors"


        def put_all(shop):
            shop.add_url_rule("/authors", view_func=authors, methods=("GET",))  # FLK203


        def create_app():
            return Shop(__name__)


        app = create_app()
        app.add_url_rule("/books", "books", books, methods=METHODS)  # FLK203
        put_all(app)
        """,
        fails="start: TypeError: Rule.__init__() got an unexpected keyword argument 'method'",
    ),
    Bad(
        "a shortcut, which takes neither; beside `methods`; a value that is not known: no fix",
        """
        import os

        from flask import Flask

        app = Flask(__name__)


        @app.get("/books", method=["GET"])  # FLK203
        def list_books():
            return "books"


        @app.route("/authors", methods=["GET"], method=["POST"])  # FLK203
        def list_authors():
            return "authors"


        @app.route("/prices", method=os.environ["METHOD"])  # FLK203
        def list_prices():
            return "prices"


        @app.route("/days", method="GET,POST")  # FLK203
        def list_days():
            return "days"
        """,
        fails="start: TypeError: Rule.__init__() got an unexpected keyword argument 'method'",
        says="a route takes no `method`",
    ),
    Good(
        "a `route` of the project's own",
        """
        from flask import Flask


        class Shop(Flask):
            def route(self, rule, method="GET", **options):
                return super().route(rule, methods=[method], **options)


        def create_app():
            return Shop(__name__)


        app = create_app()


        @app.route("/books", method="POST")
        def add_book():
            return "added"
        """,
        works="start",
    ),
    Good(
        "an `add_url_rule` of the app's own, which its Blueprints reach as well",
        """
        from flask import Blueprint, Flask


        class Shop(Flask):
            def add_url_rule(self, *args, method=None, **options):
                if method:
                    options["methods"] = [method]
                super().add_url_rule(*args, **options)


        bp = Blueprint("books", __name__)


        @bp.route("/books", method="POST")
        def add_book():
            return "added"


        def create_app():
            return Shop(__name__)


        app = create_app()
        app.register_blueprint(bp)
        """,
        works="start",
    ),
    Good(
        "rules of another class",
        """
        from flask import Flask
        from werkzeug.routing import Rule


        class MethodRule(Rule):
            def __init__(self, *args, method=None, **options):
                if method:
                    options["methods"] = [method]
                super().__init__(*args, **options)


        class Shop(Flask):
            url_rule_class = MethodRule


        def create_app():
            return Shop(__name__)


        app = create_app()


        @app.route("/books", method="POST")
        def add_book():
            return "added"
        """,
        works="start",
    ),
    Good(
        "rules of another class, given to the object or to Flask itself",
        """
        from flask import Flask
        from werkzeug.routing import Rule


        class MethodRule(Rule):
            def __init__(self, *args, method=None, **options):
                super().__init__(*args, **options)


        setattr(Flask, "url_rule_class", MethodRule)
        Flask.url_rule_class = MethodRule
        app = Flask(__name__)


        @app.route("/books", method="POST")
        def add_book():
            return "added"
        """,
        works="start",
    ),
    Good(
        "a function put in the place of `route`",
        """
        from flask import Flask

        app = Flask(__name__)
        plain = app.route


        def route(rule, method="GET"):
            return plain(rule, methods=[method])


        app.route = route


        @app.route("/books", method="POST")
        def add_book():
            return "added"
        """,
        works="start",
    ),
    Good(
        "a function put in the place of `Flask.route`",
        """
        from flask import Flask

        plain = Flask.route


        def route(self, rule, method="GET"):
            return plain(self, rule, methods=[method])


        Flask.route = route
        app = Flask(__name__)


        @app.route("/books", method="POST")
        def add_book():
            return "added"
        """,
        works="start",
    ),
    Good(
        "a Blueprint that drops what it is given",
        """
        from flask import Blueprint, Flask


        class Part(Blueprint):
            def add_url_rule(self, rule, endpoint=None, view_func=None, method="", **options):
                super().add_url_rule(rule, endpoint, view_func, methods=[method])


        app = Flask(__name__)
        bp = Part("books", __name__)


        @bp.route("/books", method="POST")
        def add_book():
            return "added"


        app.register_blueprint(bp)
        """,
        works="start",
    ),
    Good(
        "other frameworks",
        """
        import bottle
        from flask import Flask
        from flask_restx import Api, Resource
        from quart import Quart

        shop = bottle.Bottle()
        app = Flask(__name__)
        api = Api(app)
        other = Quart(__name__)


        @shop.route("/books", method="POST")
        def add_book():
            return "added"


        @bottle.route("/books", method=["POST"])
        def add_another_book():
            return "added"


        @other.route("/books", method=["POST"])
        def add_last_book():
            return "added"


        @api.route("/authors", method=["GET"])
        class Authors(Resource):
            def get(self):
                return []
        """,
    ),
    Good(
        "options that are passed on, or a failure that is foreseen",
        """
        from flask import Flask

        app = Flask(__name__)
        OPTIONS = {"methods": ["POST"]}


        @app.route("/books", **OPTIONS)
        def add_book():
            return "added"


        def authors():
            return "authors"


        try:
            app.add_url_rule("/authors", view_func=authors, method=["GET"])
        except TypeError:
            app.add_url_rule("/authors", view_func=authors, methods=["GET"])
        """,
        works="start",
    ),
    Good(
        "options in the same call as the argument",
        """
        from flask import Flask


        def put(app, view, **options):
            app.add_url_rule("/books", view_func=view, method=["GET"], **options)


        app = Flask(__name__)


        def books():
            return "books"


        put(app, books)
        """,
    ),
    Good(
        "perhaps not an application of Flask's",
        """
        import os

        import bottle
        from flask import Flask


        def make():
            if os.environ.get("SMALL"):
                return bottle.Bottle()
            return Flask(__name__)


        app = make()


        @app.route("/books", method="POST")
        def add_book():
            return "added"
        """,
    ),
)
