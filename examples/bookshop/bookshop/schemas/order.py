"""Orders as clients see them."""

from pydantic import BaseModel, ConfigDict, Field


class OrderIn(BaseModel):
    """A new order."""

    book_id: int
    quantity: int = Field(gt=0)


class OrderOut(BaseModel):
    """An order."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    book_id: int
    quantity: int
    total_cents: int
    status: str
