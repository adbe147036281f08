"""What `upward-import` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_INIT = """
    from flask import Flask


    def create_app():
        app = Flask(__name__)

        from shop.api.orders import bp
        app.register_blueprint(bp)

        return app
    """
_ORDERS = """
    from flask import Blueprint

    from shop.services.order_service import all_orders

    bp = Blueprint("orders", __name__)
    FIELDS = ("id",)


    def as_json(order):
        return {"id": order}


    @bp.get("/orders")
    def list_orders():
        return {"orders": all_orders()}
    """
_SERVICE = """
    def all_orders():
        return []
    """
_MODELS = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()


    class Order(db.Model):
        id = db.Column(db.Integer, primary_key=True)
    """
_SCHEMAS = """
    from pydantic import BaseModel


    class OrderSchema(BaseModel):
        id: int
    """


def _shop(**more: str) -> dict[str, str]:
    """A shop with all layers, with other texts of some files, `__` standing for `/`."""
    files = {
        "shop/__init__.py": _INIT,
        "shop/api/__init__.py": "",
        "shop/api/orders.py": _ORDERS,
        "shop/services/__init__.py": "",
        "shop/services/order_service.py": _SERVICE,
        "shop/models.py": _MODELS,
        "shop/schemas.py": _SCHEMAS,
    }
    return files | {f"{name.replace('__', '/')}.py": text for name, text in more.items()}


EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a service that imports from a view's module: a circle",
        {
            name: text
            for name, text in _shop(
                shop__services__order_service="""
                from shop.api.orders import as_json  # FLK305


                def all_orders():
                    return [as_json(1)]
                """
            ).items()
            if name not in {"shop/models.py", "shop/schemas.py"}
        },
        fails="start: ImportError: cannot import name 'as_json' from partially initialized module",
    ),
    Bad(
        "the import put into a function to break the circle",
        _shop(
            shop__services__order_service="""
            def all_orders():
                from shop.api.orders import as_json as shown  # FLK305

                return [shown(1)]
            """
        ),
    ),
    Bad(
        "other ways to import it",
        _shop(
            shop__services__order_service="""
            import shop.api.orders  # FLK305
            import shop.api.orders as web  # FLK305
            from shop.api import orders  # FLK305
            from ..api import orders as api_orders  # FLK305
            from ..api.orders import (  # FLK305
                FIELDS,
                as_json,
            )


            def all_orders():
                return [as_json(FIELDS), web, orders, api_orders, shop]
            """
        ),
    ),
    Bad(
        "models that import routes",
        _shop(
            shop__models=_MODELS
            + """

        def url(self):
            from shop.api.orders import FIELDS  # FLK305

            return FIELDS
    """
        ),
    ),
    Bad(
        "a package of routes that makes their Blueprint",
        _shop(
            shop__services__order_service="""
            def all_orders():
                from shop.api import VERSION  # FLK305

                return [VERSION]
            """,
        )
        | {
            "shop/api/__init__.py": """
                from flask import Blueprint

                api = Blueprint("api", __name__)
                VERSION = 1
                """,
        },
    ),
    Bad(
        "schemas that import services, and routes",
        _shop(
            shop__schemas="""
            from pydantic import BaseModel

            from shop.api.orders import FIELDS  # FLK305
            from shop.services.order_service import all_orders  # FLK305


            class OrderSchema(BaseModel):
                id: int

                def others(self):
                    return all_orders, FIELDS
            """
        ),
        options={"strict_schemas": True},
    ),
    Bad(
        "schemas that import services, which import them",
        _shop(
            shop__schemas="""
            from pydantic import BaseModel

            from shop.services import order_service  # FLK305


            class OrderSchema(BaseModel):
                id: int

                def others(self):
                    return order_service.all_orders()
            """,
            shop__services__order_service="""
            from shop.schemas import OrderSchema


            def all_orders():
                return [OrderSchema(id=1)]
            """,
        ),
    ),
    Bad(
        "schemas that import services, which import them through another module",
        _shop(
            shop__schemas="""
            from pydantic import BaseModel

            from shop.services import order_service  # FLK305


            class OrderSchema(BaseModel):
                id: int

                def others(self):
                    return order_service.all_orders()
            """,
            shop__shown="from shop.schemas import OrderSchema\n\nSHOWN = [OrderSchema]\n",
            shop__services__order_service="""
            from shop.shown import SHOWN


            def all_orders():
                return SHOWN
            """,
        ),
        says="imports this module through others",
    ),
    Good(
        "services that take a module of the package around them, whose start imports the views",
        _shop(
            shop__api__orders="""
            from flask import Blueprint

            from shop.schemas import OrderSchema
            from shop.services.order_service import all_orders

            bp = Blueprint("orders", __name__)


            @bp.get("/orders")
            def list_orders():
                return {"orders": [OrderSchema(id=order.id).id for order in all_orders()]}
            """,
            shop__schemas="""
            from pydantic import BaseModel

            from shop.services import order_service


            class OrderSchema(BaseModel):
                id: int

                def others(self):
                    return order_service.all_orders()
            """,
            shop__services__order_service="""
            from shop import models


            def all_orders():
                return models.Order.query.all()
            """,
        )
        | {
            "shop/__init__.py": """
                from flask import Flask

                from shop.api.orders import bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    return app
                """,
        },
    ),
    Good(
        "schemas of what the web shows ask services, which know nothing of them",
        _shop(
            shop__schemas="""
            from pydantic import BaseModel

            from shop.services.order_service import all_orders


            class OrderSchema(BaseModel):
                id: int

                def others(self):
                    return all_orders()
            """
        ),
    ),
    Bad(
        "schemas that import models, where that is not wanted",
        _shop(
            shop__schemas="from shop.models import Order  # FLK305\n" + "from pydantic import"
            " BaseModel\n\n\nclass OrderSchema(BaseModel):\n    order: Order\n"
        ),
        options={"strict_schemas": True},
    ),
    Bad(
        "layers that the configuration names",
        {
            "shop/__init__.py": "",
            "shop/front.py": """
                from flask import Flask

                app = Flask(__name__)


                @app.get("/")
                def index():
                    return ""
                """,
            "shop/data.py": "from shop.front import app  # FLK305\n",
        },
        options={
            "architecture.routes": ("shop/front.py",),
            "architecture.models": ("shop/data.py",),
        },
    ),
    Good(
        "every layer imports the one below",
        _shop(
            shop__services__order_service="""
            from shop.models import Order
            from shop.schemas import OrderSchema


            def all_orders():
                return [OrderSchema(id=order.id) for order in Order.query]
            """,
            shop__schemas="""
            from marshmallow import Schema

            from shop.models import Order


            class OrderSchema(Schema):
                class Meta:
                    model = Order
            """,
        ),
    ),
    Good(
        "an import for type checkers",
        _shop(
            shop__services__order_service="""
            from __future__ import annotations

            import typing
            from typing import TYPE_CHECKING

            if TYPE_CHECKING:
                from shop.api.orders import as_json
            if typing.TYPE_CHECKING:
                from shop.api import orders


            def all_orders():
                return []
            """
        ),
    ),
    Good(
        "a module beside the routes that holds none",
        _shop(
            shop__api__errors="""
            class OrderError(Exception):
                pass
            """,
            shop__services__order_service="""
            from shop.api.errors import OrderError


            def all_orders():
                raise OrderError
            """,
        ),
    ),
    Good(
        "a module of views and models: it is called one thing and holds both",
        {
            "app.py": """
                from flask import Flask
                from flask_sqlalchemy import SQLAlchemy

                app = Flask(__name__)
                db = SQLAlchemy(app)


                @app.get("/")
                def index():
                    return ""
                """,
            "models.py": """
                from app import db


                class Order(db.Model):
                    id = db.Column(db.Integer, primary_key=True)
                """,
        },
    ),
    Good(
        "another package with such a name",
        _shop(
            shop__services__order_service="""
            from google.api import orders
            import api


            def all_orders():
                return [orders, api]
            """
        ),
    ),
    Good(
        "a module that is allowed",
        _shop(
            shop__services__order_service="""
            def all_orders():
                from shop.api.orders import FIELDS

                return [FIELDS]
            """
        ),
        options={"allow": ("shop.api.*",)},
    ),
)
