"""What `catch-all-swallows-http` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_APP = """
    from flask import Flask
    from werkzeug.exceptions import HTTPException

    app = Flask(__name__)
    """


def _app(text: str, head: str = _APP) -> str:
    """An application and what follows it, at the margin of `head`."""
    lines = "".join(f"    {line}\n" if line else "\n" for line in text.strip("\n").split("\n"))
    return f"{head.rstrip()}\n\n\n{lines}"


_HELPER = """
    def register_errors(blueprint):
        @blueprint.errorhandler(Exception)  # FLK405
        def failed(error):
            return {"ok": False, "error": "failed"}, 500
    """
_APP_404 = """
    from flask import Flask

    from shop.books import books
    from shop.orders import orders


    def create_app():
        app = Flask(__name__)

        @app.errorhandler(404)
        def unknown(error):
            return {"error": "unknown"}, 404

        app.register_blueprint(books)
        app.register_blueprint(orders)
        return app
    """


_API = """
    from flask import Blueprint, jsonify

    books = Blueprint("books", __name__)


    @books.get("/books")
    def index():
        return jsonify([])


    @books.post("/books")
    def create():
        return jsonify(id=1), 201
    """
_JSON = """
    from flask import Flask, jsonify

    from shop.api import books


    def failed(error):
        return jsonify(error=str(error)), 500


    def create_app():
        app = Flask(__name__)
        app.register_blueprint(books)
        app.register_error_handler(Exception, failed)  # FLK405
        return app
    """
_JSON_FIXED = _JSON.replace(
    "jsonify\n", "jsonify\n    from werkzeug.exceptions import HTTPException\n", 1
).replace(
    "(error):\n",
    """(error):
        if isinstance(error, HTTPException):
            return jsonify(error=error.description), error.code
""",
)


def _shop(books: str, orders: str, helper: str = _HELPER) -> dict[str, str]:
    """Two Blueprints with one handler that a helper registers; what their views do first."""

    def views(name: str, first: str) -> str:
        return f"""
            from flask import Blueprint, abort, request

            from shop.errors import register_errors
            from shop.lookup import found

            {name} = Blueprint("{name}", __name__)
            register_errors({name})


            @{name}.get("/{name}/<int:number>")
            def show_{name}(number):
                {first}
                return {{"number": number}}
            """

    return {
        "shop/__init__.py": _APP_404,
        "shop/books.py": views("books", books),
        "shop/errors.py": helper,
        "shop/lookup.py": """
            from werkzeug.exceptions import Gone


            def found(number):
                if number > 7:
                    raise Gone
                return number
            """,
        "shop/orders.py": views("orders", orders),
    }


EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "the exception is only logged",
        """
        from flask import Flask, jsonify

        app = Flask(__name__)


        @app.errorhandler(Exception)  # FLK405
        def failed(error):
            app.logger.exception(error)
            return jsonify(error="Internal error", name="Internal Server Error", ok=False), 500
        """,
        fixed="""
        from flask import Flask, jsonify
        from werkzeug.exceptions import HTTPException

        app = Flask(__name__)


        @app.errorhandler(Exception)  # FLK405
        def failed(error):
            if isinstance(error, HTTPException):
                return jsonify(error=error.description, name=error.name, ok=False), error.code
            app.logger.exception(error)
            return jsonify(error="Internal error", name="Internal Server Error", ok=False), 500
        """,
    ),
    Bad(
        "a 404 answers 500",
        """
        from flask import Flask
        from werkzeug.middleware.proxy_fix import ProxyFix

        app = Flask(__name__)
        app.wsgi_app = ProxyFix(app.wsgi_app)
        app.register_error_handler(Exception, lambda error: (str(error), 500))  # FLK405
        """,
        fails="GET /missing: 500",
    ),
    Bad(
        "registered in a factory, the handler in another file and with a docstring",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.errors import failed


                def create_app():
                    app = Flask(__name__)
                    app.register_error_handler(code_or_exception=Exception, f=failed)  # FLK405
                    app.register_error_handler(404, lambda error: ("no such page", 404))
                    return app
                """,
            "shop/errors.py": '''
                """How the shop answers errors."""

                import logging
                from werkzeug import exceptions

                log = logging.getLogger(__name__)


                def failed(e: Exception):
                    """Answer what nobody foresaw."""
                    # the text may hold secrets
                    log.error("%s: %s", type(e).__name__, e, exc_info=e)
                    return {"error": f"Internal error: {e.__class__.__name__}"}, 500


                def is_known(e):
                    return isinstance(e, exceptions.NotFound)
                ''',
        },
        fixed={
            "shop/__init__.py": """
                from flask import Flask

                from shop.errors import failed


                def create_app():
                    app = Flask(__name__)
                    app.register_error_handler(code_or_exception=Exception, f=failed)  # FLK405
                    app.register_error_handler(404, lambda error: ("no such page", 404))
                    return app
                """,
            "shop/errors.py": '''
                """How the shop answers errors."""

                import logging
                from werkzeug import exceptions

                log = logging.getLogger(__name__)


                def failed(e: Exception):
                    """Answer what nobody foresaw."""
                    if isinstance(e, exceptions.HTTPException):
                        return {"error": e.description}, e.code
                    # the text may hold secrets
                    log.error("%s: %s", type(e).__name__, e, exc_info=e)
                    return {"error": f"Internal error: {e.__class__.__name__}"}, 500


                def is_known(e):
                    return isinstance(e, exceptions.NotFound)
                ''',
        },
    ),
    Bad(
        "a Blueprint's handler is nearer than the app's for `HTTPException`",
        """
        from flask import Blueprint, Flask, abort
        from werkzeug.exceptions import HTTPException

        bp = Blueprint("books", __name__)
        app = Flask(__name__)


        @bp.errorhandler(Exception)  # FLK405
        def failed(error): return "failed", 500


        @bp.get("/books")
        def books():
            abort(403)


        @app.errorhandler(HTTPException)
        def http_failed(error):
            return error


        app.register_blueprint(bp)
        """,
        fails="GET /books: 500",
    ),
    Bad(
        "for the whole app by a Blueprint, beside a handler for 500 that is never asked",
        """
        from flask import Blueprint, Flask

        errors = Blueprint("errors", __name__)


        @errors.app_errorhandler(500)
        def broken(error):
            return "broken", 500


        @errors.app_errorhandler(Exception)  # FLK405
        def failed(_error):
            return "failed"


        def create_app():
            app = Flask(__name__)
            app.register_blueprint(errors)
            return app
        """,
        fixed="""
        from flask import Blueprint, Flask
        from werkzeug.exceptions import HTTPException

        errors = Blueprint("errors", __name__)


        @errors.app_errorhandler(500)
        def broken(error):
            return "broken", 500


        @errors.app_errorhandler(Exception)  # FLK405
        def failed(_error):
            if isinstance(_error, HTTPException):
                return _error
            return "failed"


        def create_app():
            app = Flask(__name__)
            app.register_blueprint(errors)
            return app
        """,
    ),
    Bad(
        "`HTTPException` is imported for the type checker only: no fix",
        """
        from typing import TYPE_CHECKING

        from flask import Flask

        if TYPE_CHECKING:
            from werkzeug.exceptions import HTTPException

        app = Flask(__name__)


        @app.errorhandler(Exception)  # FLK405
        def failed(error: "HTTPException"):
            return "failed", 500
        """,
    ),
    Bad(
        "one handler on two Blueprints, whose views refuse something",
        _shop("abort(403)", "found(number)"),
        fixed={
            "shop/errors.py": """
                from werkzeug.exceptions import HTTPException


                def register_errors(blueprint):
                    @blueprint.errorhandler(Exception)  # FLK405
                    def failed(error):
                        if isinstance(error, HTTPException):
                            return {"ok": False, "error": error.description}, error.code
                        return {"ok": False, "error": "failed"}, 500
                """
        },
    ),
    Bad(
        "a Blueprint's handler, with the app's for `HTTPException` in JSON as well",
        {
            "shop/__init__.py": """
                from flask import Flask, jsonify
                from werkzeug.exceptions import HTTPException

                from shop.books import books


                def create_app():
                    app = Flask(__name__)

                    @app.errorhandler(HTTPException)
                    def refused(error):
                        return jsonify(error=error.description), error.code

                    app.register_blueprint(books)
                    return app
                """,
            "shop/books.py": """
                from flask import Blueprint, abort, jsonify

                books = Blueprint("books", __name__)


                @books.errorhandler(Exception)  # FLK405
                def failed(error):
                    return jsonify(error="failed"), 500


                @books.get("/books/<int:book_id>")
                def show(book_id):
                    abort(403)
                """,
        },
        fixed={
            "shop/books.py": """
                from flask import Blueprint, abort, jsonify
                from werkzeug.exceptions import HTTPException

                books = Blueprint("books", __name__)


                @books.errorhandler(Exception)  # FLK405
                def failed(error):
                    if isinstance(error, HTTPException):
                        return jsonify(error=error.description), error.code
                    return jsonify(error="failed"), 500


                @books.get("/books/<int:book_id>")
                def show(book_id):
                    abort(403)
                """
        },
    ),
    Bad(
        "the answer in JSON is the exception as a text",
        {"shop/__init__.py": _JSON, "shop/api.py": _API},
        fixed={"shop/__init__.py": _JSON_FIXED},
    ),
    Bad(
        "it cannot be told what a key would say of an HTTP error: no fix",
        """
        import traceback

        from flask import Flask

        app = Flask(__name__)


        @app.errorhandler(Exception)  # FLK405
        def failed(error):
            return {"message": "failed", "code": 500, "trace": traceback.format_exc()}, 500
        """,
    ),
    Bad(
        "a page that is shown the exception, always with 500",
        """
        from flask import Flask, render_template_string

        app = Flask(__name__)


        @app.errorhandler(Exception)  # FLK405
        def handle(error):
            return render_template_string("Sorry: {{ error }}", error=error), 500
        """,
        fixed="""
        from flask import Flask, render_template_string
        from werkzeug.exceptions import HTTPException

        app = Flask(__name__)


        @app.errorhandler(Exception)  # FLK405
        def handle(error):
            if isinstance(error, HTTPException):
                return error
            return render_template_string("Sorry: {{ error }}", error=error), 500
        """,
    ),
    Good(
        "the app answers what the views of the Blueprints abort with",
        _shop("abort(404)", "number += 1", _HELPER.replace("  # FLK405", "")),
        works="GET /orders/1",
    ),
    Good(
        "what a view raises in a `try` may not get to the handler",
        """
        from flask import Blueprint, Flask, abort

        bp = Blueprint("books", __name__)


        @bp.errorhandler(Exception)
        def failed(error):
            return {"error": "failed"}, 500


        @bp.get("/books")
        def books():
            try:
                abort(403)
            except Exception:
                return {"books": []}


        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
        works="GET /books",
    ),
    Good(
        "the handler gives HTTP errors back",
        _app(
            """
@app.errorhandler(Exception)
def failed(error):
    if isinstance(error, HTTPException):
        return error
    return "failed", 500


@app.get("/")
def index():
    return "books"
"""
        ),
        works="GET /",
    ),
    Good(
        "the handler uses the status of the exception",
        _app(
            """
@app.errorhandler(Exception)
def failed(error):
    return str(error), getattr(error, "code", 500)
"""
        ),
        works="start",
    ),
    Good(
        "a handler for `HTTPException` stands beside it",
        _app(
            """
@app.errorhandler(Exception)
def failed(error):
    return "failed", 500


@app.errorhandler(HTTPException)
def http_failed(error):
    return error
"""
        ),
        works="start",
    ),
    Good(
        "every status has a handler, by a loop over Werkzeug's table",
        """
        from flask import Flask
        from werkzeug.exceptions import default_exceptions

        app = Flask(__name__)


        def answer(error):
            return error.name, error.code


        for status in default_exceptions:
            app.register_error_handler(status, answer)


        @app.errorhandler(Exception)
        def failed(error):
            return "failed", 500
        """,
        works="start",
    ),
    Good(
        "the usual statuses each have a handler",
        """
        from flask import Flask
        from werkzeug.exceptions import Forbidden, NotFound

        app = Flask(__name__)


        def answer(error):
            return error.name, error.code


        for status in (400, 401, 405):
            app.register_error_handler(status, answer)
        app.register_error_handler(NotFound, answer)
        app.register_error_handler(Forbidden, answer)


        @app.errorhandler(Exception)
        def failed(error):
            return "failed", 500
        """,
        works="start",
    ),
    Good(
        "another function tells the exceptions apart",
        _app(
            """
def answer(error):
    return (error.name, error.code) if isinstance(error, HTTPException) else ("failed", 500)


@app.errorhandler(Exception)
def failed(error):
    return answer(error)
"""
        ),
        works="start",
    ),
    Good(
        "a decorator, `raise`, `sys.exc_info()` and the request may tell the exceptions apart",
        """
        import sys
        from functools import wraps

        from flask import Blueprint, Flask, request
        from werkzeug.exceptions import HTTPException

        app = Flask(__name__)
        one = Blueprint("one", __name__)
        two = Blueprint("two", __name__)
        three = Blueprint("three", __name__)

        def only_failures(function):
            @wraps(function)
            def answer(error):
                return error if isinstance(error, HTTPException) else function(error)

            return answer


        @app.errorhandler(Exception)
        @only_failures
        def failed(error):
            return "failed", 500


        @app.get("/")
        def index():
            return "books"


        def one_failed(error):
            if app.testing:
                raise
            return "failed", 500


        def two_failed(error):
            kind, _, _ = sys.exc_info()
            return ("failed", 500) if kind is ValueError else ("other", 400)


        def three_failed(error):
            if request.routing_exception is not None:
                return "no such page", 404
            return "failed", 500


        one.register_error_handler(Exception, one_failed)
        two.register_error_handler(Exception, two_failed)
        three.register_error_handler(Exception, three_failed)
        for bp in (one, two, three):
            app.register_blueprint(bp, url_prefix=f"/{bp.name}")
        """,
        works="GET /",
    ),
    Good(
        "an app class answers HTTP errors itself",
        """
        from flask import Flask


        class Shop(Flask):
            def handle_user_exception(self, error):
                return getattr(error, "name", "failed"), getattr(error, "code", 500)


        app = Shop(__name__)


        @app.errorhandler(Exception)
        def failed(error):
            return "failed", 500
        """,
    ),
    Good(
        "a package that registers a handler for `HTTPException`",
        """
        from flask import Flask
        from flask_smorest import Api

        app = Flask(__name__)
        api = Api(app)


        @app.errorhandler(Exception)
        def failed(error):
            return "failed", 500
        """,
    ),
    Good(
        "the app goes where it cannot be followed",
        """
        from importlib.metadata import entry_points

        from flask import Flask

        app = Flask(__name__)
        for plugin in entry_points(group="shop"):
            plugin.load()(app)


        @app.errorhandler(Exception)
        def failed(error):
            return "failed", 500
        """,
    ),
    Good(
        "narrower classes",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.errorhandler(LookupError)
        def missing(error):
            return "missing", 404
        """,
        works="start",
    ),
    Good(
        "on a Blueprint, where a method that is not allowed is not asked about",
        """
        from flask import Blueprint, Flask

        bp = Blueprint("books", __name__)


        def refused(error):
            return error.description, error.code


        for status in (400, 401, 403, 404):
            bp.register_error_handler(status, refused)


        @bp.errorhandler(Exception)
        def failed(error):
            return "failed", 500


        @bp.post("/books")
        def add():
            return "added"


        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
        works="POST /books",
    ),
)
