"""What `unvalidated-body` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_MODELS = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()


    class Book(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        title = db.Column(db.String)


    class Order(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        count = db.Column(db.Integer)

        @db.validates("count")
        def check_count(self, key, count):
            return count
    """
_SCHEMAS = """
    from marshmallow import Schema, fields


    class BookIn(Schema):
        title = fields.String(required=True)


    class OrderIn(Schema):
        count = fields.Integer()
    """
_SERVICE = """
    from shop.models import Book, db


    class BookService:
        def __init__(self, session):
            self.session = session

        def add(self, title):
            self.session.add(Book(title=title))

        def rename(self, number, title):
            self.session.get(Book, number).title = title


    def remove_all(titles):
        Book.query.filter(Book.title.in_(titles)).delete()
    """
_VALIDATING = """
    from flask import Blueprint, request

    from shop.models import db
    from shop.schemas import BookIn, OrderIn
    from shop.services.books import BookService

    bp = Blueprint("books", __name__)
    schema = BookIn()


    @bp.post("/books")
    def add_book():
        data = schema.load(request.get_json())
        BookService(db.session).add(data["title"])
        return {}


    @bp.put("/books/<int:number>")
    def rename_book(number):
        body = request.json
        data = BookIn().load(body)
        BookService(db.session).rename(number, data["title"])
        return {}


    @bp.post("/orders")
    def order():
        made = OrderIn()
        return made.load(request.json or {})
    """


def _shop(view: str, validating: str = _VALIDATING, **more: str) -> dict[str, str]:
    """A shop of whose views most validate, and one more module of views."""
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
        "shop/schemas.py": _SCHEMAS,
        "shop/services/__init__.py": "",
        "shop/services/books.py": _SERVICE,
        "shop/api/__init__.py": "",
        "shop/api/books.py": validating,
        "shop/api/shelf.py": view,
    }
    return files | {f"{name.replace('__', '/')}.py": text for name, text in more.items()}


def _view(body: str, imports: str = "") -> str:
    """A module with one view that has these lines."""
    lines = "\n".join(f"        {line}" if line else "" for line in body.split("\n"))
    return f"""
    from flask import Blueprint, abort, request
{imports}
    from shop.models import Book, Order, db
    from shop.services import books
    from shop.services.books import BookService, remove_all as clear

    bp = Blueprint("shelf", __name__)


    @bp.post("/shelf")
    def fill():
{lines}
        return {{}}
    """


_FORMS = """
    from flask import Blueprint, render_template

    from shop.forms import BookForm, OrderForm
    from shop.services.books import BookService

    bp = Blueprint("books", __name__)


    @bp.route("/books", methods=["GET", "POST"])
    def add_book():
        form = BookForm()
        if form.validate_on_submit():
            return {}
        return render_template("book.html", form=form)


    @bp.route("/books/<int:number>", methods=["GET", "POST"])
    def rename_book(number):
        form = BookForm()
        if form.validate_on_submit():
            return {}
        return render_template("book.html", form=form)


    @bp.route("/orders", methods=["GET", "POST"])
    def order():
        form = OrderForm()
        if not form.validate_on_submit():
            return render_template("order.html", form=form)
        return {}
    """
_FORM_CLASSES = """
    from flask_wtf import FlaskForm
    from wtforms import IntegerField, StringField


    class ShopForm(FlaskForm):
        note = StringField()


    class BookForm(ShopForm):
        title = StringField()


    class OrderForm(ShopForm):
        count = IntegerField()
    """
_PYDANTIC = """
    from pydantic import BaseModel


    class BookIn(BaseModel):
        title: str


    class BookOut(BaseModel):
        title: str
    """
_BY_DECORATOR = """
    from flask import Blueprint, request

    from shop.parsing import body, parse
    from shop.schemas import BookIn
    from shop.services.books import BookService

    bp = Blueprint("books", __name__)


    @bp.post("/books")
    @body(BookIn)
    def add_book(data):
        return {}


    @bp.put("/books/<int:number>")
    def rename_book(number):
        data = parse(BookIn)
        return {"title": data.title}


    @bp.post("/orders")
    def order():
        data = BookIn(**request.get_json())
        return {"title": data.title}


    @bp.patch("/orders")
    def change():
        data = BookIn.model_validate(request.get_json())
        return {"title": data.title}
    """
_PARSING = """
    from functools import wraps

    from flask import request


    def parse(model):
        return model.model_validate(request.get_json())


    def body(model):
        def decorate(view):
            @wraps(view)
            def call(*args, **kwargs):
                return view(model.model_validate(request.get_json()), *args, **kwargs)

            return call

        return decorate
    """

_ADDED = 'clear(request.json["titles"])'
_TWO_MINDS = """
    from flask import Blueprint, request

    from shop.schemas import BookIn
    from shop.services import books

    bp = Blueprint("books", __name__)


    @bp.post("/books")
    def add_book():
        return BookIn().load(request.get_json())


    @bp.put("/books")
    def put_books():
        return {"title": request.json["title"]}
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a value of the body that goes to a service",
        _shop(
            _view(
                "data = request.get_json()\n"
                "if not data:\n"
                "    abort(400)\n"
                'BookService(db.session).add(data["title"])  # FLK509'
            )
        ),
    ),
    Bad(
        "the whole body, and an alias of the service",
        _shop(_view("clear(request.json)  # FLK509")),
    ),
    Bad(
        "a form that goes to a model",
        _shop(
            _view(
                'title = request.form.get("title", "").strip()\n'
                "book = Book(title=title)  # FLK509\n"
                "db.session.add(book)\n"
                'db.session.add(Book(title=request.form["other"]))'
            )
        ),
    ),
    Bad(
        "a service's module, and Flask by its module",
        _shop(
            _view('books.remove_all(flask.request.json["titles"])  # FLK509', "    import flask")
        ),
    ),
    Bad(
        "a service that says by an annotation what it wants; only views validate",
        _shop(
            _view(
                "BookService(db.session).add(request.get_json())  # FLK509",
                "    from flask.views import MethodView\n    from shop.schemas import BookIn",
            )
            + """

    class Shelf(MethodView):
        def get(self, number):
            return BookIn().load({"title": "Emma"})


    bp.add_url_rule("/shelf/<int:number>", view_func=Shelf.as_view("one"))
    """
        )
        | {
            "shop/services/books.py": """
                from shop.models import Book
                from shop.schemas import BookIn


                class BookService:
                    def __init__(self, session):
                        self.session = session

                    def add(self, new: BookIn) -> Book:
                        if self.session.get(Book, new.number) is None:
                            self.session.add(Book(title=new.title))

                    def rename(self, number, title):
                        self.session.get(Book, number).title = title


                def remove_all(titles):
                    Book.query.filter(Book.title.in_(titles)).delete()
                """
        },
    ),
    Bad(
        "in a class view",
        _shop(
            """
            from flask import Blueprint, request as asked
            from flask.views import MethodView

            from shop.services.books import remove_all

            bp = Blueprint("shelf", __name__)


            class Shelf(MethodView):
                def post(self):
                    titles = asked.get_json(force=True)["titles"]
                    remove_all(titles)  # FLK509
                    return {}


            bp.add_url_rule("/shelf", view_func=Shelf.as_view("shelf"))
            """
        ),
    ),
    Bad(
        "where the others have forms",
        _shop(_view('clear(request.form["titles"])  # FLK509'), _FORMS, shop__forms=_FORM_CLASSES),
    ),
    Bad(
        "where the others have pydantic, by a decorator, a function or themselves",
        _shop(_view("clear(request.json)  # FLK509"), _BY_DECORATOR, shop__parsing=_PARSING)
        | {"shop/schemas.py": _PYDANTIC},
    ),
    Bad(
        "a schema for the answer is no validation",
        _shop(
            _view(
                "clear(request.json)  # FLK509\nreturn shown()",
                "    from shop.showing import shown",
            ),
            _BY_DECORATOR,
            shop__parsing=_PARSING,
            shop__showing="""
                from shop.schemas import BookOut


                def shown():
                    return BookOut.model_validate({"title": "Emma"}).model_dump()
                """,
        )
        | {"shop/schemas.py": _PYDANTIC},
    ),
    Bad(
        "where the team says what validates",
        _shop(
            _view("clear(request.json)  # FLK509"),
            """
            from flask import Blueprint

            from shop.parsing import title
            from shop.services import books

            bp = Blueprint("books", __name__)


            @bp.post("/books")
            def add_book():
                return {"title": title()}


            @bp.put("/books")
            def put_book():
                return {"title": title()}


            @bp.patch("/books")
            def change_book():
                return {"title": title()}
            """,
            shop__parsing="""
                from flask import request


                def title():
                    return str(request.json["title"])
                """,
        ),
        options={"validators": ["shop.parsing.title"]},
    ),
    Good(
        "the view validates, or looks at the values itself",
        _shop(
            """
            from flask import Blueprint, abort, request

            from shop.models import Book, Order, db
            from shop.schemas import BookIn
            from shop.services.books import remove_all

            bp = Blueprint("shelf", __name__)


            @bp.post("/1")
            def validated():
                remove_all(BookIn().load(request.json)["titles"])
                return {}


            @bp.post("/2")
            def errors_first():
                errors = BookIn().validate(request.json)
                if errors:
                    return errors, 400
                remove_all(request.json["titles"])
                return {}


            @bp.post("/3")
            def compared():
                data = request.json
                if "titles" not in data:
                    abort(400)
                remove_all(data["titles"])
                return {}


            @bp.post("/4")
            def in_a_loop():
                for title in request.json["titles"]:
                    if not isinstance(title, str):
                        abort(400)
                remove_all(request.json["titles"])
                return {}


            @bp.post("/5")
            def converted():
                number = request.form.get("number", type=int)
                remove_all([number])
                db.session.add(Book(id=request.form.get("number", type=int)))
                return {}


            @bp.post("/6")
            def tried():
                try:
                    remove_all(request.json["titles"])
                except (KeyError, TypeError):
                    abort(400)
                return {}


            @bp.post("/7")
            def checked():
                check(request.json)
                remove_all(request.json["titles"])
                return {}


            @bp.post("/8")
            def signed():
                if request.headers["X-Signature"] != "secret":
                    abort(403)
                remove_all(request.json)
                return {}


            @bp.post("/9")
            def validated_by_the_model():
                db.session.add(Order(count=request.json["count"]))
                return {}


            def check(data):
                if not isinstance(data, dict):
                    abort(400)
            """
        ),
    ),
    Good(
        "a service that validates",
        _shop(_view("clear(request.json)"))
        | {
            "shop/services/books.py": """
                from shop.schemas import BookIn


                class BookService:
                    def __init__(self, session):
                        self.session = session


                def remove_all(data):
                    return BookIn().load(data)
                """
        },
    ),
    Good(
        "a function before every view that may validate",
        _shop(_view(_ADDED))
        | {
            "shop/api/books.py": f"""{_VALIDATING}

    @bp.before_app_request
    def check_body():
        BookIn().validate(request.get_json())
    """
        },
    ),
    Good("no view validates", _shop(_view(_ADDED), _view("clear(request.json)"))),
    Good("of two minds", _shop(_view(_ADDED), _TWO_MINDS)),
    Good(
        "what the others validate is the query",
        _shop(
            _view(_ADDED),
            """
            from flask import Blueprint, request
            from webargs.flaskparser import use_args

            from shop.schemas import BookIn
            from shop.services import books

            bp = Blueprint("books", __name__)


            @bp.get("/books")
            def list_books():
                return BookIn().load(request.args)


            @bp.post("/books")
            @use_args(BookIn(), location="query")
            def add_books(args):
                return {}


            @bp.put("/books")
            @use_args(BookIn(), location="query")
            def put_books(args):
                return {}


            @bp.patch("/books")
            @use_args(BookIn(), location="query")
            def patch_books(args):
                return {}
            """,
        ),
    ),
    Good(
        "schemas for what is answered",
        _shop(
            _view("clear(request.json)"),
            """
            from flask import Blueprint

            from shop.models import Book
            from shop.schemas import BookOut
            from shop.services import books

            bp = Blueprint("books", __name__)


            @bp.post("/1")
            def first():
                return BookOut.model_validate(Book.query.first()).model_dump()


            @bp.post("/2")
            def second():
                return BookOut(title="Emma").model_dump()


            @bp.post("/3")
            def third():
                return BookOut.model_validate(Book.query.first()).model_dump()
            """,
        )
        | {"shop/schemas.py": _PYDANTIC},
    ),
    Good(
        "all of the body by its keys, which `mass-assignment` reports",
        _shop(_view("db.session.add(Book(**request.json))")),
    ),
)
