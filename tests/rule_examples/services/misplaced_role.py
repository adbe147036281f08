"""What `misplaced-role` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_VIEWS = """
    from flask import Blueprint

    bp = Blueprint("orders", __name__)
    """ + "".join(
    f"""

    @bp.get("/view{number}")
    def view{number}():
        return ""
    """
    for number in range(19)
)
_MODELS = """
    from shop.db import db


    class Base(db.Model):
        __abstract__ = True
        id = db.Column(db.Integer, primary_key=True)
    """ + "".join(f"\n\n    class Model{number}(Base):\n        pass\n" for number in range(19))
_SCHEMAS = """
    from pydantic import BaseModel
    """ + "".join(
    f"\n\n    class Schema{number}(BaseModel):\n        x: int\n" for number in range(19)
)


def _shop(**more: str) -> dict[str, str]:
    """A shop with 19 views, models and schemas in their layers, and other files, `__` standing
    for `/`."""
    files = {
        "shop/__init__.py": "",
        "shop/db.py": "from flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\n",
        "shop/api/__init__.py": "",
        "shop/api/orders.py": _VIEWS,
        "shop/models.py": _MODELS,
        "shop/schemas.py": _SCHEMAS,
    }
    return files | {f"{name.replace('__', '/')}.py": text for name, text in more.items()}


EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a view outside of the routes",
        _shop(
            shop__reports="""
            from flask import Blueprint

            bp = Blueprint("reports", __name__)


            @bp.get("/reports")
            def reports():  # FLK311
                return ""
            """
        ),
        says="in a module or package called `api`, as 19 of 20 views do: move it there",
    ),
    Bad(
        "a class view",
        _shop(
            shop__reports="""
            from flask import Blueprint
            from flask.views import MethodView

            bp = Blueprint("reports", __name__)


            class Reports(MethodView):  # FLK311
                def get(self):
                    return ""


            bp.add_url_rule("/reports", view_func=Reports.as_view("reports"))
            """
        ),
    ),
    Bad(
        "a model beside the code that uses it",
        _shop(
            shop__mail="""
            from shop.db import db as database


            class Mail(database.Model):  # FLK311
                id = database.Column(database.Integer, primary_key=True)
            """
        ),
    ),
    Bad(
        "schemas in a module of views",
        _shop(
            shop__api__books="""
            from flask import Blueprint
            from pydantic import BaseModel as Base

            bp = Blueprint("books", __name__)


            class Book(Base):  # FLK311
                title: str
            """
        ),
    ),
    Bad(
        "layers that the configuration names",
        {
            "shop/__init__.py": "",
            "shop/tables.py": "",
            "shop/mail.py": """
                from flask_sqlalchemy import SQLAlchemy

                db = SQLAlchemy()


                class Mail(db.Model):  # FLK311
                    id = db.Column(db.Integer, primary_key=True)
                """,
        },
        options={"architecture.models": ("shop/tables.py",)},
    ),
    Good("everything in its place", _shop()),
    Good(
        "a health check in the factory, and a page in the module of the application",
        _shop(
            shop__app="""
            from flask import Flask


            def create_app():
                app = Flask(__name__)

                @app.get("/health")
                def health():
                    return ""

                return app


            app = create_app()


            @app.get("/")
            def index():
                return ""
            """
        ),
    ),
    Good(
        "a view about services among the views, a model of one among the models",
        _shop(
            shop__api__add_service="""
            from flask import Blueprint

            bp = Blueprint("services", __name__)


            @bp.get("/add_service")
            def add_service():
                return ""
            """,
            shop__models="",
            shop__models__service="from shop.db import db\n\nclass Service(db.Model):\n    pass\n",
            shop__models__book=_MODELS,
        ),
    ),
    Bad(
        "a model outside of the folder for them, whatever that is called",
        _shop(
            shop__models="",
            shop__orms__book=_MODELS,
            shop__mail="""
            from shop.db import db


            class Mail(db.Model):  # FLK311
                id = db.Column(db.Integer, primary_key=True)
            """,
        ),
        says="called `orms`",
    ),
    Good(
        "classes for others to derive from, and private ones",
        _shop(
            shop__orm="""
            from pydantic import BaseModel

            from shop.db import db


            class WithId(db.Model):
                __abstract__ = True


            class Named(db.Model):
                id = db.Column(db.Integer, primary_key=True)


            class Strict(BaseModel):
                pass


            class _Line(BaseModel):
                text: str
            """,
            shop__models__named="from shop.orm import Named\n\n\nclass Book(Named):\n    pass\n",
            shop__schemas__book="from shop.orm import Strict\n\nclass Book(Strict):\n    x: int\n",
        ),
    ),
    Good(
        "a project of two minds",
        {
            "shop/__init__.py": "",
            "shop/models.py": _MODELS.replace("shop.db", "shop.database"),
            "shop/database.py": "from flask_sqlalchemy import SQLAlchemy\n\ndb = SQLAlchemy()\n",
            "shop/mail.py": _MODELS.replace("shop.db", "shop.database"),
        },
    ),
    Good(
        "too few to be a custom",
        {
            "shop/__init__.py": "",
            "shop/schemas.py": "import pydantic\n\nclass A(pydantic.BaseModel):\n    x: int\n",
            "shop/mail.py": "X = 1\n",
        },
    ),
    Good(
        "a model that is allowed",
        _shop(
            shop__mail="""
            from shop.db import db


            class Mail(db.Model):
                id = db.Column(db.Integer, primary_key=True)
            """
        ),
        options={"allow": ("Mail",)},
    ),
)
