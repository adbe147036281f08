"""What `route-module-not-imported` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_APP = """
    from flask import Flask


    def create_app():
        app = Flask(__name__)

        from shop.users import bp
        app.register_blueprint(bp)

        return app
    """
_PACKAGE = """
    from flask import Blueprint

    bp = Blueprint("users", __name__, url_prefix="/users")
    """
_ROUTES = """
    from shop.users import bp


    @bp.get("/all")  # FLK106
    def index():
        return []


    @bp.get("/one")
    def one():
        return {}
    """
_ROUTES_UNMARKED = _ROUTES.replace("  # FLK106", "")
_MORE = """
    from . import bp


    @bp.get("/more")
    def more():
        return []
    """
_ON_APP = """
    from shop import app


    @app.get("/books")
    def books():
        return []
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "the package of the Blueprint does not import its routes",
        {
            "app.py": _APP,
            "shop/__init__.py": "",
            "shop/users/__init__.py": _PACKAGE,
            "shop/users/routes.py": _ROUTES,
        },
        fixed={
            "shop/users/__init__.py": """
                from flask import Blueprint

                bp = Blueprint("users", __name__, url_prefix="/users")


                from shop.users import routes  # noqa: E402, F401
                """,
        },
        fails="GET /users/all: 404",
    ),
    Bad(
        "other modules are imported below the Blueprint, this one is forgotten",
        {
            "app.py": _APP,
            "shop/__init__.py": "",
            "shop/users/__init__.py": """
                from flask import Blueprint as Section

                bp = Section("users", __name__, url_prefix="/users")

                from . import more  # noqa: E402, F401

                LIMIT = 10
                """,
            "shop/users/more.py": _MORE,
            "shop/users/routes.py": """
                from . import bp as users


                def index():
                    return []


                users.add_url_rule(rule="/all", view_func=index)  # FLK106
                """,
        },
        fixed={
            "shop/users/__init__.py": """
                from flask import Blueprint as Section

                bp = Section("users", __name__, url_prefix="/users")

                from . import more  # noqa: E402, F401
                from . import routes  # noqa: E402, F401

                LIMIT = 10
                """,
        },
        fails="GET /users/all: 404",
    ),
    Bad(
        "the Blueprint has a module of its own; the routes are those of a class view",
        {
            "app.py": """
                from flask import Flask

                from section import bp

                app = Flask(__name__)
                app.register_blueprint(bp)
                """,
            "section.py": """
                from flask import Blueprint

                bp = Blueprint("users", __name__)
                """,
            "views.py": """
                from flask.views import MethodView

                import section


                class Users(MethodView):
                    def get(self):
                        return []


                section.bp.add_url_rule("/all", view_func=Users.as_view("users"))  # FLK106
                """,
        },
        fixed={
            "section.py": """
                from flask import Blueprint

                bp = Blueprint("users", __name__)


                import views  # noqa: E402, F401
                """,
        },
        fails="GET /all: 404",
    ),
    Bad(
        "on the app, where the other modules of the package are imported",
        {
            "shop/__init__.py": """
                from flask import Flask

                app = Flask(__name__)

                from shop import users
                """,
            "shop/users.py": _ON_APP.replace("books", "users"),
            "shop/books.py": _ON_APP.replace('("/books")', '("/books")  # FLK106'),
        },
        fixed={
            "shop/__init__.py": """
                from flask import Flask

                app = Flask(__name__)

                from shop import users
                from shop import books
                """,
        },
        fails="GET /books: 404",
    ),
    Bad(
        "the package registers its Blueprint itself: an import at its end would be too late",
        {
            "shop/__init__.py": """
                from flask import Blueprint, Flask

                bp = Blueprint("users", __name__)


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    return app


                app = create_app()
                """,
            "shop/users.py": """
                from shop import app, bp


                @bp.get("/all")  # FLK106
                def index():
                    return [app.name]
                """,
        },
        fails="GET /all: 404",
    ),
    Bad(
        "the package of the Blueprint imports what registers it: there is no fix either",
        {
            "users/__init__.py": """
                from flask import Blueprint

                bp = Blueprint("users", __name__)

                from serve import app  # noqa: E402
                """,
            "serve.py": """
                from flask import Flask

                import users

                app = Flask(__name__)
                app.register_blueprint(users.bp)
                """,
            "users/routes.py": """
                from users import bp


                @bp.get("/all")  # FLK106
                def index():
                    return []
                """,
        },
    ),
    Bad(
        "registered in the same file, below the other modules: there it is not too late",
        {
            "shop/__init__.py": """
                from flask import Blueprint, Flask

                bp = Blueprint("users", __name__)

                from shop import more

                app = Flask(__name__)
                app.register_blueprint(bp)
                """,
            "shop/more.py": _MORE,
            "shop/users.py": """
                from shop import bp


                @bp.get("/all")  # FLK106
                def index():
                    return []
                """,
        },
        fixed={
            "shop/__init__.py": """
                from flask import Blueprint, Flask

                bp = Blueprint("users", __name__)

                from shop import more
                from shop import users

                app = Flask(__name__)
                app.register_blueprint(bp)
                """,
        },
        fails="GET /all: 404",
    ),
    Bad(
        "modules whose names are no names in Python: no import can be written",
        {
            "app.py": _APP,
            "shop/__init__.py": "",
            "shop/users/__init__.py": _PACKAGE,
            "shop/users/import.py": _ROUTES,
            "shop/users/sign-in.py": _ROUTES.replace("/all", "/sign"),
        },
        fails="GET /users/all: 404",
    ),
    Good(
        "imported below the Blueprint",
        {
            "app.py": _APP,
            "shop/__init__.py": "",
            "shop/users/__init__.py": _PACKAGE + "\n    from . import routes  # noqa: E402\n",
            "shop/users/routes.py": _ROUTES_UNMARKED,
        },
        works="GET /users/all",
    ),
    Good(
        "imported inside of the factory",
        {
            "app.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    import shop.users.routes
                    app.register_blueprint(shop.users.bp)
                    return app
                """,
            "shop/__init__.py": "",
            "shop/users/__init__.py": _PACKAGE,
            "shop/users/routes.py": _ROUTES_UNMARKED,
        },
        works="GET /users/all",
    ),
    Good(
        "imported through the module of another name",
        {
            "app.py": _APP.replace("from shop.users import bp", "from shop.users.routes import bp"),
            "shop/__init__.py": "",
            "shop/users/__init__.py": _PACKAGE,
            "shop/users/routes.py": _ROUTES_UNMARKED,
        },
        works="GET /users/all",
    ),
    Good(
        "imported by its name",
        {
            "app.py": """
                from importlib import import_module

                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    for name in ("users",):
                        import_module(f"shop.{name}.routes")
                        app.register_blueprint(import_module(f"shop.{name}").bp)
                    return app
                """,
            "shop/__init__.py": "",
            "shop/users/__init__.py": _PACKAGE,
            "shop/users/routes.py": _ROUTES_UNMARKED,
        },
        works="GET /users/all",
    ),
    Good(
        "found by a scan of the package",
        {
            "app.py": _APP,
            "shop/__init__.py": "",
            "shop/users/__init__.py": """
                import pkgutil
                from importlib import import_module

                from flask import Blueprint

                bp = Blueprint("users", __name__, url_prefix="/users")

                for found in pkgutil.iter_modules(__path__):
                    import_module(f"{__name__}.{found.name}")
                """,
            "shop/users/routes.py": _ROUTES_UNMARKED,
        },
        works="GET /users/all",
    ),
    Good(
        "imported by a star that `__all__` sends there",
        {
            "app.py": _APP.replace(
                "from shop.users import bp",
                "from shop.users import bp\n        from shop import wiring",
            ),
            "shop/__init__.py": "",
            "shop/wiring.py": "from shop.users import *\n",
            "shop/users/__init__.py": """
                from flask import Blueprint

                __all__ = ["routes"]
                bp = Blueprint("users", __name__, url_prefix="/users")
                """,
            "shop/users/routes.py": _ROUTES_UNMARKED,
        },
        works="GET /users/all",
    ),
    Good(
        "the server may start it: `gunicorn serve:app`",
        {
            "shop/__init__.py": """
                from flask import Flask

                app = Flask(__name__)
                """,
            "serve.py": _ON_APP,
        },
        works="start",
    ),
    Good(
        'a script may start it: `shop-console = "shop.console:main"` in pyproject.toml',
        {
            "shop/__init__.py": """
                from flask import Flask

                app = Flask(__name__)

                from shop import books
                """,
            "shop/books.py": _ON_APP,
            "shop/console.py": _ON_APP.replace("books", "console")
            + """

    def main():
        app.run(debug=True)
    """,
        },
        works="GET /books",
    ),
    Good(
        "a program",
        {
            "app.py": _APP,
            "shop/__init__.py": "",
            "shop/users/__init__.py": _PACKAGE,
            "shop/users/debug.py": """
                from app import create_app
                from shop.users import bp


                @bp.get("/debug")
                def debug():
                    return []


                if __name__ == "__main__":
                    create_app().run()
                """,
        },
        works="start",
    ),
    Good(
        "a copy that was left behind: the application has its routes",
        {
            "app.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    from shop.orders.api import orders_bp

                    app.register_blueprint(orders_bp)
                    return app
                """,
            "shop/__init__.py": "",
            "shop/orders/__init__.py": "",
            "shop/orders/api.py": """
                from flask import Blueprint
                from flask_restful import Api

                from .resources import OrderResource

                orders_bp = Blueprint("orders", __name__, url_prefix="/api")
                orders_api = Api(orders_bp)
                orders_api.add_resource(OrderResource, "/orders/<int:order_id>")
                """,
            "shop/orders/more_api.py": """
                from .api import orders_api
                from .resources import OrderResource

                orders_api.add_resource(OrderResource, "/orders/<int:order_id>")
                """,
            "shop/orders/resources.py": """
                from flask_restful import Resource


                class OrderResource(Resource):
                    def get(self, order_id):
                        return {"id": order_id}
                """,
        },
        works="GET /api/orders/7",
    ),
    Good(
        "a copy with new names: another view answers its URL",
        {
            "app.py": _APP,
            "shop/__init__.py": "",
            "shop/users/__init__.py": _PACKAGE
            + """

    from shop.users import routes
    """,
            "shop/users/routes.py": _ROUTES_UNMARKED,
            "shop/users/old_routes.py": """
                from shop.users import bp


                @bp.route("/all")
                def list_users():
                    return ["nobody"]
                """,
        },
        works="GET /users/all",
    ),
    Good(
        "a copy with another URL: the endpoint is taken",
        {
            "app.py": _APP,
            "shop/__init__.py": "",
            "shop/users/__init__.py": _PACKAGE
            + """

    from shop.users import routes
    """,
            "shop/users/routes.py": _ROUTES_UNMARKED,
            "shop/users/new_routes.py": """
                from shop.users import bp


                @bp.route("/everybody")
                def index():
                    return []
                """,
        },
        works="GET /users/all",
    ),
)
