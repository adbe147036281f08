"""What is printed on a voucher."""

from pydantic import BaseModel, field_serializer, validator


class Voucher(BaseModel):
    """A voucher; amounts are in cents."""

    holder: str
    amount: int

    @validator("amount")  # FLK974
    def positive(cls, value):
        """Nobody is given a voucher over nothing."""
        if value <= 0:
            raise ValueError("must be more than nothing")
        return value

    @field_serializer("holder")
    def written_large(self, value):
        """As it is printed."""
        return value.upper()
