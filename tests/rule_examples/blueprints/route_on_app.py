"""What `route-on-app` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_BOOKS = """
    from flask import Blueprint

    bp = Blueprint("books", __name__, url_prefix="/books")


    @bp.get("/")
    def index():
        return []


    @bp.get("/<int:book_id>")
    def show(book_id):
        return {}


    @bp.route("/<int:book_id>", methods=["DELETE"])
    def remove(book_id):
        return {}


    @bp.post("/")
    def add():
        return {}


    @bp.post("/search")
    def search():
        return {}
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "on the application of another module, by decorator and by call",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.books import bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    return app


                app = create_app()
                """,
            "shop/books.py": _BOOKS,
            "shop/pages.py": """
                from shop import app as application


                @application.route("/about")  # FLK124
                @application.route("/about-us")
                def about():
                    return "a shop"


                def imprint():
                    return "a shop"


                application.add_url_rule("/imprint", view_func=imprint)  # FLK124
                """,
        },
    ),
    Bad(
        "more in the factory than are allowed there",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.books import bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)

                    @app.get("/health")  # FLK124
                    def health():
                        return "ok"

                    @app.get("/about")  # FLK124
                    def about():
                        return "a shop"

                    return app
                """,
            "shop/books.py": _BOOKS,
        },
        options={"nested": 1},
    ),
    Good(
        "a health check in the factory, handlers, hooks and static files",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.books import bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)

                    @app.get("/health")
                    def health():
                        return "ok"

                    return app


                app = create_app()


                @app.errorhandler(404)
                def missing(error):
                    return "nothing", 404


                @app.before_request
                def before():
                    pass
                """,
            "shop/books.py": _BOOKS,
        },
        works="GET /health",
    ),
    Good(
        "most views stand on the application",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.admin import bp

                app = Flask(__name__)
                app.register_blueprint(bp)


                @app.get("/")
                def index():
                    return "a shop"


                @app.get("/about")
                def about():
                    return "a shop"
                """,
            "shop/admin.py": """
                from flask import Blueprint

                bp = Blueprint("admin", __name__)


                @bp.get("/admin")
                def admin():
                    return "admin"
                """,
        },
        works="GET /about",
    ),
    Good(
        "a second application that has no Blueprints at all",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.books import bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    return app
                """,
            "shop/books.py": _BOOKS,
            "stream/__init__.py": """
                from flask import Flask

                app = Flask(__name__)


                @app.get("/")
                def index():
                    return "a stream"
                """,
        },
    ),
    Good(
        "no application: a Blueprint that is named so",
        {
            "shop/__init__.py": "",
            "shop/books.py": _BOOKS,
            "shop/pages.py": """
                from shop.books import bp as app


                @app.get("/about")
                def about():
                    return "a shop"
                """,
        },
    ),
)
