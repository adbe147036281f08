"""Suppliers."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bookshop.models import Supplier


class SupplierService:
    """Those who bring the books."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def all(self, city: str | None = None) -> Sequence[Supplier]:
        """The suppliers, of one city if named."""
        wanted = select(Supplier).order_by(Supplier.id)
        if city is not None:
            wanted = wanted.where(Supplier.city == city)
        return self.session.scalars(wanted).all()

    def add(self, name: str, city: str | None) -> Supplier:
        """A new supplier."""
        supplier = Supplier(name=name, city=city)
        self.session.add(supplier)
        self.session.commit()
        return supplier

    def count_towns(self) -> int:
        """In how many different towns they are."""
        return self.session.scalar(select(func.count(Supplier.city.distinct()))) or 0
