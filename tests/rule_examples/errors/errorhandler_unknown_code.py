"""What `errorhandler-unknown-code` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a status of nginx, as a decorator",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.errorhandler(499)  # FLK401
        def closed(error):
            return "closed", 499
        """,
        fails="start: ValueError: '499' is not a recognized HTTP error code",
    ),
    Bad(
        "a status of HTTP that Werkzeug leaves out",
        """
        from http import HTTPStatus as Status

        import flask

        app = flask.Flask(__name__)


        def payment_required(error):
            return "pay", 402


        app.register_error_handler(Status.PAYMENT_REQUIRED, payment_required)  # FLK401
        """,
        fails="start: ValueError: '402' is not a recognized HTTP error code",
    ),
    Bad(
        "no error at all, by keyword, in a factory",
        """
        from flask import Flask as App


        def create_app():
            app = App(__name__)
            app.register_error_handler(code_or_exception=200, f=lambda error: error)  # FLK401
            return app
        """,
        fails="start: ValueError: '200' is not a recognized HTTP error code",
    ),
    Bad(
        "a constant of another module, on a Blueprint",
        {
            "statuses.py": "CSRF_EXPIRED = 419\n",
            "books.py": """
                from flask import Blueprint

                from statuses import CSRF_EXPIRED

                bp = Blueprint("books", __name__)


                @bp.errorhandler(CSRF_EXPIRED)  # FLK401
                def expired(error):
                    return "expired", CSRF_EXPIRED


                @bp.app_errorhandler(code=CSRF_EXPIRED)  # FLK401
                def expired_anywhere(error):
                    return "expired", CSRF_EXPIRED
                """,
            "app.py": """
                from flask import Flask

                from books import bp

                app = Flask(__name__)
                app.register_blueprint(bp)
                """,
        },
        fails="start: ValueError: '419' is not a recognized HTTP error code",
    ),
    Bad(
        "one status of a list, in a helper that is given the app",
        """
        from flask import Flask

        STATUSES = (400, 404, 407, 500)


        def answer(error):
            return "error", error.code


        def register_handlers(app):
            for status in STATUSES:
                app.register_error_handler(status, answer)  # FLK401


        def create_app():
            app = Flask(__name__)
            register_handlers(app)
            return app
        """,
        fails="start: ValueError: '407' is not a recognized HTTP error code",
    ),
    Bad(
        "in a method of an app class",
        """
        from flask import Flask


        class Shop(Flask):
            def __init__(self):
                super().__init__(__name__)
                self.register_error_handler(430, self.answer)  # FLK401

            def answer(self, error):
                return "error", 430


        app = Shop()
        """,
    ),
    Good(
        "every way to name a status or an exception that Werkzeug has",
        """
        from http import HTTPStatus
        from http.client import NOT_FOUND

        from flask import Blueprint, Flask
        from werkzeug.exceptions import HTTPException

        bp = Blueprint("books", __name__)


        class PaymentRequired(HTTPException):
            code = 402


        def answer(error):
            return "error", error.code


        app = Flask(__name__)
        for status in (400, 401, 403, 418, 421, 451, 505):
            app.register_error_handler(status, answer)
        app.register_error_handler(HTTPStatus.CONFLICT, answer)
        app.register_error_handler(NOT_FOUND, answer)
        app.register_error_handler(PaymentRequired, answer)
        bp.app_errorhandler(500)(answer)
        app.register_blueprint(bp)
        """,
        works="start",
    ),
    Good(
        "all numbers are tried, and those that fail are left out",
        """
        from flask import Flask

        app = Flask(__name__)


        def answer(error):
            return "error", error.code


        for status in (402, 404, 499):
            try:
                app.register_error_handler(status, answer)
            except ValueError:
                pass
        """,
        works="start",
    ),
    Good(
        "the project adds to Werkzeug's exceptions",
        """
        from flask import Flask
        from werkzeug.exceptions import HTTPException, default_exceptions


        class PaymentRequired(HTTPException):
            code = 402


        default_exceptions[402] = PaymentRequired
        app = Flask(__name__)


        @app.errorhandler(402)
        def answer(error):
            return "pay", 402
        """,
        works="start",
    ),
    Good(
        "something else than Flask has a method of that name",
        """
        from flask import Flask


        class Pages:
            def errorhandler(self, status):
                return lambda function: function


        app = Flask(__name__)
        pages = Pages()


        @pages.errorhandler(499)
        def closed(error):
            return "closed"
        """,
        works="start",
    ),
    Good(
        "a failure that is suppressed",
        """
        from contextlib import suppress

        from flask import Flask

        app = Flask(__name__)


        def failed(error):
            return "failed"


        for status in (401, 402, 403):
            with suppress(ValueError):
                app.register_error_handler(status, failed)
        """,
        works="start",
    ),
    Good(
        "an app with statuses of its own",
        """
        from flask import Flask
        from werkzeug.exceptions import HTTPException


        class LoginTimeout(HTTPException):
            code = 440


        class ShopFlask(Flask):
            @staticmethod
            def _get_exc_class_and_code(given):
                given = LoginTimeout if given == 440 else given
                return Flask._get_exc_class_and_code(given)


        app = ShopFlask(__name__)


        @app.errorhandler(440)
        def timed_out(error):
            return "log in again", 440


        def create_app():
            return app
        """,
        works="start",
    ),
)
