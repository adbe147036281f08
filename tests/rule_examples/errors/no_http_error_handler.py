"""What `no-http-error-handler` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_BOOKS = """
    from flask import Blueprint, abort, jsonify

    bp = Blueprint("books", __name__)
    BOOKS = {1: "Emma"}


    def answer(data, status=200):
        return jsonify(data), status


    @bp.get("/books")
    def list_books():
        found = [{"id": id, "title": title} for id, title in BOOKS.items()]
        return found


    @bp.get("/books/<int:book_id>")
    def show_book(book_id):
        if book_id not in BOOKS:
            abort(404)
        return {"id": book_id, "title": BOOKS[book_id]}


    @bp.put("/books/<int:book_id>")
    def change_book(book_id):
        return answer({"id": book_id})


    @bp.delete("/books/<int:book_id>")
    def delete_book(book_id):
        return "", 204
    """
_APP = """
    from flask import Flask

    from shop.books import bp


    def create_app():
        app = Flask(__name__)  # FLK417
        app.register_blueprint(bp)
        return app
    """
_FIXED = """
    from flask import Flask, jsonify
    from werkzeug.exceptions import HTTPException

    from shop.books import bp


    def create_app():
        app = Flask(__name__)  # FLK417
        app.register_blueprint(bp)

        @app.errorhandler(HTTPException)
        def handle_http_error(error):
            return jsonify(error=error.description), error.code

        return app
    """
_ERRORS = """
    from flask import jsonify


    class APIError(Exception):
        def __init__(self, message, status_code=400, details=None):
            super().__init__(message)
            self.message = message
            self.status_code = status_code
            self.details = details or {}


    def register_error_handlers(app):
        @app.errorhandler(APIError)
        def handle_api_error(error):
            return jsonify({"ok": False, "error": error.message, "more": error.details}), \\
                error.status_code
    """
_FIXED_ERRORS = """
    from flask import jsonify
    from werkzeug.exceptions import HTTPException


    class APIError(Exception):
        def __init__(self, message, status_code=400, details=None):
            super().__init__(message)
            self.message = message
            self.status_code = status_code
            self.details = details or {}


    def register_error_handlers(app):
        @app.errorhandler(APIError)
        def handle_api_error(error):
            return jsonify({"ok": False, "error": error.message, "more": error.details}), \\
                error.status_code

        @app.errorhandler(HTTPException)
        def handle_http_error(error):
            return jsonify({"ok": False, "error": error.description, "more": {}}), error.code
    """
_WITH_ERRORS = """
    from flask import Flask as Shop

    from shop import books, errors


    def create_app():
        app = Shop(__name__)  # FLK417
        app.register_blueprint(books.bp)
        errors.register_error_handlers(app)
        return app
    """
_IN_BRANCHES = """
    from flask import Flask, jsonify, request


    def create_app(static=None):
        if static:
            app = Flask(__name__, static_folder=static)  # FLK417
        else:
            app = Flask(__name__)

        @app.get("/books")
        def books():
            return jsonify({"message": "none"})

        @app.post("/books")
        def add():
            if not request.json:
                return jsonify({"success": False, "message": "No book."}), 400
            return jsonify({"message": "Added."}), 201

        @app.delete("/books/<int:book_id>")
        def delete(book_id):
            body = {"success": False, "message": f"{book_id} is unknown."}
            return body, 404

        @app.put("/books/<int:book_id>")
        def change(book_id):
            return {"error": "not yet"}, 404

        return app
    """
_MESSAGES = """
    from flask import Flask, jsonify, request


    def create_app():
        app = Flask(__name__)  # FLK417

        @app.get("/books")
        def books():
            return jsonify({"message": "none"})

        @app.post("/books")
        def add():
            if not request.json:
                return jsonify({"message": "No book."}), 400
            return jsonify({"message": "Added."}), 201

        @app.delete("/books/<int:book_id>")
        def delete(book_id):
            return jsonify({"message": f"{book_id} is unknown."}), 404

        return app
    """
_HTML = "404 text/html <!doctype html>"


def _app(more: str, mark: str = "") -> str:
    """A module with an app and three views that answer JSON, and more behind it."""
    return f"""
from flask import Flask, jsonify, render_template_string
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound

app = Flask(__name__){mark}


@app.get("/books")
def books():
    return jsonify([])


@app.get("/authors")
def authors():
    return {{"authors": []}}


@app.get("/orders")
def orders():
    answer = {{"orders": []}}
    return answer, 200

{more}
"""


EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a factory that registers no handler at all",
        {"shop/__init__.py": "", "shop/app.py": _APP, "shop/books.py": _BOOKS},
        fixed={"shop/app.py": _FIXED},
        fails=f"GET /boks: {_HTML}",
    ),
    Bad(
        "only the project's own error has a handler: the new one answers in its shape",
        {
            "shop/__init__.py": "",
            "shop/app.py": _WITH_ERRORS.replace("  # FLK417", "  # made here: FLK417"),
            "shop/books.py": _BOOKS,
            "shop/errors.py": _ERRORS,
            "wsgi.py": """
                from shop.app import create_app

                app = create_app()
                """,
        },
        fixed={"shop/errors.py": _FIXED_ERRORS},
        fails=f"GET /books/7: {_HTML}",
    ),
    Bad(
        "an app at the top of a module, with a handler for 404 alone",
        _app(
            """
@app.errorhandler(404)
def missing(error):
    return {"error": "missing"}, 404


@app.get("/late")
def late():
    return {}
""",
            "  # FLK417",
        ),
        fixed=_app(
            """
@app.errorhandler(404)
def missing(error):
    return {"error": "missing"}, 404


@app.errorhandler(HTTPException)
def handle_http_error(error):
    return jsonify(error=error.description), error.code


@app.get("/late")
def late():
    return {}
""",
            "  # FLK417",
        ),
        fails="POST /books: 405 text/html <!doctype html>",
    ),
    Bad(
        "class views, and a handler that is registered by a call",
        """
        import flask
        from flask.views import MethodView


        class Books(MethodView):
            def get(self):
                return flask.jsonify(books=[])

            def post(self):
                return flask.make_response({"made": True}, 201)

            def delete(self):
                return {"deleted": True}


        def too_large(error):
            return {"error": "too large"}, 413


        def create_app(name="shop"):
            app = flask.Flask(name)  # FLK417
            app.add_url_rule("/books", view_func=Books.as_view("books"))
            app.register_error_handler(413, too_large)
            return app
        """,
        fixed="""
        import flask
        from flask import jsonify
        from flask.views import MethodView
        from werkzeug.exceptions import HTTPException


        class Books(MethodView):
            def get(self):
                return flask.jsonify(books=[])

            def post(self):
                return flask.make_response({"made": True}, 201)

            def delete(self):
                return {"deleted": True}


        def too_large(error):
            return {"error": "too large"}, 413


        def create_app(name="shop"):
            app = flask.Flask(name)  # FLK417
            app.add_url_rule("/books", view_func=Books.as_view("books"))
            app.register_error_handler(413, too_large)

            @app.errorhandler(HTTPException)
            def handle_http_error(error):
                return jsonify(error=error.description), error.code

            return app
        """,
        fails=f"GET /: {_HTML}",
    ),
    Bad(
        "the shape of the API error cannot be read: no fix",
        {
            "shop/__init__.py": "",
            "shop/app.py": _WITH_ERRORS,
            "shop/books.py": _BOOKS,
            "shop/errors.py": _ERRORS.replace(
                'jsonify({"ok": False, "error": error.message, "more": error.details})',
                "jsonify(vars(error))",
            ),
        },
    ),
    Bad(
        "an app at the top of a module, and no handler",
        """
        from flask import Flask, jsonify

        # The shop.
        app = Flask(__name__)  # FLK417
        app.json.sort_keys = False


        @app.get("/books")
        @app.get("/all")
        def books():
            return jsonify([])


        @app.get("/authors")
        def authors():
            return {"authors": []} if app.debug else {}


        @app.get("/orders")
        def orders():
            return dict(orders=[])
        """,
        fixed="""
        from flask import Flask, jsonify
        from werkzeug.exceptions import HTTPException

        # The shop.
        app = Flask(__name__)  # FLK417
        app.json.sort_keys = False


        @app.errorhandler(HTTPException)
        def handle_http_error(error):
            return jsonify(error=error.description), error.code


        @app.get("/books")
        @app.get("/all")
        def books():
            return jsonify([])


        @app.get("/authors")
        def authors():
            return {"authors": []} if app.debug else {}


        @app.get("/orders")
        def orders():
            return dict(orders=[])
        """,
        fails=f"GET /missing: {_HTML}",
    ),
    Bad(
        "the factory returns something around the app: no fix",
        """
        from flask import Flask


        class Server:
            def __init__(self, app):
                self.app = app


        def create_server():
            app = Flask(__name__)  # FLK417

            @app.get("/books")
            def books():
                return {"books": []}

            @app.get("/authors")
            def authors():
                return {"authors": []}

            @app.get("/orders")
            def orders():
                return {"orders": []}

            server = Server(app)
            return server
        """,
    ),
    Bad(
        "the name of the handler is taken: no fix",
        _app("handle_http_error = None", "  # FLK417"),
        fails=f"GET /: {_HTML}",
    ),
    Bad(
        "in the shape that the project's other errors have, and an app made in two branches",
        _IN_BRANCHES,
        fixed=_IN_BRANCHES.replace(
            "import Flask, jsonify, request\n",
            "import Flask, jsonify, request\n    from werkzeug.exceptions import HTTPException\n",
        ).replace(
            "        return app\n",
            """        @app.errorhandler(HTTPException)
        def handle_http_error(error):
            return jsonify(success=False, message=error.description), error.code

        return app
""",
        ),
        fails=f"GET /missing: {_HTML}",
    ),
    Bad(
        "with the one key that the project's errors have",
        _MESSAGES,
        fixed=_MESSAGES.replace(
            "import Flask, jsonify, request\n",
            "import Flask, jsonify, request\n    from werkzeug.exceptions import HTTPException\n",
        ).replace(
            "        return app\n",
            """        @app.errorhandler(HTTPException)
        def handle_http_error(error):
            return jsonify(message=error.description), error.code

        return app
""",
        ),
        fails=f"GET /missing: {_HTML}",
    ),
    Bad(
        "the handler for `Exception` hands HTTP errors back",
        _app(
            """
@app.errorhandler(Exception)
def failed(error):
    app.logger.debug("failed")
    if isinstance(error, HTTPException):
        return error
    return {"error": "failed"}, 500
""",
            "  # FLK417",
        ),
        fixed=_app(
            """
@app.errorhandler(Exception)
def failed(error):
    app.logger.debug("failed")
    if isinstance(error, HTTPException):
        return error
    return {"error": "failed"}, 500


@app.errorhandler(HTTPException)
def handle_http_error(error):
    return jsonify(error=error.description), error.code
""",
            "  # FLK417",
        ),
        fails=f"GET /missing: {_HTML}",
    ),
    Good(
        "one factory that makes two applications",
        """
        from flask import Flask


        def make_apps():
            shop = Flask("shop")
            admin = Flask("admin")

            @shop.get("/books")
            def books():
                return {"books": []}

            @shop.get("/authors")
            def authors():
                return {"authors": []}

            @admin.get("/orders")
            def orders():
                return {"orders": []}

            return shop, admin
        """,
    ),
    Good(
        "a handler for `HTTPException`",
        _app(
            """
@app.errorhandler(HTTPException)
def failed(error):
    return {"error": error.description}, error.code
"""
        ),
        works="GET /books",
    ),
    Good(
        "a handler for `Exception` that answers HTTP errors in JSON, registered by a call",
        {
            "shop/__init__.py": """
                from flask import Flask, jsonify
                from werkzeug.exceptions import HTTPException

                from shop.books import bp


                def failed(error):
                    if isinstance(error, HTTPException):
                        return jsonify(error=error.description), error.code
                    return jsonify(error=str(error)), 500


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    app.register_error_handler(Exception, failed)
                    return app
                """,
            "shop/books.py": _BOOKS,
        },
        works="GET /books",
    ),
    Good(
        "a handler for `Exception`, put on the app by a Blueprint",
        _app(
            """
from flask import Blueprint

bp = Blueprint("errors", __name__)


@bp.app_errorhandler(Exception)
def failed(error):
    return {"error": str(error)}, 200


app.register_blueprint(bp)
"""
        ),
        works="GET /missing",
    ),
    Good(
        "404 and 405 have one each, in a loop and by class",
        _app(
            """
def failed(error):
    return {"error": error.description}, 200


for status in (400, 404):
    app.register_error_handler(status, failed)

app.errorhandler(MethodNotAllowed)(failed)
"""
        ),
        works="POST /books",
    ),
    Good(
        "handlers for what is not known",
        """
        from flask import Flask
        from werkzeug.exceptions import default_exceptions


        def failed(error):
            return {"error": error.description}, 200


        def create_app():
            app = Flask(__name__)
            for error in default_exceptions.values():
                app.register_error_handler(error, failed)

            @app.get("/books")
            def books():
                return {"books": []}

            @app.get("/authors")
            def authors():
                return {"authors": []}

            @app.get("/orders")
            def orders():
                return {"orders": []}

            return app
        """,
        works="GET /missing",
    ),
    Good(
        "pages beside the JSON",
        _app(
            """
@app.get("/")
def index():
    return render_template_string("<h1>Books</h1>")
"""
        ),
        works="GET /",
    ),
    Good(
        "a handler that answers with a page",
        _app(
            """
@app.errorhandler(404)
def missing(error):
    return render_template_string("<h1>Nothing here</h1>"), 200
"""
        ),
        works="GET /missing",
    ),
    Good(
        "a route that takes all paths",
        _app(
            """
@app.get("/<path:path>")
def front_end(path):
    return "<h1>Books</h1>"
"""
        ),
        works="GET /missing",
    ),
    Good(
        "few views",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.get("/health")
        def health():
            return {"status": "ok"}
        """,
        works="GET /health",
    ),
    Good(
        "a package answers errors, or is handed the app and may",
        {
            "app.py": _app(
                """
import company_errors

company_errors.init_app(app)
"""
            ),
        },
    ),
    Good(
        "Flask-RESTful answers errors of its own",
        """
        from flask import Flask
        from flask_restful import Api, Resource


        class Books(Resource):
            def get(self):
                return {"books": []}

            def post(self):
                return {"made": True}

            def put(self):
                return {"changed": True}


        app = Flask(__name__)
        api = Api(app)
        api.add_resource(Books, "/books")
        """,
    ),
    Good(
        "an app with steps of its own from an exception to an answer",
        """
        from flask import Flask


        class Shop(Flask):
            def handle_http_exception(self, error):
                return {"error": error.description}, error.code


        app = Shop(__name__)


        @app.get("/books")
        def books():
            return {"books": []}


        @app.get("/authors")
        def authors():
            return {"authors": []}


        @app.get("/orders")
        def orders():
            return {"orders": []}
        """,
    ),
)
