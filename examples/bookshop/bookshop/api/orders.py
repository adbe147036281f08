"""Orders over HTTP."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from bookshop.api.providers import orders
from bookshop.schemas.order import OrderIn, OrderOut

bp = Blueprint("orders", __name__, url_prefix="/orders")


@bp.post("")
def place_order() -> ResponseReturnValue:
    """A new order."""
    new = OrderIn.model_validate(request.get_json())
    return jsonify(as_json(orders().place(new.book_id, new.quantity))), 201


@bp.get("/<int:order_id>")
def show_order(order_id: int) -> ResponseReturnValue:
    """One order."""
    return jsonify(as_json(orders().get(order_id)))


@bp.post("/<int:order_id>/cancel")
def cancel_order(order_id: int) -> ResponseReturnValue:
    """The order, cancelled."""
    return jsonify(as_json(orders().cancel(order_id)))


def as_json(order: object) -> dict[str, object]:
    """What a client sees of an order."""
    return OrderOut.model_validate(order).model_dump()
