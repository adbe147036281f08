"""What `unregistered-blueprint` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_BOOKS = """
    from flask import Blueprint

    bp = Blueprint("books", __name__, url_prefix="/books")


    @bp.get("/")
    def index():
        return []
    """
_REPORTS = """
    from flask import Blueprint

    bp = Blueprint("reports", __name__)  # FLK105


    @bp.get("/reports")
    def index():
        return []
    """
_LOOP = """
    from flask import Flask

    from shop.books import books
    from shop.orders import orders

    BLUEPRINTS = (books, orders)


    def create_app(blueprints=None):
        app = Flask(__name__)
        if blueprints is None:
            blueprints = BLUEPRINTS
        for blueprint in blueprints:
            app.register_blueprint(blueprint)
        return app
    """
_REPORTS_UNMARKED = _REPORTS.replace("  # FLK105", "")

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "forgotten in the factory, which imports Blueprints by name with an alias",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)

                    from shop.books import bp as books_bp
                    app.register_blueprint(books_bp)

                    return app
                """,
            "shop/books.py": _BOOKS,
            "shop/reports.py": _REPORTS,
        },
        fixed={
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)

                    from shop.books import bp as books_bp
                    from shop.reports import bp as reports_bp
                    app.register_blueprint(books_bp)
                    app.register_blueprint(reports_bp)

                    return app
                """,
        },
        fails="GET /reports: 404",
    ),
    Bad(
        "its module needs the factory's, and is only imported in a function so far",
        {
            "shop/__init__.py": "",
            "shop/app.py": """
                from flask import Flask

                from shop.books import bp as books_bp

                LIMITS = {"reports": 20}


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(books_bp)

                    from shop import wiring

                    app.config["LIMIT"] = wiring.limit()
                    return app
                """,
            "shop/books.py": _BOOKS,
            "shop/wiring.py": """
                from shop import reports


                def limit():
                    return reports.LIMITS["reports"]
                """,
            "shop/reports.py": """
                from flask import Blueprint

                from shop.app import LIMITS

                bp = Blueprint("reports", __name__)  # FLK105


                @bp.get("/reports")
                def index():
                    return LIMITS
                """,
        },
        fixed={
            "shop/app.py": """
                from flask import Flask

                from shop.books import bp as books_bp

                LIMITS = {"reports": 20}


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(books_bp)
                    from shop.reports import bp as reports_bp

                    app.register_blueprint(reports_bp)

                    from shop import wiring

                    app.config["LIMIT"] = wiring.limit()
                    return app
                """,
        },
        fails="GET /reports: 404",
    ),
    Bad(
        "forgotten in a helper of another module, which imports modules at the top",
        {
            "shop/app.py": """
                from flask import Flask

                from .wiring import register


                def create_app():
                    app = Flask(__name__)
                    register(app)
                    return app
                """,
            "shop/wiring.py": """
                from .views import books


                def register(application):
                    application.register_blueprint(books.bp)
                """,
            "shop/__init__.py": "",
            "shop/views/__init__.py": "",
            "shop/views/books.py": _BOOKS,
            "shop/views/reports.py": _REPORTS,
        },
        fixed={
            "shop/wiring.py": """
                from .views import books, reports


                def register(application):
                    application.register_blueprint(books.bp)
                    application.register_blueprint(reports.bp)
                """,
        },
    ),
    Bad(
        "forgotten in a loop over a list: the fix adds it there",
        {
            "app.py": """
                from flask import Flask
                from books import bp as books_bp


                def create_app():
                    app = Flask(__name__)
                    for blueprint in (books_bp,):
                        app.register_blueprint(blueprint)
                    return app
                """,
            "books.py": _BOOKS,
            "reports.py": _REPORTS,
        },
        fixed={
            "app.py": """
                from flask import Flask
                from books import bp as books_bp
                from reports import bp as reports_bp


                def create_app():
                    app = Flask(__name__)
                    for blueprint in (books_bp, reports_bp):
                        app.register_blueprint(blueprint)
                    return app
                """,
        },
    ),
    Bad(
        "what the loop goes over stands at the top of the module, an item on each line",
        {
            "shop/__init__.py": "",
            "shop/app.py": """
                from flask import Flask

                from shop.books import bp as books_bp
                from shop.orders import bp as orders_bp

                BLUEPRINTS = [
                    books_bp,
                    orders_bp,
                ]


                def create_app(blueprints=None):
                    app = Flask(__name__)
                    if blueprints is None:
                        blueprints = BLUEPRINTS
                    for blueprint in blueprints:
                        app.register_blueprint(blueprint)
                    return app
                """,
            "shop/books.py": _BOOKS,
            "shop/orders.py": _BOOKS.replace("books", "orders"),
            "shop/reports.py": _REPORTS,
        },
        fixed={
            "shop/app.py": """
                from flask import Flask

                from shop.books import bp as books_bp
                from shop.orders import bp as orders_bp
                from shop.reports import bp as reports_bp

                BLUEPRINTS = [
                    books_bp,
                    orders_bp,
                    reports_bp,
                ]


                def create_app(blueprints=None):
                    app = Flask(__name__)
                    if blueprints is None:
                        blueprints = BLUEPRINTS
                    for blueprint in blueprints:
                        app.register_blueprint(blueprint)
                    return app
                """,
        },
        fails="GET /reports: 404",
        says="its routes answer 404; register it in `create_app` (shop/app.py)",
    ),
    Bad(
        "in a loop over modules: the module goes there, the Blueprint would have no `bp`",
        {
            "shop/__init__.py": "",
            "shop/app.py": """
                from flask import Flask

                from shop import books, orders


                def create_app():
                    app = Flask(__name__)
                    for module in (books, orders):
                        app.register_blueprint(module.bp)
                    return app
                """,
            "shop/books.py": _BOOKS,
            "shop/orders.py": _BOOKS.replace("books", "orders"),
            "shop/reports.py": _REPORTS,
        },
        fixed={
            "shop/app.py": """
                from flask import Flask

                from shop import books, orders, reports


                def create_app():
                    app = Flask(__name__)
                    for module in (books, orders, reports):
                        app.register_blueprint(module.bp)
                    return app
                """,
        },
    ),
    Bad(
        "in a loop over modules whose Blueprints are called otherwise",
        {
            "app.py": """
                from flask import Flask

                import books


                def create_app():
                    app = Flask(__name__)
                    for module in (books,):
                        app.register_blueprint(module.bp)
                    return app
                """,
            "books.py": _BOOKS,
            "reports.py": _REPORTS.replace("bp", "reports"),
        },
        fixed={
            "app.py": """
                from flask import Flask

                import books
                from reports import reports


                def create_app():
                    app = Flask(__name__)
                    for module in (books,):
                        app.register_blueprint(module.bp)
                    app.register_blueprint(reports)
                    return app
                """,
        },
    ),
    Bad(
        "in a loop over a dict: the import stands with the others",
        {
            "app.py": """
                from flask import Flask


                def create_app():
                    from books import bp as books_bp

                    app = Flask(__name__)
                    for blueprint, prefix in {books_bp: "/books"}.items():
                        app.register_blueprint(blueprint, url_prefix=prefix)
                    return app
                """,
            "books.py": _BOOKS,
            "reports.py": _REPORTS,
        },
        fixed={
            "app.py": """
                from flask import Flask


                def create_app():
                    from books import bp as books_bp
                    from reports import bp as reports_bp

                    app = Flask(__name__)
                    for blueprint, prefix in {books_bp: "/books"}.items():
                        app.register_blueprint(blueprint, url_prefix=prefix)
                    app.register_blueprint(reports_bp)
                    return app
                """,
        },
    ),
    Bad(
        "imported already where another Blueprint is put together, and forgotten there",
        {
            "app.py": """
                from flask import Flask

                from api import create_api


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(create_api(), url_prefix="/api")
                    return app
                """,
            "api.py": """
                from flask import Blueprint

                import books
                import reports


                def create_api():
                    api = Blueprint("api", __name__)
                    api.register_blueprint(books.bp)
                    return api
                """,
            "books.py": _BOOKS,
            "reports.py": _REPORTS,
        },
        says="register it on the Blueprint `api`, in `create_api` (api.py)",
        fixed={
            "api.py": """
                from flask import Blueprint

                import books
                import reports


                def create_api():
                    api = Blueprint("api", __name__)
                    api.register_blueprint(books.bp)
                    api.register_blueprint(reports.bp)
                    return api
                """,
        },
    ),
    Bad(
        "what the loop goes over is a tuple on one line",
        {
            "shop/__init__.py": "",
            "shop/app.py": _LOOP,
            "shop/books.py": _BOOKS.replace("bp", "books"),
            "shop/orders.py": _BOOKS.replace("books", "orders").replace("bp", "orders"),
            "shop/reports.py": _REPORTS.replace("bp", "reports"),
        },
        fixed={
            "shop/app.py": _LOOP.replace("orders)", "orders, reports)").replace(
                "import orders\n", "import orders\n    from shop.reports import reports\n"
            )
        },
        fails="GET /reports: 404",
        says="register it in `create_app` (shop/app.py)",
    ),
    Bad(
        "in a loop with a comment behind the last item: there is no fix",
        {
            "app.py": """
                from flask import Flask
                from books import bp as books_bp


                def create_app():
                    app = Flask(__name__)
                    for blueprint in [
                        books_bp,  # the old ones
                    ]:
                        app.register_blueprint(blueprint)
                    return app
                """,
            "books.py": _BOOKS,
            "reports.py": _REPORTS,
        },
    ),
    Bad(
        "nothing stands on it",
        {
            "app.py": """
                from flask import Flask
                from books import bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    return app
                """,
            "books.py": _BOOKS,
            "rest.py": """
                from flask import Blueprint

                rest = Blueprint("rest", __name__)  # FLK105
                """,
        },
        says="the Blueprint `rest` is registered on no application, and nothing stands on it: "
        "remove it",
    ),
    Bad(
        "the only Blueprint of an application, made beside the factory's module",
        {
            "app.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    return app
                """,
            "reports.py": _REPORTS,
        },
        fixed={
            "app.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    from reports import bp

                    app.register_blueprint(bp)
                    return app
                """,
        },
    ),
    Bad(
        "a nested Blueprint that its parent does not register",
        """
        from flask import Blueprint, Flask

        api = Blueprint("api", __name__)
        books = Blueprint("books", __name__)
        orders = Blueprint("orders", __name__)  # FLK105
        orders.add_url_rule("/orders", "all")
        api.register_blueprint(books)

        app = Flask(__name__)
        app.register_blueprint(api)
        """,
        fixed="""
        from flask import Blueprint, Flask

        api = Blueprint("api", __name__)
        books = Blueprint("books", __name__)
        orders = Blueprint("orders", __name__)  # FLK105
        orders.add_url_rule("/orders", "all")
        api.register_blueprint(books)

        app = Flask(__name__)
        app.register_blueprint(api)
        app.register_blueprint(orders)
        """,
    ),
    Bad(
        "an app class passes registrations on: the fix stands where the others are asked for",
        {
            "app.py": """
                from flask import Flask

                from books import bp


                class Shop(Flask):
                    def register_blueprint(self, blueprint, **options):
                        super().register_blueprint(blueprint, **options)


                def create_app():
                    app = Shop(__name__)
                    app.register_blueprint(bp)
                    return app
                """,
            "books.py": _BOOKS,
            "reports.py": _REPORTS,
        },
        fixed={
            "app.py": """
                from flask import Flask

                from books import bp
                from reports import bp as reports_bp


                class Shop(Flask):
                    def register_blueprint(self, blueprint, **options):
                        super().register_blueprint(blueprint, **options)


                def create_app():
                    app = Shop(__name__)
                    app.register_blueprint(bp)
                    app.register_blueprint(reports_bp)
                    return app
                """,
        },
    ),
    Bad(
        "an import at the top would be circular: the fix imports where it registers",
        {
            "app.py": """
                from flask import Flask

                from books import bp

                LIMIT = 20


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    return app
                """,
            "books.py": _BOOKS,
            "reports.py": """
                from flask import Blueprint

                from app import LIMIT

                reports = Blueprint("reports", __name__)  # FLK105


                @reports.get("/reports")
                def index():
                    return LIMIT
                """,
        },
        fixed={
            "app.py": """
                from flask import Flask

                from books import bp

                LIMIT = 20


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    from reports import reports

                    app.register_blueprint(reports)
                    return app
                """,
        },
    ),
    Bad(
        "modules whose names are no names in Python: no import can be written",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.books import bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    return app
                """,
            "shop/books.py": _BOOKS,
            "shop/import.py": _REPORTS,
            "shop/sign-in.py": _REPORTS,
        },
        fails="GET /reports: 404",
    ),
    Bad(
        "its name is taken, as are those of two others by each other: there is no fix",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.books import bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp)
                    return app
                """,
            "shop/books.py": _BOOKS,
            "shop/more.py": """
                from flask import Blueprint

                bp = Blueprint("books", __name__)  # FLK105
                """,
            "shop/reports.py": _REPORTS,
            "shop/news.py": _REPORTS,
        },
        fails="GET /reports: 404",
    ),
    Bad(
        "the others are imported and registered in a context: so is this one",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    with app.app_context():
                        from shop.books import bp

                        app.register_blueprint(bp)
                    return app
                """,
            "shop/books.py": _BOOKS,
            "shop/reports.py": """
                from flask import Blueprint, current_app

                bp = Blueprint("reports", __name__)  # FLK105
                TITLE = current_app.name


                @bp.get("/reports")
                def index():
                    return TITLE
                """,
        },
        fixed={
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    with app.app_context():
                        from shop.books import bp
                        from shop.reports import bp as reports_bp

                        app.register_blueprint(bp)
                        app.register_blueprint(reports_bp)
                    return app
                """,
        },
        fails="GET /reports: 404",
    ),
    Bad(
        "the others are imported in a context and registered behind it: there is no fix",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    with app.app_context():
                        from shop import books
                    app.register_blueprint(books.bp)
                    return app
                """,
            "shop/books.py": _BOOKS,
            "shop/reports.py": _REPORTS,
        },
        fails="GET /reports: 404",
    ),
    Bad(
        "the Blueprints beside it are nested in another one: so is this one",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.web import init_web, web


                def create_app():
                    app = Flask(__name__)
                    init_web()
                    app.register_blueprint(web)
                    return app
                """,
            "shop/web/__init__.py": """
                from flask import Blueprint

                from .books import bp as books_bp
                from .orders import bp as orders_bp

                web = Blueprint("web", __name__, url_prefix="/web")


                def init_web():
                    web.register_blueprint(books_bp)
                    web.register_blueprint(orders_bp)
                """,
            "shop/web/books.py": _BOOKS,
            "shop/web/orders.py": _BOOKS.replace("books", "orders"),
            "shop/web/reports.py": _REPORTS,
        },
        fixed={
            "shop/web/__init__.py": """
                from flask import Blueprint

                from .books import bp as books_bp
                from .orders import bp as orders_bp
                from .reports import bp as reports_bp

                web = Blueprint("web", __name__, url_prefix="/web")


                def init_web():
                    web.register_blueprint(books_bp)
                    web.register_blueprint(orders_bp)
                    web.register_blueprint(reports_bp)
                """,
        },
        fails="GET /web/reports: 404",
        says="register it on the Blueprint `web`, in `init_web` (shop/web/__init__.py)",
    ),
    Bad(
        "registered by a test only",
        {
            "app.py": """
                from flask import Flask

                app = Flask(__name__)
                """,
            "reports.py": _REPORTS,
            "tests/test_reports.py": """
                from app import app
                from reports import bp

                app.register_blueprint(bp)
                """,
        },
    ),
    Bad(
        "imported by nothing at all, in a package of an application",
        {
            "shop/__init__.py": """
                import flask

                from .books import bp


                def create_app(config=None):
                    app = flask.Flask(__name__)
                    app.register_blueprint(bp, url_prefix="/v1")
                    return app
                """,
            "shop/books.py": _BOOKS,
            "shop/reports.py": """
                import flask

                reports = flask.Blueprint("reports", __name__)  # FLK105
                reports.before_app_request(print)
                """,
        },
        fixed={
            "shop/__init__.py": """
                import flask

                from .books import bp
                from .reports import reports


                def create_app(config=None):
                    app = flask.Flask(__name__)
                    app.register_blueprint(bp, url_prefix="/v1")
                    app.register_blueprint(reports)
                    return app
                """,
        },
    ),
    Bad(
        "a namespace of Flask-RESTX that no Api adds",
        {
            "app.py": """
                from flask import Flask
                from flask_restx import Api

                from books import books

                app = Flask(__name__)
                api = Api(app)
                api.add_namespace(books)
                """,
            "books.py": """
                from flask_restx import Namespace, Resource

                books = Namespace("books")


                @books.route("/")
                class Books(Resource):
                    def get(self):
                        return []
                """,
            "orders.py": """
                from flask_restx import Namespace, Resource

                orders = Namespace("orders")  # FLK105


                @orders.route("/")
                class Orders(Resource):
                    def get(self):
                        return []
                """,
        },
        fails="GET /orders/: 404",
        says="no Api adds the namespace `orders`: its routes answer 404; add it with "
        "`add_namespace` (app.py)",
    ),
    Good(
        "aliases, modules, re-exports and imports inside functions",
        {
            "shop/__init__.py": """
                from flask import Flask


                def create_app():
                    app = Flask(__name__)
                    from . import books
                    from .api import reports_blueprint as r

                    app.register_blueprint(books.bp)
                    app.register_blueprint(r)
                    return app
                """,
            "shop/books.py": _BOOKS,
            "shop/api/__init__.py": "from .reports import bp as reports_blueprint",
            "shop/api/reports.py": _REPORTS_UNMARKED,
        },
    ),
    Good(
        "a function that makes the Blueprint, and one that configures an app it is given",
        {
            "shop.py": """
                from flask import Blueprint, Flask


                def reports(store):
                    bp = Blueprint("reports", __name__)

                    @bp.get("/reports")
                    def index():
                        return store.all()

                    return bp


                def configure(app, store):
                    app.register_blueprint(reports(store))


                app = Flask(__name__)
                configure(app, object())
                """
        },
    ),
    Good(
        "registered under a condition, in a method of a Flask subclass, and nested",
        """
        import os

        from flask import Blueprint, Flask

        admin = Blueprint("admin", __name__)
        api = Blueprint("api", __name__)
        books = Blueprint("books", __name__)
        api.register_blueprint(books)


        class Shop(Flask):
            def __init__(self):
                super().__init__(__name__)
                self.register_blueprint(api)
                if os.environ.get("ADMIN"):
                    self.register_blueprint(admin)


        app = Shop()
        """,
    ),
    Good(
        "one variable name in several modules, registered in a comprehension of modules",
        {
            "app.py": """
                from flask import Flask
                import books, reports

                app = Flask(__name__)
                for bp in [module.bp for module in (books, reports)]:
                    app.register_blueprint(bp)
                """,
            "books.py": _BOOKS,
            "reports.py": _REPORTS_UNMARKED,
        },
    ),
    Good(
        "registered by an extension",
        """
        from flask import Flask
        from flask_smorest import Api, Blueprint

        bp = Blueprint("books", __name__)


        def create_app():
            app = Flask(__name__)
            api = Api(app)
            api.register_blueprint(bp)
            return app
        """,
    ),
    Good(
        "a package scan may register it",
        {
            "app.py": """
                import pkgutil
                from importlib import import_module

                from flask import Flask

                import views


                def create_app():
                    app = Flask(__name__)
                    for info in pkgutil.iter_modules(views.__path__):
                        app.register_blueprint(import_module(f"views.{info.name}").bp)
                    return app
                """,
            "views/__init__.py": "",
            "views/reports.py": _REPORTS_UNMARKED,
        },
    ),
    Good(
        "made in a plug-in's method that the host calls",
        """
        from flask import Blueprint, Flask

        app = Flask(__name__)


        class Plugin:
            def get_blueprint(self):
                blueprint = Blueprint(self.name, __name__)
                blueprint.add_url_rule("/x", "x", view_func=self.x)
                return blueprint
        """,
    ),
    Good(
        "a library that offers a Blueprint has no application",
        _REPORTS_UNMARKED,
    ),
    Good(
        "a Blueprint of a test",
        {
            "app.py": """
                from flask import Flask

                app = Flask(__name__)
                """,
            "tests/test_errors.py": _REPORTS_UNMARKED,
        },
    ),
    Good(
        "not Flask's Blueprint",
        """
        from architecture import Blueprint
        from flask import Flask

        house = Blueprint("house", __name__)
        app = Flask(__name__)
        """,
    ),
    Good(
        "made and registered by an extension, as the pages of Flask-RESTX are",
        """
        from flask import Blueprint, Flask
        from flask_restx import Api

        bp = Blueprint("api", __name__)
        api = Api(bp)


        def create_app():
            app = Flask(__name__)
            app.register_blueprint(bp)
            return app
        """,
    ),
    Good(
        "registered only if a setting is given",
        """
        import os

        from flask import Blueprint, Flask

        metrics = Blueprint("metrics", __name__)
        app = Flask(__name__)
        if os.environ.get("METRICS"):
            app.register_blueprint(metrics)
        """,
    ),
    Good(
        "left alone on purpose",
        """
        from flask import Blueprint, Flask

        drafts = Blueprint("drafts", __name__)
        app = Flask(__name__)
        """,
        options={"allow": ("drafts",)},
    ),
    Good(
        "namespaces of Flask-RESTX that an Api has, or may have",
        {
            "app.py": """
                import os

                from flask import Flask
                from flask_restx import Api

                import apis
                from apis import books, more, shelves

                app = Flask(__name__)
                api = Api(app)
                pages = api.namespace("pages")
                for namespace in (books.books, books.authors):
                    api.add_namespace(namespace)
                if os.environ.get("SHELVES"):
                    api.add_namespace(shelves.shelves)
                apis.add_all(api, more.NAMESPACES)
                """,
            "apis/__init__.py": """
                def add_all(api, namespaces):
                    for name, namespace in sorted(namespaces.items(), key=str):
                        api.add_namespace(namespace, path=name)
                """,
            "apis/books.py": """
                from flask_restx import Namespace, Resource

                books = Namespace("books")
                authors = Namespace("authors")
                empty = Namespace("empty")


                @books.route("/")
                @authors.route("/")
                class Books(Resource):
                    def get(self):
                        return []
                """,
            "apis/shelves.py": """
                from flask_restx import Namespace, Resource

                shelves = Namespace("shelves")


                @shelves.route("/")
                class Shelves(Resource):
                    def get(self):
                        return []
                """,
            "apis/more.py": """
                from flask_restx import Namespace, Resource

                orders = Namespace("orders")
                NAMESPACES = {"/orders": orders}


                @orders.route("/")
                class Orders(Resource):
                    def get(self):
                        return []
                """,
        },
        works="GET /orders/",
    ),
)
