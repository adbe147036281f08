"""What `app-outside-factory` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_VIEWS = """
    from shop import app


    @app.get("/books")
    def books():
        return []
    """
_ADMIN = """
    def admin():
        from shop import app as application

        return application.name
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "views and others import it",
        {
            "shop/__init__.py": """
                from flask import Flask

                app = Flask(__name__)  # FLK725

                from shop import views
                """,
            "shop/views.py": _VIEWS,
            "shop/admin.py": _ADMIN,
        },
    ),
    Bad(
        "a class of the project's own, imported relatively from where it is made",
        {
            "shop/__init__.py": "",
            "shop/web.py": """
                import flask as web


                class Shop(web.Flask):
                    pass


                shop: web.Flask = Shop(__name__)  # FLK725
                """,
            "shop/views.py": """
                from .web import shop


                @shop.get("/books")
                def books():
                    return []
                """,
            "shop/others.py": "from .web import Shop, shop",
        },
    ),
    Bad(
        "imported by a name that it is given further down: the one that it is made under is told",
        {
            "shop/__init__.py": "",
            "shop/instance.py": """
                from flask import Flask

                app = Flask(__name__)  # FLK725


                def create_app():
                    from shop.pages import pages

                    app.register_blueprint(pages)
                    return app, "worker"


                current_app, worker = create_app()
                """,
            "shop/pages.py": """
                from flask import Blueprint

                pages = Blueprint("pages", __name__)
                """,
            "create_db.py": """
                from shop.instance import current_app

                with current_app.app_context():
                    print("made")
                """,
            "shop/jobs.py": """
                def run():
                    from shop.instance import current_app as app

                    return app
                """,
        },
        says="the application `app` is made at import, and 2 modules import it as `current_app`",
    ),
    Bad(
        "as many modules as the team allows",
        {
            "shop/__init__.py": """
                from flask import Flask

                app = Flask(__name__)  # FLK725
                """,
            "shop/views.py": _VIEWS,
        },
        options={"users": 1},
    ),
    Good(
        "made by a factory",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    return app


                app = create_app()
                """,
            "shop/views.py": _VIEWS,
            "shop/admin.py": _ADMIN,
        },
    ),
    Good(
        "imported by one entry point, by tests, or for type checkers only",
        {
            "shop/__init__.py": """
                from flask import Flask

                app = Flask(__name__)
                """,
            "wsgi.py": "from shop import app",
            "tests/test_first.py": "from shop import app",
            "tests/test_second.py": "from shop import app",
            "shop/types.py": """
                from typing import TYPE_CHECKING

                if TYPE_CHECKING:
                    from shop import app
                """,
        },
    ),
    Good(
        "a single module",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.get("/")
        def index():
            return "a shop"
        """,
        works="GET /",
    ),
)
