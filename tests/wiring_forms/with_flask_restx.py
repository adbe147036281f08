"""Resources and namespaces of Flask-RESTX."""

from wiring_forms.form import form

FORMS = [
    form(
        "an Api of Flask-RESTX with a namespace and its own pages",
        """
        from flask import Flask
        from flask_restx import Api, Resource

        app = Flask(__name__)
        api = Api(app, prefix="/api", doc="/docs")
        ns = api.namespace("books", description="Books")

        @ns.route("/", "/all")
        class BookList(Resource):
            def get(self):
                return []

            def post(self):
                return {}

        @api.route("/health")
        class HealthCheck(Resource):
            def get(self):
                return {}
        """,
    ),
    form(
        "namespaces of Flask-RESTX in modules of their own, with and without a path",
        {
            "shop/__init__.py": """
                from flask import Flask
                from shop.apis import blueprint

                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(blueprint, url_prefix="/api/1")
                    return app
                """,
            "shop/apis/__init__.py": """
                from flask import Blueprint
                from flask_restx import Api
                from .books import api as books
                from .orders import ns as orders

                blueprint = Blueprint("api", __name__)
                api = Api(blueprint, doc=False)
                api.add_namespace(books)
                api.add_namespace(orders, path="/my-orders")
                """,
            "shop/apis/books.py": """
                from flask_restx import Namespace, Resource

                api = Namespace("books", path="/library/")

                @api.route("/<int:book_id>")
                class HTTPBook(Resource):
                    def get(self, book_id):
                        return {}
                """,
            "shop/apis/orders.py": """
                from flask_restx import Namespace, Resource

                ns = Namespace("orders")

                @ns.route("")
                class OrderList(Resource):
                    def get(self):
                        return []
                """,
        },
        "shop:create_app()",
    ),
    form(
        "two resources of Flask-RESTX with one name get numbers",
        """
        from flask import Flask
        from flask_restx import Api, Resource

        api = Api()

        def made(url):
            @api.route(url)
            class Book(Resource):
                def get(self):
                    return {}

            return Book

        first, second = made("/one"), made("/two")

        def create_app():
            app = Flask(__name__)
            api.init_app(app)
            return app
        """,
        "app:create_app()",
    ),
]
