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
)
