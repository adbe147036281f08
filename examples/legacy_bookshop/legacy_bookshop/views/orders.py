"""Orders over HTTP."""

from http import HTTPStatus

from flask import Blueprint, jsonify, make_response, request
from flask.views import MethodView

from ..extensions import db
from ..models import Book, Order
from ..services.order_service import OrderService
from ..validation import order_problems

CONFLICT = 409

orders = Blueprint("orders", __name__)
cancellations = Blueprint("cancellations", __name__, url_prefix="/<int:order_id>/cancel")

# The address the bookkeeping asked for.
invoices = Blueprint("invoices", __name__, url_prefix="/<int:order_id>/invoice")  # FLK105


@orders.post("")
def place_order():
    """A new order, its copies taken from the stock."""
    data = request.get_json()
    problems = order_problems(data)
    if problems:
        return {"error": "Not a valid order", "details": problems}, HTTPStatus.BAD_REQUEST  # FLK415
    quantity = data["quantity"]
    session = db.session
    book = session.get(Book, data["book_id"])  # FLK301
    if book is None:
        return make_response(jsonify(error="There is no such book"), 422)  # FLK415
    if book.stock < quantity:
        return jsonify(  # FLK415
            error="Not enough stock",
            details={"available": book.stock},
        ), CONFLICT
    book.stock -= quantity
    # The price is copied: a later change must not touch what was agreed.
    order = Order(book_id=book.id, quantity=quantity, total_cents=book.price_cents * quantity)
    session.add(order)  # FLK301
    session.commit()
    return jsonify(order.to_dict()), 201


class OrderView(MethodView):
    """One order."""

    def get(self, order_id):
        """The order."""
        order = Order.query.filter_by(id=order_id).first()  # FLK301
        if order is None:
            return jsonify({"error": f"Order {order_id} not found"}), HTTPStatus.NOT_FOUND  # FLK415
        return jsonify(order.to_dict())


@cancellations.post("")
def cancel_order(order_id):
    """The order, cancelled."""
    order = OrderService(db.session).cancel(order_id)
    return jsonify(order.to_dict())


@invoices.get("")
def show_invoice(order_id):
    """What the customer has to pay."""
    return jsonify(OrderService(db.session).invoice(order_id))


orders.add_url_rule("/<int:order_id>", view_func=OrderView.as_view("order"))
orders.register_blueprint(cancellations)
