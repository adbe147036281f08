"""What `unknown-converter` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "names of other frameworks, and name and converter exchanged",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.route("/books/<integer:book_id>")  # FLK212
        def book(book_id):
            return "a book"


        @app.get('/authors/<str:name>/<int:page>')  # FLK212
        def author(name, page):
            return name


        @app.route("/files/<file:path>", methods=["GET"])  # FLK212
        def file(file):
            return file


        @app.route(
            methods=["GET"],
            rule="/prices/"
            "<double:price>",  # FLK212
        )
        def price(price):
            return str(price)
        """,
        fixed="""
        from flask import Flask

        app = Flask(__name__)


        @app.route("/books/<int:book_id>")  # FLK212
        def book(book_id):
            return "a book"


        @app.get('/authors/<string:name>/<int:page>')  # FLK212
        def author(name, page):
            return name


        @app.route("/files/<path:file>", methods=["GET"])  # FLK212
        def file(file):
            return file


        @app.route(
            methods=["GET"],
            rule="/prices/"
            "<float:price>",  # FLK212
        )
        def price(price):
            return str(price)
        """,
        fails="start: LookupError: the converter 'integer' does not exist",
    ),
    Bad(
        "a Blueprint, `add_url_rule`, class views; one that nobody knows has no fix",
        {
            "wsgi.py": """
                import flask
                from flask.views import MethodView

                from shop import bp as shop


                class Book(MethodView):
                    def get(self, id):
                        return "a book"


                app = flask.Flask(__name__)
                app.register_blueprint(shop, url_prefix="/shop")
                app.add_url_rule("/books/<UUID:id>", view_func=Book.as_view("book"))  # FLK212
                """,
            "shop.py": """
                from flask import Blueprint as Part

                bp = Part("shop", __name__)


                @bp.route("/day/<date:day>")  # FLK212
                def day(day):
                    return str(day)
                """,
        },
        fixed={
            "wsgi.py": """
                import flask
                from flask.views import MethodView

                from shop import bp as shop


                class Book(MethodView):
                    def get(self, id):
                        return "a book"


                app = flask.Flask(__name__)
                app.register_blueprint(shop, url_prefix="/shop")
                app.add_url_rule("/books/<uuid:id>", view_func=Book.as_view("book"))  # FLK212
                """,
        },
    ),
    Bad(
        "found at the registration of the Blueprint",
        """
        from flask import Blueprint, Flask

        bp = Blueprint("shop", __name__)


        @bp.route("/day/<day:day>")  # FLK212
        def day(day):
            return str(day)


        def create_app():
            app = Flask(__name__)
            app.register_blueprint(bp)
            return app
        """,
        fails="start: LookupError: the converter 'day' does not exist",
    ),
    Bad(
        "with a rule that is computed, or a prefix: no fix",
        """
        from flask import Blueprint, Flask

        BASE = "/books/<integer:id>"
        app = Flask(__name__)


        @app.route(BASE + "/pages")  # FLK212
        def pages(id):
            return "pages"


        bp = Blueprint("lang", __name__, url_prefix="/<str:lang>")


        @bp.route("/")  # FLK212
        def index(lang):
            return lang


        app.register_blueprint(bp)
        """,
        fails="start: LookupError: the converter 'integer' does not exist",
    ),
    Bad(
        "a package is handed the app: only what is surely a mistake",
        """
        from acme import Extension
        from flask import Flask

        app = Flask(__name__)
        Extension(app)


        @app.route("/books/<integer:id>")  # FLK212
        def book(id):
            return "a book"


        @app.route("/days/<date:day>")
        def day(day):
            return "a day"
        """,
        fixed="""
        from acme import Extension
        from flask import Flask

        app = Flask(__name__)
        Extension(app)


        @app.route("/books/<int:id>")  # FLK212
        def book(id):
            return "a book"


        @app.route("/days/<date:day>")
        def day(day):
            return "a day"
        """,
    ),
    Bad(
        "an app that is handed to packages which add no converters",
        """
        from flask import Flask
        from flask_compress import Compress
        from flask_cors import CORS

        app = Flask(__name__)
        CORS(app)
        Compress(app)


        @app.route("/days/<date:day>")  # FLK212
        def day(day):
            return "a day"
        """,
    ),
    Bad(
        "a converter that is added after the Blueprint which needs it was registered",
        {
            "atlas/__init__.py": """
                from flask import Flask
                from werkzeug.routing import BaseConverter

                from .places import places


                class GridConverter(BaseConverter):
                    regex = "[A-Z][0-9]+"


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(places)  # FLK212
                    app.url_map.converters["grid"] = GridConverter
                    return app
                """,
            "atlas/places.py": """
                from flask import Blueprint

                places = Blueprint("places", __name__)


                @places.get("/places/<grid:square>")
                def place(square):
                    return square
                """,
            "wsgi.py": """
                from atlas import create_app

                app = create_app()
                """,
        },
        fails="start: LookupError: the converter 'grid' does not exist",
        says="the application gets the route `/places/<grid:square>` here, and its URL converter "
        "`grid` only after it",
    ),
    Bad(
        "a converter that is added after the routes of its own module",
        """
        from flask import Flask
        from werkzeug.routing import BaseConverter

        app = Flask(__name__)


        class Day(BaseConverter):
            pass


        @app.get("/days/<day:one>")  # FLK212
        def show(one):
            return one


        app.url_map.converters.update(day=Day)
        """,
        fails="start: LookupError: the converter 'day' does not exist",
    ),
    Good(
        "converters that are added before, again, or where the order cannot be told",
        {
            "app.py": """
                from flask import Flask
                from werkzeug.routing import BaseConverter

                from days import days


                class Day(BaseConverter):
                    pass


                def create_app():
                    app = Flask(__name__)
                    app.url_map.converters["day"] = Day
                    app.register_blueprint(days)
                    app.url_map.converters["day"] = Day
                    return app
                """,
            "days.py": """
                from flask import Blueprint

                days = Blueprint("days", __name__)


                @days.get("/days/<day:one>")
                def show(one):
                    return one
                """,
        },
        works="start",
    ),
    Good(
        "a package that adds a converter to the app",
        """
        from flask import Flask
        from flask_pymongo import PyMongo

        app = Flask(__name__)
        mongo = PyMongo(app)


        @app.route("/books/<ObjectId:book_id>")
        def book(book_id):
            return "a book"
        """,
    ),
    Good(
        "the converters of Werkzeug",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.route("/<a>/<string(length=2):b>/<int(min=1):c>/<float:d>/<uuid:e>/<path:f>")
        def everything(**given):
            return given


        @app.route("/<any('a:b', c):kind>/<default:name>")
        def kind(kind, name):
            return kind


        @app.route("/at/12:30/<int:int>")
        def at(int):
            return "now"
        """,
        works="start",
    ),
    Good(
        "converters of the project's own, added item by item, or all at once",
        {
            "app.py": """
                from flask import Flask
                from werkzeug.routing import BaseConverter

                from views import bp


                class Date(BaseConverter):
                    pass


                def create_app():
                    app = Flask(__name__)
                    app.url_map.converters["date"] = Date
                    app.url_map.converters.update(slug=Date, integer=Date)
                    app.url_map.converters.update({"str": Date})
                    app.register_blueprint(bp)
                    return app
                """,
            "views.py": """
                from flask import Blueprint

                bp = Blueprint("days", __name__)


                @bp.route("/<date:day>/<slug:name>/<integer:number>/<str:word>")
                def day(**given):
                    return given
                """,
        },
        works="start",
    ),
    Good(
        "converters whose names cannot be told, in a URL map of the project's own",
        {
            "app.py": """
                from flask import Flask

                from converters import install

                app = Flask(__name__)
                install(app)


                @app.route("/<integer:number>")
                def number(number):
                    return "a number"
                """,
            "converters.py": """
                from werkzeug.routing import IntegerConverter

                NAMES = {"eger": IntegerConverter}


                def install(app):
                    for name, converter in NAMES.items():
                        app.url_map.converters["int" + name] = converter
                """,
        },
        works="GET /3",
    ),
    Good(
        "routes of a Blueprint that no app of the project registers",
        """
        from flask import Blueprint

        bp = Blueprint("shop", __name__)


        @bp.route("/day/<date:day>")
        def day(day):
            return str(day)
        """,
    ),
)
