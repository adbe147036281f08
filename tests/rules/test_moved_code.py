"""What `database-access-in-route` moves does the same afterwards, or does not move."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flasklint.run.fixing import fix_all
from flasklint.testing import session_of
from flasklint_rules.services.database_access_in_route import DatabaseAccessInRoute

SHOP = {
    "shop/__init__.py": "",
    "shop/db.py": "from flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\n",
    "shop/models.py": """from shop.db import db


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String)
""",
    "shop/services/__init__.py": "",
    "shop/services/books.py": """from shop.models import Book


class BookService:
    def __init__(self, session):
        self.session = session

    def count(self):
        return self.session.query(Book).count()
""",
    "shop/desk.py": """from flask import Blueprint

from shop.db import db
from shop.services.books import BookService

desk = Blueprint("desk", __name__)


@desk.get("/desk")
def how_many():
    return str(BookService(db.session).count())


@desk.get("/desk/any")
def whether_any():
    return str(BookService(db.session).count() > 0)
""",
    "shop/app.py": """from flask import Flask

from shop.db import db
from shop.views import bp


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    app.secret_key = "tests"
    db.init_app(app)
    app.register_blueprint(bp)
    return app
""",
}
HEAD = """from datetime import date

from flask import Blueprint, abort, g, jsonify, render_template_string, request, session
from sqlalchemy.orm import sessionmaker

from shop.db import db
from shop.models import Book
from shop.services.books import BookService

bp = Blueprint("books", __name__)


@bp.get("/count")
def count():
    return jsonify(BookService(db.session).count())


"""
ASK = """
import json, sys
from shop.app import create_app
from shop.db import db
from shop.models import Book
app = create_app()
with app.app_context():
    db.create_all()
    db.session.add(Book(id=1, title="Emma"))
    db.session.commit()
answers = []
for method, path, data in json.loads(sys.argv[1]):
    answer = app.test_client().open(path, method=method, data=data)
    answers.append([answer.status_code, answer.get_data(as_text=True)[:60].strip()])
print(json.dumps(answers))
"""
CASES = {
    "a function above uses what is found": (
        """@bp.get("/a/<int:book_id>")
def view(book_id):
    def shown():
        return jsonify(book.title)

    book = db.session.get(Book, book_id)
    return shown()
""",
        [("GET", "/a/1", None)],
    ),
    "a name of the module is set": (
        """LAST = None


@bp.get("/a/<int:book_id>")
def view(book_id):
    global LAST
    LAST = db.session.get(Book, book_id)
    return ""


@bp.get("/last")
def last():
    return LAST.title if LAST else "none"
""",
        [("GET", "/a/1", None), ("GET", "/last", None)],
    ),
    "all local names are handed on": (
        """@bp.get("/a")
def view():
    books = Book.query.all()
    return render_template_string("{{ books|length }}", **locals())
""",
        [("GET", "/a", None)],
    ),
    "a handler uses what was made": (
        """@bp.post("/a")
def view():
    book = None
    try:
        book = Book(id=request.form["id"], title="again")
        db.session.add(book)
        db.session.commit()
    except Exception:
        db.session.rollback()
        return jsonify(made=book is not None), 409
    return ""
""",
        [("POST", "/a", {"id": "1"})],
    ),
    "a value of the request is called like the object": (
        """@bp.post("/a")
def view():
    data = request.form
    return jsonify(Book.query.filter_by(title=data["self"]).count())
""",
        [("POST", "/a", {"self": "Emma"})],
    ),
    "a value of the request is called like a function that is used": (
        """@bp.get("/a")
def view():
    return jsonify(
        Book.query.filter(Book.id < min(request.args.get("min", 5, int), 10)).count(),
        Book.query.filter(Book.title != request.args["date"], Book.title != date.today()).count(),
    )
""",
        [("GET", "/a?min=3&date=x", None)],
    ),
    "a value of the request is called like a name of a comprehension": (
        """@bp.get("/a")
def view():
    found = Book.query.filter(
        Book.id.in_([x for x in [1, 2] if x == request.args.get("x", 0, int)])
    ).count()
    return jsonify(found)
""",
        [("GET", "/a?x=1", None), ("GET", "/a?x=7", None)],
    ),
    "a value of the request depends on what is found": (
        """@bp.post("/a")
def view():
    book = Book.query.get_or_404(1)
    book.title = request.form.get(book.title)
    db.session.commit()
    return jsonify(book.title)
""",
        [("POST", "/a", {"Emma": "Persuasion"})],
    ),
    "a value is asked for only if nothing was found amiss before": (
        """@bp.post("/a/<int:book_id>")
def view(book_id):
    book = Book.query.get_or_404(book_id)
    book.title = session.pop("title")
    db.session.commit()
    return ""


@bp.get("/b/<int:book_id>")
def other(book_id):
    return jsonify(Book.query.get_or_404(book_id).title.replace(request.args["old"], "x"))


@bp.get("/c")
def third():
    wanted = request.args.get("w")
    return jsonify(Book.query.filter_by(title=request.args["t"] if wanted else "Emma").count())
""",
        [("POST", "/a/9", None), ("GET", "/b/9", None), ("GET", "/c", None)],
    ),
    "a text of several lines": (
        '''@bp.post("/a")
def view():
    name = request.form["name"]
    book = Book(title=f"""Dear
{name},
bye""")
    db.session.add(book)
    db.session.commit()
    return jsonify(book.title)
''',
        [("POST", "/a", {"name": "n"})],
    ),
    "the view has another session of that name": (
        """@bp.get("/a")
def view():
    class db:
        session = g.setdefault("other", None)

    return jsonify(Book.query.count(), db.session)
""",
        [("GET", "/a", None)],
    ),
    "a session of its own is not the session of the service": (
        """@bp.post("/a")
def view():
    Own = sessionmaker(db.engine)
    own = Own()
    book = Book(title="new")
    own.add(book)
    request.get_data()
    own.commit()
    return jsonify(own.query(Book).count())
""",
        [("POST", "/a", None), ("GET", "/count", None)],
    ),
    "the result has the name of the function": (
        """@bp.get("/a")
def view():
    list_books = Book.query.all()
    BookService = len(list_books)
    return jsonify(BookService)
""",
        [("GET", "/a", None)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_after_the_fixes_the_answers_are_the_same(case: str, tmp_path: Path) -> None:
    views, requests = CASES[case]
    files = {**SHOP, "shop/views.py": HEAD + views}
    before = answers(files, requests, tmp_path / "before")
    session = session_of(DatabaseAccessInRoute, files)
    found, failures = session.check_all()
    assert found
    assert not failures
    fix_all(session, found, allow_unsafe=True)
    fixed = {name: session.workspace.open(name).text for name in files}
    assert answers(fixed, requests, tmp_path / "after") == before


def answers(files: dict[str, str], requests: object, directory: Path) -> object:
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK, json.dumps(requests)],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
