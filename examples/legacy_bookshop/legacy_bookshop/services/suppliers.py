"""Suppliers."""

from sqlalchemy import func, select

from ..extensions import db
from ..models import Supplier


def matching(request):
    """The suppliers whose city is asked for, or all."""
    wanted = select(Supplier).order_by(Supplier.id)
    city = request.args.get("city")
    if city:
        wanted = wanted.where(Supplier.city == city)
    return db.session.scalars(wanted).all()


class Towns:
    """Where suppliers are."""

    def __init__(self, session):
        self.session = session

    def count(self):
        """How many different towns there are."""
        return self.session.scalar(select(func.count(Supplier.city.distinct())))
