"""Books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bookshop.extensions import db

if TYPE_CHECKING:
    from bookshop.models.author import Author
    from bookshop.models.order import Order


class Book(db.Model):
    """A title that the shop sells; prices are in cents."""

    __tablename__ = "books"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    isbn: Mapped[str] = mapped_column(String(13), unique=True)
    price_cents: Mapped[int]
    stock: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int] = mapped_column(ForeignKey("authors.id"))

    author: Mapped[Author] = relationship(back_populates="books")
    orders: Mapped[list[Order]] = relationship(back_populates="book")
