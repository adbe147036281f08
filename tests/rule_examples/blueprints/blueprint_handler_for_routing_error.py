"""More of what `blueprint-handler-for-routing-error` reports, and what it must not."""

from flasklint.rule import Bad, Good

BOOKS = """
    from flask import Blueprint, Flask, abort

    books = Blueprint("books", __name__, url_prefix="/books")


    def answer(error):
        return {{"error": "no such book"}}, 404


    {0}


    @books.get("/<int:number>")
    def show_book(number):
        {1}
        return {{"number": number}}


    app = Flask(__name__)
    app.register_blueprint(books)
    """


def books(registration: str, line: str = "print()") -> str:
    text = BOOKS.format(registration, line)
    return text if "abort" in line else text.replace(", abort", "")


EXAMPLES = (
    Bad(
        "registered by a call",
        books("books.register_error_handler(405, answer)  # FLK111"),
        fails="POST /books/1: 405 text/html <!doctype html>",
    ),
    Good("a view aborts", books("books.register_error_handler(404, answer)", "abort(404)")),
    Good(
        "another module raises it",
        {
            "app.py": books("books.register_error_handler(404, answer)"),
            "errors.py": "from werkzeug.exceptions import NotFound as Gone\n",
        },
    ),
    Good("another error", books("books.register_error_handler(500, answer)")),
    Good("on the application", books("books.app_errorhandler(404)(answer)")),
)
