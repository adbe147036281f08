"""What `flask-request-in-service` reports, and what it must not."""

from __future__ import annotations

from rule_examples.services.layered import START, shop

from flasklint.rule import Bad, Good

OUTSIDE = "start: RuntimeError: Working outside of request context."

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "the page number read from the request, which a command does not have",
        shop(
            """
            from flask import request

            from shop.models import Order


            def all_orders():
                page = request.args.get("page", 1, type=int)  # FLK302
                return Order.query.paginate(page=page).items
            """,
            wsgi=START,
        ),
        fails=OUTSIDE,
    ),
    Bad(
        "the session under another name, in a method",
        shop(
            """
            from flask import session as browser

            from shop.models import Order


            class OrderService:
                def all_orders(self):
                    orders = Order.query.filter_by(user=browser["user"])  # FLK302
                    return [*orders, browser["cart"]]


            def all_orders():
                return OrderService().all_orders()
            """,
            wsgi=START,
        ),
        fails=OUTSIDE,
    ),
    Bad(
        "through the package, imported in the function",
        shop(
            """
            def all_orders():
                import flask

                user = flask.g.user  # FLK302
                return [user, flask.request.path]  # FLK302
            """
        ),
    ),
    Bad(
        "from the module of Flask that defines it, in a nested function and a default",
        shop(
            """
            from flask.globals import request

            from shop.models import Order


            def all_orders():
                def page():
                    return request.args["page"]  # FLK302

                return Order.query.limit(page())


            def newest(count=1):
                return list(map(lambda each: request.args[each], ["page"]))  # FLK302
            """
        ),
    ),
    Bad(
        "through a module of the project, under a local name",
        shop(
            """
            from shop.models import Order
            from shop.web import current_request


            def all_orders():
                made = current_request  # FLK302
                return Order.query.filter_by(path=made.path)
            """,
            shop__web="from flask import request as current_request\n",
        ),
    ),
    Bad(
        "a decorator of the project's own changes nothing",
        shop(
            """
            from functools import lru_cache

            from flask import g

            from shop.models import Order


            @lru_cache
            def all_orders():
                return Order.query.filter_by(user=g.user).all()  # FLK302
            """
        ),
    ),
    Bad(
        "something left in `g` for others",
        shop(
            """
            from flask import g

            from shop.models import Order


            def all_orders():
                g.newest = Order.query.first()  # FLK302
                return [g.newest]
            """
        ),
    ),
    Bad(
        "services that the configuration names",
        {
            "shop/__init__.py": "",
            "shop/logic.py": """
                from flask import request


                def all_orders():
                    return [request.path]  # FLK302
                """,
        },
        options={"architecture.services": ("shop/logic.py",)},
    ),
    Bad(
        "a name that is forbidden besides",
        shop(
            """
            from flask_login import current_user

            from shop.models import Order


            def all_orders():
                return Order.query.filter_by(user=current_user)  # FLK302
            """
        ),
        options={"forbid": ("flask_login.current_user",)},
    ),
    Good(
        "what is needed comes as arguments",
        shop(
            """
            def all_orders(page=1):
                return [page]
            """,
            wsgi=START,
        ),
        works="start",
    ),
    Good(
        "a parameter, another package's session and an attribute are called so",
        shop(
            """
            import requests
            from sqlalchemy.orm import Session


            def all_orders(request=None, g=None):
                session = requests.Session()
                return [request, g, session.get]


            def count(session: Session):
                return session.scalar("select 1")


            class Pages:
                def __init__(self):
                    self.request = None

                def page(self):
                    return self.request
            """
        ),
    ),
    Good(
        "a signal calls it while a request is answered",
        shop(
            """
            from flask import g, request_started


            @request_started.connect
            def note_start(sender):
                g.started = True


            @request_started.connect_via("shop")
            def note_shop(sender):
                g.shop = True


            def all_orders():
                return []
            """
        ),
    ),
    Good(
        "settings and the logger of the application are there without a request",
        shop(
            """
            from flask import current_app


            def all_orders():
                current_app.logger.info("all")
                return [current_app.config["SECRET_KEY"]]
            """,
            wsgi=START,
        ),
        works="start",
    ),
    Good(
        "a service that is prepared to be called without a request",
        shop(
            """
            from flask import g, has_request_context, request


            def all_orders():
                return [request.path if has_request_context() else "command"]


            def user():
                try:
                    return g.user
                except RuntimeError:
                    return None
            """,
            wsgi=START,
        ),
        works="start",
    ),
    Good(
        "a service that asks whether there is a request",
        shop(
            """
            from flask import request, session


            def all_orders():
                if request:
                    print(request.path)
                return [session["user"] if bool(session) else "nobody"]


            def newest():
                return (request and request.path) or "command"
            """,
            wsgi=START,
        ),
        works="start",
    ),
    Good(
        "functions that other files pass on or keep in a table, lambdas, handlers of Socket.IO",
        shop(
            """
            from flask import request, session
            from flask_socketio import SocketIO

            socketio = SocketIO()


            def all_orders():
                return []


            def address():
                return request.remote_addr


            def greeting(name):
                return session["greeting"] + name


            class Pages:
                def number(self):
                    return request.args["page"]


            def install(app):
                app.context_processor(lambda: {"path": request.path})
                app.jinja_env.globals["here"] = lambda: request.path


            @socketio.on("order")
            def ordered(data):
                session["order"] = data


            @socketio.event
            def cancelled(data):
                session.pop("order")
            """,
            shop__limits="""
            from flask_limiter import Limiter

            from shop.services.order_service import Pages, address as key, greeting

            limiter = Limiter(key_func=key)


            def install(app, pages):
                app.jinja_env.filters["greeting"] = greeting
                app.jinja_env.globals.update(page=pages.number)
            """,
        ),
    ),
    Bad(
        "a function that another file only calls",
        shop(
            """
            from flask import request

            from shop.models import Order


            def all_orders():
                return Order.query.filter_by(path=request.path)  # FLK302


            def address():
                return request.remote_addr  # FLK302
            """,
            shop__log="""
            from shop.services import order_service
            from shop.services.order_service import address


            def write():
                addresses = [address(), order_service.address()]
                print(addresses, order_service.all_orders().copy)
            """,
        ),
    ),
    Good(
        "`g` keeps a connection for the time of a request",
        shop(
            """
            from flask import g


            def connection():
                if "connection" not in g:
                    g.connection = object()
                return g.connection


            def cache():
                if not hasattr(g, "cache"):
                    g.cache = {}
                return g.cache


            def all_orders():
                return [str(g.get("orders")) for _ in (connection(), cache())]
            """,
            wsgi=START,
        ),
        works="start",
    ),
    Good(
        "hooks, handlers and decorators that stand among services",
        shop(
            """
            from functools import wraps

            from flask import current_app, g, request


            def counted(view):
                @wraps(view)
                def wrapper(*args):
                    g.path = request.path
                    return view(*args)

                return wrapper


            def for_role(role):
                def decorator(view):
                    def wrapper(*args):
                        g.role = role
                        return view(*args)

                    return wrapper

                return decorator


            def install(app):
                @app.before_request
                def remember():
                    g.path = request.path

                app.after_request(Tracing().done)
                app.teardown_request(forget)


            def forget(error):
                g.path = None


            class Tracing:
                def done(self, response):
                    response.headers["X-Path"] = request.path
                    return response


            def all_orders():
                return [current_app.name]
            """
        ),
    ),
    Good(
        "classes that derive from those of a package are called by it",
        shop(
            """
            import logging

            from flask import request
            from flask_restful import Resource


            class WithUrl(logging.Formatter):
                def format(self, record):
                    record.url = request.url
                    return super().format(record)


            class Orders(Resource):
                def put(self):
                    return request.json


            def all_orders():
                return []
            """
        ),
    ),
    Good(
        "a module called a service that holds views",
        shop(
            """
            from flask import Blueprint, request

            bp = Blueprint("status", __name__)


            @bp.get("/status")
            def status():
                return path()


            def path():
                return request.path
            """
        ),
    ),
    Good(
        "a view beside the services",
        shop(
            """
            def all_orders():
                return []
            """,
            shop__api__pages="""
            from flask import request


            def page():
                return request.args.get("page", 1)
            """,
        ),
    ),
    Good(
        "without a service layer: no view imports the module that is called so",
        {
            "app.py": """
                from flask import Flask, request

                app = Flask(__name__)


                @app.get("/")
                def index():
                    return request.path
                """,
            "service.py": """
                from flask import request


                def path():
                    return request.path
                """,
        },
    ),
    Good(
        "a name that is allowed",
        shop(
            """
            from flask import g


            def all_orders():
                return [g.tenant]
            """
        ),
        options={"allow": ("g",)},
    ),
)
