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
        from pydantic import BaseModel, ConfigDict, field_validator


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
    Bad(
        "no fix: another validator of the field, of a base, or of the same name has to stay",
        """
        from pydantic import BaseModel, ConfigDict, field_validator, validator


        def trimmed(value):
            return value.strip()


        class Book(BaseModel):
            model_config = ConfigDict(frozen=True)
            series: str = ""
            title: str
            isbn: str
            pages: int

            @validator("title")  # FLK974
            def in_series(cls, value, values):
                return values["series"] + value

            @validator("title", "series")  # FLK974
            def upper(cls, value):
                return value.upper()

            @field_validator("isbn")
            @classmethod
            def is_isbn(cls, value):
                return value

            @validator("isbn")  # FLK974
            def no_dashes(cls, value):
                return value.replace("-", "")

            @validator("pages", always=True)  # FLK974
            def counted(cls, value):
                return value


        class Comic(Book):
            artist: str

            @validator("artist")  # FLK974
            def counted(cls, value):
                return value

            @validator("title")  # FLK974
            def short(cls, value):
                return value[:80]


        class Author(BaseModel):
            name: str

            _trimmed = validator("name", allow_reuse=True)(trimmed)

            @validator("name")  # FLK974
            def known(cls, value):
                return value
        """,
    ),
    Bad(
        "a model that derives from another, each with validators of one field",
        {
            "schemas.py": """
                from pydantic import BaseModel, ConfigDict, validator


                class Book(BaseModel):
                    model_config = ConfigDict(frozen=True)
                    title: str

                    @validator("title")  # FLK974
                    def stripped(cls, value):
                        return value.strip()


                class Comic(Book):
                    @validator("title")  # FLK974
                    def short(cls, value):
                        return value[:80]
                """,
            "orders.py": """
                from pydantic import validator

                from shelf import Shelf
                from unknown import Model


                class Order(Shelf):
                    count: int

                    @validator("count")  # FLK974
                    def some(cls, value):
                        return value


                class Offer(Model):
                    price: int

                    @validator("price")  # FLK974
                    def paid(cls, value):
                        return value
                """,
            "shelf.py": """
                from pydantic import BaseModel, field_validator


                class Shelf(BaseModel):
                    @field_validator("*")
                    @classmethod
                    def known(cls, value):
                        return value
                """,
        },
        fixed={
            "schemas.py": """
                from pydantic import BaseModel, ConfigDict, field_validator


                class Book(BaseModel):
                    model_config = ConfigDict(frozen=True)
                    title: str

                    @field_validator("title")
                    @classmethod  # FLK974
                    def stripped(cls, value):
                        return value.strip()


                class Comic(Book):
                    @field_validator("title")
                    @classmethod  # FLK974
                    def short(cls, value):
                        return value[:80]
                """,
        },
    ),
    Good(
        "the code runs with both versions",
        {
            "settings.py": """
                from pydantic_settings import BaseSettings
                """,
            "schemas.py": """
                try:
                    from pydantic import field_validator
                except ImportError:
                    field_validator = None

                from pydantic import BaseModel, validator


                class Book(BaseModel):
                    title: str

                    @validator("title")
                    def has_title(cls, value):
                        return value
                """,
            "orders.py": """
                import pydantic

                is_new = pydantic.VERSION.startswith("2")


                class Order(pydantic.BaseModel):
                    count: int

                    @pydantic.validator("count")
                    def some(cls, value):
                        return value
                """,
            "authors.py": """
                from pydantic import BaseModel, validator

                from orders import is_new


                class Author(BaseModel):
                    name: str

                    if not is_new:

                        @validator("name")
                        def known(cls, value):
                            return value
                """,
        },
    ),
    Good(
        "only tries to import what pydantic 2 has",
        {
            "versions.py": """
                try:
                    from pydantic import field_validator
                except ImportError:
                    field_validator = None
                """,
            "schemas.py": """
                from pydantic import BaseModel, validator


                class Book(BaseModel):
                    title: str

                    @validator("title")
                    def has_title(cls, value):
                        return value
                """,
        },
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
    Bad(
        "requirements say which version it is, those that are nearest",
        {
            "requirements.txt": """
                flask
                pydantic<2
                """,
            "new/requirements/base.txt": """
                # pydantic==1.10.2
                Pydantic[email] >= 2.5, < 3  # for the forms
                pydantic_settings==1.0
                """,
            "new/shop/schemas.py": """
                from pydantic import BaseModel, root_validator


                class Book(BaseModel):
                    title: str

                    @root_validator(pre=True)  # FLK974
                    def has_all(cls, values):
                        return values
                """,
            "old/schemas.py": """
                from pydantic import BaseModel, root_validator


                class Book(BaseModel):
                    title: str

                    @root_validator
                    def has_all(cls, values):
                        return values
                """,
        },
    ),
    Good(
        "requirements that both versions meet, or that depend on the interpreter",
        {
            "pyproject.toml": """
                [project]
                name = "shop"
                dependencies = ["pydantic>=1.10"]
                """,
            "schemas.py": """
                from pydantic import BaseModel, root_validator


                class Book(BaseModel):
                    title: str

                    @root_validator
                    def has_all(cls, values):
                        return values
                """,
            "old/requirements.txt": """
                pydantic==1.10.2; python_version < "3.8"
                pydantic==2.5.0; python_version >= "3.8"
                """,
            "old/schemas.py": """
                from pydantic import BaseModel, validator


                class Author(BaseModel):
                    name: str

                    @validator("name")
                    def known(cls, value):
                        return value
                """,
        },
    ),
)
