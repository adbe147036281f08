"""More of what `handler-without-status` reports, and what it must not."""

from flasklint.rule import Bad, Good

HANDLER = """
    from flask import Flask, jsonify, redirect, render_template, render_template_string
    from werkzeug.exceptions import HTTPException, NotFound

    app = Flask(__name__)


    {0}
    def answer(error):
        return {1}
    """


def handler(above: str, answer: str) -> str:
    return HANDLER.format(above, answer)


EXAMPLES = (
    Bad(
        "a page",
        handler("@app.errorhandler(404)", "render_template_string('<p>no</p>')  # FLK403"),
        fixed=handler(
            "@app.errorhandler(404)", "render_template_string('<p>no</p>'), 404  # FLK403"
        ),
        fails="GET /nowhere: 200 text/html <p>no</p>",
    ),
    Bad(
        "a dict, for a class",
        handler("@app.errorhandler(NotFound)", "{'error': 'no'}  # FLK403"),
        fails='GET /nowhere: 200 application/json {"error":"no"}',
        says="(`error.code`)",
    ),
    Bad(
        "two statuses",
        handler(
            "@app.errorhandler(404)\n    @app.errorhandler(405)", "jsonify(error='no')  # FLK403"
        ),
        fails='GET /nowhere: 200 application/json {"error":"no"}',
    ),
    Bad(
        "registered by a call",
        handler("", "f'no {error}'  # FLK403")
        + "\n\n    app.register_error_handler(500, answer)\n",
        fixed=handler("", "f'no {error}', 500  # FLK403")
        + "\n\n    app.register_error_handler(500, answer)\n",
    ),
    Good("with a status", handler("@app.errorhandler(404)", "jsonify(error='no'), 404")),
    Good("the exception itself", handler("@app.errorhandler(HTTPException)", "error")),
    Good("sent elsewhere", handler("@app.errorhandler(404)", "redirect('/')")),
    Good("what a helper makes", handler("@app.errorhandler(404)", "made(error)")),
    Good(
        "the page of an application in the browser",
        handler("@app.errorhandler(404)", "render_template('index.html')"),
    ),
    Good(
        "an exception of the project's, which may be no failure",
        """
        from flask import Flask

        app = Flask(__name__)


        class Later(Exception):
            pass


        @app.errorhandler(Later)
        def wait(error):
            return "it is being made"
        """,
        works="start",
    ),
    Good(
        "a decorator of its own, which may give the status",
        """
        from flask import Flask

        app = Flask(__name__)


        def status(code):
            def wrap(handler):
                return lambda error: (handler(error), code)

            return wrap


        @app.errorhandler(404)
        @status(404)
        def not_found(error):
            return "no"
        """,
        works="start",
    ),
)
