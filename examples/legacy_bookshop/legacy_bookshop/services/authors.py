"""Authors."""

from sqlalchemy import select

from ..extensions import db
from ..models import Author


def is_known(name):
    """Whether there is an author of that name."""
    return db.session.scalar(select(Author.id).where(Author.name == name)) is not None
