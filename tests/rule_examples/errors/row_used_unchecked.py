"""More of what `row-used-unchecked` reports, and what it must not."""

from flasklint.rule import Bad, Good

VIEWS = """
    from flask import Flask
    from flask_sqlalchemy import SQLAlchemy

    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    db = SQLAlchemy(app)


    class Book(db.Model):
        id = db.Column(db.Integer, primary_key=True)
        title = db.Column(db.String)


    with app.app_context():
        db.create_all()
    """


def view(*lines: str, decorator: str = "") -> str:
    """A view with a number in its URL."""
    body = "".join(f"        {line}\n" for line in lines)
    above = f"    {decorator}\n" if decorator else ""
    return (
        f"{VIEWS}\n\n    @app.get('/books/<int:number>')\n{above}    def show_book(number):\n{body}"
    )


FIRST = "book = Book.query.filter_by(id=number).first()"
EXAMPLES = (
    Bad(
        "the first of a query",
        view(FIRST, "return book.title  # FLK419"),
        fails="GET /books/1: AttributeError",
        says="`book` is None where there is no such row",
    ),
    Bad(
        "in the test of an `if`",
        view(FIRST, "if book.title:  # FLK419", "    return 'yes'", "return 'no'"),
        fails="GET /books/1: AttributeError",
    ),
    Bad(
        "set, and not read",
        view(FIRST, "book.title = 'Emma'  # FLK419", "db.session.commit()", "return ''"),
        fails="GET /books/1: AttributeError",
    ),
    Good("tested", view(FIRST, "if book is None:", "    return '', 404", "return book.title")),
    Good("tested in an expression", view(FIRST, "return book.title if book else ''")),
    Good("tested beside", view(FIRST, "if book and book.title:", "    return 'yes'", "return ''")),
    Good("asserted", view(FIRST, "assert book", "return book.title")),
    Good("passed on, where it may be tested", view(FIRST, "check(book)", "return book.title")),
    Good(
        "the error is caught",
        view(
            "try:",
            f"    {FIRST}",
            "    return book.title",
            "except AttributeError:",
            "    return '', 404",
        ),
    ),
    Good("bound twice", view(FIRST, "book = book or Book(title='new')", "return book.title")),
    Good(
        "a row that no parameter names",
        view("book = Book.query.first()", "return book.title"),
    ),
    Good("an element of a dict", view("book = {1: Book()}.get(number)", "return book.title")),
    Good(
        "a decorator of the project's looks at the number",
        view(FIRST, "return book.title", decorator="@exists").replace(
            "    @app.get",
            """
    def exists(view):
        def looked(**kwargs):
            if Book.query.get(kwargs["number"]) is None:
                return "", 404
            return view(**kwargs)

        return looked


    @app.get""",
        ),
    ),
)
