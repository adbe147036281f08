"""More of what `type-bool` reports, and what it must not."""

from flasklint.rule import Bad, Good

EXAMPLES = (
    Bad(
        "as the third argument, of a form, under another name",
        """
        import flask

        app = flask.Flask(__name__)


        @app.post("/books")
        def add_book():
            form = flask.request.form
            lent = form.get("lent", False, bool)  # FLK505
            return {"lent": lent}
        """,
        says="`lent=false` is True",
    ),
    Bad(
        "a list",
        """
        from flask import Flask, request

        app = Flask(__name__)


        @app.get("/books")
        def list_books():
            return {"all": request.args.getlist("all", type=bool)}  # FLK505
        """,
    ),
    Good(
        "another type",
        """
        from flask import Flask, request

        app = Flask(__name__)


        @app.get("/books")
        def list_books():
            return {"page": request.args.get("page", 1, type=int), "all": bool(request.args)}
        """,
        works="GET /books",
    ),
    Good(
        "another `bool`",
        """
        from flask import Flask, request

        app = Flask(__name__)


        def bool(text):
            return text == "true"


        @app.get("/books")
        def list_books():
            return {"all": request.args.get("all", type=bool)}
        """,
        works="GET /books",
    ),
    Good(
        "what is no value of the request",
        """
        class Options:
            def get(self, name, default=None, type=str):
                return type(name)


        Options().get("all", type=bool)
        """,
    ),
)
