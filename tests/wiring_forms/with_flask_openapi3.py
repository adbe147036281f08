"""Apps, Blueprints and views of Flask-OpenAPI3."""

from wiring_forms.form import form

FORMS = [
    form(
        "an app of Flask-OpenAPI3 with its pages and shortcuts",
        """
        from flask_openapi3 import Info, OpenAPI, Tag
        from pydantic import BaseModel

        info = Info(title="book API", version="1.0.0")
        app = OpenAPI(__name__, info=info)
        book_tag = Tag(name="book", description="Some Book")

        class BookQuery(BaseModel):
            age: int

        @app.get("/book", summary="get books", tags=[book_tag])
        def get_book(query: BookQuery):
            return {}

        @app.post("/book", endpoint="made", doc_ui=False)
        def post_book(body: BookQuery):
            return {}

        @app.put("/both")
        @app.patch("/both")
        def both():
            return {}

        @app.route("/plain")
        def plain():
            return {}
        """,
    ),
    form(
        "apps of Flask-OpenAPI3 whose pages are elsewhere or left out",
        {
            "moved.py": """
                from flask_openapi3 import OpenAPI
                app = OpenAPI(
                    __name__, doc_prefix="/docs", doc_url="/spec.json", static_url_path="/files"
                )
                """,
            "without.py": """
                from flask_openapi3 import OpenAPI
                app = OpenAPI(__name__, doc_ui=False, static_folder=None)

                @app.delete("/only")
                def only():
                    return ""
                """,
        },
        "moved:app",
        "without:app",
    ),
    form(
        "Blueprints of Flask-OpenAPI3, nested and with a prefix where they are registered",
        {
            "shop/__init__.py": """
                from flask_openapi3 import OpenAPI

                def create_app():
                    app = OpenAPI(__name__)
                    from shop.api import api, other
                    app.register_api(api)
                    app.register_api(other, url_prefix="/changed")
                    return app
                """,
            "shop/api.py": """
                from flask_openapi3 import APIBlueprint, Tag

                tag = Tag(name="book")
                api = APIBlueprint(
                    "api", __name__, url_prefix="/api", abp_tags=[tag], abp_responses={}
                )
                books = APIBlueprint("books", __name__, url_prefix="/books", doc_ui=False)
                other = APIBlueprint("other", __name__, static_folder="files")

                @api.get("/health")
                def health():
                    return {}

                @books.post("/<int:book_id>")
                def change_book():
                    return {}

                @other.patch("/x")
                def x():
                    return {}

                api.register_api(books)
                """,
        },
        "shop:create_app()",
    ),
    form(
        "views of Flask-OpenAPI3 as classes",
        """
        from flask_openapi3 import APIView, OpenAPI
        from pydantic import BaseModel

        class BookPath(BaseModel):
            id: int

        api_view = APIView(url_prefix="/api/v1/<name>", view_tags=[])
        plain = APIView()

        @api_view.route("/book")
        class BookListAPI:
            a = 1

            @api_view.doc(summary="get book list")
            def get(self):
                return self.a

            @api_view.doc(summary="create book")
            def post(self):
                return {}

            def helper(self):
                return {}

        @api_view.route("/book/<int:id>")
        class BookAPI:
            @api_view.doc(summary="update book")
            def put(self, path: BookPath):
                return {}

        class Base:
            @plain.doc()
            def delete(self):
                return ""

        @plain.route("/<path:rest>/plain")
        class Plain(Base):
            pass

        def create_app():
            app = OpenAPI(__name__)
            app.register_api_view(api_view)
            app.register_api_view(plain, view_kwargs={"a": 1})
            return app
        """,
        "app:create_app()",
    ),
    form(
        "a subclass of Flask-OpenAPI3's app that registers what it is given",
        """
        from flask_openapi3 import APIBlueprint, APIView, OpenAPI

        class App(OpenAPI):
            def __init__(self, name, apis):
                super().__init__(name, doc_prefix="/", doc_url="/api.json")
                for api in apis:
                    self.register_api(api)

        bp = APIBlueprint("bp", __name__)

        @bp.get("/here")
        def here():
            return {}

        app = App(__name__, [bp])
        """,
    ),
]
