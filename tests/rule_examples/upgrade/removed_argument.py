"""Examples of removed-argument."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES = (
    Bad(
        "a directory",
        """
        from flask import Flask, send_from_directory

        app = Flask(__name__)


        @app.get("/files/<name>")
        def show(name):
            return send_from_directory("files", filename=name)  # FLK960
        """,
        fixed="""
        from flask import Flask, send_from_directory

        app = Flask(__name__)


        @app.get("/files/<name>")
        def show(name):
            return send_from_directory("files", path=name)  # FLK960
        """,
    ),
    Bad(
        "both names, and a pattern of pydantic 1",
        {
            "requirements.txt": "flask==3.1.0\npydantic>=2\n",
            "shop/files.py": """
            from flask import send_file
            from pydantic import BaseModel, Field


            class Book(BaseModel):
                isbn: str = Field(..., regex="[0-9]+")  # FLK960


            def show(path):
                return send_file(path, max_age=1, cache_timeout=1)  # FLK960
            """,
        },
        fixed={
            "shop/files.py": """
            from flask import send_file
            from pydantic import BaseModel, Field


            class Book(BaseModel):
                isbn: str = Field(..., pattern="[0-9]+")  # FLK960


            def show(path):
                return send_file(path, max_age=1, cache_timeout=1)  # FLK960
            """,
        },
    ),
    Bad(
        "fields of marshmallow, of both packages",
        {
            "requirements.txt": "flask\nmarshmallow>=4\n",
            "shop/schemas.py": """
            from flask_marshmallow import Marshmallow
            from marshmallow import Schema, fields

            ma = Marshmallow()


            class Page(Schema):
                number = fields.Integer(missing=1)  # FLK960
                size = ma.Integer(missing=20)  # FLK960
            """,
        },
        says="instead: `load_default`",
    ),
    Good(
        "an older marshmallow, and other fields",
        {
            "requirements.txt": "flask\nmarshmallow>=3,<4\nflask-restx\n",
            "shop/schemas.py": """
            from flask_restx import fields as restx
            from marshmallow import Schema, fields

            title = restx.String(default="")


            class Page(Schema):
                number = fields.Integer(missing=1)
            """,
        },
    ),
    Good(
        "a constant says which version it is",
        """
        from importlib.metadata import version

        from flask import send_file

        IS_OLD = version("flask") < "2"


        def show(path):
            if IS_OLD:
                return send_file(path, cache_timeout=1)
            return send_file(path, max_age=1)
        """,
    ),
    Good(
        "tried",
        """
        from flask import send_file


        def show(path):
            try:
                return send_file(path, download_name="a")
            except TypeError:
                return send_file(path, attachment_filename="a")
        """,
    ),
)
