"""Services for the views, each with the session of the request."""

from bookshop.extensions import db
from bookshop.services import AuthorService, BookService, OrderService, SupplierService


def authors() -> AuthorService:
    """The authors."""
    return AuthorService(db.session)


def books() -> BookService:
    """The books."""
    return BookService(db.session)


def orders() -> OrderService:
    """The orders."""
    return OrderService(db.session)


def suppliers() -> SupplierService:
    """The suppliers."""
    return SupplierService(db.session)
