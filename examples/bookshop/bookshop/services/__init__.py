"""What the shop does, whoever asks."""

from bookshop.services.authors import AuthorService
from bookshop.services.books import BookPage, BookService
from bookshop.services.orders import OrderService
from bookshop.services.suppliers import SupplierService

__all__ = ["AuthorService", "BookPage", "BookService", "OrderService", "SupplierService"]
