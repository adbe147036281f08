"""What `url-prefix-overridden` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_USERS = """
    from flask import Blueprint

    bp = Blueprint("users", __name__, url_prefix="/users")


    @bp.get("/all")
    def index():
        return []
    """
_BOOKS = _USERS.replace("users", "books")
_PLAIN = _USERS.replace(', url_prefix="/users"', "")

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "it may be meant, so there is no fix",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)

                    from shop import books
                    from shop.users import bp as users_bp
                    app.register_blueprint(users_bp, url_prefix="/api")  # FLK114
                    app.register_blueprint(books.bp)

                    return app
                """,
            "shop/users.py": _USERS,
            "shop/books.py": _BOOKS,
        },
        fails="GET /api/users/all: 404",
    ),
    Bad(
        "several Blueprints under one prefix: they are joined",
        {
            "app.py": """
                import flask as f

                import books
                import users

                app = f.Flask(__name__)
                app.register_blueprint(users.bp, url_prefix="/api")  # FLK114
                app.register_blueprint(  # FLK114
                    books.bp,
                    url_prefix='/api',  # as in the contract
                )
                """,
            "users.py": _USERS,
            "books.py": _BOOKS,
        },
        fixed={
            "app.py": """
                import flask as f

                import books
                import users

                app = f.Flask(__name__)
                app.register_blueprint(users.bp, url_prefix="/api/users")  # FLK114
                app.register_blueprint(  # FLK114
                    books.bp,
                    url_prefix='/api/books',  # as in the contract
                )
                """,
        },
        fails="GET /api/users/all: 404",
    ),
    Bad(
        "of one Blueprint only, with a constant",
        {
            "app.py": """
                from flask import Flask

                import users

                API = "/api"


                def create_app():
                    app = Flask(__name__)
                    for module in (users,):
                        app.register_blueprint(module.bp, url_prefix=API)  # FLK114
                    return app
                """,
            "users.py": _USERS,
        },
        fails="GET /api/users/all: 404",
    ),
    Good(
        "one prefix, here or there, or the same again",
        {
            "app.py": """
                from flask import Flask

                import books
                import users

                app = Flask(__name__)
                app.register_blueprint(users.bp, url_prefix="/users/")
                app.register_blueprint(books.bp, url_prefix=None)
                """,
            "users.py": _USERS,
            "books.py": _BOOKS,
        },
        works="GET /books/all",
    ),
    Good(
        "the Blueprint has none of its own",
        {
            "app.py": """
                from flask import Flask

                import users

                app = Flask(__name__)
                app.register_blueprint(users.bp, url_prefix="/api")
                """,
            "users.py": _PLAIN,
        },
        works="GET /api/all",
    ),
    Good(
        "joined by hand, or shortened",
        {
            "app.py": """
                from flask import Flask

                import books
                import users

                app = Flask(__name__)
                app.register_blueprint(users.bp, url_prefix="/api/users")
                app.register_blueprint(books.bp, url_prefix="")
                """,
            "users.py": _USERS,
            "books.py": _BOOKS,
        },
        works="GET /api/users/all",
    ),
    Good(
        "Blueprints in each other join",
        {
            "app.py": """
                from flask import Blueprint, Flask

                import users

                api = Blueprint("api", __name__, url_prefix="/api")
                api.register_blueprint(users.bp)
                app = Flask(__name__)
                app.register_blueprint(api)
                """,
            "users.py": _USERS,
        },
        works="GET /api/users/all",
    ),
    Good(
        "a default that the second registration replaces",
        {
            "app.py": """
                from flask import Flask

                import users

                app = Flask(__name__)
                app.register_blueprint(users.bp)
                app.register_blueprint(users.bp, url_prefix="/people", name="people")
                """,
            "users.py": _USERS,
        },
        works="GET /people/all",
    ),
    Good(
        "a setting decides",
        {
            "app.py": """
                import os

                from flask import Flask

                import users


                def create_app():
                    app = Flask(__name__)
                    prefix = os.environ.get("PREFIX", "/people")
                    app.register_blueprint(users.bp, url_prefix=prefix)
                    return app
                """,
            "users.py": _USERS,
        },
        works="GET /people/all",
    ),
)
