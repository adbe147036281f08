"""The pages of Flasgger."""

from wiring_forms.form import form

FORMS = [
    form(
        "Flasgger as it is, with a view that it documents",
        """
        from flasgger import Swagger, swag_from
        from flask import Flask

        app = Flask(__name__)
        swagger = Swagger(app)

        @app.route("/books/<int:book_id>", methods=["GET", "DELETE"])
        @swag_from({"responses": {200: {"description": "a book"}}})
        def book(book_id):
            return ""
        """,
    ),
    form(
        "Flasgger with a configuration of its own and two specifications",
        """
        from flasgger import Swagger
        from flask import Flask

        template = {"info": {"title": "Shop", "version": "1"}}
        config = {
            "headers": [],
            "specs": [
                {
                    "endpoint": "books",
                    "route": "/spec/books.json",
                    "rule_filter": lambda rule: True,
                    "model_filter": lambda tag: True,
                },
                {"endpoint": "authors", "route": "/spec/authors.json"},
            ],
            "static_url_path": "/swagger-files",
            "swagger_ui": True,
            "specs_route": "/docs/",
            "url_prefix": "/help",
        }
        app = Flask(__name__)
        Swagger(app, config=config, template=template)
        """,
    ),
    form(
        "Flasgger in a factory, with a part of its configuration and settings of the app",
        """
        from flasgger import Swagger
        from flask import Flask

        swagger = Swagger(config={"specs_route": "/swagger/", "endpoint": "docs"}, merge=True)

        def create_app():
            app = Flask(__name__)
            app.config["SWAGGER"] = {"title": "Shop", "uiversion": 2}
            swagger.init_app(app)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "Flasgger with its default configuration changed, and without its pages",
        """
        from flasgger import Swagger
        from flask import Flask

        def create_app():
            app = Flask(__name__)
            config = Swagger.DEFAULT_CONFIG.copy()
            config["swagger_ui"] = False
            config["specs"] = [{"endpoint": "spec", "route": "/v1/spec.json"}]
            Swagger(app, config=config)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "a SwaggerView of Flasgger on a Blueprint",
        """
        from flasgger import Swagger, SwaggerView
        from flask import Blueprint, Flask

        bp = Blueprint("shop", __name__, url_prefix="/shop")

        class Books(SwaggerView):
            responses = {200: {"description": "books"}}

            def get(self):
                return ""

            def post(self):
                return ""

        bp.add_url_rule("/books", view_func=Books.as_view("books"))
        app = Flask(__name__)
        app.register_blueprint(bp)
        Swagger(app, parse=False)
        """,
    ),
]
