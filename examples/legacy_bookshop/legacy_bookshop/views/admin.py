"""What the people in the shop look at."""

from flask import Blueprint, current_app, jsonify

from ..models import Book

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.route("/stock")
def low_stock():
    """The books that run out."""
    limit = current_app.config["LOW_STOCK"]
    rows = []
    # By number, the way the shelves are.
    for book in Book.query.filter(Book.stock <= limit).order_by(Book.id):  # FLK301
        rows.append({"id": book.id, "title": book.title, "stock": book.stock})
    return jsonify(rows)
