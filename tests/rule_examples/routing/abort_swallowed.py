"""More of what `abort-swallowed` reports, and what it must not."""

from flasklint.rule import Bad, Good

VIEW = """
    from flask import Flask, abort
    from werkzeug.exceptions import HTTPException, NotFound

    app = Flask(__name__)


    @app.get("/")
    def index():
        try:
            {0}
        {1}
            {2}
        return "ok"
    """


def view(body: str, handler: str, then: str) -> str:
    return VIEW.format(body, handler, then)


EXAMPLES = (
    Bad(
        "an exception of Werkzeug's, and a bare `except`",
        view("raise NotFound()  # FLK223", "except:", "pass"),
        fails="GET /: 200",
    ),
    Bad(
        "several at once",
        view("abort(404)  # FLK223", "except (ValueError, Exception) as error:", "print(error)"),
        fails="GET /: 200",
    ),
    Bad(
        "behind a handler for something else",
        """
        import flask

        app = flask.Flask(__name__)


        @app.get("/")
        def index():
            try:
                flask.abort(403)  # FLK223
            except ValueError:
                raise
            except BaseException as error:
                raise RuntimeError("no") from error
        """,
        fails="GET /: RuntimeError",
    ),
    Bad(
        "another status than the one that is asked for",
        view("abort(404)  # FLK223", "except Exception:", "abort(500)"),
        fails="GET /: 500",
    ),
    Good("raised again", view("abort(404)", "except Exception:", "raise")),
    Good(
        "raised again under its name",
        view("abort(404)", "except Exception as error:", "raise error"),
    ),
    Good(
        "the handler asks what it is",
        view(
            "abort(404)",
            "except Exception as error:",
            "return str(isinstance(error, HTTPException))",
        ),
    ),
    Good("the same status", view("abort(404)", "except Exception:", 'return "no", 404')),
    Good("caught on purpose", view("abort(404)", "except HTTPException:", "pass")),
    Good("caught by name", view("abort(404)", "except NotFound:", "pass")),
    Good("caught for something else", view("abort(404)", "except ValueError:", "pass")),
    Good("something that may be an HTTP error", view("abort(404)", "except app.Wrong:", "pass")),
    Good(
        "in the handler, in `else`, in `finally`",
        """
        from flask import Flask, abort

        app = Flask(__name__)


        @app.get("/")
        def index():
            try:
                number = int("1")
            except Exception:
                abort(400)
            else:
                abort(404)
        """,
    ),
    Good(
        "in a function that is only defined there",
        """
        from flask import Flask, abort

        app = Flask(__name__)

        try:

            @app.get("/")
            def index():
                abort(404)

        except Exception:
            pass
        """,
        works="start",
    ),
    Good(
        "another `abort`",
        """
        def abort(code):
            return code


        try:
            abort(404)
        except Exception:
            pass
        """,
    ),
    Good(
        "an inner handler raises it again",
        """
        from flask import Flask, abort
        from werkzeug.exceptions import HTTPException

        app = Flask(__name__)


        @app.get("/")
        def index():
            try:
                abort(404)
            except HTTPException:
                raise
            except Exception:
                return "failed", 500
        """,
    ),
)
