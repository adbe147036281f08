"""Books over HTTP."""

import json

from flask import Blueprint, Response, jsonify, request

from legacy_bookshop.errors import APIError
from legacy_bookshop.extensions import db
from legacy_bookshop.models import Author, Book
from legacy_bookshop.services.book_service import BookService
from legacy_bookshop.validation import book_problems, change_problems

books = Blueprint("books", __name__, url_prefix="/api/v1/books")

JSON = "application/json"
LARGEST_PAGE = 100


@books.route("", methods=["GET"])
def list_books():
    """A page of the books: ?author=, ?page=, ?per_page=."""
    page = request.args.get("page", "1")
    per_page = request.args.get("per_page", "20")
    if not page.isdigit() or int(page) < 1:
        return jsonify(error="page must be positive", details={"page": page}), 400  # FLK415
    if not per_page.isdigit() or not 1 <= int(per_page) <= LARGEST_PAGE:
        # Larger pages once took the shop window down.
        return {"error": f"per_page must be between 1 and {LARGEST_PAGE}"}, 400  # FLK415
    service = BookService(db.session)
    found, total = service.page(request.args.get("author"), int(page), int(per_page))
    return jsonify(
        items=[book.to_dict() for book in found],
        page=int(page),
        per_page=int(per_page),
        total=total,
    )


@books.route("", methods=["POST"])
def add_book():
    """A new book."""
    data = request.get_json()
    problems = book_problems(data)
    if problems:
        return jsonify({"error": "The book is not valid", "details": problems}), 400  # FLK415
    # People write the hyphens in different places.
    isbn = data["isbn"].replace("-", "")
    if Book.query.filter_by(isbn=isbn).first():  # FLK301
        return jsonify({"error": f"ISBN {isbn} is taken"}), 409  # FLK415
    author_id = data["author_id"]
    author = db.session.get(Author, author_id)  # FLK301
    if author is None:
        return Response(json.dumps({"error": "Not an author"}), status=422, mimetype=JSON)  # FLK415
    book = Book(
        title=data["title"].strip(),
        isbn=isbn,
        price_cents=data["price_cents"],
        stock=data.get("stock", 0),
        author_id=author.id,
    )
    db.session.add(book)  # FLK301
    db.session.commit()
    return jsonify(book.to_dict()), 201


@books.route("/<int:book_id>")
def show_book(book_id):
    """One book."""
    # The shop window asks for this all day long.
    book = db.session.get(Book, book_id)  # FLK301
    if book is None:
        return jsonify({"error": "Book not found"}), 404  # FLK415
    return jsonify(book.to_dict())


@books.route("/<int:book_id>", methods=["PATCH"])
def change_book(book_id):
    """The book with some fields changed."""
    changes = request.get_json()
    problems = change_problems(changes)
    if problems:
        raise APIError("The changes are not valid", 400, problems)
    book = BookService(db.session).change(book_id, changes)
    return jsonify(book.to_dict())


@books.route("/<int:book_id>", methods=["DELETE"])
def remove_book(book_id):
    """The book is gone."""
    book = db.get_or_404(Book, book_id)  # FLK301
    # An order keeps pointing at its book, cancelled or not.
    if book.orders:
        return jsonify(error="It was ordered", details={"orders": len(book.orders)}), 409  # FLK415
    db.session.delete(book)  # FLK301
    db.session.commit()
    return "", 204
