"""The tables."""

from .extensions import db


class Author(db.Model):
    """Somebody who wrote a book."""

    __tablename__ = "authors"

    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(200), unique=True, nullable=False)

    books = db.relationship("Book", back_populates="author")

    def to_dict(self):
        """What a client sees of an author."""
        return {"id": self.id, "name": self.name}


class Book(db.Model):
    """A title that the shop sells; prices are in cents."""

    __tablename__ = "books"

    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(200), nullable=False)
    isbn = db.Column(db.String(13), unique=True, nullable=False)
    price_cents = db.Column(db.Integer, nullable=False)
    stock = db.Column(db.Integer, nullable=False, default=0)
    author_id = db.Column(db.Integer, db.ForeignKey("authors.id"), nullable=False)

    author = db.relationship("Author", back_populates="books")
    orders = db.relationship("Order", back_populates="book")

    def to_dict(self):
        """What a client sees of a book."""
        return {
            "id": self.id,
            "title": self.title,
            "isbn": self.isbn,
            "price_cents": self.price_cents,
            "stock": self.stock,
            "author_id": self.author_id,
        }


class Order(db.Model):
    """Some copies of one book, at the price of the day."""

    __tablename__ = "orders"

    id = db.Column(db.Integer, primary_key=True)
    book_id = db.Column(db.Integer, db.ForeignKey("books.id"), nullable=False)
    quantity = db.Column(db.Integer, nullable=False)
    total_cents = db.Column(db.Integer, nullable=False)
    status = db.Column(db.String(20), nullable=False, default="open")
    cancelled_by = db.Column(db.String(50))

    book = db.relationship("Book", back_populates="orders")

    def to_dict(self):
        """What a client sees of an order."""
        return {
            "id": self.id,
            "book_id": self.book_id,
            "quantity": self.quantity,
            "total_cents": self.total_cents,
            "status": self.status,
        }


class Supplier(db.Model):
    """Where books come from."""

    __tablename__ = "suppliers"

    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(200), nullable=False)
    city = db.Column(db.String(100))
    discount = db.Column(db.Integer, nullable=False, default=0)

    def to_dict(self):
        """What a client sees of a supplier."""
        return {"id": self.id, "name": self.name, "city": self.city}

    def address(self):
        """The path of the supplier."""
        from legacy_bookshop.views.suppliers import bp  # FLK305

        return f"{bp.url_prefix}/{self.id}"
