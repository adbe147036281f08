"""Examples of pydantic-v1-config."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES = (
    Bad(
        "a model that derives from another one, and a setting that is gone",
        {
            "requirements.txt": "flask\npydantic==2.5.0\n",
            "shop/base.py": """
            from pydantic import BaseModel


            class Schema(BaseModel):
                pass
            """,
            "shop/books.py": """
            from shop.base import Schema


            class Book(Schema):
                title: str

                class Config:
                    allow_population_by_field_name: bool = True  # FLK976
                    smart_union = True  # FLK976
                    extra = "forbid"
            """,
        },
        fixed={
            "shop/books.py": """
            from shop.base import Schema


            class Book(Schema):
                title: str

                class Config:
                    populate_by_name: bool = True  # FLK976
                    smart_union = True  # FLK976
                    extra = "forbid"
            """,
        },
    ),
    Good(
        "pydantic 1",
        {
            "requirements.txt": "flask\npydantic<2\n",
            "books.py": """
            from pydantic import BaseModel


            class Book(BaseModel):
                class Config:
                    orm_mode = True
            """,
        },
    ),
    Good(
        "pydantic 1 in pydantic 2, and classes of something else",
        """
        from pydantic.v1 import BaseModel


        class Book(BaseModel):
            class Config:
                orm_mode = True


        class Config:
            fields = ("title",)


        class Form:
            class Config:
                fields = ("title",)
        """,
    ),
)
