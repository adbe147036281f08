"""What `service-instantiated-in-view` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_MODELS = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()
    """
_SERVICE = """
    class BookService:
        def __init__(self, session):
            self.session = session

        def all(self):
            return []
    """
_PROVIDERS = """
    from shop.models import db
    from shop.services.books import BookService


    def books() -> BookService:
        return BookService(db.session)
    """
_BOOKS = """
    from flask import Blueprint

    from shop.providers import books

    bp = Blueprint("books", __name__)


    @bp.get("/books")
    def list_books():
        return {"books": books().all()}


    @bp.post("/books")
    def add_book():
        service = books()
        return {"books": service.all()}


    @bp.delete("/books")
    def remove_books():
        return {"books": books().all()}
    """


def _shop(view: str, **more: str) -> dict[str, str]:
    """A shop whose views get their service from a function, and one more module of views."""
    files = {
        "shop/__init__.py": """
            from flask import Flask


            def create_app():
                app = Flask(__name__)

                from shop.api import books, shelf
                app.register_blueprint(books.bp)
                app.register_blueprint(shelf.bp)

                return app
            """,
        "shop/models.py": _MODELS,
        "shop/providers.py": _PROVIDERS,
        "shop/services/__init__.py": "",
        "shop/services/books.py": _SERVICE,
        "shop/api/__init__.py": "",
        "shop/api/books.py": f"import shop.services.books\n{_BOOKS}".replace("\n    ", "\n"),
        "shop/api/shelf.py": view,
    }
    return files | {f"{name.replace('__', '/')}.py": text for name, text in more.items()}


EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "built with what the function passes",
        _shop(
            """
            from flask import Blueprint

            from shop.models import db as database
            from shop.services.books import BookService as Books

            bp = Blueprint("shelf", __name__)


            @bp.get("/shelf")
            def show():
                session = database.session
                return {"books": Books(session).all()}  # FLK312
            """
        ),
    ),
    Bad(
        "a session of its own, in a class view",
        _shop(
            """
            from flask import Blueprint
            from flask.views import MethodView
            from sqlalchemy.orm import Session

            from shop.models import db
            from shop.services import books

            bp = Blueprint("shelf", __name__)


            class Shelf(MethodView):
                def get(self):
                    service = books.BookService(session=Session(db.engine))  # FLK312
                    return {"books": service.all()}


            bp.add_url_rule("/shelf", view_func=Shelf.as_view("shelf"))
            """
        ),
    ),
    Good(
        "views that build their services as all others do",
        _shop(
            """
            from flask import Blueprint

            from shop.models import db
            from shop.services.books import BookService

            bp = Blueprint("shelf", __name__)


            @bp.get("/shelf")
            def show():
                return {"books": BookService(db.session).all()}
            """,
        )
        | {
            "shop/api/books.py": """
                from flask import Blueprint

                from shop.models import db
                from shop.services.books import BookService

                bp = Blueprint("books", __name__)


                @bp.get("/books")
                def list_books():
                    return {"books": BookService(db.session).all()}
                """
        },
    ),
    Good(
        "made with something that the function cannot know",
        _shop(
            """
            from flask import Blueprint

            from shop.models import db
            from shop.services.books import BookService

            bp = Blueprint("shelf", __name__)


            @bp.get("/shelf/<name>")
            def show(name):
                return {"books": BookService(db.engines[name]).all()}


            @bp.get("/shelf/archive/<name>")
            def archive(name):
                return {"books": BookService(name).all()}
            """
        ),
    ),
    Good(
        "outside of views",
        _shop(
            """
            from flask import Blueprint

            from shop.models import db
            from shop.services.books import BookService

            bp = Blueprint("shelf", __name__)


            @bp.cli.command("show")
            def show():
                print(BookService(db.session).all())
            """
        ),
    ),
    Good(
        "of two minds",
        _shop(
            """
            from flask import Blueprint

            from shop.models import db
            from shop.services.books import BookService

            bp = Blueprint("shelf", __name__)


            @bp.get("/1")
            def first():
                return {"books": BookService(db.session).all()}


            @bp.get("/2")
            def second():
                return {"books": BookService(db.session).all()}
            """
        ),
    ),
    Good(
        "a function that needs to be told something",
        _shop(
            """
            from flask import Blueprint

            from shop.models import db
            from shop.services.books import BookService

            bp = Blueprint("shelf", __name__)


            @bp.get("/shelf")
            def show():
                return {"books": BookService(db.session).all()}
            """,
        )
        | {
            "shop/providers.py": """
                from shop.models import db
                from shop.services.books import BookService


                def books(user):
                    return BookService(db.session)
                """
        },
    ),
)
