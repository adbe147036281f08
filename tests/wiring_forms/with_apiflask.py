"""Apps and Blueprints of APIFlask."""

from wiring_forms.form import form

FORMS = [
    form(
        "an app of APIFlask with its pages, shortcuts and views as classes",
        """
        from apiflask import APIFlask, Schema
        from apiflask.fields import String
        from apiflask.views import MethodView

        app = APIFlask(__name__, title="Pets", version="1.0")

        class PetIn(Schema):
            name = String()

        @app.get("/")
        def say_hello():
            return {}

        @app.post("/pets")
        @app.input(PetIn, location="json")
        @app.output(PetIn, status_code=201)
        @app.doc(tags=["pet"])
        def create_pet(json_data):
            return {}

        @app.route("/both", methods=["GET", "PATCH"], endpoint="named")
        def both():
            return {}

        @app.route("/pets/<int:pet_id>")
        class Pet(MethodView):
            def get(self, pet_id):
                return {}

            @app.input(PetIn)
            def put(self, pet_id, json_data):
                return {}

        @app.route("/hello", endpoint="hello-class")
        class Hello(MethodView):
            def delete(self):
                return ""

        class Added(MethodView):
            def get(self):
                return {}

        app.add_url_rule("/added", view_func=Added.as_view("added"))
        """,
    ),
    form(
        "an app of APIFlask whose pages are elsewhere",
        """
        from apiflask import APIFlask

        app = APIFlask(
            __name__, spec_path="/spec.yaml", docs_path="/redoc", docs_ui="redoc",
            openapi_blueprint_url_prefix="/api", static_folder="assets", static_url_path="/files",
        )
        """,
    ),
    form(
        "apps of APIFlask without some of its pages",
        {
            "none.py": """
                from apiflask import APIFlask
                app = APIFlask(__name__, enable_openapi=False, static_folder=None)
                app.add_url_rule("/", "index", lambda: "")
                """,
            "no_docs.py": """
                from apiflask import APIFlask
                app = APIFlask(__name__, "Title", "1.0", "/the.json", None)
                """,
            "no_spec.py": """
                from apiflask import APIFlask
                app = APIFlask(
                    __name__, spec_path=None, docs_path="/help", docs_oauth2_redirect_path=None
                )
                """,
        },
        "none:app",
        "no_docs:app",
        "no_spec:app",
    ),
    form(
        "Blueprints of APIFlask in a factory",
        {
            "shop/__init__.py": """
                from apiflask import APIFlask
                from shop.views import bp
                from shop.admin import admin_bp

                def create_app(config_name="development"):
                    app = APIFlask("shop", docs_ui="elements")
                    app.config["SPEC_FORMAT"] = "json"
                    register_blueprints(app)
                    return app

                def register_blueprints(app):
                    app.register_blueprint(bp, url_prefix="/v2")
                    app.register_blueprint(admin_bp)
                """,
            "shop/views.py": """
                from apiflask import APIBlueprint, HTTPTokenAuth
                from flask.views import MethodView

                auth = HTTPTokenAuth()
                bp = APIBlueprint("books", __name__, tag="Books", url_prefix="/v1")

                @bp.get("/books")
                @bp.auth_required(auth)
                def listing():
                    return {}

                @bp.route("/books/<int:book_id>")
                class Book(MethodView):
                    decorators = [auth.login_required]

                    def patch(self, book_id):
                        return {}
                """,
            "shop/admin.py": """
                from apiflask import APIBlueprint

                admin_bp = APIBlueprint(
                    "admin", __name__, "Admin", False, "files", "/admin-files", None, "/admin"
                )

                @admin_bp.delete("/everything", endpoint="all")
                def everything():
                    return ""
                """,
        },
        "shop:create_app()",
    ),
    form(
        "a subclass of APIFlask that a project makes",
        """
        from apiflask import APIBlueprint, APIFlask

        class App(APIFlask):
            def __init__(self, *args, **options):
                super().__init__(*args, docs_path="/api/docs", **options)
                self.register_blueprint(APIBlueprint("inner", __name__, url_prefix="/inner"))

            def add_health(self, rule="/health"):
                @self.get(rule)
                def health():
                    return {}

        app = App(__name__, spec_path="/api/spec.json")
        app.add_health()
        """,
    ),
]
