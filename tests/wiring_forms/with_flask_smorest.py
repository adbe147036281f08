"""Blueprints and documentation pages of flask-smorest."""

from wiring_forms.form import form

FORMS = [
    form(
        "flask-smorest with views as classes and functions, and settings in a class",
        """
        from flask import Flask
        from flask.views import MethodView
        from flask_smorest import Api, Blueprint, abort

        class Config:
            API_TITLE = "Pets"
            API_VERSION = "v1"
            OPENAPI_VERSION = "3.0.3"
            OPENAPI_URL_PREFIX = "/docs"
            OPENAPI_SWAGGER_UI_PATH = "/swagger-ui"
            OPENAPI_SWAGGER_UI_URL = "https://cdn.example/swagger/"
            OPENAPI_REDOC_PATH = "/redoc"

        app = Flask(__name__)
        app.config.from_object(Config)
        api = Api(app)
        blp = Blueprint("pets", __name__, url_prefix="/pets", description="Operations on pets")

        @blp.route("/")
        class Pets(MethodView):
            @blp.response(200)
            def get(self):
                return []

            @blp.response(201)
            def post(self):
                return {}

        @blp.route("/<int:pet_id>", endpoint="one-pet", parameters=[], tags=["pet"])
        class PetsById(MethodView):
            @blp.response(200)
            def get(self, pet_id):
                return {}

        @blp.route("/count", methods=["GET", "POST"])
        @blp.response(200)
        def count():
            return {}

        api.register_blueprint(blp)
        """,
    ),
    form(
        "endpoints of flask-smorest that are there already get a number",
        """
        from flask import Flask
        from flask.views import MethodView
        from flask_smorest import Api, Blueprint

        blp = Blueprint("pets", "pets")

        @blp.route("/first")
        @blp.route("/second")
        class Pets(MethodView):
            def get(self):
                return []

        @blp.route("/named")
        def named():
            return {}

        def handler():
            return {}

        blp.add_url_rule("/handled", view_func=handler)
        blp.add_url_rule("/again", "named", handler, methods=["PUT"])
        blp.add_url_rule("/class", "by-class", Pets, strict_slashes=False)

        def create_app():
            app = Flask(__name__)
            app.config["API_TITLE"] = "Pets"
            app.config["API_VERSION"] = "v1"
            app.config["OPENAPI_VERSION"] = "3.0.3"
            api = Api(app)
            api.register_blueprint(blp, url_prefix="/api/v1", name="animals", parameters=[])
            return app
        """,
        "app:create_app()",
    ),
    form(
        "an Api of flask-smorest in a module of its own with nested Blueprints",
        {
            "shop/__init__.py": """
                from flask import Flask
                from shop.extensions import api
                from shop import views

                def create_app():
                    app = Flask(__name__, static_folder=None)
                    app.config.update({
                        "API_TITLE": "Shop",
                        "API_VERSION": "v1",
                        "OPENAPI_VERSION": "3.0.3",
                        "OPENAPI_URL_PREFIX": "",
                        "OPENAPI_JSON_PATH": "api.json",
                        "OPENAPI_RAPIDOC_PATH": "/",
                        "OPENAPI_RAPIDOC_URL": "https://cdn.example/rapidoc.js",
                    })
                    api.init_app(app)
                    for blp in views.BLUEPRINTS:
                        api.register_blueprint(blp)
                    return app
                """,
            "shop/extensions.py": """
                from flask_smorest import Api
                api = Api(spec_kwargs={"title": "Shop"})
                """,
            "shop/views.py": """
                from flask.views import MethodView
                from flask_smorest import Blueprint

                v1 = Blueprint("v1", __name__, url_prefix="/v1")
                books = Blueprint("books", __name__, url_prefix="/books")

                class Listing(MethodView):
                    def get(self):
                        return []

                @books.route("/")
                class Books(Listing):
                    def post(self):
                        return {}

                @books.route("/<uuid:book_id>")
                class Book(MethodView):
                    def delete(self, book_id):
                        return ""

                v1.register_blueprint(books)
                BLUEPRINTS = [v1]
                """,
        },
        "shop:create_app()",
    ),
    form(
        "several Apis of flask-smorest, each with settings of its own",
        """
        from flask import Flask
        from flask_smorest import Api, Blueprint

        app = Flask(__name__)
        for prefix in ("V1_", "V2_"):
            app.config[prefix + "API_TITLE"] = "Shop"
            app.config[prefix + "API_VERSION"] = prefix
            app.config[prefix + "OPENAPI_VERSION"] = "3.0.3"
        app.config["V1_OPENAPI_URL_PREFIX"] = "v1/docs"
        app.config["V2_OPENAPI_URL_PREFIX"] = "/v2/docs"
        app.config["V2_OPENAPI_REDOC_PATH"] = "redoc"
        app.config["V2_OPENAPI_REDOC_URL"] = "https://cdn.example/redoc.js"

        first = Blueprint("first", __name__)

        @first.route("/books")
        def books():
            return {}

        Api(app, config_prefix="v1").register_blueprint(first, url_prefix="/v1", name="first-v1")
        api_v2 = Api(app, config_prefix="V2_")
        api_v2.register_blueprint(first, url_prefix="/v2", name="first-v2")
        """,
    ),
    form(
        "a Blueprint class of a project that derives from flask-smorest's",
        {
            "rest.py": """
                from flask_smorest import Api as ApiOrig, Blueprint as BlueprintOrig

                class Blueprint(BlueprintOrig):
                    def __init__(self, name, import_name, **options):
                        options.setdefault("url_prefix", "/" + name)
                        super().__init__(name, import_name, **options)

                class Api(ApiOrig):
                    def __init__(self, app=None, *, spec_kwargs=None):
                        super().__init__(app, spec_kwargs={"openapi_version": "3.0.2"})
                """,
            "app.py": """
                from flask import Flask
                from rest import Api, Blueprint

                blp = Blueprint("books", __name__)

                @blp.route("/list", methods=["POST"])
                def listing():
                    return {}

                app = Flask(__name__)
                app.config.from_mapping(API_TITLE="Shop", API_VERSION="1", OPENAPI_URL_PREFIX="/")
                api = Api(app)
                api.register_blueprint(blp)
                """,
        },
    ),
]
