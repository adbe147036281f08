"""What `shadowed-route` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "in two Blueprints under one prefix, with another name for the variable",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop import authors
                from shop.books import bp as books_bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(books_bp, url_prefix="/api")
                    app.register_blueprint(authors.bp)
                    return app
                """,
            "shop/books.py": """
                from flask import Blueprint

                bp = Blueprint("books", __name__)


                @bp.get("/books/<book_id>")
                def show_book(book_id):
                    return f"book {book_id}"
                """,
            "shop/authors.py": """
                from flask import Blueprint as Part

                bp = Part("authors", __name__, url_prefix="/api/")


                @bp.route("/books/<string:id>", methods=["GET"])  # FLK216
                def show_of_author(id):
                    return f"author {id}"


                @bp.get("/authors/<string:id>")
                def show_author(id):
                    return f"author {id}"
                """,
        },
        fails="GET /api/books/7: 200 text/html book 7",
    ),
    Bad(
        "a class view, `add_url_rule`, one of several methods",
        """
        import flask
        from flask.views import MethodView

        app = flask.Flask(__name__)


        class Books(MethodView):
            def get(self):
                return "all of the books"

            def post(self):
                return "made"


        def stock():
            return "in stock"


        def change():
            return "changed"


        app.add_url_rule("/books", view_func=Books.as_view("books"))
        app.add_url_rule("/books", view_func=stock)  # FLK216
        app.add_url_rule("/books", None, change, methods=("POST", "PUT"))  # FLK216
        """,
        fails="POST /books: 200 text/html made",
    ),
    Bad(
        "a class view behind a function, and a route of the app before a Blueprint's",
        """
        from flask import Blueprint, Flask
        from flask.views import View


        class Index(View):
            methods = ["GET"]

            def dispatch_request(self):
                return "the page of the Blueprint"


        pages = Blueprint("pages", __name__)
        pages.add_url_rule("/", view_func=Index.as_view("index"))  # FLK216


        def register(app):
            app.register_blueprint(pages)


        def create_app(settings=None):
            app = Flask(__name__)

            @app.route("/")
            def index():
                return "the page of the app"

            register(app)
            return app


        _app = None


        def get_app():
            global _app
            if _app is None:
                _app = create_app()
            return _app
        """,
        fails="GET /: 200 text/html the page of the app",
    ),
    Bad(
        "Blueprints in each other: the outer one's own routes come first",
        """
        from flask import Blueprint, Flask

        outer = Blueprint("outer", __name__, url_prefix="/api")
        inner = Blueprint("inner", __name__, url_prefix="/v1")


        @inner.get("/books/<int:number>")  # FLK216
        def inner_book(number):
            return "inner"


        outer.register_blueprint(inner)


        @outer.get("/v1/books/<int:book_id>")
        def outer_book(book_id):
            return "outer"


        app = Flask(__name__)
        app.register_blueprint(outer)
        """,
        fails="GET /api/v1/books/1: 200 text/html outer",
    ),
    Bad(
        "in two files that put their views on one app",
        {
            "shop/__init__.py": """
                from flask import Flask

                app = Flask(__name__)

                from shop import books, offers
                """,
            "shop/books.py": """
                from shop import app


                @app.route("/books/<path:name>")
                def book(name):
                    return "a book"
                """,
            "shop/offers.py": """
                from . import app as shop


                @shop.get("/books/<path:title>")  # FLK216
                def offer(title):
                    return "an offer"
                """,
        },
        fails="GET /books/emma: 200 text/html a book",
    ),
    Bad(
        "a route that is there only perhaps, behind one that is always there",
        """
        import os

        from flask import Blueprint, Flask

        books = Blueprint("books", __name__)
        offers = Blueprint("offers", __name__)


        @books.get("/books")
        def all_books():
            return "books"


        @offers.get("/books")  # FLK216
        def all_offers():
            return "offers"


        def create_app():
            app = Flask(__name__)
            app.register_blueprint(books)
            if os.environ.get("BOOKS_ONLY"):
                return app
            app.register_blueprint(offers)
            return app
        """,
        fails="GET /books: 200 text/html books",
    ),
    Bad(
        "one of the routes of a loop: the item is told, and the view answers others",
        """
        from flask import Flask, redirect, url_for

        MOVED = {
            "/old": "start",
            "/older": "start",
            "/start": "start",  # FLK216
        }


        def moved(target):
            return redirect(url_for(target))


        def create_app():
            app = Flask(__name__)
            app.url_map.redirect_defaults = False

            @app.get("/start")
            def start():
                return "here"

            for old, target in MOVED.items():
                app.add_url_rule(old, defaults={"target": target}, view_func=moved)
            return app
        """,
        fails="GET /start: 200 text/html here",
        says="which is registered first: `moved` is never called for it",
    ),
    Bad(
        "two routes of a loop over a list",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.get("/shelves")
        def shelves():
            return "shelves"


        @app.get("/books")
        def books():
            return "books"


        def page():
            return "page"


        for url in [
            "/books",  # FLK216
            "/pages",
            "/shelves",  # FLK216
        ]:
            app.add_url_rule(url, view_func=page)
        """,
        fails="GET /books: 200 text/html books",
    ),
    Bad(
        "a declaration that makes a route for each version is told once",
        """
        from flask import Blueprint, Flask


        class Versioned(Blueprint):
            def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
                for version in ("", "/v2"):
                    super().add_url_rule(f"{version}{rule}", endpoint, view_func, **options)


        books = Versioned("books", __name__)


        @books.get("/books")
        def index():
            return "books"


        @books.get("/books")  # FLK216
        def older_index():
            return "older books"


        app = Flask(__name__)
        app.register_blueprint(books)
        """,
        fails="GET /books: 200 text/html books",
        says="`GET /books` and `GET /v2/books` are routes of `index` too, which is registered "
        "first: `older_index` is never called for them",
    ),
    Good(
        "other methods, other paths, other converters",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.get("/books")
        def show():
            return "books"


        @app.post("/books")
        def make():
            return "made"


        @app.get("/books/")
        def show_with_slash():
            return "books/"


        @app.get("/books/<name>")
        def by_name(name):
            return "by name"


        @app.get("/books/new")
        def new():
            return "new"


        @app.get("/books/<int:number>")
        def by_number(number):
            return "by number"


        @app.get("/books/<int(min=100):number>")
        def by_large_number(number):
            return "by large number"


        @app.get("/books/<path:rest>")
        def by_path(rest):
            return "by path"


        @app.route("/books", methods=["OPTIONS"])
        def options():
            return "", 204
        """,
        works="GET /books/new",
    ),
    Good(
        "other hosts and subdomains, other `strict_slashes`, a websocket",
        """
        from flask import Blueprint, Flask

        app = Flask(__name__, subdomain_matching=True)
        app.config["SERVER_NAME"] = "localhost"
        admin = Blueprint("admin", __name__, subdomain="admin")
        shop = Blueprint("shop", __name__)


        @admin.get("/")
        def admin_index():
            return "admin"


        @shop.get("/")
        def index():
            return "shop"


        @shop.get("/", subdomain="old")
        def old_index():
            return "old"


        @shop.get("/news", websocket=True)
        def news_by_socket():
            return "news"


        @shop.get("/news")
        def news():
            return "news"


        @shop.get("/books/")
        def books():
            return "books"


        @shop.get("/books/", strict_slashes=False)
        def books_without():
            return "books"


        app.register_blueprint(admin)
        app.register_blueprint(shop)
        """,
        works="GET /",
    ),
    Good(
        "a subdomain that is read from somewhere",
        """
        import os

        from flask import Blueprint, Flask

        app = Flask(__name__)
        admin = Blueprint("admin", __name__)
        shop = Blueprint("shop", __name__, subdomain=os.environ.get("SHOP"))
        other = Blueprint("other", __name__)


        @admin.get("/")
        def admin_index():
            return "admin"


        @shop.get("/")
        def index():
            return "shop"


        @other.get("/", subdomain=os.environ.get("OTHER"))
        def other_index():
            return "other"


        app.register_blueprint(admin, subdomain=os.environ.get("ADMIN"))
        app.register_blueprint(shop)
        app.register_blueprint(other)
        """,
        works="GET /",
    ),
    Good(
        "two apps, two prefixes, one view twice",
        """
        from flask import Blueprint, Flask

        app = Flask(__name__)
        other = Flask("other")
        books = Blueprint("books", __name__)
        authors = Blueprint("authors", __name__)


        @app.get("/")
        def index():
            return "first"


        @other.get("/")
        def other_index():
            return "other"


        @books.get("/all")
        def all_books():
            return "books"


        @authors.get("/all")
        def all_authors():
            return "authors"


        app.add_url_rule("/", "start", index)
        app.register_blueprint(books, url_prefix="/books")
        app.register_blueprint(authors, url_prefix="/authors")
        app.register_blueprint(books, name="again", url_prefix="/books")
        """,
        works="GET /authors/all",
    ),
    Good(
        "two apps that one function makes",
        """
        from flask import Blueprint, Flask

        inner = Blueprint("inner", __name__)
        outer = Blueprint("outer", __name__)


        @inner.get("/")
        def inner_index():
            return "inner"


        @outer.get("/")
        def outer_index():
            return "outer"


        def make(name):
            return Flask(name)


        def create_app():
            app = make("outer")
            app.register_blueprint(outer)

            @app.get("/about")
            def about():
                return "about"

            return app


        def create_inner_app():
            app = make("inner")
            app.register_blueprint(inner)

            @app.get("/about")
            def about_inner():
                return "about the inner one"

            return app
        """,
        works="GET /about",
    ),
    Good(
        "in the function of the role that a setting names",
        """
        import os

        from flask import Flask


        def shop(app):
            @app.route("/")
            def front():
                return "shop"


        def admin(app):
            @app.route("/")
            def desk():
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

        from flask import Blueprint, Flask

        closed = Blueprint("closed", __name__)
        opened = Blueprint("opened", __name__)


        @closed.get("/")
        def closed_index():
            return "closed"


        @opened.get("/")
        def open_index():
            return "open"


        def add_short(app):
            @app.route("/help")
            def short_help():
                return "short"


        def add_long(app):
            @app.route("/help")
            def long_help():
                return "long"


        def create_app():
            app = Flask(__name__)
            if os.environ.get("SHORT"):
                add_short(app)
            else:
                add_long(app)
            if os.environ.get("CLOSED"):
                app.register_blueprint(closed)
                return app
            app.register_blueprint(opened)
            return app
        """,
        works="GET /",
    ),
    Good(
        "of two modules one is imported",
        {
            "shop/__init__.py": """
                import os

                from flask import Flask

                app = Flask(__name__)

                if os.environ.get("SHORT"):
                    from shop import short
                else:
                    from shop import long
                """,
            "shop/short.py": """
                from shop import short_views
                """,
            "shop/short_views.py": """
                from shop import app


                @app.route("/help")
                def short_help():
                    return "short"
                """,
            "shop/long.py": """
                from shop import app


                @app.route("/help")
                def long_help():
                    return "long"
                """,
        },
        works="GET /help",
    ),
    Good(
        "views and rules that cannot be told, and a rule class of the app's own",
        """
        import os

        from flask import Flask

        app = Flask(__name__)
        PREFIX = os.environ.get("PREFIX", "") or "/api"


        def add(name):
            def page():
                return name

            app.add_url_rule("/pages", name, page)


        for name in os.environ.get("PAGES", "a b").split():
            add(name)


        @app.get(f"{PREFIX}/books")
        def books():
            return "books"


        @app.get(f"{PREFIX}/books", **dict(os.environ, endpoint="more"))
        def more_books():
            return "more books"
        """,
    ),
    Good(
        "a rule class of the app's own decides",
        """
        from flask import Flask
        from werkzeug.routing import Rule


        class Versioned(Rule):
            pass


        class Shop(Flask):
            url_rule_class = Versioned


        def create_app():
            app = Shop(__name__)

            @app.get("/books")
            def old_books():
                return "old"

            @app.get("/books")
            def new_books():
                return "new"

            return app
        """,
        works="GET /books",
    ),
    Good(
        "variables without a converter have another one than `string`",
        """
        from flask import Flask
        from werkzeug.routing import UnicodeConverter


        class Lower(UnicodeConverter):
            regex = "[a-z]+"


        app = Flask(__name__)
        app.url_map.converters["default"] = Lower


        @app.route("/books/<title>")
        def book(title):
            return "a book"


        @app.route("/books/<string:title>")
        def heading(title):
            return "a heading"
        """,
        works="GET /books/EMMA",
    ),
    Bad(
        "a converter is added, and those of Werkzeug stay",
        """
        from flask import Flask
        from werkzeug.routing import UnicodeConverter

        app = Flask(__name__)
        app.url_map.converters["title"] = UnicodeConverter


        @app.route("/books/<title>")
        def book(title):
            return "a book"


        @app.route("/books/<string:name>")  # FLK216
        def heading(name):
            return "a heading"
        """,
        fails="GET /books/EMMA: 200 text/html a book",
    ),
    Good(
        "both do the same: the later one is there for its endpoint",
        """
        from functools import wraps

        from flask import Blueprint, Flask

        pages = Blueprint("pages", __name__)


        def logged(view):
            @wraps(view)
            def wrapper(**values):
                return view(**values)

            return wrapper


        @pages.get("/assets/<path:name>")
        @logged
        def asset(name):
            return name


        @pages.get("/assets/<path:name>")
        @logged
        def asset_plain(name):
            '''For url_for("pages.asset_plain") only: it leaves the file's name as it is.'''
            return name


        @pages.get("/static/<path:name>")
        def plain(name):
            return name


        @pages.get("/static/<path:name>")
        def plain_again(name):
            '''For url_for("pages.plain_again") only.'''
            return name


        app = Flask(__name__, static_folder=None)
        app.register_blueprint(pages)
        """,
        works="GET /assets/book",
    ),
)
