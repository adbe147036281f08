"""What `request-object-passed-down` reports, and what it must not."""

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
_SERVICE = """
    _ORDERS = []


    def create(data, user=None):
        _ORDERS.append(data)
        return {}


    class OrderService:
        def __init__(self, request=None):
            self.request = request

        def create(self, data):
            return {}

        @staticmethod
        def cancel(data):
            return {}

        @classmethod
        def change(cls, number, *, request):
            return {}
    """


def _shop(view: str, **more: str) -> dict[str, str]:
    """An application with this module of views; `more` are other files, `__` standing for `/`."""
    files = {
        "shop/__init__.py": _INIT,
        "shop/api/__init__.py": "",
        "shop/api/orders.py": view,
        "shop/services/__init__.py": "",
        "shop/services/order_service.py": _SERVICE,
    }
    return files | {f"{name.replace('__', '/')}.py": text for name, text in more.items()}


EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "to functions and methods, by position and by name",
        _shop(
            """
            from flask import Blueprint, request

            from shop.services import order_service
            from shop.services.order_service import OrderService

            bp = Blueprint("orders", __name__)


            @bp.post("/orders")
            def create():
                return order_service.create(request)  # FLK309


            @bp.put("/orders/<int:number>")
            def change(number):
                OrderService(request)  # FLK309
                OrderService.cancel(data=request)  # FLK309
                return OrderService.change(
                    number,
                    request=request,  # FLK309
                )


            @bp.delete("/orders")
            def remove():
                service = OrderService()
                return service.create(request)  # FLK309
            """
        ),
    ),
    Bad(
        "under other names, and as the object behind the proxy",
        _shop(
            """
            import flask
            from flask import Blueprint, request as current
            from flask.globals import request

            from shop.services.order_service import create as create_order

            bp = Blueprint("orders", __name__)


            @bp.post("/orders")
            def create():
                create_order(current)  # FLK309
                create_order(flask.request)  # FLK309
                create_order(request._get_current_object())  # FLK309
                asked = request
                return create_order(asked)  # FLK309
            """
        ),
    ),
    Bad(
        "in a class view that keeps its service",
        _shop(
            """
            from flask import Blueprint, request
            from flask.views import MethodView

            from shop.services.order_service import OrderService

            bp = Blueprint("orders", __name__)


            class Orders(MethodView):
                service = OrderService()

                def post(self):
                    return self.service.create(request)  # FLK309


            bp.add_url_rule("/orders", view_func=Orders.as_view("orders"))
            """
        ),
    ),
    Bad(
        "in a function that views call",
        _shop(
            """
            from flask import Blueprint, request

            from shop.services import order_service

            bp = Blueprint("orders", __name__)


            def created():
                return order_service.create(request)  # FLK309


            @bp.post("/orders")
            def create():
                return created()
            """
        ),
    ),
    Good(
        "hooks, error handlers and decorators, which are about the request itself",
        {
            "shop/__init__.py": _INIT,
            "shop/services/__init__.py": "",
            "shop/services/orders.py": _SERVICE,
            "shop/api/__init__.py": "",
            "shop/api/orders.py": """
                from functools import wraps

                from flask import Blueprint, request

                from shop.services import orders

                bp = Blueprint("orders", __name__)


                def recorded(view):
                    @wraps(view)
                    def run(*args, **kwargs):
                        orders.create(request)
                        return view(*args, **kwargs)

                    return run


                @bp.get("/orders")
                @recorded
                def index():
                    return orders.create(request.args)


                @bp.before_request
                def check():
                    orders.create(request)


                @bp.errorhandler(404)
                def missing(error):
                    return orders.create(request), 404


                def note(response):
                    orders.create(request)
                    return response


                bp.after_request(note)
                """,
        },
    ),
    Good(
        "the values that it needs",
        _shop(
            """
            from flask import Blueprint, request

            from shop.services import order_service
            from shop.services.order_service import OrderService

            bp = Blueprint("orders", __name__)


            @bp.get("/orders")
            def create():
                order_service.create(request.args, user=request.headers.get("X-User"))
                return OrderService().create(request.get_json(silent=True))
            """
        ),
        works="GET /orders",
    ),
    Good(
        "to a helper of the web, a package and Python's own functions",
        _shop(
            """
            from flask import Blueprint, request
            from webargs.flaskparser import parser

            from shop.services import order_service
            from shop.web.pages import page_of

            bp = Blueprint("orders", __name__)


            @bp.post("/orders")
            def create():
                data = parser.parse({}, request)
                return order_service.create(data | {"page": page_of(request), "x": id(request)})
            """,
            shop__web__pages="""
            def page_of(request):
                return request.args.get("page", 1)
            """,
        ),
    ),
    Good(
        "to a decorator that stands among the services: it works for views",
        _shop(
            """
            from flask import Blueprint, request

            from shop.services.order_service import audited

            bp = Blueprint("orders", __name__)


            @bp.get("/orders")
            @audited("orders", request)
            def create():
                return {}
            """,
            shop__services__order_service="""
            from functools import wraps


            def audited(name, request):
                def decorator(view):
                    @wraps(view)
                    def wrapper(*args):
                        print(name, request.path)
                        return view(*args)

                    return wrapper

                return decorator
            """,
        ),
        works="GET /orders",
    ),
    Good(
        "something else that is called request, and services that cannot be told",
        _shop(
            """
            from flask import Blueprint, request as current

            from shop.services import order_service

            bp = Blueprint("orders", __name__)


            @bp.post("/orders")
            def create(request=None):
                return order_service.create(request)


            def with_service(service):
                return service.create(current)
            """
        ),
    ),
    Good(
        "without a service layer",
        {
            "app.py": """
                from flask import Flask, request

                from logic import create

                app = Flask(__name__)


                @app.post("/")
                def index():
                    return create(request)
                """,
            "logic.py": """
                def create(request):
                    return {}
                """,
        },
    ),
    Good(
        "a service that is allowed to work on requests",
        _shop(
            """
            from flask import Blueprint, request

            from shop.services.order_service import OrderService

            bp = Blueprint("orders", __name__)


            @bp.post("/orders")
            def create():
                return OrderService.cancel(request)
            """
        ),
        options={"allow": ("cancel",)},
    ),
)
