"""Resources of Flask-RESTful."""

from wiring_forms.form import form

FORMS = [
    form(
        "a resource of Flask-RESTful has the endpoint of its class, in small letters",
        """
        from flask import Flask
        from flask_restful import Api, Resource

        app = Flask(__name__)
        api = Api(app, prefix="/api")

        class BookList(Resource):
            def get(self):
                return []

            def post(self):
                return {}

        api.add_resource(BookList, "/books", "/all-books")
        """,
    ),
    form(
        "an Api of Flask-RESTful on a Blueprint",
        """
        from flask import Blueprint, Flask
        from flask_restful import Api, Resource

        bp = Blueprint("shop", __name__, url_prefix="/shop")
        api = Api(bp)

        class Book(Resource):
            def get(self, book_id):
                return book_id

        api.add_resource(Book, "/books/<int:book_id>", endpoint="one-book")

        def create_app():
            app = Flask(__name__)
            app.register_blueprint(bp, url_prefix="/v2")
            return app
        """,
        "app:create_app()",
    ),
    form(
        "an Api of Flask-RESTful registers what it has when it gets its app, and nothing later",
        """
        from flask import Flask
        from flask_restful import Api, Resource

        api = Api()

        @api.resource("/early")
        class Early(Resource):
            def get(self):
                return {}

        def create_app():
            app = Flask(__name__)
            api.init_app(app)

            class Late(Resource):
                def get(self):
                    return {}

            api.add_resource(Late, "/late")
            return app
        """,
        "app:create_app()",
    ),
    form(
        "a subclass of Flask-RESTful's Api with a method of its own",
        {
            "rest.py": """
                from flask_restful import Api

                class ShopApi(Api):
                    def add_shop_resource(self, resource, *urls, **options):
                        self.add_resource(resource, *[f"/shop{url}" for url in urls], **options)
                """,
            "app.py": """
                from flask import Flask
                from flask_restful import Resource
                from rest import ShopApi

                app = Flask(__name__)
                api = ShopApi(app)

                class Book(Resource):
                    methods = ["GET", "DELETE"]

                    def get(self):
                        return {}

                api.add_shop_resource(Book, "/book", "/books/first")
                """,
        },
    ),
]
