"""Described packages that do not run with the Flask, Werkzeug or marshmallow of today.

The routes here are those that the packages themselves made: Flask-REST-JSONAPI 0.31.2 and
flask-apispec 0.11.4 with marshmallow 3.26 and a `flask.views.MethodViewType`, coaster 0.6.1 with
its `classview` alone and a `parse_rule` for it, healthcheck 1.3.3 and flask-restful-swagger 0.20.2
as they are. What Flask-RESTPlus 0.13 calls its Blueprint was read in its source.
"""

from __future__ import annotations

import pytest
from test_wiring import static_table
from wiring_forms.form import Form, form

STATIC = "GET /static/<path:filename> static"
FORMS = [
    (
        form(
            "resources of Flask-REST-JSONAPI on an app",
            """
            from flask import Blueprint, Flask
            from flask_rest_jsonapi import Api, ResourceDetail, ResourceList, ResourceRelationship

            class BookList(ResourceList):
                pass

            class BookDetail(ResourceDetail):
                methods = ["GET", "PATCH"]

            class BookAuthors(ResourceRelationship):
                pass

            app = Flask(__name__)
            api = Api(app)
            api.route(BookList, "book_list", "/books", "/authors/<int:author_id>/books")
            api.route(
                BookDetail,
                "book_detail",
                "/books/<int:id>",
                url_rule_options={"strict_slashes": False},
            )
            api.route(BookAuthors, "book_authors", "/books/<int:id>/relationships/authors")
            """,
        ),
        """
            GET POST /authors/<int:author_id>/books book_list
            GET POST /books book_list
            GET PATCH /books/<int:id> book_detail
            DELETE GET PATCH POST /books/<int:id>/relationships/authors book_authors
        """,
    ),
    (
        form(
            "resources of Flask-REST-JSONAPI on Blueprints, and on an app that comes later",
            """
            from flask import Blueprint, Flask
            from flask_rest_jsonapi import Api, ResourceDetail, ResourceList

            class BookList(ResourceList):
                pass

            class BookDetail(ResourceDetail):
                pass

            v1 = Blueprint("v1", __name__, url_prefix="/v1")
            tickets = Blueprint("tickets", __name__, url_prefix="/tickets")
            api = Api(blueprint=v1)
            api.route(BookList, "book_list", "/books")
            api.route(BookDetail, "ticket", "/<int:id>", blueprint=tickets)
            later = Api()
            later.route(BookDetail, "book_detail", "/books/<int:id>")

            def create_app():
                app = Flask(__name__)
                api.init_app(app, additional_blueprints=[tickets])
                later.init_app(app)
                return app

            app = create_app()
            """,
        ),
        """
            DELETE GET PATCH /books/<int:id> book_detail
            DELETE GET PATCH /tickets/<int:id> tickets.ticket
            GET POST /v1/books v1.book_list
        """,
    ),
    (
        form(
            "flask-apispec with views that it documents",
            """
            from flask import Blueprint, Flask
            from flask_apispec import FlaskApiSpec, MethodResource, doc

            docs = FlaskApiSpec()
            bp = Blueprint("shop", __name__, url_prefix="/shop")

            @doc(tags=["shop"])
            class Books(MethodResource):
                def get(self):
                    return ""

                def post(self):
                    return ""

            @bp.route("/authors")
            @doc(description="who wrote")
            def authors():
                return ""

            def create_app():
                app = Flask(__name__)
                app.add_url_rule("/books", view_func=Books.as_view("books"))
                app.register_blueprint(bp)
                docs.init_app(app)
                with app.test_request_context():
                    docs.register(Books, endpoint="books")
                    docs.register(authors, blueprint="shop")
                return app

            app = create_app()
            """,
        ),
        """
            GET POST /books books
            GET /flask-apispec/static/<path:filename> flask-apispec.static
            GET /shop/authors shop.authors
            GET /swagger-ui/ flask-apispec.swagger-ui
            GET /swagger/ flask-apispec.swagger-json
        """,
    ),
    (
        form(
            "flask-apispec with settings",
            """
            from flask import Flask
            from flask_apispec import FlaskApiSpec

            app = Flask(__name__)
            app.config.update({
                "APISPEC_SWAGGER_URL": "/api/swagger.json",
                "APISPEC_SWAGGER_UI_URL": None,
            })
            docs = FlaskApiSpec(app)
            """,
        ),
        """
            GET /api/swagger.json flask-apispec.swagger-json
            GET /flask-apispec/static/<path:filename> flask-apispec.static
        """,
    ),
    (
        form(
            "class views of coaster",
            """
            from coaster.views import ClassView, ModelView, UrlForView, route, viewdata
            from flask import Flask

            class Book:
                @classmethod
                def register_endpoint(cls, **options):
                    pass

                @classmethod
                def register_view_for(cls, **options):
                    pass

            app = Flask(__name__)

            @route("/")
            class IndexView(ClassView):
                @route("", endpoint="index")
                @viewdata(title="Home")
                def home(self):
                    return ""

                @route("about", methods=["GET", "POST"])
                @route("/imprint")
                def about(self):
                    return ""

                def helper(self):
                    return ""

            class Editing:
                @route("edit", methods=["POST"])
                def edit(self):
                    return ""

            @route("/<account>/books/<book>")
            @route("/<account>/old/<book>", subdomain="old")
            class BookView(UrlForView, Editing, ModelView):
                model = Book

                @route("")
                @route("view")
                def view(self):
                    return ""

            class PlainView(ClassView):
                @route("/plain")
                def plain(self):
                    return ""

            IndexView.init_app(app)
            BookView.init_app(app)
            PlainView.init_app(app)
            """,
        ),
        """
            GET / index
            GET /<account>/books/<book> BookView_view
            POST /<account>/books/<book>/edit BookView_edit
            GET /<account>/books/<book>/view BookView_view
            GET /<account>/old/<book> BookView_view
            POST /<account>/old/<book>/edit BookView_edit
            GET /<account>/old/<book>/view BookView_view
            GET POST /about IndexView_about
            GET /imprint IndexView_about
            GET /plain PlainView_plain
        """,
    ),
    (
        form(
            "the checks of healthcheck",
            """
            from flask import Flask
            from healthcheck import EnvironmentDump, HealthCheck

            app = Flask(__name__)
            health = HealthCheck(app, "/health", success_status=204)
            dump = EnvironmentDump()
            dump.init_app(app, "/environment")
            unused = HealthCheck(app)
            """,
        ),
        """
            GET /environment dump_environment
            GET /health check
        """,
    ),
    (
        form(
            "Flask-RESTPlus",
            """
            from flask import Flask
            from flask_restplus import Api, Resource

            app = Flask(__name__)
            api = Api(app, doc=False, add_specs=False)

            @api.route("/books")
            class Books(Resource):
                def get(self):
                    return []
            """,
        ),
        """
            GET / root
            GET /books books
            GET /swaggerui/<path:filename> restplus_doc.static
        """,
    ),
    (
        form(
            "flask-restful-swagger with an Api on a Blueprint and one on the app",
            """
            from flask import Blueprint, Flask
            from flask_restful import Api, Resource
            from flask_restful_swagger import swagger

            class Books(Resource):
                @swagger.operation(notes="all books")
                def get(self):
                    return ""

            class Book(Resource):
                def put(self, id):
                    return ""

            app = Flask(__name__, static_folder=None)
            bp = Blueprint("shop", __name__, url_prefix="/shop")
            api = swagger.docs(Api(bp), apiVersion="1", api_spec_url="/spec")
            api.add_resource(Books, "/books")
            app.register_blueprint(bp)
            on_app = swagger.docs(Api(app))
            on_app.add_resource(Book, "/books/<int:id>", endpoint="book")
            """,
        ),
        """
            GET /api/spec app/registry
            GET /api/spec.html app/registry
            GET /api/spec.json app/registry
            GET /api/spec/_/resource_list.json app/resourcelister
            GET /api/spec/_/static/<string:dir1> app/staticfiles
            GET /api/spec/_/static/<string:dir1>/<string:dir2> app/staticfiles
            GET /api/spec/_/static/<string:dir1>/<string:dir2>/<string:dir3> app/staticfiles
            PUT /books/<int:id> book
            GET /books/{id}.help.html /books/{id}/help
            GET /books/{id}.help.json /books/{id}/help
            GET /shop/books shop.books
            GET /shop/books.help.html shop./books/help
            GET /shop/books.help.json shop./books/help
            GET /shop/spec shop.swaggerregistry
            GET /shop/spec.html shop.swaggerregistry
            GET /shop/spec.json shop.swaggerregistry
            GET /shop/spec/_/resource_list.json shop.resourcelister
            GET /shop/spec/_/static/<string:dir1> shop.staticfiles
            GET /shop/spec/_/static/<string:dir1>/<string:dir2> shop.staticfiles
            GET /shop/spec/_/static/<string:dir1>/<string:dir2>/<string:dir3> shop.staticfiles
        """,
    ),
]


@pytest.mark.parametrize(("form", "rows"), FORMS, ids=[str(form) for form, _ in FORMS])
def test_the_routes_are_those_that_the_package_made(form: Form, rows: str) -> None:
    [found] = static_table(form).values()
    lines = {" ".join((*methods, rule, endpoint)) for rule, methods, endpoint in found}
    assert lines - {STATIC} == {line.strip() for line in rows.strip().splitlines()}
