"""How `database-access-in-route` moves code into services, and where it does not."""

from __future__ import annotations

from rule_examples.services.database_access_in_route import MODELS, SHOP, fixed_views, views

from flasklint.rule import Bad

_TWO_MODELS = (
    MODELS.rstrip()
    + """


    class Order(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        book_id = db.Column(db.Integer)
    """
)
_FUNCTIONS = """
    from shop.db import db
    from shop.models import Book


    def count_books():
        return db.session.query(Book).count()
    """
_STATIC = """
    from shop.db import db
    from shop.models import Book


    class BookService:
        @staticmethod
        def count():
            return db.session.query(Book).count()
    """
_TYPED = """
    from sqlalchemy.orm import Session

    from shop.models import Book


    class BookService:
        def __init__(self, db: Session):
            self.db = db

        def count(self):
            return self.db.query(Book).count()
    """


def _orders(service: str, imported: str, counted: str, text: str) -> dict[str, str]:
    """A shop whose books have a service and whose orders have none."""
    return {
        **SHOP,
        "shop/models.py": _TWO_MODELS,
        "shop/services/books.py": "",
        "shop/services/book_service.py": service,
        **_orders_views(
            f"from shop.db import db\n    from shop.models import Order\n    {imported}",
            counted,
            text,
        ),
    }


def _orders_views(imported: str, counted: str, text: str) -> dict[str, str]:
    return {
        "shop/views.py": f"""
    from flask import Blueprint, jsonify

    {imported}

    bp = Blueprint("orders", __name__)


    @bp.get("/count")
    def count():
        return jsonify({counted})


    @bp.get("/orders/<int:order_id>")
    def show(order_id):
        {text}  # FLK301
        return jsonify(order.book_id)
    """
    }


EXAMPLES: tuple[Bad, ...] = (
    Bad(
        "an object that is found, changed and stored",
        views("""
    @bp.patch("/books/<int:book_id>")
    def change(book_id):
        data = request.get_json()
        book = Book.query.get_or_404(book_id)  # FLK301
        # Titles are never shortened.
        book.title = data["title"]
        db.session.commit()  # FLK301
        return jsonify(book.title)
    """),
        fixed=fixed_views(
            """
    @bp.patch("/books/<int:book_id>")
    def change(book_id):
        data = request.get_json()
        book = BookService(db.session).update_book_title(book_id, data)  # FLK301
        return jsonify(book.title)
    """,
            """
        def update_book_title(self, book_id, data):
            book = Book.query.get_or_404(book_id)
            # Titles are never shortened.
            book.title = data["title"]
            self.session.commit()  # FLK301
            return book
    """,
        ),
    ),
    Bad(
        "what the request may lack is not asked for before the object is found",
        views("""
    @bp.patch("/books/<int:book_id>")
    def change(book_id):
        book = Book.query.get_or_404(book_id)  # FLK301
        book.title = request.json["title"]
        db.session.commit()  # FLK301
        return jsonify(book.title)
    """),
        fixed=fixed_views(
            """
    @bp.patch("/books/<int:book_id>")
    def change(book_id):
        book = BookService(db.session).get_book_or_404(book_id)  # FLK301
        book.title = request.json["title"]
        db.session.commit()  # FLK301
        return jsonify(book.title)
    """,
            """
        def get_book_or_404(self, book_id):
            return Book.query.get_or_404(book_id)
    """,
        ),
    ),
    Bad(
        "a page",
        views("""
    @bp.get("/books")
    def list_books():
        page = db.paginate(db.select(Book), page=request.args.get("p", 1, type=int))  # FLK301
        return jsonify([book.title for book in page.items], page.total)
    """),
        fixed={
            **fixed_views("""
    @bp.get("/books")
    def list_books():
        page = BookService(db.session).page_of_books(request.args.get("p", 1, type=int))  # FLK301
        return jsonify([book.title for book in page.items], page.total)
    """),
            "shop/services/books.py": """
    from shop.db import db
    from shop.models import Book


    class BookService:
        def __init__(self, session):
            self.session = session

        def count(self):
            return self.session.query(Book).count()

        def page_of_books(self, page):
            return db.paginate(db.select(Book), page=page)
    """,
        },
    ),
    Bad(
        "a query of several lines keeps them",
        views("""
    @bp.get("/books")
    def list_books():
        found = db.session.execute(db.select(Book)).scalars()  # FLK301
        return jsonify([book.title for book in found])


    @bp.post("/books")
    def create():
        book = Book(
            title=request.form["title"],
        )
        db.session.add(book)  # FLK301
        db.session.commit()
        return jsonify(book.id)
    """),
        fixed={
            **fixed_views("""
    @bp.get("/books")
    def list_books():
        found = BookService(db.session).list_books()  # FLK301
        return jsonify([book.title for book in found])


    @bp.post("/books")
    def create():
        book = BookService(db.session).create_book(request.form["title"])
        return jsonify(book.id)
    """),
            "shop/services/books.py": """
    from shop.db import db
    from shop.models import Book


    class BookService:
        def __init__(self, session):
            self.session = session

        def count(self):
            return self.session.query(Book).count()

        def list_books(self):
            return self.session.execute(db.select(Book)).scalars()

        def create_book(self, title):
            book = Book(
                title=title,
            )
            self.session.add(book)  # FLK301
            self.session.commit()
            return book
    """,
        },
    ),
    Bad(
        "a class is made for a model whose service is missing, like those of the other models",
        _orders(
            _TYPED,
            "from shop.services.book_service import BookService",
            "BookService(db.session).count()",
            "order = db.session.get(Order, order_id)",
        ),
        fixed={
            **_orders_views(
                "from shop.db import db\n"
                "    from shop.services.book_service import BookService\n"
                "    from shop.services.order_service import OrderService",
                "BookService(db.session).count()",
                "order = OrderService(db.session).get_order(order_id)",
            ),
            "shop/services/order_service.py": """
                from sqlalchemy.orm import Session

                from shop.models import Order


                class OrderService:
                    def __init__(self, db: Session):
                        self.db = db

                    def get_order(self, order_id):
                        return self.db.get(Order, order_id)
                """,
        },
    ),
    Bad(
        "a module of functions is made where services are functions",
        _orders(
            _FUNCTIONS,
            "from shop.services import book_service",
            "book_service.count_books()",
            "order = db.session.get(Order, order_id)",
        ),
        fixed={
            **_orders_views(
                "from shop.services import book_service\n"
                "    from shop.services.order_service import get_order",
                "book_service.count_books()",
                "order = get_order(order_id)",
            ),
            "shop/services/order_service.py": """
                from shop.db import db
                from shop.models import Order


                def get_order(order_id):
                    return db.session.get(Order, order_id)
                """,
        },
    ),
    Bad(
        "a class of static methods is made where services are such",
        _orders(
            _STATIC,
            "from shop.services.book_service import BookService",
            "BookService.count()",
            "order = db.session.get(Order, order_id)",
        ),
        fixed={
            **_orders_views(
                "from shop.services.book_service import BookService\n"
                "    from shop.services.order_service import OrderService",
                "BookService.count()",
                "order = OrderService.get_order(order_id)",
            ),
            "shop/services/order_service.py": """
                from shop.db import db
                from shop.models import Order


                class OrderService:
                    @staticmethod
                    def get_order(order_id):
                        return db.session.get(Order, order_id)
                """,
        },
    ),
    Bad(
        "a static method joins the others",
        {
            **SHOP,
            "shop/services/books.py": _STATIC,
            "shop/views.py": """
    from flask import Blueprint, jsonify

    from shop.models import Book
    from shop.services.books import BookService

    bp = Blueprint("books", __name__)


    @bp.get("/books")
    def list_books():
        return jsonify(BookService.count(), [one.id for one in Book.query.all()])  # FLK301
    """,
        },
        fixed={
            "shop/views.py": """
    from flask import Blueprint, jsonify

    from shop.services.books import BookService

    bp = Blueprint("books", __name__)


    @bp.get("/books")
    def list_books():
        return jsonify(BookService.count(), [one.id for one in BookService.list_books()])  # FLK301
    """,
            "shop/services/books.py": _STATIC.rstrip()
            + """

        @staticmethod
        def list_books():
            return Book.query.all()
    """,
        },
    ),
    Bad(
        "no service is made where services are made in two ways",
        {
            **_orders(
                _STATIC,
                "from shop.services.book_service import BookService",
                "BookService.count()",
                "order = db.session.get(Order, order_id)",
            ),
            "shop/services/authors.py": "def known():\n    return []\n",
        },
    ),
)
