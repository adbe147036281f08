"""Orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bookshop.extensions import db

if TYPE_CHECKING:
    from bookshop.models.book import Book


class Order(db.Model):
    """Some copies of one book, at the price of the day."""

    __tablename__ = "orders"

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("books.id"))
    quantity: Mapped[int]
    total_cents: Mapped[int]
    status: Mapped[str] = mapped_column(String(20), default="open")

    book: Mapped[Book] = relationship(back_populates="orders")
