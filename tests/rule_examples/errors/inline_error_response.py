"""What `inline-error-response` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

ERRORS = """
    from flask import jsonify


    class APIError(Exception):
        def __init__(self, message, status_code=400, details=None):
            super().__init__(message)
            self.message = message
            self.status_code = status_code
            self.details = details or {}


    def answer_api_error(error):
        return jsonify(error=error.message, details=error.details), error.status_code
    """
APP = """
    from flask import Flask

    from shop.books import bp
    from shop.errors import APIError, answer_api_error


    def create_app():
        app = Flask(__name__)
        app.register_blueprint(bp)
        app.register_error_handler(APIError, answer_api_error)
        return app
    """
SHOP = {"shop/__init__.py": "", "shop/errors.py": ERRORS, "shop/app.py": APP}
_BASE_ERROR = """
    from flask import jsonify


    class Problem(Exception):
        def __init__(self, message, status):
            self.message = message
            self.status = status


    def answer(error):
        return jsonify(error=error.message), error.status
    """
_BASE_APP = """
    from flask import Flask

    from books import bp
    from errors import Problem, answer

    app = Flask(__name__)
    app.register_blueprint(bp)
    app.register_error_handler(Problem, answer)
    """


def _books(text: str) -> dict[str, str]:
    """The shop, with a module of views."""
    return {**SHOP, "shop/books.py": text}


def _problems(text: str) -> dict[str, str]:
    """An application whose error needs a status and takes no details."""
    return {"errors.py": _BASE_ERROR, "app.py": _BASE_APP, "books.py": text}


def _view(body: str, head: str = "from flask import Blueprint, jsonify") -> str:
    """A module with one view. The lines of `body` stand at its margin."""
    lines = "".join(f"    {line}\n" if line else "\n" for line in body.strip("\n").split("\n"))
    return (
        f'{head}\n\nbp = Blueprint("books", __name__)\n\n\n'
        f'@bp.route("/books/<book_id>")\ndef get_book(book_id):\n{lines}'
    )


_IMPORTED = "from flask import Blueprint, jsonify\n\nfrom shop.errors import APIError"
_KNOWING = "from flask import Blueprint, jsonify\n\nfrom shop.errors import APIError"

_FORMS = _books(
    """
    import json
    from http import HTTPStatus, client

    import flask as f
    from flask import Blueprint, Response, current_app, jsonify as to_json, make_response
    from flask_api import status

    from shop.statuses import GONE

    bp = Blueprint("books", __name__)
    JSON = "application/json"
    CONFLICT = 409


    @bp.post("/books/<int:number>")
    def change(number):
        if number == 1:
            return {"error": "a dict"}, 400  # FLK415
        if number == 2:
            return to_json(message=f"an alias, {number}"), 404  # FLK415
        if number == 3:
            return f.make_response(f.jsonify({"msg": "a module"}), 404)  # FLK415
        if number == 4:
            return make_response({"detail": "a dict"}, 404)  # FLK415
        if number == 5:
            return make_response((to_json(description="a tuple"), 422))  # FLK415
        if number == 6:
            return Response(json.dumps({"reason": "Response"}), status=422, mimetype=JSON)  # FLK415
        if number == 7:
            return current_app.response_class(json.dumps({"error": "a class"}), 500)  # FLK415
        if number == 8:
            return {"error": "an enum"}, HTTPStatus.NOT_FOUND  # FLK415
        if number == 9:
            return {"error": "its value"}, HTTPStatus.NOT_FOUND.value  # FLK415
        if number == 10:
            return {"error": "http.client"}, client.NOT_FOUND  # FLK415
        if number == 11:
            return {"error": "a package"}, status.HTTP_404_NOT_FOUND  # FLK415
        if number == 12:
            return {"error": "a constant"}, CONFLICT  # FLK415
        if number == 13:
            return {"error": "an imported constant"}, GONE  # FLK415
        if number == 14:
            return {"error": "a string"}, "404 NOT FOUND"  # FLK415
        if number == 15:
            return ({"error": "in parentheses"}, 404)  # FLK415
        return {"number": number}, 201
    """
)
_FORMS["shop/statuses.py"] = "GONE = 410\n"

_CONTEXTS = """
from contextlib import contextmanager
from threading import Lock

import tracing
from flask import Blueprint

from shop.errors import APIError

lock = Lock()


@contextmanager
def ignoring_errors():
    try:
        yield
    except Exception:
        pass


@contextmanager
def saved():
    connection = begin()
    yield connection
    connection.commit()


@contextmanager
def slowly():
    with lock:
        try:
            yield
        finally:
            rest()


class Ledger:
    def __enter__(self): ...

    def __exit__(self, kind, error, trace):
        return kind is not None


class Timer:
    def __enter__(self): ...

    def __exit__(self, *error):
        self.stop()
"""

_FAMILY = """
    from flask import Blueprint, Flask, jsonify

    admin = Blueprint("admin", __name__, url_prefix="/admin")
    shop = Blueprint("shop", __name__)


    class NotFound(Exception):
        pass


    class SoldOut(Exception):
        pass


    class AdminError(Exception):
        def __init__(self, text, number):
            self.text = text
            self.number = number


    def not_found(error):
        return jsonify(error=str(error)), 404


    def sold_out(error):
        return jsonify(error=str(error)), 409


    @admin.errorhandler(AdminError)
    def refused(problem):
        return jsonify(error=problem.text), problem.number


    @admin.get("/books/<int:book_id>")
    def show_to_admin(book_id):
        return {"error": "Not yet"}, 501  # FLK415


    @shop.get("/books/<int:book_id>")
    def show(book_id):
        if book_id == 1:
            return {"error": "No such book"}, 404  # FLK415
        if book_id == 2:
            return {"error": "It was changed"}, 409
        return {"error": "Not yet"}, 501


    def register_handlers(app):
        for error, handler in ((NotFound, not_found), (SoldOut, sold_out)):
            app.register_error_handler(error, handler)


    app = Flask(__name__)
    app.register_blueprint(admin)
    app.register_blueprint(shop)
    register_handlers(app)
    """
EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a Blueprint with an error of its own, and classes that have one status each",
        _FAMILY,
        fixed=_FAMILY.replace(
            'return {"error": "Not yet"}, 501  # FLK415',
            'raise AdminError("Not yet", number=501)  # FLK415',
        ).replace(
            'return {"error": "No such book"}, 404  # FLK415',
            'raise NotFound("No such book")  # FLK415',
        ),
    ),
    Bad(
        "a book that is not there: the status stays, the message comes from the body",
        _books(
            """
            from flask import Blueprint, jsonify

            bp = Blueprint("books", __name__)


            @bp.get("/books/<int:book_id>")
            def get_book(book_id):
                if book_id != 1:
                    return jsonify({"error": f"Book {book_id} not found"}), 404  # FLK415
                return jsonify(id=book_id)
            """
        ),
        fixed={
            "shop/books.py": """
            from flask import Blueprint, jsonify

            from shop.errors import APIError

            bp = Blueprint("books", __name__)


            @bp.get("/books/<int:book_id>")
            def get_book(book_id):
                if book_id != 1:
                    raise APIError(f"Book {book_id} not found", status_code=404)  # FLK415
                return jsonify(id=book_id)
            """
        },
    ),
    Bad(
        "every way to write body and status",
        _FORMS,
        fixed={
            "shop/books.py": """
            import json
            from http import HTTPStatus, client

            from flask import Blueprint, Response
            from flask_api import status

            from shop.errors import APIError
            from shop.statuses import GONE

            bp = Blueprint("books", __name__)
            JSON = "application/json"
            CONFLICT = 409


            @bp.post("/books/<int:number>")
            def change(number):
                if number == 1:
                    raise APIError("a dict")  # FLK415
                if number == 2:
                    raise APIError(f"an alias, {number}", status_code=404)  # FLK415
                if number == 3:
                    raise APIError("a module", status_code=404)  # FLK415
                if number == 4:
                    raise APIError("a dict", status_code=404)  # FLK415
                if number == 5:
                    raise APIError("a tuple", status_code=422)  # FLK415
                if number == 6:
                    raise APIError("Response", status_code=422)  # FLK415
                if number == 7:
                    raise APIError("a class", status_code=500)  # FLK415
                if number == 8:
                    raise APIError("an enum", status_code=HTTPStatus.NOT_FOUND)  # FLK415
                if number == 9:
                    raise APIError("its value", status_code=HTTPStatus.NOT_FOUND.value)  # FLK415
                if number == 10:
                    raise APIError("http.client", status_code=client.NOT_FOUND)  # FLK415
                if number == 11:
                    raise APIError("a package", status_code=status.HTTP_404_NOT_FOUND)  # FLK415
                if number == 12:
                    raise APIError("a constant", status_code=CONFLICT)  # FLK415
                if number == 13:
                    raise APIError("an imported constant", status_code=GONE)  # FLK415
                if number == 14:
                    raise APIError("a string", status_code=404)  # FLK415
                if number == 15:
                    raise APIError("in parentheses", status_code=404)  # FLK415
                return {"number": number}, 201
            """
        },
    ),
    Bad(
        "a response in a variable: its lines go, comments stay",
        _books(
            _view(
                """
if book_id == "0":
    response = jsonify(error="No book has this number")
    # Older clients look at the status only.
    response.status_code = 404  # not 400
    return response  # FLK415
if book_id == "1":
    body = {"error": "It is lent", "until": "Monday"}
    return jsonify(body), 409  # FLK415
return jsonify(id=book_id)
"""
            )
        ),
        fixed={
            "shop/books.py": _view(
                """
if book_id == "0":
    # Older clients look at the status only.
    # not 400
    raise APIError("No book has this number", status_code=404)  # FLK415
if book_id == "1":
    raise APIError("It is lent", status_code=409, details={"until": "Monday"})  # FLK415
return jsonify(id=book_id)
""",
                _IMPORTED,
            )
        },
    ),
    Bad(
        "the other keys become the details; what only repeats the status goes",
        _books(
            _view(
                """
if book_id == "0":
    return {"success": False, "code": 404, "message": "No such book", "hint": "1"}, 404  # FLK415
if book_id == "1":
    return {"status": "error", "error": {"code": 409, "message": "Lent", "id": 1}}, 409  # FLK415
if book_id == "2":
    return {"error": "Bad Request", "message": "The number is even"}, 400  # FLK415
if book_id == "3":
    return {"error": "book_lost", "message": "The book is lost"}, 410  # FLK415
if book_id == "4":
    return {"error": True, "msg": "The number is too small", "details": {"least": 5}}, 422  # FLK415
return jsonify(id=book_id)
"""
            )
        ),
        fixed={
            "shop/books.py": _view(
                """
if book_id == "0":
    raise APIError("No such book", status_code=404, details={"hint": "1"})  # FLK415
if book_id == "1":
    raise APIError("Lent", status_code=409, details={"id": 1})  # FLK415
if book_id == "2":
    raise APIError("The number is even")  # FLK415
if book_id == "3":
    raise APIError("The book is lost", status_code=410, details={"error": "book_lost"})  # FLK415
if book_id == "4":
    raise APIError("The number is too small", status_code=422, details={"least": 5})  # FLK415
return jsonify(id=book_id)
""",
                _IMPORTED,
            )
        },
    ),
    Bad(
        "an answer over several lines, with comments inside",
        _books(
            _view(
                """
if book_id == "0":
    return (  # FLK415
        jsonify(
            error="No book has this number, and none ever had it, says the catalogue",
            details={
                "number": book_id,  # as given
                "least": 1,
            },
        ),
        404,
    )
return jsonify(id=book_id)
"""
            )
        ),
        fixed={
            "shop/books.py": _view(
                """
if book_id == "0":
    # FLK415
    raise APIError(
        "No book has this number, and none ever had it, says the catalogue",
        status_code=404,
        details={
            "number": book_id,  # as given
            "least": 1,
        },
    )
return jsonify(id=book_id)
""",
                _IMPORTED,
            )
        },
    ),
    Bad(
        "inside `except`: the cause is kept; an `except` for something else does not catch it",
        _books(
            _view(
                """
try:
    number = int(book_id)
    if number < 1:
        return {"error": "The number is negative"}, 400  # FLK415
except ValueError as error:
    return {"error": str(error)}, 400  # FLK415
return jsonify(id=number)
"""
            )
        ),
        fixed={
            "shop/books.py": _view(
                """
try:
    number = int(book_id)
    if number < 1:
        raise APIError("The number is negative")  # FLK415
except ValueError as error:
    raise APIError(str(error)) from error  # FLK415
return jsonify(id=number)
""",
                _IMPORTED,
            )
        },
    ),
    Bad(
        "a string in a view that answers JSON otherwise",
        _books(
            _view(
                """
if book_id == "0":
    return "No such book", 404  # FLK415
if book_id == "1":
    return "", 410  # FLK415
return jsonify(id=book_id)
"""
            )
        ),
        fixed={
            "shop/books.py": _view(
                """
if book_id == "0":
    raise APIError("No such book", status_code=404)  # FLK415
if book_id == "1":
    return "", 410  # FLK415
return jsonify(id=book_id)
""",
                _IMPORTED,
            )
        },
    ),
    Bad(
        "a method of a class view, and a view nested in the factory, in the module of the class",
        """
        from flask import Flask, jsonify
        from flask.views import MethodView


        class APIError(Exception):
            status = 500

            def __init__(self, *, msg, status=None, payload=None):
                self.msg = msg
                self.status = status or self.status
                self.payload = payload


        class BookView(MethodView):
            def get(self, book_id):
                if book_id:
                    return {"error": "No book", "id": book_id}, 404  # FLK415
                return {"error": "The catalogue is lost"}, 500  # FLK415


        def create_app():
            app = Flask(__name__)
            app.add_url_rule("/books/<int:book_id>", view_func=BookView.as_view("book"))

            @app.get("/authors")
            def authors():
                return jsonify(message="Nobody writes"), 404  # FLK415

            @app.errorhandler(APIError)
            def answer(error):
                return {**(error.payload or {}), "message": error.msg}, error.status

            return app
        """,
        fixed="""
        from flask import Flask
        from flask.views import MethodView


        class APIError(Exception):
            status = 500

            def __init__(self, *, msg, status=None, payload=None):
                self.msg = msg
                self.status = status or self.status
                self.payload = payload


        class BookView(MethodView):
            def get(self, book_id):
                if book_id:
                    raise APIError(msg="No book", status=404, payload={"id": book_id})  # FLK415
                raise APIError(msg="The catalogue is lost")  # FLK415


        def create_app():
            app = Flask(__name__)
            app.add_url_rule("/books/<int:book_id>", view_func=BookView.as_view("book"))

            @app.get("/authors")
            def authors():
                raise APIError(msg="Nobody writes", status=404)  # FLK415

            @app.errorhandler(APIError)
            def answer(error):
                return {**(error.payload or {}), "message": error.msg}, error.status

            return app
        """,
    ),
    Bad(
        "the class is imported already, under another name",
        _books(
            _view(
                'return {"error": "No such book"}, 404  # FLK415',
                "from flask import Blueprint\n\nfrom .errors import APIError as Problem",
            )
        ),
        fixed={
            "shop/books.py": _view(
                'raise Problem("No such book", status_code=404)  # FLK415',
                "from flask import Blueprint\n\nfrom .errors import APIError as Problem",
            )
        },
    ),
    Bad(
        "the module of the class is imported already",
        _books(
            _view(
                'return {"error": "No such book"}, 404  # FLK415',
                "from flask import Blueprint\n\nfrom shop import errors",
            )
        ),
        fixed={
            "shop/books.py": _view(
                'raise errors.APIError("No such book", status_code=404)  # FLK415',
                "from flask import Blueprint\n\nfrom shop import errors",
            )
        },
    ),
    Bad(
        "no fix where the body has no message or cannot be seen; headers are not for the exception",
        _books(
            _view(
                """
if book_id == "0":
    return jsonify({"errors": ["No such book"]}), 404
if book_id == "1":
    return jsonify(find(book_id)), 404  # FLK415
if book_id == "x":
    return jsonify(find(message="No such book")), 404  # FLK415
if book_id == "2":
    return {"error": "It is busy"}, 429, {"Retry-After": "10"}
if book_id == "3":
    return {"error": "It is lent", **find(book_id)}, 409  # FLK415
if book_id == "4":
    return {"error": "400"}, 400  # FLK415
if book_id == "5":
    response = jsonify(error="Who are you?")
    response.status_code = 401
    response.headers["WWW-Authenticate"] = "Basic"
    return response
body = {"error": "It is lost"}
if book_id == "6":
    body["hint"] = "Ask"
return body, 410  # FLK415
"""
            )
            + "\n\ndef find(book_id):\n    ...\n"
        ),
    ),
    Bad(
        "no fix where something on the way would catch the exception",
        _books(
            _view(
                """
try:
    if book_id == "0":
        return {"error": "No such book"}, 404  # FLK415
except Exception:
    return {"error": "It is broken"}, 500
with suppress(Exception):
    return {"error": "It is lent"}, 409  # FLK415
with session.begin():
    session.note(book_id)
    return {"error": "It is lost"}, 410  # FLK415
""".replace("500\n", "500  # FLK415\n"),
                "from contextlib import suppress\n\nfrom flask import Blueprint\n\n"
                "from shop.database import session",
            )
        ),
        fixed={
            "shop/books.py": _view(
                """
try:
    if book_id == "0":
        return {"error": "No such book"}, 404  # FLK415
except Exception:
    raise APIError("It is broken", status_code=500)  # FLK415
with suppress(Exception):
    return {"error": "It is lent"}, 409  # FLK415
with session.begin():
    session.note(book_id)
    return {"error": "It is lost"}, 410  # FLK415
""",
                "from contextlib import suppress\n\nfrom flask import Blueprint\n\n"
                "from shop.database import session\nfrom shop.errors import APIError",
            )
        },
    ),
    Bad(
        "no fix under a decorator that does something with the answer, such as adding headers",
        _books(
            """
            from functools import wraps

            from flask import Blueprint, make_response
            from flask_cors import cross_origin

            from shop.database import session

            bp = Blueprint("books", __name__)


            def uncached(view):
                @wraps(view)
                def run(*args, **kwargs):
                    response = make_response(view(*args, **kwargs))
                    response.headers["Cache-Control"] = "no-store"
                    return response

                return run


            def saved(view):
                @wraps(view)
                def run(*args, **kwargs):
                    with session.begin():
                        return view(*args, **kwargs)

                return run


            @bp.get("/books")
            @uncached
            def books():
                return {"error": "There are none"}, 404  # FLK415


            @bp.get("/authors")
            @saved
            def authors():
                return {"error": "There are none"}, 404  # FLK415


            @bp.get("/shelves")
            @cross_origin()
            def shelves():
                return {"error": "There are none"}, 404  # FLK415
            """
        ),
    ),
    Bad(
        "no fix where `decorators` of the class, or of its base, do something with the answer",
        _books(
            """
            from functools import wraps

            from flask import Blueprint, make_response
            from flask.views import MethodView

            from shop.views import Guarded

            bp = Blueprint("books", __name__)


            def uncached(view):
                @wraps(view)
                def run(*args, **kwargs):
                    response = make_response(view(*args, **kwargs))
                    response.headers["Cache-Control"] = "no-store"
                    return response

                return run


            class Books(MethodView):
                decorators = [uncached]

                def get(self):
                    return {"error": "There are none"}, 404  # FLK415


            class Authors(Guarded):
                def get(self):
                    return {"error": "There are none"}, 404  # FLK415


            bp.add_url_rule("/books", view_func=Books.as_view("books"))
            bp.add_url_rule("/authors", view_func=Authors.as_view("authors"))
            """
        )
        | {
            "shop/views.py": """
            from functools import wraps

            from flask.views import MethodView


            def guarded(view):
                @wraps(view)
                def run(*args, **kwargs):
                    try:
                        return view(*args, **kwargs)
                    except Exception:
                        return "sorry"

                return run


            class Guarded(MethodView):
                decorators = (guarded,)
            """
        },
    ),
    Bad(
        "no fix where a handler of a Blueprint, in another file, would answer instead",
        _books(
            """
            from shop.blueprint import bp


            @bp.get("/books")
            def books():
                return {"error": "There are none"}, 404  # FLK415
            """
        )
        | {
            "shop/blueprint.py": """
            from flask import Blueprint

            bp = Blueprint("books", __name__)


            @bp.errorhandler(Exception)
            def broken(error):
                return {"error": "The books are broken"}, 500
            """
        },
    ),
    Bad(
        "no fix where a handler of the Blueprint around the Blueprint would answer instead",
        {
            **_books(
                """
                from flask import Blueprint

                bp = Blueprint("books", __name__)


                @bp.get("/books")
                def books():
                    return {"error": "There are none"}, 404  # FLK415
                """
            ),
            "shop/api.py": """
            from flask import Blueprint

            from shop.books import bp as books

            bp = Blueprint("api", __name__)
            bp.register_blueprint(books)


            @bp.errorhandler(Exception)
            def broken(error):
                return {"error": "The shop is broken"}, 500
            """,
            "shop/app.py": APP.replace("shop.books", "shop.api"),
        },
    ),
    Bad(
        "no fix where a handler of the Blueprint would answer instead",
        _books(
            """
            from flask import Blueprint

            bp = Blueprint("books", __name__)


            @bp.errorhandler(Exception)
            def broken(error):
                return {"error": "The books are broken"}, 500


            @bp.get("/books")
            def books():
                return {"error": "There are none"}, 404  # FLK415
            """
        ),
    ),
    Bad(
        "no fix where an `except` does more than raise again",
        _books(
            _view(
                """
try:
    if book_id == "0":
        return {"error": "No such book"}, 404  # FLK415
except Exception as error:
    if book_id == "1":
        return jsonify([])
    raise
try:
    return {"error": "It is lent"}, 409  # FLK415
except APIError:
    raise
""",
                _KNOWING,
            )
        ),
        fixed={
            "shop/books.py": _view(
                """
try:
    if book_id == "0":
        return {"error": "No such book"}, 404  # FLK415
except Exception as error:
    if book_id == "1":
        return jsonify([])
    raise
try:
    raise APIError("It is lent", status_code=409)  # FLK415
except APIError:
    raise
""",
                _KNOWING,
            )
        },
    ),
    Good(
        "a generator: its `return` ends the stream and answers nothing",
        _books(
            _view(
                """
yield "id"
if book_id == "0":
    return {"error": "No such book"}, 404
yield book_id
"""
            )
        ),
    ),
    Bad(
        "no fix in a `with` that swallows exceptions, or does not end as after a return",
        _books(
            _view(
                """
with ignoring_errors():
    return {"error": "No such book"}, 404  # FLK415
with saved():
    return {"error": "It is lost"}, 410  # FLK415
with Ledger():
    return {"error": "It is lent"}, 409  # FLK415
with tracing.span("books"):
    return {"error": "It is old"}, 410  # FLK415
with open("books"), lock, slowly(), Timer():
    return {"error": "It is new"}, 409  # FLK415
""",
                _CONTEXTS,
            )
        ),
        fixed={
            "shop/books.py": _view(
                """
with ignoring_errors():
    return {"error": "No such book"}, 404  # FLK415
with saved():
    return {"error": "It is lost"}, 410  # FLK415
with Ledger():
    return {"error": "It is lent"}, 409  # FLK415
with tracing.span("books"):
    return {"error": "It is old"}, 410  # FLK415
with open("books"), lock, slowly(), Timer():
    raise APIError("It is new", status_code=409)  # FLK415
""",
                _CONTEXTS,
            )
        },
    ),
    Bad(
        "no fix under a decorator that catches everything; one that does other work is no matter",
        _books(
            """
            from functools import wraps

            from flask import Blueprint

            from shop.errors import APIError

            bp = Blueprint("books", __name__)


            def guarded(view):
                @wraps(view)
                def run(*args, **kwargs):
                    try:
                        return view(*args, **kwargs)
                    except Exception:
                        return "sorry"

                return run


            def timed(view):
                @wraps(view)
                def run(*args, **kwargs):
                    try:
                        start()
                    except Exception:
                        pass
                    return view(*args, **kwargs)

                return run


            def start(): ...


            @bp.get("/books")
            @guarded
            def books():
                return {"error": "There are none"}, 404  # FLK415


            @bp.get("/authors")
            @timed
            def authors():
                return {"error": "There are none"}, 404  # FLK415
            """
        ),
        fixed={
            "shop/books.py": """
            from functools import wraps

            from flask import Blueprint

            from shop.errors import APIError

            bp = Blueprint("books", __name__)


            def guarded(view):
                @wraps(view)
                def run(*args, **kwargs):
                    try:
                        return view(*args, **kwargs)
                    except Exception:
                        return "sorry"

                return run


            def timed(view):
                @wraps(view)
                def run(*args, **kwargs):
                    try:
                        start()
                    except Exception:
                        pass
                    return view(*args, **kwargs)

                return run


            def start(): ...


            @bp.get("/books")
            @guarded
            def books():
                return {"error": "There are none"}, 404  # FLK415


            @bp.get("/authors")
            @timed
            def authors():
                raise APIError("There are none", status_code=404)  # FLK415
            """
        },
    ),
    Bad(
        "a class without details: quiet where a key would be lost",
        _problems(
            _view(
                """
if book_id == "0":
    return {"error": "No such book", "id": book_id}, 404
return {"error": "It is lost", "code": 410}, 410  # FLK415
"""
            )
        ),
        fixed={
            "books.py": _view(
                """
if book_id == "0":
    return {"error": "No such book", "id": book_id}, 404
raise Problem("It is lost", status=410)  # FLK415
""",
                "from errors import Problem\nfrom flask import Blueprint, jsonify",
            )
        },
    ),
    Bad(
        "no fix where the import would be circular",
        {
            "app.py": """
                from flask import Flask

                from books import bp


                class APIError(Exception):
                    def __init__(self, message, status=400):
                        self.message = message
                        self.status = status


                app = Flask(__name__)
                app.register_blueprint(bp)


                @app.errorhandler(APIError)
                def answer(error):
                    return {"error": error.message}, error.status
                """,
            "books.py": _view('return {"error": "No such book"}, 404  # FLK415'),
        },
    ),
    Good(
        "the error is raised",
        _books(
            _view(
                """
if book_id == "0":
    raise APIError("No such book", 404)
return jsonify(id=book_id)
""",
                _KNOWING,
            )
        ),
    ),
    Good(
        "a project without an API error",
        """
        from flask import Flask, jsonify

        app = Flask(__name__)


        @app.get("/books")
        def books():
            return jsonify(error="There are none"), 404
        """,
    ),
    Good(
        "error handlers, hooks, decorators and helpers are no views",
        _books(
            """
            from functools import wraps

            from flask import Blueprint, jsonify, request

            bp = Blueprint("books", __name__)


            @bp.errorhandler(404)
            def not_found(error):
                return not_found_body(), 404


            def not_found_body():
                return jsonify(error="Not found"), 404


            @bp.before_request
            def check_key():
                if "key" not in request.args:
                    return jsonify(error="The key is missing"), 401


            def with_key(view):
                @wraps(view)
                def run(*args, **kwargs):
                    if "key" not in request.args:
                        return {"error": "The key is missing"}, 401
                    return view(*args, **kwargs)

                return run


            @bp.get("/books")
            @with_key
            def books():
                def refused(reason):
                    return {"error": reason}, 403

                return refused("Closed") if "closed" in request.args else jsonify([])
            """
        ),
    ),
    Good(
        "pages, redirects, files, success, and answers that cannot be seen",
        _books(
            """
            from flask import Blueprint, abort, jsonify, redirect, render_template, send_file
            from flask import render_template_string, request

            bp = Blueprint("books", __name__)


            @bp.route("/search")
            def search():
                if not request.args:
                    return render_template("search.html", problem="Say what"), 400
                if "old" in request.args:
                    return redirect("/find")
                return render_template_string("{{ 1 }}"), 404


            @bp.get("/books/<book_id>")
            def book(book_id):
                if book_id == "0":
                    abort(404)
                if book_id == "1":
                    return jsonify(id=1), 202
                if book_id == "2":
                    return errors_of(book_id), 400
                if book_id == "3":
                    return jsonify(id=3), status_of(book_id)
                if book_id == "4":
                    return {"id": 4}, {"X-Number": "4"}
                return abort(409)


            @bp.get("/cover")
            def cover():
                if "number" not in request.args:
                    return "Which one?", 400
                if "json" in request.args:
                    return jsonify(cover=1)
                return send_file("cover.png")


            @bp.get("/text")
            def text():
                return "There is no text", 404


            @bp.get("/markup")
            def markup():
                if request.args:
                    return "<h1>No</h1>", 404
                return jsonify([])


            def errors_of(book_id): ...


            def status_of(book_id): ...
            """
        ),
    ),
    Good(
        "a name that looks like Flask's and is another",
        _books(
            """
            from flask import Blueprint

            from shop.pages import jsonify

            bp = Blueprint("books", __name__)


            @bp.get("/books")
            def books():
                return jsonify(error="There are none"), 404
            """
        )
        | {"shop/pages.py": "def jsonify(**values):\n    ...\n"},
    ),
    Good(
        "a health check that says what is down",
        _books(
            """
            from flask import Blueprint, jsonify

            bp = Blueprint("books", __name__)


            @bp.get("/health")
            def look():
                return {"status": "down", "database": False}, 503


            @bp.get("/internal")
            def is_ready():
                return jsonify(status="starting"), 503
            """
        ),
    ),
    Good(
        "an answer that carries more than an error can: a cookie",
        _books(
            _view(
                """
if book_id == "0":
    response = jsonify(error="Log in again")
    response.status_code = 401
    response.delete_cookie("session")
    return response
response = jsonify(id=book_id)
if book_id == "1":
    response.status_code = 404
return response
"""
            )
        ),
    ),
    Good(
        "bodies that OAuth 2 and JSON-RPC prescribe",
        _books(
            """
            from flask import Blueprint, jsonify

            bp = Blueprint("books", __name__)


            @bp.post("/token")
            def token():
                return jsonify(error="invalid_grant", error_description="It is too old"), 400


            @bp.post("/rpc")
            def rpc():
                return {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Odd"}}, 400
            """
        ),
    ),
    Good(
        "views that are allowed to, by name and by path",
        _books(
            """
            from flask import Blueprint

            bp = Blueprint("books", __name__)


            @bp.post("/stripe")
            def stripe_webhook():
                return {"error": "The signature is wrong"}, 400


            @bp.post("/scim")
            def users():
                return {"detail": "There are none"}, 404
            """
        ),
        options={"allow_views": ("*_webhook", "shop.books.users")},
    ),
    Good(
        "a resource of Flask-RESTful: it does not ask the application's handler",
        _books(
            """
            from flask import Blueprint
            from flask_restful import Api, Resource

            bp = Blueprint("books", __name__)
            api = Api(bp)


            class Books(Resource):
                def get(self):
                    return {"message": "There are none"}, 404


            api.add_resource(Books, "/books")
            """
        ),
    ),
    Bad(
        "two apps side by side, of which one answers the exception",
        """
        from flask import Flask, jsonify

        public = Flask("public")
        internal = Flask("internal")


        class APIError(Exception):
            def __init__(self, message, status=400):
                self.message = message
                self.status = status


        @public.errorhandler(APIError)
        def answer(error):
            return jsonify(error=error.message), error.status


        @public.get("/books")
        def books():
            return jsonify(error="There are none"), 400  # FLK415


        @internal.get("/stock")
        def stock():
            return jsonify(error="There is none"), 400
        """,
        fixed="""
        from flask import Flask, jsonify

        public = Flask("public")
        internal = Flask("internal")


        class APIError(Exception):
            def __init__(self, message, status=400):
                self.message = message
                self.status = status


        @public.errorhandler(APIError)
        def answer(error):
            return jsonify(error=error.message), error.status


        @public.get("/books")
        def books():
            raise APIError("There are none")  # FLK415


        @internal.get("/stock")
        def stock():
            return jsonify(error="There is none"), 400
        """,
    ),
    Bad(
        "a header that says only what the answer is",
        _books(
            _view(
                """
if book_id == "0":
    return {"error": "No such book"}, 404, {"Content-Type": "application/json"}  # FLK415
"""
            )
        ),
        fixed={
            "shop/books.py": _view(
                """
if book_id == "0":
    raise APIError("No such book", status_code=404)  # FLK415
""",
                "from flask import Blueprint, jsonify\n\nfrom shop.errors import APIError",
            )
        },
    ),
    Bad(
        "a class that takes the status first",
        {
            "app.py": _BASE_APP,
            "errors.py": _BASE_ERROR.replace("message, status)", "status, message)"),
            "books.py": """
                from flask import Blueprint, jsonify

                from errors import Problem

                bp = Blueprint("books", __name__)


                @bp.get("/books/<int:book_id>")
                def book(book_id):
                    if book_id > 1:
                        raise Problem(410, "It is lost")
                    return jsonify(error="No such book"), 404  # FLK415
                """,
        },
        fixed={
            "books.py": """
                from flask import Blueprint

                from errors import Problem

                bp = Blueprint("books", __name__)


                @bp.get("/books/<int:book_id>")
                def book(book_id):
                    if book_id > 1:
                        raise Problem(410, "It is lost")
                    raise Problem(404, "No such book")  # FLK415
                """
        },
    ),
    Bad(
        "an error of HTTP of the project's own, and a handler for all of HTTP",
        """
        from flask import Flask, jsonify
        from werkzeug.exceptions import HTTPException

        app = Flask(__name__)


        class APIError(HTTPException):
            def __init__(self, message, code=400):
                super().__init__(description=message)
                self.code = code


        @app.errorhandler(HTTPException)
        def answer(error):
            return jsonify(error=error.description), error.code


        @app.get("/books")
        def books():
            return jsonify(error="There are none"), 404  # FLK415
        """,
        fixed="""
        from flask import Flask, jsonify
        from werkzeug.exceptions import HTTPException

        app = Flask(__name__)


        class APIError(HTTPException):
            def __init__(self, message, code=400):
                super().__init__(description=message)
                self.code = code


        @app.errorhandler(HTTPException)
        def answer(error):
            return jsonify(error=error.description), error.code


        @app.get("/books")
        def books():
            raise APIError("There are none", code=404)  # FLK415
        """,
    ),
    Good(
        "an error of HTTP that keeps its message to itself",
        """
        from flask import Flask, jsonify
        from werkzeug.exceptions import HTTPException

        app = Flask(__name__)


        class APIError(HTTPException):
            def __init__(self, message, code=400):
                self.message = message
                self.code = code


        @app.errorhandler(HTTPException)
        def answer(error):
            return jsonify(error=error.description), error.code


        @app.get("/books")
        def books():
            return jsonify(error="There are none"), 404
        """,
    ),
    Good(
        "a class whose handler answers the one message that all its exceptions have",
        """
        from flask import Flask, jsonify

        app = Flask(__name__)


        class NotFound(Exception):
            message = "Not found"


        @app.errorhandler(NotFound)
        def answer(error):
            return jsonify(error=error.message), 404


        @app.get("/books/<int:book_id>")
        def book(book_id):
            return jsonify(error=f"There is no book {book_id}"), 404
        """,
    ),
    Bad(
        "a short message beside more",
        _books(
            """
            from flask import Blueprint, jsonify

            from shop import stores

            bp = Blueprint("books", __name__)


            @bp.get("/stock")
            def stock():
                if why := stores.shut():
                    return jsonify(message="Closed", detail=why), 503  # FLK415
                return jsonify(stores.stock())
            """
        ),
        fixed={
            "shop/books.py": """
            from flask import Blueprint, jsonify

            from shop import stores
            from shop.errors import APIError

            bp = Blueprint("books", __name__)


            @bp.get("/stock")
            def stock():
                if why := stores.shut():
                    raise APIError("Closed", status_code=503, details={"detail": why})  # FLK415
                return jsonify(stores.stock())
            """
        },
    ),
)
