"""What `database-access-in-route` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

DB = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()
    """
MODELS = """
    from shop.db import db


    class Book(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        title = db.Column(db.String)
    """
SERVICE = """
    from shop.models import Book


    class BookService:
        def __init__(self, session):
            self.session = session

        def count(self):
            return self.session.query(Book).count()
    """
APP = """
    from flask import Flask

    from shop.views import bp


    def create_app():
        app = Flask(__name__)
        app.register_blueprint(bp)
        return app
    """
DESK = """
    from flask import Blueprint

    from shop.db import db
    from shop.services.books import BookService

    desk = Blueprint("desk", __name__)


    @desk.get("/desk")
    def how_many():
        return str(BookService(db.session).count())


    @desk.get("/desk/any")
    def whether_any():
        return str(BookService(db.session).count() > 0)
    """
SHOP = {
    "shop/__init__.py": "",
    "shop/desk.py": DESK,
    "shop/app.py": APP,
    "shop/db.py": DB,
    "shop/models.py": MODELS,
    "shop/services/__init__.py": "",
    "shop/services/books.py": SERVICE,
}
HEAD = """
    from flask import Blueprint, abort, jsonify, request

    from shop.db import db
    from shop.models import Book
    from shop.services.books import BookService

    bp = Blueprint("books", __name__)


    @bp.get("/count")
    def count():
        return jsonify(BookService(db.session).count())

    """


FIXED_HEAD = HEAD.replace("    from shop.models import Book\n", "")
"""The head of views that need no model any more."""


def views(body: str) -> dict[str, str]:
    return {**SHOP, "shop/views.py": HEAD + body}


def fixed_views(body: str, *methods: str, head: str = FIXED_HEAD) -> dict[str, str]:
    return {
        "shop/views.py": head + body,
        "shop/services/books.py": SERVICE.rstrip() + "\n" + "".join(methods),
    }


def _single(text: str) -> dict[str, str]:
    """A project of one module with views and one with services, not in SQLAlchemy."""
    return {
        "app.py": text,
        "services.py": "def title_of(book):\n    return book.title\n",
        "desk.py": """
            from flask import Blueprint

            import services

            desk = Blueprint("desk", __name__)


            @desk.get("/desk/<book>")
            def show_title(book):
                return services.title_of(book)
            """,
    }


EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a query in the answer",
        views("""
    @bp.get("/books")
    def list_books():
        return jsonify([book.title for book in Book.query.filter_by(sold=True).all()])  # FLK301
    """),
        fixed=fixed_views(
            """
    @bp.get("/books")
    def list_books():
        return jsonify([book.title for book in BookService(db.session).list_sold_books()])  # FLK301
    """,
            """
        def list_sold_books(self):
            return Book.query.filter_by(sold=True).all()
    """,
        ),
    ),
    Bad(
        "a statement with values of the URL and the request",
        views("""
    @bp.get("/books/<int:book_id>")
    def show(book_id):
        book = db.session.get(Book, book_id)  # FLK301
        if book is None:
            abort(404)
        return jsonify(book.title)


    @bp.get("/search")
    def search():
        found = db.session.query(Book).filter_by(title=request.args["title"]).all()  # FLK301
        return jsonify(len(found))
    """),
        fixed=fixed_views(
            """
    @bp.get("/books/<int:book_id>")
    def show(book_id):
        book = BookService(db.session).get_book(book_id)  # FLK301
        if book is None:
            abort(404)
        return jsonify(book.title)


    @bp.get("/search")
    def search():
        found = BookService(db.session).list_books_by_title(request.args["title"])  # FLK301
        return jsonify(len(found))
    """,
            """
        def get_book(self, book_id):
            return self.session.get(Book, book_id)

        def list_books_by_title(self, title):
            return self.session.query(Book).filter_by(title=title).all()
    """,
        ),
    ),
    Bad(
        "statements that follow each other are one finding, and move with the model they store",
        views("""
    @bp.post("/books")
    def create():
        book = Book(title=request.json["title"])
        db.session.add(book)  # FLK301
        db.session.commit()
        return jsonify(book.title), 201
    """),
        fixed=fixed_views(
            """
    @bp.post("/books")
    def create():
        book = BookService(db.session).create_book(request.json["title"])
        return jsonify(book.title), 201
    """,
            """
        def create_book(self, title):
            book = Book(title=title)
            self.session.add(book)  # FLK301
            self.session.commit()
            return book
    """,
        ),
    ),
    Bad(
        "a local name for the session, and a select",
        views("""
    @bp.delete("/books/<int:book_id>")
    def delete(book_id):
        session = db.session
        book = session.execute(db.select(Book).filter_by(id=book_id)).scalar_one()  # FLK301
        session.delete(book)
        session.commit()
        return "", 204
    """),
        fixed={
            "shop/views.py": FIXED_HEAD
            + """
    @bp.delete("/books/<int:book_id>")
    def delete(book_id):
        BookService(db.session).delete_book(book_id)  # FLK301
        return "", 204
    """,
            "shop/services/books.py": """
    from shop.db import db
    from shop.models import Book


    class BookService:
        def __init__(self, session):
            self.session = session

        def count(self):
            return self.session.query(Book).count()

        def delete_book(self, book_id):
            book = self.session.execute(db.select(Book).filter_by(id=book_id)).scalar_one()
            self.session.delete(book)
            self.session.commit()
    """,
        },
    ),
    Bad(
        "in a class view, under a condition, with the view's object: no fix",
        views("""
    from flask.views import MethodView


    class BookView(MethodView):
        model = Book

        def get(self, book_id):
            if Book.query.count() > self.limit(book_id):  # FLK301
                abort(400)
            return jsonify(db.session.query(self.model).all())  # FLK301


    bp.add_url_rule("/v/<int:book_id>", view_func=BookView.as_view("v"))
    """),
        fixed=fixed_views(
            """
    from flask.views import MethodView


    class BookView(MethodView):
        model = Book

        def get(self, book_id):
            if BookService(db.session).count_books() > self.limit(book_id):  # FLK301
                abort(400)
            return jsonify(db.session.query(self.model).all())  # FLK301


    bp.add_url_rule("/v/<int:book_id>", view_func=BookView.as_view("v"))
    """,
            """
        def count_books(self):
            return Book.query.count()
    """,
            head=HEAD,
        ),
    ),
    Bad(
        "a service of functions, and get_or_404",
        {
            "shop/__init__.py": "",
            "shop/db.py": DB,
            "shop/models.py": MODELS,
            "shop/book_service.py": """
                from shop.models import Book


                def count():
                    return Book.query.count()
                """,
            "shop/app.py": """
                from flask import Flask

                from shop import book_service
                from shop.models import Book

                app = Flask(__name__)


                @app.get("/count")
                def count():
                    return str(book_service.count())


                @app.get("/<int:book_id>")
                def show(book_id):
                    return Book.query.get_or_404(book_id).title  # FLK301
                """,
        },
        fixed={
            "shop/book_service.py": """
                from shop.models import Book


                def count():
                    return Book.query.count()


                def get_book_or_404(book_id):
                    return Book.query.get_or_404(book_id)
                """,
            "shop/app.py": """
                from flask import Flask

                from shop import book_service

                app = Flask(__name__)


                @app.get("/count")
                def count():
                    return str(book_service.count())


                @app.get("/<int:book_id>")
                def show(book_id):
                    return book_service.get_book_or_404(book_id).title  # FLK301
                """,
        },
    ),
    Bad(
        "plain SQLAlchemy: a sessionmaker's session in a with block",
        {
            "shop/services/__init__.py": "def hello():\n    return 1\n",
            "shop/app.py": """
                from flask import Flask
                from sqlalchemy import create_engine, select
                from sqlalchemy.orm import DeclarativeBase, sessionmaker

                from shop import services

                engine = create_engine("sqlite://")
                Session = sessionmaker(engine)
                app = Flask(__name__)


                class Base(DeclarativeBase):
                    pass


                class Book(Base):
                    __tablename__ = "book"


                @app.get("/hello")
                def hello():
                    return str(services.hello())


                @app.get("/")
                def index():
                    with Session() as session:
                        return str(session.scalars(select(Book)).all())  # FLK301
                """,
        },
    ),
    Bad(
        "peewee",
        _single("""
            import peewee
            from flask import Flask

            import services

            app = Flask(__name__)


            class Base(peewee.Model):
                pass


            class Book(Base):
                title = peewee.CharField()


            @app.post("/<title>")
            def create(title):
                book = Book(title=title)
                book.save()  # FLK301
                if title:
                    return [each.title for each in Book.select()]  # FLK301
                return []
            """),
    ),
    Bad(
        "MongoEngine",
        _single("""
            from flask import Flask
            from mongoengine import Document, StringField

            import services

            app = Flask(__name__)


            class Book(Document):
                title = StringField()


            @app.get("/<title>")
            def show(title):
                return Book.objects(title=title).first().title  # FLK301
            """),
    ),
    Bad(
        "a model that saves itself through a base class of the project",
        {
            **SHOP,
            "shop/models.py": """
                from shop.db import db


                class Saved:
                    def save(self):
                        db.session.add(self)
                        db.session.commit()


                class Book(db.Model, Saved):
                    id = db.Column(db.Integer, primary_key=True)
                """,
            "shop/views.py": """
                from flask import Blueprint

                from shop.models import Book
                from shop.services.books import BookService

                bp = Blueprint("books", __name__)


                @bp.post("/")
                def create():
                    book = Book()
                    book.save()  # FLK301
                    return "", 201
                """,
        },
    ),
    Good(
        "the view calls a service, by whatever way",
        views("""
    def books():
        return BookService(db.session)


    @bp.get("/n")
    def n():
        return str(books().count())
    """),
    ),
    Good(
        "sessions, queries and gets that are no database",
        views("""
    import requests
    from flask import session
    from urllib.parse import urlparse


    @bp.get("/other")
    def other():
        settings = {}
        settings.update(a=1)
        settings.get("a")
        session.get("user")
        session["user"] = request.args.get("user")
        http = requests.Session()
        http.get(urlparse(request.url).query)
        return {"q": request.args.get("q")}
    """),
    ),
    Good(
        "a health check asks the database",
        views("""
    @bp.get("/health")
    def health():
        db.session.execute(db.text("SELECT 1"))
        return "ok"
    """),
    ),
    Good(
        "a command and a helper are no views",
        views("""
    import click


    def load(book_id):
        return db.session.get(Book, book_id)


    @bp.cli.command()
    @click.argument("title")
    def add(title):
        db.session.add(Book(title=title))
    """),
    ),
    Good(
        "one module that happens to be called service makes no layer",
        {
            "shop/__init__.py": "",
            "shop/db.py": DB,
            "shop/models.py": MODELS,
            "shop/repair/__init__.py": "",
            "shop/repair/service.py": "def book_in(car):\n    return car\n",
            "shop/app.py": """
                from flask import Flask

                from shop import a, b, c, d
                from shop.repair.service import book_in

                app = Flask(__name__)
                for module in (a, b, c, d):
                    app.register_blueprint(module.bp)
                """,
            **{
                f"shop/{name}.py": f"""
                    from flask import Blueprint

                    from shop.models import Book

                    bp = Blueprint("{name}", __name__)


                    @bp.get("/{name}")
                    def show():
                        return str(Book.query.count())
                    """
                for name in "abcd"
            },
        },
    ),
    Good(
        "no service layer, no report",
        {
            "app.py": """
                from flask import Flask
                from flask_sqlalchemy import SQLAlchemy

                app = Flask(__name__)
                db = SQLAlchemy(app)


                class Book(db.Model):
                    id = db.Column(db.Integer, primary_key=True)


                @app.get("/")
                def index():
                    return str(Book.query.count())
                """,
        },
    ),
    Bad(
        "services are declared, and there are none yet",
        {
            "app.py": """
                from flask import Flask
                from flask_sqlalchemy import SQLAlchemy

                app = Flask(__name__)
                db = SQLAlchemy(app)


                class Book(db.Model):
                    id = db.Column(db.Integer, primary_key=True)


                @app.get("/")
                def index():
                    return str(Book.query.count())  # FLK301
                """,
        },
        options={"architecture.services": ("services/**",)},
        says="move it to a service (services/) and call that",
    ),
)
