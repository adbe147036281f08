"""Books."""

from flask import abort
from sqlalchemy import func, select

from legacy_bookshop.models import Author, Book


class BookService:
    """The titles the shop sells."""

    def __init__(self, session):
        self.session = session

    def page(self, author, page, per_page):
        """Some of the books, of one author if named, and how many there are in all."""
        wanted = select(Book).order_by(Book.id)
        if author is not None:
            wanted = wanted.join(Book.author).where(Author.name == author)
        total = self.session.scalar(select(func.count()).select_from(wanted.subquery()))
        books = self.session.scalars(wanted.offset((page - 1) * per_page).limit(per_page)).all()
        return books, total

    def change(self, book_id, changes):
        """The book with the changes made."""
        book = self.session.get(Book, book_id)
        if book is None:
            abort(404, "Book not found")  # FLK303
        for field in ("title", "price_cents", "stock"):
            if changes.get(field) is not None:
                setattr(book, field, changes[field])
        self.session.commit()
        return book

    def search(self, text):
        """The books with the text in their titles, in any case."""
        found = select(Book).where(Book.title.icontains(text, autoescape=True))
        return self.session.scalars(found.order_by(Book.title)).all()
