"""Books as clients see them."""

from pydantic import BaseModel, ConfigDict, Field, field_validator


class BookIn(BaseModel):
    """A new book."""

    title: str = Field(max_length=200)
    isbn: str
    price_cents: int = Field(ge=0)
    stock: int = Field(default=0, ge=0)
    author_id: int

    @field_validator("title")
    @classmethod
    def title_is_not_blank(cls, title: str) -> str:
        """The title without space around it."""
        if not title.strip():
            raise ValueError("must not be blank")
        return title.strip()

    @field_validator("isbn")
    @classmethod
    def isbn_has_thirteen_digits(cls, isbn: str) -> str:
        """The bare digits: people write the hyphens in different places."""
        digits = isbn.replace("-", "")
        if len(digits) != 13 or not digits.isdigit():
            raise ValueError("must have thirteen digits")
        return digits


class BookChanges(BaseModel):
    """What may change about a book; what is not sent stays."""

    title: str | None = Field(default=None, min_length=1, max_length=200)
    price_cents: int | None = Field(default=None, ge=0)
    stock: int | None = Field(default=None, ge=0)


class BookQuery(BaseModel):
    """Which books to list."""

    author: str | None = None
    page: int = Field(default=1, ge=1)
    per_page: int = Field(default=20, ge=1, le=100)


class BookOut(BaseModel):
    """A book."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    title: str
    isbn: str
    price_cents: int
    stock: int
    author_id: int


class StockOut(BaseModel):
    """A book that runs out."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    title: str
    stock: int
