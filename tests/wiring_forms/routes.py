"""How routes are declared: decorators, add_url_rule, class views, methods and endpoints."""

from __future__ import annotations

from wiring_forms.form import form

FORMS = [
    form(
        "the five shortcuts, and route with methods",
        """
        from flask import Flask
        app = Flask(__name__)

        @app.get("/x")
        def get_x(): return ""

        @app.post("/x")
        def post_x(): return ""

        @app.put("/x")
        def put_x(): return ""

        @app.patch("/x")
        def patch_x(): return ""

        @app.delete("/x")
        def delete_x(): return ""

        @app.route("/y", methods=["post", "GET"])
        def y(): return ""

        @app.route("/z", methods=("PUT",))
        def z(): return ""

        @app.route("/set", methods={"PUT", "POST"})
        def in_set(): return ""

        @app.route(rule="/rule", endpoint="by_keyword")
        def rule(): return ""
        """,
    ),
    form(
        "several decorators on one view, and others above and below",
        """
        import functools
        from flask import Flask
        app = Flask(__name__)

        def checked(function):
            @functools.wraps(function)
            def wrapper(*args, **kwargs):
                return function(*args, **kwargs)
            return wrapper

        def needs(role):
            def decorator(function):
                @functools.wraps(function)
                def wrapper(*args, **kwargs):
                    return function(*args, **kwargs)
                return wrapper
            return decorator

        @app.route("/")
        @app.route("/index")
        @checked
        def index(): return ""

        @checked
        @app.route("/above")
        def above(): return ""

        @app.get("/both")
        @needs("admin")
        @app.post("/both", endpoint="posted")
        def both(): return ""

        @app.route("/a", endpoint="first")
        @app.route("/b", endpoint="second", methods=["POST"])
        def renamed(): return ""
        """,
    ),
    form(
        "nested views in a factory, under conditions and loops",
        """
        from flask import Flask

        def create_app(debug=True):
            app = Flask(__name__)

            @app.route("/one")
            def one(): return ""

            if debug:
                @app.route("/debug")
                def debugging(): return ""

            for path in ("a", "b"):
                @app.route("/" + path, endpoint=path)
                def looped(): return ""

            return app
        """,
        "app:create_app()",
    ),
    form(
        "add_url_rule with a function, a lambda, strings, keywords",
        {
            "app.py": """
            from flask import Flask
            import views
            app = Flask(__name__)
            app.add_url_rule("/a", view_func=views.a)
            app.add_url_rule("/b", "named", views.a)
            app.add_url_rule("/c", "lambda_c", lambda: "")
            app.add_url_rule(rule="/d", endpoint="d", view_func=views.a, methods=["POST"])
            app.add_url_rule("/e", None, views.b)
            app.route("/f")(views.c)
            """,
            "views.py": """
            def a(): return ""
            def b(): return ""
            def c(): return ""
            """,
        },
    ),
    form(
        "add_url_rule in a loop over literal tuples and over dicts",
        """
        from flask import Flask

        def first(): return ""
        def second(): return ""
        def third(): return ""

        RULES = [
            ("/first", "first", first, ["GET"]),
            ("/second", "second", second, ["POST", "PUT"]),
        ]
        TABLE = [{"rule": "/third", "view_func": third, "methods": ["DELETE"]}]

        def create_app():
            app = Flask(__name__)
            for rule, endpoint, view, methods in RULES:
                app.add_url_rule(rule, endpoint, view, methods=methods)
            for options in TABLE:
                app.add_url_rule(**options)
            for args in [("/fourth", "fourth", third)]:
                app.add_url_rule(*args)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "a MethodView in another file with verbs that it inherits",
        {
            "app.py": """
            from flask import Flask, Blueprint
            from views import Items, Item, Nothing
            app = Flask(__name__)
            app.add_url_rule("/items", view_func=Items.as_view("items"))
            app.add_url_rule("/items/<int:id>", view_func=Item.as_view(name="item"))
            item_view = Item.as_view("again")
            app.add_url_rule("/again", view_func=item_view, methods=["GET"])
            app.add_url_rule("/again", view_func=item_view, methods=["PUT"])
            bp = Blueprint("bp", __name__, url_prefix="/bp")
            bp.add_url_rule("/n", view_func=Nothing.as_view("nothing", "argument"))
            app.register_blueprint(bp)
            """,
            "views.py": """
            from flask.views import MethodView
            from generic import Listing

            class Items(Listing):
                def post(self): return ""

            class Item(MethodView):
                def get(self, id=0): return ""
                def put(self, id=0): return ""
                def delete(self, id=0): return ""

            class Nothing(Items):
                def __init__(self, argument): pass
            """,
            "generic.py": """
            import flask.views

            class Listing(flask.views.MethodView):
                def get(self): return ""
            """,
        },
    ),
    form(
        "a View with methods, as class attribute and inherited",
        """
        from flask import Flask
        from flask.views import View, MethodView

        class Plain(View):
            def dispatch_request(self): return ""

        class Posting(View):
            methods = ["POST"]
            def dispatch_request(self): return ""

        class Below(Posting):
            pass

        class Own(MethodView):
            methods = ["GET"]
            def get(self): return ""
            def post(self): return ""

        app = Flask(__name__)
        app.add_url_rule("/plain", view_func=Plain.as_view("plain"))
        app.add_url_rule("/posting", view_func=Posting.as_view("posting"))
        app.add_url_rule("/below", view_func=Below.as_view("below"))
        app.add_url_rule("/own", view_func=Own.as_view("own"))
        """,
    ),
    form(
        "methods from constants, sums and calls of list",
        """
        from flask import Flask
        app = Flask(__name__)
        READ = ["GET"]
        WRITE = ["POST", "PUT"]

        @app.route("/a", methods=READ)
        def a(): return ""

        @app.route("/b", methods=READ + WRITE)
        def b(): return ""

        @app.route("/c", methods=list(WRITE))
        def c(): return ""
        """,
    ),
    form(
        "rules and prefixes from constants, f-strings, sums, % and format",
        {
            "app.py": """
            from flask import Flask, Blueprint
            import settings
            from settings import API, VERSION as V
            app = Flask(__name__)
            bp = Blueprint("bp", __name__, url_prefix=f"{API}/v{V}")
            ITEM = "/item/<int:{}>"

            @app.route(API)
            def a(): return ""

            @app.route(f"{API}/f/<{{x}}>".replace("{", "").replace("}", ""))
            def b(x): return ""

            @app.route(API + "/sum/" + str(V))
            def c(): return ""

            @app.route("%s/percent/%d" % (API, V))
            def d(): return ""

            @app.route("%s/one" % API)
            def e(): return ""

            @app.route(ITEM.format("id"))
            def f(id): return ""

            @app.route("{base}/named".format(base=settings.API))
            def g(): return ""

            @app.route("/joined"
                       "/here")
            def h(): return ""

            @app.route("/".join(["", "x", "y"]))
            def i(): return ""

            @bp.route(settings.Paths.BOOKS)
            def j(): return ""

            @bp.route(settings.TABLE["authors"])
            def k(): return ""

            app.register_blueprint(bp)
            """,
            "settings.py": """
            API = "/api"
            VERSION = 2
            TABLE = {"authors": "/authors"}

            class Paths:
                BASE = "/base"
                BOOKS = BASE + "/books"
            """,
        },
    ),
    form(
        "a prefix from the app's config",
        """
        from flask import Flask, Blueprint
        bp = Blueprint("bp", __name__)

        @bp.route("/x")
        def x(): return ""

        def create_app():
            app = Flask(__name__)
            app.config["PREFIX"] = "/configured"
            app.register_blueprint(bp, url_prefix=app.config["PREFIX"])
            return app
        """,
        "app:create_app()",
    ),
    form(
        "a decorator factory of the project that calls route",
        {
            "app.py": """
            from flask import Flask
            from routing import page, bp, api_post
            app = Flask(__name__)

            @page("/one")
            def one(): return ""

            @page("/two", methods=["POST"])
            def two(): return ""

            @api_post("/three")
            def three(): return ""

            app.register_blueprint(bp)
            """,
            "routing.py": """
            import functools
            from flask import Blueprint
            bp = Blueprint("pages", __name__, url_prefix="/pages")

            def page(rule, **options):
                def decorator(function):
                    @bp.route(rule, **options)
                    @functools.wraps(function)
                    def wrapper(*args, **kwargs):
                        return function(*args, **kwargs)
                    return function
                return decorator

            def api_post(rule):
                return bp.route("/api" + rule, methods=["POST"])
            """,
        },
    ),
    form(
        "a decorator factory that calls add_url_rule",
        """
        from flask import Flask
        app = Flask(__name__)

        def expose(rule, methods=("GET",)):
            def decorator(function):
                app.add_url_rule("/x" + rule, function.__name__, function, methods=methods)
                return function
            return decorator

        @expose("/one")
        def one(): return ""

        @expose("/two", methods=["PUT"])
        def two(): return ""
        """,
    ),
    form(
        "a helper that adds a class view under its rules",
        """
        from flask import Flask
        from flask.views import MethodView
        app = Flask(__name__)

        class Books(MethodView):
            def get(self, id=None): return ""
            def post(self): return ""

        def register_api(view, endpoint, url, pk="id", pk_type="int"):
            view_func = view.as_view(endpoint)
            app.add_url_rule(url, defaults={pk: None}, view_func=view_func, methods=["GET"])
            app.add_url_rule(url, view_func=view_func, methods=["POST"])
            app.add_url_rule(
                f"{url}<{pk_type}:{pk}>", view_func=view_func, methods=["GET", "PUT"]
            )

        register_api(Books, "books", "/books/")
        """,
    ),
    form(
        "views with one name in several modules and one app",
        {
            "shop/__init__.py": """
            from flask import Flask

            def create_app():
                app = Flask(__name__)
                from shop import first, second
                first.add(app)
                second.add(app)
                return app
            """,
            "shop/first.py": """
            def add(app):
                @app.route("/first", endpoint="first.index")
                def index(): return ""
            """,
            "shop/second.py": """
            def add(app):
                @app.route("/second", endpoint="second.index")
                def index(): return ""
            """,
        },
        "shop:create_app()",
    ),
    form(
        "a class whose methods are added as views",
        """
        from flask import Blueprint, Flask

        class Controller:
            def __init__(self, name):
                self.bp = Blueprint(name, __name__)
                self.bp.add_url_rule("/list", view_func=self.listing)
                self.bp.route("/show/<id>")(self.show)

            def listing(self): return ""
            def show(self, id): return ""

        def create_app():
            app = Flask(__name__)
            controller = Controller("books")
            app.register_blueprint(controller.bp, url_prefix="/books")
            app.register_blueprint(Controller("authors").bp, url_prefix="/authors")
            return app
        """,
        "app:create_app()",
    ),
    form(
        "defaults, strict_slashes, hosts and converters leave the rule as written",
        """
        from flask import Flask
        app = Flask(__name__)

        @app.route("/page/", defaults={"number": 1}, strict_slashes=False)
        @app.route("/page/<int:number>", strict_slashes=False)
        def page(number): return ""

        @app.route('/any/<any("a", "b"):x>/<path:rest>')
        def converters(x, rest): return ""

        @app.route("/ünïcode")
        def unicode_rule(): return ""
        """,
    ),
    form(
        "static files of apps and Blueprints",
        """
        from flask import Blueprint, Flask
        app = Flask(__name__, static_url_path="/files/", static_folder="assets/public")
        plain = Blueprint("plain", __name__, static_folder="static")
        prefixed = Blueprint("prefixed", __name__, "pages/assets", url_prefix="/p")
        moved = Blueprint("moved", __name__, static_folder="x", static_url_path="/moved")
        bare = Blueprint("bare", __name__, url_prefix="/bare", static_folder=None)
        for bp in (plain, prefixed, moved, bare):
            app.register_blueprint(bp)
        """,
    ),
    form(
        "an app at the root of its static files, and one without",
        {
            "app.py": """
            from flask import Flask
            app = Flask(__name__, "")
            """,
            "other.py": """
            from flask import Flask
            app = Flask(__name__, static_folder=None)
            app.add_url_rule("/x", "x", lambda: "")
            """,
        },
        "app:app",
        "other:app",
    ),
    form(
        "endpoints: the function's name, never that of what it is bound to later",
        """
        from flask import Flask
        app = Flask(__name__)

        @app.route("/one")
        def _(): return ""

        @app.endpoint("declared")
        def declared(): return ""

        app.add_url_rule("/declared", endpoint="declared")
        alias = declared
        app.add_url_rule("/alias", view_func=alias, endpoint="alias")
        """,
    ),
    form(
        "shortcuts of classes that replace route or add_url_rule",
        """
        from flask import Blueprint, Flask

        class Versioned(Blueprint):
            def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
                for version in ("/v1", "/v2"):
                    super().add_url_rule(version + rule, endpoint, view_func, **options)

        class Shop(Flask):
            def route(self, rule, **options):
                return super().route(f"/shop{rule}", **options)

        books = Versioned("books", __name__)

        @books.get("/books")
        def index(): return ""

        @books.post("/books", endpoint="add")
        def make(): return ""

        app = Shop(__name__)

        @app.delete("/books")
        def drop(): return ""

        @app.get("/both")
        @app.route("/other")
        def both(): return ""

        app.register_blueprint(books)
        """,
    ),
    form(
        "methods by their names in the standard library",
        """
        import sys
        from enum import Enum

        from flask import Flask

        if sys.version_info >= (3, 11):
            from http import HTTPMethod
        else:
            class HTTPMethod(str, Enum):
                GET = "GET"
                POST = "POST"

        app = Flask(__name__)

        @app.route("/books", methods=[HTTPMethod.GET, HTTPMethod.POST.value])
        def books():
            return ""
        """,
    ),
    form(
        "class-based views with methods of their bases",
        """
        from flask import Flask
        from flask.views import MethodView, View

        class Saving(MethodView):
            methods = ["GET", "POST", "PUT"]

            def put(self):
                return ""

        class Deleting(Saving):
            def delete(self):
                return ""

        class Only(Saving):
            methods = ["PATCH"]

            def patch(self):
                return ""

        class Below(Only):
            def get(self):
                return ""

        class Page(View):
            methods = ["POST"]

        class About(Page):
            def get(self):
                return ""

            def dispatch_request(self):
                return ""

        app = Flask(__name__)
        for number, view in enumerate([Saving, Deleting, Only, Below, About]):
            app.add_url_rule(f"/{number}", view_func=view.as_view(f"view{number}"))
        """,
    ),
    form(
        "class-based views that are looked up by their names",
        """
        from flask import Flask
        from flask.views import MethodView

        class Books(MethodView):
            def get(self):
                return ""

        app = Flask(__name__)
        found = globals()["Books"]
        app.add_url_rule("/books", view_func=found.as_view("books"), methods=["GET"])
        """,
    ),
]
