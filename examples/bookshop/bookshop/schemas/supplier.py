"""Suppliers as clients see them."""

from pydantic import BaseModel, ConfigDict, Field


class SupplierIn(BaseModel):
    """A new supplier. What the shop gets off its prices is not for clients to say."""

    name: str = Field(min_length=1, max_length=200)
    city: str | None = Field(default=None, max_length=100)


class SupplierOut(BaseModel):
    """A supplier."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    city: str | None
