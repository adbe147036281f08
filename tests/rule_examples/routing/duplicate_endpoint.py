"""What `duplicate-endpoint` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_OVERWRITING = "start: AssertionError: View function mapping is overwriting"

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "two functions of the same name, the second one copied",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.route("/")
        def index():
            return "first"


        @app.get("/about")  # FLK206
        def index():
            return "about"
        """,
        fails=f"{_OVERWRITING} an existing endpoint function: index",
    ),
    Bad(
        "in two files, on one Blueprint, found at its registration",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    from shop.views import bp as pages

                    app = Flask(__name__)
                    app.register_blueprint(pages)
                    return app
                """,
            "shop/views/__init__.py": """
                from flask import Blueprint as Part

                bp = Part("pages", __name__)

                from shop.views import authors, books
                """,
            "shop/views/authors.py": """
                from shop.views import bp


                @bp.route("/authors")
                def all_of_them():
                    return "authors"
                """,
            "shop/views/books.py": """
                from . import bp as pages


                @pages.route("/books", methods=["GET"])  # FLK206
                def all_of_them():
                    return "books"
                """,
        },
        fails=f"{_OVERWRITING} an existing endpoint function: pages.all_of_them",
    ),
    Bad(
        "the same name for two class views, two lambdas, `endpoint` twice",
        """
        import flask
        from flask.views import View


        class Books(View):
            def dispatch_request(self):
                return "books"


        class Authors(View):
            def dispatch_request(self):
                return "authors"


        def start():
            return "start"


        def stop():
            return "stop"


        app = flask.Flask(__name__)
        app.add_url_rule("/books", view_func=Books.as_view("api"))
        app.add_url_rule("/authors", view_func=Authors.as_view("api"))  # FLK206
        app.add_url_rule("/a", view_func=lambda: "a")
        app.add_url_rule("/b", view_func=lambda: "b")  # FLK206
        app.add_url_rule("/start", "switch", start)
        app.add_url_rule("/stop", endpoint="switch", view_func=stop)  # FLK206
        """,
        fails=_OVERWRITING,
    ),
    Bad(
        "in a factory; decorators keep the name",
        """
        from functools import wraps

        from flask import Flask


        def checked(view):
            @wraps(view)
            def called(*args, **kwargs):
                return view(*args, **kwargs)

            return called


        def create_app():
            app = Flask(__name__)

            @app.route("/")
            @checked
            def index():
                return "first"

            @app.post("/", endpoint="index")  # FLK206
            def change():
                return "changed"

            return app
        """,
        fails=_OVERWRITING,
    ),
    Bad(
        "on each of the apps that one function makes",
        """
        from flask import Flask


        def make(name):
            return Flask(name)


        outer = make("outer")


        @outer.get("/")
        def index():
            return "outer"


        app = make("inner")


        @app.get("/")
        def index():
            return "inner"


        @app.get("/about")  # FLK206
        def index():
            return "about"
        """,
        fails=f"{_OVERWRITING} an existing endpoint function: index",
    ),
    Good(
        "several routes for one function, one view used twice",
        """
        from flask import Flask
        from flask.views import MethodView

        app = Flask(__name__)


        @app.route("/")
        @app.route("/index")
        def index():
            return "first"


        class Books(MethodView):
            def get(self, id=None):
                return "books"


        books = Books.as_view("books")
        app.add_url_rule("/start", view_func=index)
        app.add_url_rule("/books", view_func=books)
        app.add_url_rule("/books/<id>", view_func=books)
        """,
        works="GET /books",
    ),
    Good(
        "the same name in two Blueprints, two apps, or with an endpoint of its own",
        """
        from flask import Blueprint, Flask

        books = Blueprint("books", __name__, url_prefix="/books")
        authors = Blueprint("authors", __name__, url_prefix="/authors")


        @books.route("/")
        def index():
            return "books"


        @authors.route("/")
        def index():
            return "authors"


        app = Flask(__name__)
        other = Flask("other")


        @app.route("/")
        def index():
            return "first"


        @app.route("/about", endpoint="about")
        def index():
            return "about"


        @other.route("/")
        def index():
            return "other"


        app.register_blueprint(books)
        app.register_blueprint(authors)
        """,
        works="GET /authors/",
    ),
    Good(
        "in the function of the role that a setting names",
        """
        import os

        from flask import Flask


        def shop(app):
            @app.route("/")
            def home():
                return "shop"


        def admin(app):
            @app.route("/")
            def home():
                return "admin"


        def create_app():
            app = Flask(__name__)
            {"shop": shop, "admin": admin}[os.environ.get("ROLE", "shop")](app)
            return app
        """,
        works="GET /",
    ),
    Good(
        "in branches, of which one is run",
        """
        import os

        from flask import Flask

        app = Flask(__name__)


        if os.environ.get("CLOSED"):

            @app.route("/")
            def index():
                return "closed"

        else:

            @app.route("/")
            def index():
                return "open"


        def add_short(app):
            @app.route("/help")
            def help():
                return "short"


        def add_long(app):
            @app.route("/help")
            def help():
                return "long"


        if os.environ.get("SHORT"):
            add_short(app)
        else:
            add_long(app)

        try:
            import nothing_of_the_kind

            @app.route("/extra")
            def extra():
                return "extra"

        except ImportError:

            @app.route("/extra")
            def extra():
                return "no extra"
        """,
        works="GET /",
    ),
    Good(
        "made in a loop, or by a factory that is called twice",
        """
        from flask import Flask


        def add_page(app, name):
            def page():
                return name

            app.add_url_rule(f"/{name}", name, page)


        def create_app(names=("a", "b")):
            app = Flask(__name__)
            for name in names:
                add_page(app, name)

            @app.route("/")
            def index():
                return "first"

            return app


        app = create_app()
        other = create_app(("c",))
        """,
        works="GET /",
    ),
    Good(
        "on two apps that one function makes",
        """
        from flask import Flask


        def make(name):
            return Flask(name)


        def create_app():
            app = make("outer")

            @app.get("/about")
            def about():
                return "about"

            return app


        def create_inner_app():
            app = make("inner")

            @app.get("/about")
            def about():
                return "about the inner one"

            return app
        """,
        works="GET /about",
    ),
    Good(
        "on two Blueprints that one function makes, of one name, for two apps",
        """
        from flask import Blueprint, Flask


        def make():
            return Blueprint("pages", __name__)


        outer = make()
        inner = make()


        @outer.get("/about")
        def about():
            return "about"


        @inner.get("/about")
        def about():
            return "about the inner one"


        app = Flask(__name__)
        app.register_blueprint(outer)
        inner_app = Flask(__name__)
        inner_app.register_blueprint(inner)
        """,
        works="GET /about",
    ),
    Good(
        "on two apps that one function makes in one way",
        """
        from flask import Flask


        def make():
            return Flask(__name__)


        def create_app():
            app = make()

            @app.get("/about")
            def about():
                return "about"

            return app


        def create_inner_app():
            app = make()

            @app.get("/about")
            def about():
                return "about the inner one"

            return app
        """,
        works="GET /about",
    ),
)
