"""Orders."""

from flask import request
from sqlalchemy import func, select

from legacy_bookshop.errors import APIError
from legacy_bookshop.models import Book, Order


class OrderService:
    """Takes books back and adds up what was sold."""

    def __init__(self, session):
        self.session = session

    def cancel(self, order_id):
        """The order cancelled and its copies back in stock."""
        order = self.session.get(Order, order_id)
        if order is None:
            raise APIError("Order not found", 404)
        if order.status == "cancelled":
            raise APIError("The order is cancelled already", 409)
        order.status = "cancelled"
        order.cancelled_by = request.headers.get("X-Clerk")  # FLK302
        order.book.stock += order.quantity
        self.session.commit()
        return order

    def invoice(self, order_id):
        """What the customer has to pay for an order."""
        order = self.session.get(Order, order_id)
        if order is None:
            raise APIError("Order not found", 404)
        return {"order": order.id, "title": order.book.title, "total_cents": order.total_cents}

    def sales(self):
        """Copies sold, by title."""
        sold = (
            select(Book.title, func.sum(Order.quantity))
            .join(Order.book)
            .where(Order.status == "open")
            .group_by(Book.title)
        )
        return {title: copies for title, copies in self.session.execute(sold)}
