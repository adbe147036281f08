"""What `untyped-raise-in-view` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_HEAD = """
import builtins
import os

from flask import Blueprint, Flask, jsonify, request
from flask.views import MethodView


class APIError(Exception):
    def __init__(self, message, status_code=400):
        self.message = message
        self.status_code = status_code


app = Flask(__name__)
bp = Blueprint("books", __name__)


@app.errorhandler(APIError)
def answer(error):
    return jsonify(error=error.message), error.status_code
"""


def _app(text: str) -> str:
    return f"{_HEAD}\n\n{text.strip()}\n\n\napp.register_blueprint(bp)\n"


EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a view of a Blueprint raises `ValueError`",
        _app(
            """
@bp.get("/")
def index():
    if request.path:
        raise ValueError("no books")  # FLK418
    return "books"
"""
        ),
        fails="GET /: ValueError: no books",
    ),
    Bad(
        "a view of the app, without a call; and from another exception",
        _app(
            """
@app.get("/")
def index():
    books = {}
    if not books:
        raise Exception  # FLK418
    return "books"


@app.get("/<name>")
def book(name):
    try:
        return {}[name]
    except KeyError as error:
        raise builtins.LookupError(name) from error  # FLK418
"""
        ),
        fails="GET /Emma: LookupError: Emma",
    ),
    Bad(
        "a class view",
        _app(
            """
class Books(MethodView):
    def post(self):
        if request.path:
            raise PermissionError("read only")  # FLK418
        return "books"


bp.add_url_rule("/", view_func=Books.as_view("all"))
"""
        ),
        fails="POST /: PermissionError: read only",
    ),
    Good(
        "the API error is raised, an exception is caught or says that the program is wrong",
        _app(
            """
@bp.get("/")
def index():
    try:
        raise ValueError("no books")
    except ValueError as error:
        return str(error)


@bp.get("/one")
def one():
    if app.config:
        raise APIError("no book", 404)
    return "book"


@bp.get("/two")
def two():
    if app.config:
        raise NotImplementedError
    assert app
    return "book"


@bp.get("/three")
def three():
    def read(name):
        raise KeyError(name)

    try:
        return read("three")
    except KeyError:
        return "none"
"""
        ),
        works="GET /",
    ),
    Good(
        "a view that tries out how errors are reported",
        _app(
            """
@bp.get("/debug")
def fail():
    \"\"\"Tell the error tracker.\"\"\"
    raise RuntimeError("a trial")


@bp.get("/")
def index():
    return "books"
"""
        ),
        works="GET /",
    ),
    Good(
        "a handler for a base of it",
        _app(
            """
@app.errorhandler(LookupError)
def missing(error):
    return "none"


@bp.get("/")
def index():
    books = {}
    if not books:
        raise KeyError("Emma")
    return "books"
"""
        ),
        works="GET /",
    ),
    Good(
        "a handler for 500 answers",
        _app(
            """
@app.errorhandler(500)
def failed(error):
    return "sorry", 500


@bp.get("/")
def index():
    if not app.config:
        raise RuntimeError("no configuration")
    return "books"
"""
        ),
        works="GET /",
    ),
    Good(
        "a view that is allowed to",
        _app(
            """
@bp.get("/")
def check_books():
    if not app.config:
        raise RuntimeError("no configuration")
    return "books"
"""
        ),
        options={"allow_views": ("check_*",)},
        works="GET /",
    ),
    Good(
        "the project has no API error",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.get("/")
        def index():
            if not app.config:
                raise RuntimeError("no configuration")
            return "books"
        """,
        works="GET /",
    ),
    Good(
        "a setting that is missing is no fault of the request",
        _app(
            """
app.config["MODE"] = os.environ.get("MODE")
TOKEN = os.environ.get("SHOP_TOKEN")


@bp.get("/")
def index():
    key = app.config.get("API_KEY")
    if not key and len(app.config["MODE"] or "") > 3:
        raise RuntimeError("API_KEY is not set")
    return "books"


@bp.get("/token")
def token():
    if TOKEN is None or not os.getenv("SHOP_NAME"):
        raise RuntimeError("SHOP_TOKEN is not set")
    return "books"


@bp.get("/mail")
def mail():
    try:
        server = app.config["MAIL_SERVER"]
    except KeyError:
        raise RuntimeError("MAIL_SERVER is not set") from None
    return server
"""
        ),
        works="GET /",
    ),
    Bad(
        "what was asked for does not fit a setting",
        _app(
            """
@bp.get("/<int:number>")
def page(number):
    most = app.config.get("MOST", 10)
    if number > most:
        raise ValueError("too many")  # FLK418
    return "books"


@bp.get("/")
def index():
    most = app.config.get("MOST", 10)
    most = int(request.args.get("most", most))
    if most > app.config.get("MOST", 10):
        raise ValueError("too many")  # FLK418
    return "books"
"""
        ),
        fails="GET /30: ValueError: too many",
    ),
)
