"""What `api-error-without-handler` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_ERRORS = """
    class APIError(Exception):  # FLK416
        def __init__(self, message, status_code=400, details=None):
            super().__init__(message)
            self.message = message
            self.status_code = status_code
            self.details = details or {}
    """
_UNMARKED = _ERRORS.replace("  # FLK416", "")
_BOOKS = """
    from flask import Blueprint

    from shop.errors import APIError

    bp = Blueprint("books", __name__)


    @bp.get("/books/<int:book_id>")
    def get_book(book_id):
        if book_id > 3:
            raise APIError("no such book", 404)
        return {"id": book_id}
    """
_APP = """
    from flask import Flask

    from shop.books import bp


    def create_app():
        app = Flask(__name__)
        app.register_blueprint(bp)
        return app
    """
_SHOP = {
    "shop/__init__.py": "",
    "shop/errors.py": _ERRORS,
    "shop/books.py": _BOOKS,
    "shop/app.py": _APP,
}
_HANDLER = """
        @app.errorhandler(APIError)
        def handle_api_error(error):
            return jsonify(error=error.message, details=error.details), error.status_code

"""
_FIXED_APP = (
    _APP.replace("import Flask", "import Flask, jsonify")
    .replace("import bp\n", "import bp\n    from shop.errors import APIError\n")
    .replace("        return app\n", f"{_HANDLER}        return app\n")
)


def _ending(above: str, below: str) -> tuple[dict[str, str], dict[str, str]]:
    """The shop with lines above the handler that is missing, and below it: before, and fixed."""
    end = "        return app\n"
    before = {**_SHOP, "shop/app.py": _APP.replace(end, above + below + end)}
    # One blank line stands above the handler, new or not.
    fixed = _FIXED_APP.replace(
        _HANDLER + end, (above if above.strip() else "") + _HANDLER + below + end
    )
    return before, {"shop/app.py": fixed}


_COMMENT = _ending("\n", "        # all is there\n")
_BLOCK = _ending("        if app.debug:\n            pass\n            # for now\n", "")


def _app(text: str, head: str = "") -> str:
    """A module with an app, the class above it, and what follows at the margin."""
    return f"""
from flask import Flask{head}


class APIError(Exception):
    def __init__(self, message, status=400):
        super().__init__(message)
        self.status = status


app = Flask(__name__)

{text}
"""


EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "raised by a view of a Blueprint, and the factory registers nothing",
        _SHOP,
        fixed={"shop/app.py": _FIXED_APP},
    ),
    Bad(
        "the class says itself what it answers",
        {
            **_SHOP,
            "shop/errors.py": """
                class APIError(Exception):  # FLK416
                    def __init__(self, message, status_code=400):
                        super().__init__(message)
                        self.message = message
                        self.status_code = status_code

                    def to_dict(self):
                        return {"message": self.message, "ok": False}
                """,
        },
        fixed={
            "shop/app.py": _FIXED_APP.replace(
                "jsonify(error=error.message, details=error.details)", "jsonify(error.to_dict())"
            )
        },
    ),
    Bad(
        "a comment on the end of the factory, and a blank line above it",
        _COMMENT[0],
        fixed=_COMMENT[1],
    ),
    Bad(
        "a block above the end of the factory, with a comment of its own",
        _BLOCK[0],
        fixed=_BLOCK[1],
    ),
    Bad(
        "at the top of one module: a 500",
        _app(
            """
@app.get("/")
def index():
    raise APIError("gone", status=410)
"""
        ).replace("(Exception):", "(Exception):  # FLK416"),
        fails="GET /: APIError: gone",
    ),
    Bad(
        "a class that derives from it is raised, by a class view; another error has a handler",
        """
        from flask import Flask
        from flask.views import MethodView


        class ShopError(Exception):  # FLK416
            code = 400


        class NoBook(ShopError):
            code = 404


        class Books(MethodView):
            def get(self):
                raise NoBook


        app = Flask(__name__)
        app.add_url_rule("/", view_func=Books.as_view("books"))


        @app.errorhandler(KeyError)
        def missing(error):
            return "missing", 404
        """,
        fails="GET /: NoBook",
    ),
    Bad(
        "the class that the configuration names, without a status",
        """
        import flask


        class Problem(ValueError):  # FLK416
            pass


        def create_app():
            app = flask.Flask(__name__)

            @app.get("/")
            def index():
                raise Problem("no")

            return app
        """,
        options={"architecture.error_class": "app.Problem"},
        fails="GET /: Problem: no",
    ),
    Bad(
        "the factory has a name that the handler needs: no fix",
        {
            **_SHOP,
            "shop/app.py": """
                from flask import Flask

                from shop.books import bp


                def create_app(jsonify=None):
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    return app
                """,
        },
    ),
    Good(
        "a decorator that registers the view, and puts around it what answers",
        {
            "errors.py": _UNMARKED,
            "app.py": """
                from functools import wraps

                from flask import Flask, jsonify

                from errors import APIError

                app = Flask(__name__)


                def answering(function):
                    @wraps(function)
                    def wrapper(*args, **kwargs):
                        try:
                            return function(*args, **kwargs)
                        except APIError as error:
                            return jsonify(error=error.message), error.status_code

                    return wrapper


                def api(path):
                    def decorate(function):
                        @app.route(path)
                        @answering
                        @wraps(function)
                        def wrapper(*args, **kwargs):
                            return function(*args, **kwargs)

                        return wrapper

                    return decorate


                def plain_api(path):
                    def decorate(function):
                        return app.route(path)(answering(function))

                    return decorate


                @api("/books")
                def books():
                    raise APIError("There are none", 404)


                @plain_api("/authors")
                def authors():
                    raise APIError("There are none", 404)
                """,
        },
    ),
    Good(
        "a handler is registered for it",
        {
            **_SHOP,
            "shop/errors.py": _UNMARKED,
            "shop/app.py": _FIXED_APP,
        },
    ),
    Good(
        "a handler for a base class, on the Blueprint",
        """
        from flask import Blueprint, Flask


        class ShopError(Exception):
            pass


        class APIError(ShopError):
            def __init__(self, message, status=400):
                self.status = status


        bp = Blueprint("books", __name__)


        @bp.errorhandler(ShopError)
        def answer(error):
            return "no", 200


        @bp.get("/")
        def index():
            raise APIError("no")


        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
        works="GET /",
    ),
    Good(
        "something around the view catches it",
        _app(
            """
def answering(function):
    @wraps(function)
    def call():
        try:
            return function()
        except APIError as error:
            return str(error)

    return call


@app.get("/")
@answering
def index():
    raise APIError("no")


@app.get("/other")
def other():
    try:
        raise APIError("no")
    except APIError as error:
        return str(error)
""",
            "\nfrom functools import wraps",
        ),
        works="GET /",
    ),
    Good(
        "an HTTP exception answers by itself",
        """
        from flask import Flask
        from werkzeug.exceptions import HTTPException


        class APIError(HTTPException):
            code = 404


        app = Flask(__name__)


        @app.get("/")
        def index():
            return "books"


        @app.get("/other")
        def other():
            raise APIError("no")
        """,
        works="GET /",
    ),
    Good(
        "an exception that says nothing of HTTP",
        """
        from flask import Flask


        class Broken(Exception):
            def __init__(self, message, code=7):
                self.code = code


        app = Flask(__name__)


        @app.get("/")
        def index():
            return "books"


        @app.get("/other")
        def other():
            raise Broken("no")
        """,
        works="GET /",
    ),
    Good(
        "Flask-RESTful answers exceptions of its resources",
        """
        from flask import Flask
        from flask_restful import Api, Resource


        class APIError(Exception):
            code = 404


        class Books(Resource):
            def get(self):
                raise APIError


        app = Flask(__name__)
        api = Api(app)
        api.add_resource(Books, "/")
        """,
    ),
    Good(
        "a catch-all answers",
        _app(
            """
@app.errorhandler(Exception)
def failed(error):
    return str(error), 200


@app.get("/")
def index():
    raise APIError("no")
"""
        ),
        works="GET /",
    ),
)
