"""What `blueprint-registered-twice` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_TAKEN = "start: ValueError: The name 'books' is already registered for this blueprint"
_BOOKS = """
    from flask import Blueprint

    bp = Blueprint("books", __name__)


    @bp.get("/books")
    def index():
        return []
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "once more under the prefix of the next version",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)

                    from shop.books import bp
                    app.register_blueprint(bp)
                    app.register_blueprint(bp, url_prefix="/v2")  # FLK104

                    return app
                """,
            "shop/books.py": _BOOKS,
        },
        fixed={
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)

                    from shop.books import bp
                    app.register_blueprint(bp)
                    app.register_blueprint(bp, url_prefix="/v2", name="books_v2")  # FLK104

                    return app
                """,
        },
        fails=_TAKEN,
    ),
    Bad(
        "both with a prefix, over several lines, in single quotes",
        {
            "app.py": """
                from flask import Flask

                import books as catalogue

                app = Flask(__name__)
                app.register_blueprint(catalogue.bp, url_prefix='/v1')
                app.register_blueprint(  # FLK104
                    catalogue.bp,
                    # customers have it
                    url_prefix='/api/v2',  # since May
                )
                """,
            "books.py": _BOOKS,
        },
        fixed={
            "app.py": """
                from flask import Flask

                import books as catalogue

                app = Flask(__name__)
                app.register_blueprint(catalogue.bp, url_prefix='/v1')
                app.register_blueprint(  # FLK104
                    catalogue.bp,
                    # customers have it
                    url_prefix='/api/v2', name='books_api_v2',  # since May
                )
                """,
        },
        fails=_TAKEN,
    ),
    Bad(
        "in the factory and in a helper of another module, which says the same",
        {
            "app.py": """
                from flask import Flask as Application

                from books import bp as books_bp
                from wiring import wire


                def create_app():
                    app = Application(__name__)
                    app.register_blueprint(books_bp)
                    wire(app)
                    return app
                """,
            "wiring.py": """
                import books


                def wire(app):
                    app.register_blueprint(books.bp)  # twice: FLK104
                """,
            "books.py": _BOOKS,
        },
        fixed={
            "wiring.py": """
                def wire(app):
                    # twice: FLK104
                    pass
                """,
        },
        fails=_TAKEN,
    ),
    Bad(
        "inside of a Blueprint that is registered, on one line with something else",
        {
            "app.py": """
                from flask import Blueprint, Flask

                from books import bp

                api = Blueprint("api", __name__, url_prefix="/api")
                api.register_blueprint(bp); api.register_blueprint(bp)  # FLK104


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(api)
                    return app
                """,
            "books.py": _BOOKS,
        },
        fixed={
            "app.py": """
                from flask import Blueprint, Flask

                from books import bp

                api = Blueprint("api", __name__, url_prefix="/api")
                api.register_blueprint(bp)  # FLK104


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(api)
                    return app
                """,
        },
        fails=_TAKEN,
    ),
    Bad(
        "in a loop over prefixes",
        {
            "app.py": """
                from flask import Flask

                from books import bp

                app = Flask(__name__)
                for prefix in ("/v1", "/v2"):
                    app.register_blueprint(bp, url_prefix=prefix)  # FLK104
                """,
            "books.py": _BOOKS,
        },
        fails=_TAKEN,
    ),
    Bad(
        "by a function that is called twice",
        {
            "app.py": """
                from flask import Flask

                from books import bp


                def mount(app, blueprint, prefix):
                    app.register_blueprint(blueprint, url_prefix=prefix)


                def create_app():
                    app = Flask(__name__)
                    mount(app, bp, "/v1")
                    mount(app, bp, "/v2")  # FLK104
                    return app
                """,
            "books.py": _BOOKS,
        },
        fails=_TAKEN,
    ),
    Bad(
        "options that differ: there is no fix",
        {
            "app.py": """
                from flask import Flask

                from books import bp

                app = Flask(__name__)
                app.register_blueprint(bp)
                app.register_blueprint(blueprint=bp, subdomain="old")  # FLK104
                """,
            "books.py": _BOOKS,
        },
        fails=_TAKEN,
    ),
    Bad(
        "prefixes that would make one name: only the first of them has a fix",
        {
            "app.py": """
                from flask import Flask

                from books import bp

                app = Flask(__name__)
                app.register_blueprint(bp)
                app.register_blueprint(bp, url_prefix="/api/v2")  # FLK104
                app.register_blueprint(bp, url_prefix="/api-v2/")  # FLK104
                app.register_blueprint(bp, url_prefix="/v3", name="books_v3")
                app.register_blueprint(bp, url_prefix="/v3/")  # FLK104
                """,
            "books.py": _BOOKS,
        },
        fixed={
            "app.py": """
                from flask import Flask

                from books import bp

                app = Flask(__name__)
                app.register_blueprint(bp)
                app.register_blueprint(bp, url_prefix="/api/v2", name="books_api_v2")  # FLK104
                app.register_blueprint(bp, url_prefix="/api-v2/")  # FLK104
                app.register_blueprint(bp, url_prefix="/v3", name="books_v3")
                app.register_blueprint(bp, url_prefix="/v3/")  # FLK104
                """,
        },
    ),
    Good(
        "a Flask that registers a Blueprint again, as the requirements say",
        {
            "requirements.txt": """
                flask==1.1.4
                """,
            "shop/__init__.py": """
                from flask import Flask

                from shop.books import bp

                app = Flask(__name__)
                for prefix in ("/api", "/api/v1"):
                    app.register_blueprint(bp, url_prefix=prefix)
                """,
            "shop/books.py": _BOOKS,
        },
    ),
    Good(
        "under another name",
        {
            "app.py": """
                from flask import Flask

                from books import bp

                app = Flask(__name__)
                app.register_blueprint(bp)
                app.register_blueprint(bp, url_prefix="/v2", name="books_v2")
                for prefix in ("v3", "v4"):
                    app.register_blueprint(bp, url_prefix=f"/{prefix}", name=f"books_{prefix}")
                """,
            "books.py": _BOOKS,
        },
        works="GET /v4/books",
    ),
    Good(
        "branches of an if",
        {
            "app.py": """
                import os

                from flask import Flask

                from books import bp


                def create_app():
                    app = Flask(__name__)
                    if "PREFIX" in os.environ:
                        app.register_blueprint(bp, url_prefix=os.environ["PREFIX"])
                    else:
                        app.register_blueprint(bp)
                    return app
                """,
            "books.py": _BOOKS,
        },
        works="GET /books",
    ),
    Good(
        "by the one of several functions that a setting names",
        {
            "app.py": """
                import os

                from flask import Flask

                from books import bp


                def small(app):
                    app.register_blueprint(bp)


                def large(app):
                    app.register_blueprint(bp, url_prefix="/large")


                SIZES = {"small": small, "large": large}


                def create_app():
                    app = Flask(__name__)
                    SIZES[os.environ.get("SIZE", "small")](app)
                    return app


                def create_guest():
                    guest = Flask("guest")
                    SIZES.get(os.environ["GUESTS"], small)(guest)
                    return guest
                """,
            "books.py": _BOOKS,
        },
        works="GET /books",
    ),
    Good(
        "taken out of the application in between",
        {
            "app.py": """
                from flask import Flask

                from books import bp

                app = Flask(__name__)
                app.register_blueprint(bp)
                app.blueprints.pop("books")
                app.register_blueprint(bp, url_prefix="/v2")

                other = Flask("other")
                other.register_blueprint(bp)
                del other.blueprints[bp.name]
                other.register_blueprint(bp, url_prefix="/v2")
                """,
            "books.py": _BOOKS,
        },
    ),
    Good(
        "different applications, one of them made by a factory that is called twice",
        {
            "app.py": """
                from flask import Flask

                from books import bp


                def create_app(debug=False):
                    app = Flask(__name__)
                    app.debug = debug
                    app.register_blueprint(bp)
                    return app


                api = Flask("api")
                api.register_blueprint(bp)
                app = create_app()
                other = create_app(debug=True)
                """,
            "books.py": _BOOKS,
        },
        works="GET /books",
    ),
    Good(
        "a parent that is filled each time the factory is called",
        {
            "app.py": """
                import os

                from flask import Blueprint, Flask

                from books import bp

                api = Blueprint("api", __name__)


                def create_app(debug=False):
                    app = Flask(__name__)
                    app.debug = debug
                    api.register_blueprint(bp)
                    app.register_blueprint(api)
                    return app


                app = create_app(debug=True) if "DEBUG" in os.environ else create_app()
                """,
            "books.py": _BOOKS,
        },
        works="GET /books",
    ),
    Good(
        "once on the application and once inside of a Blueprint",
        {
            "app.py": """
                from flask import Blueprint, Flask

                from books import bp

                api = Blueprint("api", __name__, url_prefix="/api")
                api.register_blueprint(bp)
                app = Flask(__name__)
                app.register_blueprint(bp)
                app.register_blueprint(api)
                """,
            "books.py": _BOOKS,
        },
        works="GET /api/books",
    ),
    Good(
        "only if it is not there yet",
        {
            "app.py": """
                from flask import Flask

                from books import bp

                app = Flask(__name__)
                app.register_blueprint(bp)


                def ensure(app):
                    if bp.name not in app.blueprints:
                        app.register_blueprint(bp)


                ensure(app)
                "books" in app.blueprints or app.register_blueprint(bp)
                app.register_blueprint(bp) if "books" not in app.blueprints else None
                """,
            "books.py": _BOOKS,
        },
        works="GET /books",
    ),
    Good(
        "on two applications that one function makes",
        """
        from flask import Blueprint, Flask

        pages = Blueprint("pages", __name__)


        def make():
            return Flask(__name__)


        app = make()
        app.register_blueprint(pages)
        admin_app = make()
        admin_app.register_blueprint(pages)
        """,
        works="start",
    ),
)
