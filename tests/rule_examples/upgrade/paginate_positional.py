"""Examples of paginate-positional."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_MODELS = """
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Base(db.Model):
    __abstract__ = True


class Book(Base):
    id = db.Column(db.Integer, primary_key=True)
"""

EXAMPLES = (
    Bad(
        "a model of another file, and the session",
        {
            "requirements.txt": "Flask-SQLAlchemy>=3.0\n",
            "shop/models.py": _MODELS,
            "shop/books.py": """
            from shop.models import Book, db


            def pages(number):
                yield Book.query.filter_by(id=1).paginate(number, per_page=5)  # FLK970
                yield db.session.query(Book).paginate(*number)  # FLK970
            """,
        },
        fixed={
            "shop/books.py": """
            from shop.models import Book, db


            def pages(number):
                yield Book.query.filter_by(id=1).paginate(page=number, per_page=5)  # FLK970
                yield db.session.query(Book).paginate(*number)  # FLK970
            """,
        },
    ),
    Good(
        "an older version may be installed",
        {
            "requirements.txt": "flask-sqlalchemy>=2.5\n",
            "shop/models.py": _MODELS,
            "shop/books.py": """
            from shop.models import Book


            def pages(number):
                return Book.query.paginate(number, 20)
            """,
        },
    ),
    Good(
        "something else that has pages",
        """
        class Shelf:
            query = None


        def pages(catalogue, number):
            yield Shelf.query.paginate(number, 20)
            yield catalogue.query.paginate(number, 20)
        """,
    ),
)
