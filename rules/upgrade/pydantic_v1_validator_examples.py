"""What `pydantic-v1-validator` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "imported by name, with and without options",
        """
        from pydantic import BaseModel, ConfigDict, validator


        class UserCreate(BaseModel):
            model_config = ConfigDict(frozen=True)
            username: str
            password: str

            @validator('username')  # FLK974
            def username_valid(cls, v):
                if len(v) < 3:
                    raise ValueError('Username must be at least 3 characters')
                return v

            @validator("username", "password", pre=True, allow_reuse=True)  # FLK974
            @classmethod
            def stripped(cls, v: str) -> str:
                return v.strip()
        """,
        fixed="""
        from pydantic import BaseModel, ConfigDict, field_validator, validator


        class UserCreate(BaseModel):
            model_config = ConfigDict(frozen=True)
            username: str
            password: str

            @field_validator('username')
            @classmethod  # FLK974
            def username_valid(cls, v):
                if len(v) < 3:
                    raise ValueError('Username must be at least 3 characters')
                return v

            @field_validator("username", "password", mode="before")  # FLK974
            @classmethod
            def stripped(cls, v: str) -> str:
                return v.strip()
        """,
    ),
    Bad(
        "through the module, another file shows the version, the function takes more",
        {
            "settings.py": """
                from pydantic_settings import BaseSettings


                class Settings(BaseSettings):
                    page_size: int = 20
                """,
            "schemas.py": """
                import pydantic as p
                from pydantic import validator as checks


                class Book(p.BaseModel):
                    title: str
                    isbn: str

                    @p.validator("title", check_fields=False)  # FLK974
                    def has_title(cls, value):
                        return value.strip()

                    @checks("isbn")  # FLK974
                    def has_isbn(cls, value, values):
                        return value or values["title"]

                    @checks("isbn", always=True)  # FLK974
                    def has_any(cls, value):
                        return value

                    @p.root_validator(pre=True)  # FLK974
                    def has_all(cls, values):
                        return values
                """,
        },
        fixed={
            "schemas.py": """
                import pydantic as p
                from pydantic import validator as checks


                class Book(p.BaseModel):
                    title: str
                    isbn: str

                    @p.field_validator("title", check_fields=False)
                    @classmethod  # FLK974
                    def has_title(cls, value):
                        return value.strip()

                    @checks("isbn")  # FLK974
                    def has_isbn(cls, value, values):
                        return value or values["title"]

                    @checks("isbn", always=True)  # FLK974
                    def has_any(cls, value):
                        return value

                    @p.root_validator(pre=True)  # FLK974
                    def has_all(cls, values):
                        return values
                """,
        },
    ),
    Bad(
        "the team says which version it has",
        """
        import pydantic


        class Book(pydantic.BaseModel):
            title: str

            @pydantic.validator("title")  # FLK974
            def has_title(cls, value):
                return value
        """,
        fixed="""
        import pydantic


        class Book(pydantic.BaseModel):
            title: str

            @pydantic.field_validator("title")
            @classmethod  # FLK974
            def has_title(cls, value):
                return value
        """,
        options={"version": 2},
    ),
    Good(
        "nothing shows that pydantic 2 is in use",
        """
        from pydantic import BaseModel, validator


        class Book(BaseModel):
            title: str

            @validator("title")
            def has_title(cls, value):
                return value
        """,
    ),
    Good(
        "validators of pydantic 2, of its copy of pydantic 1, and of others",
        """
        from attrs import define, field
        from pydantic import BaseModel, field_validator
        from pydantic.v1 import BaseModel as Old, validator


        class Book(BaseModel):
            title: str

            @field_validator("title")
            @classmethod
            def has_title(cls, value):
                return value


        class Shelf(Old):
            name: str

            @validator("name")
            def has_name(cls, value):
                return value


        @define
        class Shop:
            name = field()

            @name.validator
            def has_name(self, attribute, value):
                pass
        """,
    ),
)
