"""What the people in the shop look at."""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue

from bookshop.api.providers import books
from bookshop.schemas.book import StockOut

bp = Blueprint("admin", __name__, url_prefix="/admin")


@bp.get("/stock")
def low_stock() -> ResponseReturnValue:
    """The books that run out."""
    scarce = books().running_out(current_app.config["LOW_STOCK"])
    return jsonify([StockOut.model_validate(book).model_dump() for book in scarce])
