"""Books."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bookshop.errors import ConflictError, NotFoundError, UnprocessableError
from bookshop.models import Author, Book, Order
from bookshop.schemas.book import BookChanges, BookIn


@dataclass(frozen=True)
class BookPage:
    """Some of the books, and how many there are in all."""

    books: Sequence[Book]
    total: int


class BookService:
    """The titles the shop sells."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def page(self, author: str | None, page: int, per_page: int) -> BookPage:
        """One page of the books, of one author if named; pages count from 1."""
        wanted = select(Book).order_by(Book.id)
        if author is not None:
            wanted = wanted.join(Book.author).where(Author.name == author)
        total = self.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        books = self.session.scalars(wanted.offset((page - 1) * per_page).limit(per_page)).all()
        return BookPage(books, total)

    def get(self, book_id: int) -> Book:
        """One book; NotFoundError if there is none."""
        book = self.session.get(Book, book_id)
        if book is None:
            raise NotFoundError(f"There is no book {book_id}")
        return book

    def add(self, new: BookIn) -> Book:
        """A new book; ConflictError if its ISBN is taken, UnprocessableError without its author."""
        known = self.session.scalar(select(Book).where(Book.isbn == new.isbn))
        if known is not None:
            raise ConflictError(f"ISBN {new.isbn} is taken", {"id": known.id})
        if self.session.get(Author, new.author_id) is None:
            raise UnprocessableError(f"There is no author {new.author_id}")
        book = Book(
            title=new.title,
            isbn=new.isbn,
            price_cents=new.price_cents,
            stock=new.stock,
            author_id=new.author_id,
        )
        self.session.add(book)
        self.session.commit()
        return book

    def change(self, book_id: int, changes: BookChanges) -> Book:
        """The book with the changes made; NotFoundError if there is none."""
        book = self.get(book_id)
        if changes.title is not None:
            book.title = changes.title
        if changes.price_cents is not None:
            book.price_cents = changes.price_cents
        if changes.stock is not None:
            book.stock = changes.stock
        self.session.commit()
        return book

    def remove(self, book_id: int) -> None:
        """Takes a book out of the shop; ConflictError once it was ordered."""
        book = self.get(book_id)
        ordered = self.session.scalar(
            select(func.count()).select_from(Order).where(Order.book_id == book.id)
        )
        # An order keeps pointing at its book, cancelled or not.
        if ordered:
            raise ConflictError("The book was ordered", {"orders": ordered})
        self.session.delete(book)
        self.session.commit()

    def search(self, text: str) -> Sequence[Book]:
        """The books with the text in their titles, in any case."""
        found = select(Book).where(Book.title.icontains(text, autoescape=True))
        return self.session.scalars(found.order_by(Book.title)).all()

    def running_out(self, limit: int) -> Sequence[Book]:
        """The books with at most that many copies left."""
        scarce = select(Book).where(Book.stock <= limit)
        return self.session.scalars(scarce.order_by(Book.id)).all()
