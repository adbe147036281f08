"""What `http-in-service` reports, and what it must not."""

from __future__ import annotations

from rule_examples.services.layered import START, shop

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "`abort`, which ends a command with a 404",
        shop(
            """
            from flask import abort

            from shop.models import Order


            def all_orders(page=0):
                if page < 1:
                    abort(404)  # FLK303
                return Order.query.paginate(page=page).items
            """,
            wsgi=START,
        ),
        fails="start: NotFound: 404 Not Found",
    ),
    Bad(
        "`jsonify`, which needs an application",
        shop(
            """
            from flask import jsonify

            from shop.models import Order


            def all_orders(page=0):
                if page < 1:
                    return jsonify([])  # FLK303
                return Order.query.paginate(page=page).items
            """,
            wsgi="""
            from flask import Flask

            from shop.services import order_service

            app = Flask(__name__)
            order_service.all_orders()
            """,
        ),
        fails="start: RuntimeError: Working outside of application context.",
    ),
    Bad(
        "responses made in other ways, each statement once",
        shop(
            """
            import flask
            from flask import Response as Answer, jsonify as as_json, make_response
            from flask.helpers import send_file as flask_send_file

            from shop.models import Order


            def all_orders():
                return make_response(as_json([each.id for each in Order.query]), 200)  # FLK303


            class OrderService:
                def page(self):
                    return flask.redirect("/orders")  # FLK303

                @staticmethod
                def csv():
                    answer = Answer("1", mimetype="text/csv")  # FLK303
                    return answer


            async def download():
                return flask_send_file("orders.csv")  # FLK303
            """
        ),
    ),
    Bad(
        "exceptions of Werkzeug",
        shop(
            """
            from werkzeug import exceptions
            from werkzeug.exceptions import BadRequest, NotFound as Missing

            from shop.models import Order


            def all_orders(page=0):
                if page < 1:
                    raise Missing  # FLK303
                return Order.query.paginate(page=page).items


            def order(number):
                if not number:
                    raise BadRequest("number")  # FLK303
                raise exceptions.Conflict(description="sold") from None  # FLK303
            """,
            wsgi=START,
        ),
        fails="start: NotFound: 404 Not Found",
    ),
    Bad(
        "`abort` of an extension, with a local import",
        shop(
            """
            def all_orders():
                from flask_smorest import abort

                from shop.models import Order

                if Order.query.count():
                    abort(409, message="sold")  # FLK303
            """
        ),
    ),
    Bad(
        "bodies with a status",
        shop(
            """
            from http import HTTPStatus


            def all_orders():
                return {"orders": []}, 200  # FLK303


            def order(number, found=None):
                if number < 0:
                    return None, 400  # FLK303
                if found is None:
                    return "not found", 404  # FLK303
                return found.to_dict(), 200  # FLK303


            def remove(number):
                return number, HTTPStatus.NO_CONTENT  # FLK303


            def create(data):
                return {"id": 1}, 201, {"Location": "/orders/1"}  # FLK303
            """
        ),
    ),
    Bad(
        "a body that is named before it is returned",
        shop(
            """
            from shop.models import Order, db


            def all_orders():
                return Order.query.all()


            def save(data):
                if Order.query.get(data["id"]) is None:
                    response_object = {"status": "success"}
                    response_object["id"] = data["id"]
                    return response_object, 201  # FLK303
                response_object = {"status": "fail"}
                return response_object, 409  # FLK303


            def remove(number):
                if db.session.get(Order, number):
                    answer = {"removed": number}
                else:
                    answer = dict(missing=number)
                return answer, 410  # FLK303
            """
        ),
    ),
    Good(
        "a name for what is no body, or for what a caller gives",
        shop(
            """
            def all_orders():
                return []


            def counted(numbers):
                found = {number: 1 for number in numbers}
                return found, 200


            def given(answer):
                return answer, 404


            def either(numbers):
                answer = {}
                if numbers:
                    answer = numbers
                return answer, 404
            """
        ),
    ),
    Bad(
        "a query that answers 404",
        shop(
            """
            from shop.models import Order, db


            def all_orders():
                return [Order.query.get_or_404(1)]  # FLK303


            def newest():
                return Order.query.filter_by(id=1).order_by(Order.id).first_or_404()  # FLK303


            def order(number):
                return db.get_or_404(Order, number)  # FLK303
            """,
        ),
        options={"forbid_or_404": True},
    ),
    Good(
        "a name that Werkzeug has, and that is something else here",
        shop(
            """
            def first_order(orders):
                from werkzeug.exceptions import NotFound

                return [order for order in orders if not isinstance(order, NotFound)]


            def last_order(orders):
                class NotFound(LookupError): ...

                if not orders:
                    raise NotFound("there are no orders")
                return orders[-1]


            def any_order(orders, NotFound):
                raise NotFound("there are no orders")
            """
        ),
    ),
    Good(
        "such a query where nobody forbids it",
        shop(
            """
            from shop.models import Order


            def all_orders():
                return [Order.query.get_or_404(1)]
            """,
        ),
    ),
    Good(
        "an error of the domain, which a handler answers",
        shop(
            """
            from werkzeug.exceptions import HTTPException


            class OrderError(Exception):
                def __init__(self, message, status=400):
                    super().__init__(message)
                    self.status = status


            class Sold(HTTPException):
                code = 409


            def all_orders():
                return []


            def order(number):
                if number < 0:
                    raise OrderError("no order", 404)
                raise Sold
            """
        ),
    ),
    Good(
        "pairs that are no answers",
        shop(
            """
            def all_orders():
                return [], 200


            def size():
                return "A4", 300


            def kept_for():
                return {"orders": []}, 300


            def counted(orders):
                if not orders:
                    return {}, 0
                return {"orders": orders}, 200


            def image(name):
                if name == "icon":
                    return None, 200
                return name, 404


            def fetch(client):
                answer = client.get("/")
                return answer.json(), answer.status_code


            def three():
                return 1, 2, 404
            """
        ),
    ),
    Good(
        "names that are only called so",
        shop(
            """
            from werkzeug.exceptions import NotFound


            def abort(code):
                return code


            class Orders:
                def get_or_404(self, number):
                    return number


            def all_orders(jsonify=list):
                try:
                    return [jsonify("1"), abort(404), Orders().get_or_404(1)]
                except NotFound:
                    return []
            """
        ),
    ),
    Good(
        "responses named in annotations and tests",
        shop(
            """
            from flask import Response


            def all_orders(answer: Response | None = None) -> list:
                return [isinstance(answer, Response)]
            """
        ),
    ),
    Good(
        "a rendered mail",
        shop(
            """
            from flask import render_template


            def all_orders():
                return []


            def mail(order):
                return render_template("mail.txt", order=order)
            """
        ),
    ),
    Good(
        "a decorator for views and an error handler among services",
        shop(
            """
            from functools import wraps

            from flask import abort, jsonify


            def needs(role):
                def decorator(view):
                    @wraps(view)
                    def wrapper(*args):
                        if not role:
                            abort(403)
                        return view(*args)

                    return wrapper

                return decorator


            def answer(error):
                return jsonify(error=str(error)), 400


            def install(app):
                app.register_error_handler(ValueError, answer)


            def all_orders():
                return []
            """
        ),
    ),
    Good(
        "views beside the services",
        shop(
            """
            def all_orders():
                return []
            """,
            shop__api__answers="""
            from flask import abort, jsonify


            def missing():
                abort(404)


            def found():
                return jsonify({}), 200
            """,
        ),
    ),
    Good(
        "a function that another file passes on: it answers when it is called",
        shop(
            """
            from flask import jsonify


            def all_orders():
                return []


            def too_many(limit):
                return jsonify(error="too many"), 429
            """,
            shop__limits="""
            from flask_limiter import Limiter

            from shop.services import order_service

            limiter = Limiter(on_breach=order_service.too_many)
            """,
        ),
    ),
    Good(
        "a view in a module that is configured as a service",
        {
            "shop.py": """
                from flask import Flask, jsonify

                app = Flask(__name__)


                def index():
                    return jsonify([]), 200


                app.add_url_rule("/", view_func=index)
                """,
        },
        options={"architecture.services": ("shop.py",)},
        works="GET /",
    ),
    Good(
        "names that are allowed",
        shop(
            """
            from flask import send_file
            from werkzeug.exceptions import NotFound


            def all_orders():
                raise NotFound


            def download():
                return send_file("orders.csv")
            """
        ),
        options={"allow": ("send_file", "NotFound")},
    ),
)
