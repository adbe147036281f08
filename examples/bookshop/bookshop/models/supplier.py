"""Suppliers."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from bookshop.extensions import db


class Supplier(db.Model):
    """Where books come from."""

    __tablename__ = "suppliers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    city: Mapped[str | None] = mapped_column(String(100))
    discount: Mapped[int] = mapped_column(default=0)
