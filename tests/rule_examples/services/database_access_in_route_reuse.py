"""How `database-access-in-route` chooses among the services that a project has."""

from __future__ import annotations

from rule_examples.services.database_access_in_route import APP

from flasklint.rule import Bad, Good

_MODELS = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()


    class Book(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        title = db.Column(db.String)
        sold = db.Column(db.Boolean)


    class Order(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        book_id = db.Column(db.Integer)
        amount = db.Column(db.Integer)
    """
_SERVICE = """
    from shop.models import db


    def sell_book(book):
        book.sold = True
        db.session.commit()
    """
_ADDED = """


    def add_book(new_book):
        db.session.add(new_book)
        db.session.commit()
    """
_VIEWS = """
    from flask import Blueprint, abort, jsonify, request

    from shop.models import Book, Order, db
    from shop.services import book_service

    bp = Blueprint("books", __name__)


    def _book_or_404(book_id):
        book = db.session.get(Book, book_id)
        if book is None:
            abort(404)
        return book


    @bp.post("/books/<int:book_id>/sell")
    def sell(book_id):
        book_service.sell_book(_book_or_404(book_id))
        return jsonify(True)


    @bp.post("/books")
    def submit_book():
        new_book = Book(title=request.form["title"])
        try:
            db.session.add(new_book)  # FLK301
            db.session.commit()
        except Exception:
            return jsonify(False)
        return jsonify(new_book.id)


    @bp.post("/books/<int:book_id>/order")
    def start_order(book_id):
        book = _book_or_404(book_id)
        order = Order(book_id=book.id, amount=int(request.form["amount"]))

        book.sold = False
        db.session.add(order)  # FLK301
        db.session.commit()
        return jsonify(book.title)


    @bp.post("/books/<int:book_id>/keep")
    def keep(book_id):
        book_service.sell_book(_book_or_404(book_id))
        return jsonify(False)
    """
_FIXED_VIEWS = _VIEWS.replace(
    "db.session.add(new_book)", "book_service.add_book(new_book)"
).replace("            db.session.commit()\n", "")


def _shop(module: str, **more: str) -> dict[str, str]:
    """A shop whose views stand in a module; `more` are other services."""
    return {
        "shop/__init__.py": "",
        "shop/app.py": APP.replace("shop.views", f"shop.{module}"),
        "shop/models.py": _MODELS,
        "shop/services/__init__.py": "",
        "shop/services/book_service.py": _SERVICE,
        **{f"shop/services/{name}.py": text for name, text in more.items()},
        f"shop/{module}.py": _VIEWS,
    }


EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "what a fix adds to the service for books is not called for an order by the next one",
        _shop("books"),
        fixed={
            "shop/services/book_service.py": _SERVICE.rstrip() + _ADDED,
            "shop/books.py": _FIXED_VIEWS,
        },
    ),
    Bad(
        "beside a service that stores nothing",
        _shop(
            "views",
            mails="""
                class Mails:
                    @staticmethod
                    def send(text):
                        print(text)
                """,
        ),
        fixed={
            "shop/services/book_service.py": _SERVICE.rstrip() + _ADDED,
            "shop/views.py": _FIXED_VIEWS,
        },
    ),
    Good(
        "a package called services that only helps views is no service layer",
        {
            "shop/__init__.py": "",
            "shop/app.py": APP,
            "shop/models.py": _MODELS,
            "shop/services/__init__.py": "",
            "shop/services/view_helpers.py": """
                from flask import flash, redirect, session, url_for


                def flash_and_redirect(message, endpoint):
                    flash(message)
                    return redirect(url_for(endpoint))


                def list_url():
                    return url_for("books.index", q=session.get("q", ""))
                """,
            "shop/views.py": """
                from flask import Blueprint, redirect, render_template, request

                from shop.models import Book, db
                from shop.services.view_helpers import flash_and_redirect, list_url

                bp = Blueprint("books", __name__)


                @bp.get("/books")
                def index():
                    return render_template("index.html", books=Book.query.all())


                @bp.post("/books")
                def create():
                    db.session.add(Book(title=request.form["title"]))
                    db.session.commit()
                    return flash_and_redirect("Added.", "books.index")


                @bp.post("/books/<int:book_id>/delete")
                def delete(book_id):
                    db.session.delete(db.get_or_404(Book, book_id))
                    db.session.commit()
                    return redirect(list_url())
                """,
        },
    ),
)
