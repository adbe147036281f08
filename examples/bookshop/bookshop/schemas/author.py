"""Authors as clients see them."""

from pydantic import BaseModel, ConfigDict, Field, field_validator


class AuthorIn(BaseModel):
    """A new author."""

    name: str = Field(max_length=200)

    @field_validator("name")
    @classmethod
    def name_is_not_blank(cls, name: str) -> str:
        """The name without space around it."""
        if not name.strip():
            raise ValueError("must not be blank")
        return name.strip()


class AuthorOut(BaseModel):
    """An author."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
