"""The tables."""

from bookshop.models.author import Author
from bookshop.models.book import Book
from bookshop.models.order import Order
from bookshop.models.supplier import Supplier

__all__ = ["Author", "Book", "Order", "Supplier"]
