"""What `mass-assignment` reports, and what it must not."""

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

        def __init__(self, book, count=1):
            self.book = book
            self.count = count
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a model made from the body, every way to write it",
        {
            "models.py": _MODELS,
            "app.py": """
                import flask
                from flask import Flask, request as asked

                import models
                from models import Book as Volume, db

                app = Flask(__name__)


                @app.post("/books")
                def add():
                    db.session.add(models.Book(**asked.json))  # FLK514
                    return {}


                @app.post("/books/form")
                def add_form():
                    data = flask.request.form.to_dict()
                    if not data or not data.get("title"):
                        return {}, 400
                    db.session.add(Volume(shelf=1, **data))  # FLK514
                    return {"title": data["title"]}


                class Books(flask.views.MethodView):
                    def post(self):
                        data = asked.get_json(force=True)
                        book = Volume(**data)  # FLK514
                        db.session.add(book)
                        return {}
                """,
        },
    ),
    Bad(
        "attributes set in a loop over the body",
        {
            "models.py": _MODELS,
            "books.py": """
                from flask import Blueprint, request

                from models import Book

                bp = Blueprint("books", __name__)


                @bp.patch("/books/<int:number>")
                def change(number):
                    book = Book.query.get_or_404(number)
                    for key, value in request.json.items():
                        setattr(book, key, value)  # FLK514
                    return {}


                @bp.put("/books/<int:number>")
                def replace(number):
                    book = Book.query.get_or_404(number)
                    data = request.get_json()
                    for key in data: setattr(book, key, data[key])  # FLK514
                    return {}
                """,
        },
    ),
    Good(
        "values one by one, a constructor that lists them, validated data, other classes",
        {
            "models.py": _MODELS,
            "app.py": """
                from dataclasses import dataclass

                from flask import Flask, request
                from schemas import BookSchema

                from models import Book, Order

                app = Flask(__name__)


                @dataclass
                class Filter:
                    title: str = ""


                @app.post("/books")
                def add():
                    book = Book(title=request.json["title"])
                    data = BookSchema().load(request.json)
                    return {"books": [Book(**data), Order(**request.form), Filter(**request.args)]}


                @app.patch("/books")
                def change():
                    book = Book.query.first()
                    for key, value in request.json.items():
                        if key in ("title", "isbn"):
                            setattr(book, key, value)
                    for key in ("title", "isbn"):
                        setattr(book, key, request.json[key])
                    return {}
                """,
        },
    ),
    Bad(
        "a row from a session, a table of SQLModel, a model under a base of the project's own",
        {
            "models.py": """
                from flask_sqlalchemy import SQLAlchemy
                from sqlalchemy.orm import DeclarativeBase
                from sqlmodel import Field, SQLModel


                class Base(DeclarativeBase):
                    def as_dict(self):
                        return {"id": self.id}


                db = SQLAlchemy(model_class=Base)


                class Book(db.Model):
                    id = db.Column(db.Integer, primary_key=True)


                class Shelf(SQLModel, table=True):
                    id: int | None = Field(default=None, primary_key=True)
                """,
            "app.py": """
                from flask import Flask, request

                from models import Book, Shelf, db

                app = Flask(__name__)


                @app.put("/books/<int:number>")
                def change(number):
                    book = db.session.get(Book, number)
                    for key, value in request.json.items():
                        setattr(book, key, value)  # FLK514
                    return {}


                @app.post("/books")
                def add():
                    return Book(**request.json).as_dict()  # FLK514


                @app.post("/shelves")
                def add_shelf():
                    return Shelf(**request.json).model_dump()  # FLK514
                """,
        },
    ),
    Good(
        "dataclasses, schemas, and classes that choose what they take",
        {
            "models.py": """
                from flask_sqlalchemy import SQLAlchemy
                from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
                from sqlmodel import SQLModel


                class Base(MappedAsDataclass, DeclarativeBase): ...


                class Author(Base):
                    __tablename__ = "author"
                    id: Mapped[int] = mapped_column(primary_key=True, init=False)
                    name: Mapped[str]


                class NewShelf(SQLModel):
                    name: str


                class Chosen:
                    def __init__(self, **values):
                        super().__init__(**{key: values[key] for key in self.writable})


                db = SQLAlchemy()
                data = SQLAlchemy(model_class=Base)


                class Book(Chosen, db.Model):
                    writable = ("title",)
                    id = db.Column(db.Integer, primary_key=True)


                class Tag(db.Model):
                    id = db.Column(db.Integer, primary_key=True)

                    def __setattr__(self, name, value):
                        if name != "id":
                            super().__setattr__(name, value)


                class Order(data.Model):
                    id: Mapped[int] = mapped_column(primary_key=True, init=False)
                """,
            "app.py": """
                from types import SimpleNamespace

                from flask import Flask, request

                from models import Author, Book, NewShelf, Order, Tag

                app = Flask(__name__)


                @app.post("/authors")
                def add_author():
                    return Author(**request.json).name


                @app.post("/own")
                def add_own():
                    return {"id": Book(**request.json).id}


                @app.post("/shelves")
                def add_shelf():
                    return NewShelf(**request.json).model_dump()


                @app.post("/orders")
                def add_order():
                    return {"id": Order(**request.json).id}


                @app.put("/tags")
                def change():
                    tag = Tag.query.first()
                    for key, value in request.json.items():
                        setattr(tag, key, value)
                    return {}


                @app.get("/find")
                def find():
                    criteria = SimpleNamespace()
                    for key, value in request.args.items():
                        setattr(criteria, key, value)
                    return vars(criteria)
                """,
        },
    ),
    Good(
        "something may look at the keys first",
        {
            "models.py": _MODELS,
            "app.py": """
                from flask import Flask, abort, request
                from flask_expects_json import expects_json

                from models import Book

                app = Flask(__name__)
                ALLOWED = {"title"}


                def check(data):
                    if set(data) - ALLOWED:
                        abort(400)


                @app.post("/1")
                def passed_on():
                    check(request.json)
                    return {"book": Book(**request.json)}


                @app.post("/2")
                def taken_out():
                    data = request.get_json()
                    data.pop("id", None)
                    return {"book": Book(**data)}


                @app.post("/3")
                def compared():
                    data = request.get_json()
                    if data.keys() - ALLOWED:
                        abort(400)
                    return {"book": Book(**data)}


                @app.post("/4")
                def looped():
                    data = request.get_json()
                    for key in data:
                        if key not in ALLOWED:
                            abort(400)
                    return {"book": Book(**data)}


                @app.post("/5")
                @expects_json({"additionalProperties": False})
                def decorated():
                    return {"book": Book(**request.json)}


                @app.post("/6")
                def chosen():
                    data = {key: request.json[key] for key in ALLOWED}
                    return {"book": Book(**data)}


                @app.post("/7")
                def deleted():
                    data = request.get_json()
                    del data["id"]
                    return {"book": Book(**data)}
                """,
        },
    ),
    Bad(
        "some keys are taken out or set, and others are left to the client",
        {
            "models.py": """
                from flask_sqlalchemy import SQLAlchemy

                db = SQLAlchemy()


                class User(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
                    shop_id = db.Column(db.ForeignKey("shop.id"))
                    password = db.Column(db.String)
                """,
            "app.py": """
                from flask import Flask, request

                from models import User

                app = Flask(__name__)


                @app.post("/users")
                def add():
                    data = request.get_json()
                    password = data.pop("password")
                    user = User(**data)  # FLK514
                    user.password = password[::-1]
                    return {}


                @app.post("/members")
                def add_member():
                    data = request.get_json()
                    del data["id"]
                    data["password"] = "?"
                    return {"id": User(**data).id}  # FLK514
                """,
        },
    ),
    Good(
        "every key of a row is taken out or set, or some are where the client may not set them",
        {
            "models.py": """
                from flask_sqlalchemy import SQLAlchemy

                db = SQLAlchemy()


                class User(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
                    shop_id = db.Column(db.ForeignKey("shop.id"))
                    name = db.Column(db.String)
                """,
            "app.py": """
                from flask import Flask, g, request

                from models import User

                app = Flask(__name__)


                @app.post("/users")
                def add():
                    data = request.get_json()
                    data.pop("id", None)
                    data["shop_id"] = g.shop.id
                    return {"id": User(**data).id}


                @app.post("/staff")
                def add_staff():
                    data = request.get_json()
                    if not g.user.is_admin:
                        data.pop("id", None)
                    return {"id": User(**data).id}
                """,
        },
    ),
)
