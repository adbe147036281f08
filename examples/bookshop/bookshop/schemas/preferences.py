"""A visitor's preferences."""

from typing import Literal

from pydantic import BaseModel


class Preferences(BaseModel):
    """How the shop shows itself to one visitor."""

    currency: Literal["EUR", "GBP", "USD"] = "EUR"
