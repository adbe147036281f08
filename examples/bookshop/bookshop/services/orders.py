"""Orders."""

from sqlalchemy.orm import Session

from bookshop.errors import ConflictError, NotFoundError, UnprocessableError
from bookshop.models import Book, Order


class OrderService:
    """Sells books, and takes them back."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, order_id: int) -> Order:
        """One order; NotFoundError if there is none."""
        order = self.session.get(Order, order_id)
        if order is None:
            raise NotFoundError(f"There is no order {order_id}")
        return order

    def place(self, book_id: int, quantity: int) -> Order:
        """A new order, its copies taken from the stock; ConflictError if they are not there."""
        book = self.session.get(Book, book_id)
        if book is None:
            raise UnprocessableError(f"There is no book {book_id}")
        if book.stock < quantity:
            raise ConflictError("Not enough stock", {"available": book.stock})
        book.stock -= quantity
        # The price is copied: a later change must not touch what was agreed.
        order = Order(
            book_id=book.id,
            quantity=quantity,
            total_cents=book.price_cents * quantity,
            status="open",
        )
        self.session.add(order)
        self.session.commit()
        return order

    def cancel(self, order_id: int) -> Order:
        """The order cancelled and its copies back in stock; ConflictError the second time."""
        order = self.get(order_id)
        if order.status == "cancelled":
            raise ConflictError(f"Order {order_id} is cancelled already")
        order.status = "cancelled"
        order.book.stock += order.quantity
        self.session.commit()
        return order
