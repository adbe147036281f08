"""Where `database-access-in-route` moves nothing, or not all, because nobody would write it so."""

from __future__ import annotations

from rule_examples.services.database_access_in_route import APP, HEAD, SHOP, fixed_views, views

from flasklint.rule import Bad

_MODELS = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()


    class Item(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        name = db.Column(db.String)
        sold = db.Column(db.Boolean)
        owner = db.Column(db.Integer)


    class Share(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        item_id = db.Column(db.Integer)
        amount = db.Column(db.Integer)
    """
_SERVICE = """
    from shop.models import Item, db


    def count_items():
        return Item.query.count()


    def sell_item(item):
        item.sold = True
        db.session.commit()
    """
_HEAD = """
    from flask import Blueprint, jsonify, request

    from shop.models import Item, Share, db
    from shop.services import item_service

    bp = Blueprint("items", __name__)


    @bp.get("/count")
    def count():
        return jsonify(item_service.count_items())


    @bp.get("/count/twice")
    def twice():
        return jsonify(2 * item_service.count_items())

    """


def _items(body: str, service: str = _SERVICE, **more: str) -> dict[str, str]:
    return {
        "shop/__init__.py": "",
        "shop/app.py": APP,
        "shop/models.py": _MODELS,
        "shop/services/__init__.py": "",
        "shop/services/item_service.py": service,
        "shop/views.py": _HEAD + body,
        **more,
    }


EXAMPLES: tuple[Bad, ...] = (
    Bad(
        "a query that the view goes on with does not move in parts",
        _items("""
    @bp.get("/items")
    def list_items():
        query = Item.query  # FLK301
        if request.args.get("sold"):
            query = query.filter(Item.sold.is_(True))
        return jsonify([item.name for item in query.order_by(Item.name).all()])


    @bp.get("/items/some")
    def some():
        return jsonify([item.name for item in Item.query.filter_by(sold=True)])  # FLK301
    """),
    ),
    Bad(
        "what the view takes back when it fails stays there",
        _items("""
    @bp.post("/items")
    def submit_item():
        new_item = Item(name=request.form["name"])
        try:
            db.session.add(new_item)  # FLK301
            db.session.commit()
        except Exception:
            db.session.rollback()  # FLK301
            raise
        return jsonify(new_item.id)
    """),
    ),
    Bad(
        "one thing moves, two at once do not, and no commit that stores more than what moves",
        _items("""
    @bp.post("/items/<int:item_id>/share")
    def share(item_id):
        item = db.session.get(Item, item_id)  # FLK301
        part = Share(item_id=item.id)

        item.sold = True
        db.session.add(part)  # FLK301
        db.session.commit()
        return jsonify(part.id)
    """),
        fixed={
            "shop/services/item_service.py": _SERVICE.rstrip()
            + """


    def get_item(item_id):
        return db.session.get(Item, item_id)
    """,
            "shop/views.py": _HEAD.replace("Item, Share, db", "Share, db")
            + """
    @bp.post("/items/<int:item_id>/share")
    def share(item_id):
        item = item_service.get_item(item_id)  # FLK301
        part = Share(item_id=item.id)

        item.sold = True
        db.session.add(part)  # FLK301
        db.session.commit()
        return jsonify(part.id)
    """,
        },
    ),
    Bad(
        "a query keeps its lines and the comments there",
        _items("""
    @bp.get("/mine/<int:user_id>")
    def mine(user_id):
        # The newest are last.
        items = (
            Item.query  # FLK301
            .filter(
                Item.owner == user_id,
                Item.sold.is_(True),  # only what is gone
            )
            .order_by(Item.id)
            .all()
        )
        return jsonify([item.name for item in items])
    """),
        fixed={
            "shop/services/item_service.py": _SERVICE.rstrip()
            + """


    def list_sold_items_by_owner(owner):
        return (
            Item.query  # FLK301
            .filter(
                Item.owner == owner,
                Item.sold.is_(True),  # only what is gone
            )
            .order_by(Item.id)
            .all()
        )
    """,
            "shop/views.py": _HEAD.replace("import Item, Share, db", "import Share, db")
            + """
    @bp.get("/mine/<int:user_id>")
    def mine(user_id):
        # The newest are last.
        items = item_service.list_sold_items_by_owner(user_id)
        return jsonify([item.name for item in items])
    """,
        },
    ),
    Bad(
        "a function that stores whatever it is given is not called for another model",
        _items(
            """
    def _item(item_id):
        return item_service.count_items() and item_id


    @bp.post("/items/<int:item_id>/split")
    def start_split(item_id):
        share = Share(item_id=_item(item_id), amount=int(request.form["amount"]))
        db.session.add(share)  # FLK301
        db.session.commit()
        return jsonify(share.id)
    """,
            _SERVICE.rstrip()
            + """


    def add_new_item(new_item):
        db.session.add(new_item)
        db.session.commit()
    """,
        ),
        fixed={
            "shop/services/share_service.py": """
    from shop.models import db


    def add_share(share):
        db.session.add(share)
        db.session.commit()
    """,
            "shop/views.py": _HEAD.replace("Item, Share, db", "Item, Share").replace(
                "    from shop.services import item_service\n",
                "    from shop.services import item_service\n"
                "    from shop.services.share_service import add_share\n",
            )
            + """
    def _item(item_id):
        return item_service.count_items() and item_id


    @bp.post("/items/<int:item_id>/split")
    def start_split(item_id):
        share = Share(item_id=_item(item_id), amount=int(request.form["amount"]))
        add_share(share)  # FLK301
        return jsonify(share.id)
    """,
        },
    ),
    Bad(
        "no name says what these choose or do",
        views("""
    @bp.get("/books/cheap")
    def cheap():
        few = Book.query.filter(Book.price < 5).all()  # FLK301
        first = Book.query.order_by(Book.title).limit(3).all()
        return jsonify(len(few), len(first), db.session.query(Book.title).all())


    @bp.post("/books/<int:book_id>/hide")
    def hide(book_id):
        book = BookService(db.session).count() and g.book
        book.hidden = True
        db.session.add(book)  # FLK301
        return jsonify(True)


    @bp.post("/books/<int:book_id>/form")
    def fill(book_id):
        book = g.form.save(Book())
        db.session.add(book)  # FLK301
        db.session.commit()
        return jsonify(True)

    """),
    ),
    Bad(
        "a name would not say what is always made, or that it may be there already",
        views("""
    @bp.post("/books/emma")
    def emma():
        book = Book(title="Emma")
        db.session.add(book)  # FLK301
        db.session.commit()
        return jsonify(book.id)


    @bp.post("/books/merged")
    def merged():
        book = Book(title=request.form["title"])
        book = db.session.merge(book)  # FLK301
        db.session.commit()
        return jsonify(book.id)
    """),
        fixed=fixed_views(
            """
    @bp.post("/books/emma")
    def emma():
        book = Book(title="Emma")
        BookService(db.session).add_book(book)  # FLK301
        return jsonify(book.id)


    @bp.post("/books/merged")
    def merged():
        book = Book(title=request.form["title"])
        book = db.session.merge(book)  # FLK301
        db.session.commit()
        return jsonify(book.id)
    """,
            """
        def add_book(self, book):
            self.session.add(book)
            self.session.commit()
    """,
            head=HEAD,
        ),
    ),
    Bad(
        "what a query compares is passed by the name of the column",
        views("""
    @bp.get("/books/like")
    def like():
        other = BookService(db.session).count() and g.book
        found = Book.query.filter(  # FLK301
            Book.isbn == other.isbn, Book.author_id == other.author_id
        ).all()
        return jsonify([book.id for book in found])


    @bp.get("/books/named/<wanted>")
    def named(wanted):
        return jsonify(Book.query.filter_by(title=wanted).count())  # FLK301
    """),
        fixed=fixed_views(
            """
    @bp.get("/books/like")
    def like():
        other = BookService(db.session).count() and g.book
        found = BookService(db.session).list_books_by_isbn_and_author(
            isbn=other.isbn, author_id=other.author_id
        )
        return jsonify([book.id for book in found])


    @bp.get("/books/named/<wanted>")
    def named(wanted):
        return jsonify(BookService(db.session).count_books_by_title(wanted))  # FLK301
    """,
            """
        def list_books_by_isbn_and_author(self, isbn, author_id):
            return Book.query.filter(  # FLK301
                Book.isbn == isbn, Book.author_id == author_id
            ).all()

        def count_books_by_title(self, title):
            return Book.query.filter_by(title=title).count()
    """,
        ),
    ),
    Bad(
        "the service object that the view has is used",
        {
            **SHOP,
            "shop/views.py": """
    from flask import Blueprint, jsonify
    from flask.views import MethodView

    from shop.db import db
    from shop.models import Book
    from shop.services.books import BookService

    bp = Blueprint("books", __name__)
    book_service = BookService(db.session)


    @bp.get("/books")
    def list_books():
        return jsonify([book.title for book in Book.query.all()])  # FLK301


    @bp.get("/books/<int:book_id>")
    def show(book_id):
        service = BookService(db.session)
        book = db.session.get(Book, book_id)  # FLK301
        return jsonify(book.title, service.count())


    class Named(MethodView):
        def __init__(self):
            self.service = BookService(db.session)

        def get(self, title):
            return jsonify(Book.query.filter_by(title=title).first().id)  # FLK301


    bp.add_url_rule("/named/<title>", view_func=Named.as_view("named"))
    """,
        },
        fixed={
            "shop/views.py": """
    from flask import Blueprint, jsonify
    from flask.views import MethodView

    from shop.db import db
    from shop.services.books import BookService

    bp = Blueprint("books", __name__)
    book_service = BookService(db.session)


    @bp.get("/books")
    def list_books():
        return jsonify([book.title for book in book_service.list_books()])  # FLK301


    @bp.get("/books/<int:book_id>")
    def show(book_id):
        service = BookService(db.session)
        book = service.get_book(book_id)  # FLK301
        return jsonify(book.title, service.count())


    class Named(MethodView):
        def __init__(self):
            self.service = BookService(db.session)

        def get(self, title):
            return jsonify(self.service.get_book_by_title(title).id)  # FLK301


    bp.add_url_rule("/named/<title>", view_func=Named.as_view("named"))
    """,
            "shop/services/books.py": SHOP["shop/services/books.py"].rstrip()
            + """

        def list_books(self):
            return Book.query.all()

        def get_book(self, book_id):
            return self.session.get(Book, book_id)

        def get_book_by_title(self, title):
            return Book.query.filter_by(title=title).first()
    """,
        },
    ),
    Bad(
        "a module that helps views is no place for queries",
        {
            **SHOP,
            "shop/services/book_helpers.py": """
    from flask import flash, redirect, url_for


    def flash_and_redirect(message, endpoint):
        flash(message)
        return redirect(url_for(endpoint))
    """,
            "shop/services/books.py": "def known():\n    return []\n",
            "shop/views.py": """
    from flask import Blueprint, jsonify

    from shop.models import Book
    from shop.services.book_helpers import flash_and_redirect

    bp = Blueprint("books", __name__)


    @bp.get("/books")
    def list_books():
        if not Book.query.count():  # FLK301
            return flash_and_redirect("None.", "desk.how_many")
        return jsonify(True)
    """,
        },
    ),
    Bad(
        "what has types elsewhere would have none",
        _items(
            """
    @bp.get("/items/<int:item_id>")
    def show(item_id):
        return jsonify(db.session.get(Item, item_id).name)  # FLK301
    """,
            """
    from shop.models import Item


    def count_items() -> int:
        return Item.query.count()
    """,
        ),
    ),
)
