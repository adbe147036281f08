"""Authors."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bookshop.errors import ConflictError, NotFoundError
from bookshop.models import Author


class AuthorService:
    """The authors the shop knows."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def all(self) -> Sequence[Author]:
        """Every author, by name."""
        return self.session.scalars(select(Author).order_by(Author.name)).all()

    def get(self, author_id: int) -> Author:
        """One author; NotFoundError if there is none."""
        author = self.session.get(Author, author_id)
        if author is None:
            raise NotFoundError(f"There is no author {author_id}")
        return author

    def add(self, name: str) -> Author:
        """A new author; ConflictError if the name is taken."""
        known = self.session.scalar(select(Author).where(Author.name == name))
        if known is not None:
            raise ConflictError(f"{name} is known already", {"id": known.id})
        author = Author(name=name)
        self.session.add(author)
        self.session.commit()
        return author
