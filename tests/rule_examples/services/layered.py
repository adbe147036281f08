"""The application that examples about services begin with."""

from __future__ import annotations

INIT = """
    from flask import Flask


    def create_app():
        app = Flask(__name__)
        app.secret_key = "example"

        from shop.api.orders import bp
        app.register_blueprint(bp)

        return app
    """
ORDERS = """
    from flask import Blueprint

    from shop.services import order_service

    bp = Blueprint("orders", __name__)


    @bp.get("/orders")
    def list_orders():
        return {"orders": order_service.all_orders()}
    """
MODELS = """
    from flask_sqlalchemy import SQLAlchemy

    db = SQLAlchemy()


    class Order(db.Model):
        id = db.Column(db.Integer, primary_key=True)
    """
START = """
    from flask import Flask

    from shop.services import order_service

    app = Flask(__name__)
    with app.app_context():
        order_service.all_orders()
    """


def shop(service: str, **more: str) -> dict[str, str]:
    """An application whose view calls the service module with this text; `more` are other files,
    `__` standing for `/`."""
    files = {
        "shop/__init__.py": INIT,
        "shop/api/__init__.py": "",
        "shop/api/orders.py": ORDERS,
        "shop/models.py": MODELS,
        "shop/services/__init__.py": "",
        "shop/services/order_service.py": service,
    }
    return files | {f"{name.replace('__', '/')}.py": text for name, text in more.items()}
