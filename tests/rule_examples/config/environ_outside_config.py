"""What `environ-outside-config` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_APP = """
    import os

    from flask import Flask

    from shop.books import bp


    def create_app():
        app = Flask(__name__)
        app.config.from_object("shop.config.Config")
        app.config["STAGE"] = os.environ.get("STAGE")
        app.register_blueprint(bp)
        return app
    """
_CONFIG = """
    import os


    class Config:
        PAGE_SIZE = int(os.environ.get("PAGE_SIZE", "20"))
    """
_BOOKS = """
    from flask import Blueprint

    from shop.services import books

    bp = Blueprint("books", __name__)


    @bp.get("/")
    def index():
        return books.every()
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "in views, in every way to read it",
        {
            "shop/__init__.py": _APP,
            "shop/config.py": _CONFIG,
            "shop/books.py": """
                import os
                from os import environ as env, getenv

                from flask import Blueprint

                bp = Blueprint("books", __name__)
                LIMIT = os.environ["LIMIT"]  # FLK610


                @bp.get("/")
                def index():
                    return {
                        "limit": getenv("LIMIT", "5"),  # FLK610
                        "colour": env.get("COLOUR"),  # FLK610
                        "shop": os.getenv(key="SHOP"),  # FLK610
                    }
                """,
        },
    ),
    Bad(
        "where a module is imported: there is no `current_app` yet",
        {
            "shop/__init__.py": _APP,
            "shop/config.py": _CONFIG,
            "shop/books.py": """
                import os

                from flask import Blueprint

                bp = Blueprint("books", __name__)
                _CACHE_SECONDS = int(os.getenv("CACHE_SECONDS", "60"))  # FLK610


                @bp.get("/")
                def index():
                    return str(_CACHE_SECONDS)
                """,
        },
        says="read that from `current_app.config` in the functions that need it",
    ),
    Bad(
        "in the service layer; the settings are a module",
        {
            "app.py": """
                from flask import Flask

                import books

                app = Flask(__name__)
                app.config.from_object("settings")
                app.register_blueprint(books.bp)
                """,
            "settings.py": """
                from os import environ

                PAGE_SIZE = environ["PAGE_SIZE"]
                """,
            "books.py": _BOOKS.replace("shop.services", "services"),
            "services/__init__.py": "",
            "services/books.py": """
                import os


                class Books:
                    def every(self):
                        return [os.environ["FIRST"]]  # FLK610


                def every():
                    return Books().every()
                """,
        },
    ),
    Good(
        "settings, the factory, commands, other modules",
        {
            "shop/__init__.py": _APP,
            "shop/config.py": _CONFIG,
            "shop/books.py": _BOOKS,
            "shop/services/__init__.py": "",
            "shop/services/books.py": """
                from flask import current_app


                def every():
                    return [current_app.config["PAGE_SIZE"]]
                """,
            "shop/worker.py": """
                import os

                QUEUE = os.environ["QUEUE"]
                """,
        },
        works="GET /",
    ),
    Good(
        "variables of the system, computed names, what is written, the request's environ, scripts",
        {
            "shop/__init__.py": _APP,
            "shop/config.py": _CONFIG,
            "shop/books.py": """
                import os
                import subprocess

                from flask import Blueprint, request

                bp = Blueprint("books", __name__)
                os.environ["MPLBACKEND"] = "agg"
                os.environ.setdefault("LIMIT", "5")


                @bp.get("/")
                def index():
                    environ = request.environ
                    subprocess.run(["ls"], env={**os.environ, "HOME": os.environ["HOME"]})
                    os.environ.get("LOGLEVEL")
                    return {
                        "server": environ["SERVER_NAME"],
                        "method": environ.get("REQUEST_METHOD"),
                        "name": [os.getenv(name) for name in ("A", "B")],
                        "allowed": os.getenv("BUILD"),
                    }


                if __name__ == "__main__":
                    print(os.environ["LIMIT"])
                """,
        },
        options={"allow": ("BUILD",)},
    ),
    Good(
        "the settings do not come from the environment",
        {
            "shop/__init__.py": _APP,
            "shop/config.py": """
                class Config:
                    PAGE_SIZE = 20
                """,
            "shop/books.py": """
                import os

                from flask import Blueprint

                bp = Blueprint("books", __name__)


                @bp.get("/")
                def index():
                    return os.environ["LIMIT"]
                """,
        },
    ),
)
