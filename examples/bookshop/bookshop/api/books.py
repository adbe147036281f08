"""Books over HTTP."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from bookshop.api.providers import books
from bookshop.schemas.book import BookChanges, BookIn, BookOut, BookQuery

bp = Blueprint("books", __name__, url_prefix="/books")


@bp.get("")
def list_books() -> ResponseReturnValue:
    """A page of the books: ?author=, ?page=, ?per_page=."""
    query = BookQuery.model_validate(request.args.to_dict())
    found = books().page(query.author, query.page, query.per_page)
    return jsonify(
        items=[as_json(book) for book in found.books],
        page=query.page,
        per_page=query.per_page,
        total=found.total,
    )


@bp.post("")
def add_book() -> ResponseReturnValue:
    """A new book."""
    new = BookIn.model_validate(request.get_json())
    return jsonify(as_json(books().add(new))), 201


class BookView(MethodView):
    """One book."""

    def get(self, book_id: int) -> ResponseReturnValue:
        """The book."""
        return jsonify(as_json(books().get(book_id)))

    def patch(self, book_id: int) -> ResponseReturnValue:
        """The book with some fields changed."""
        changes = BookChanges.model_validate(request.get_json())
        return jsonify(as_json(books().change(book_id, changes)))

    def delete(self, book_id: int) -> ResponseReturnValue:
        """The book is gone."""
        books().remove(book_id)
        return "", 204


bp.add_url_rule("/<int:book_id>", view_func=BookView.as_view("book"))


def as_json(book: object) -> dict[str, object]:
    """What a client sees of a book."""
    return BookOut.model_validate(book).model_dump()
