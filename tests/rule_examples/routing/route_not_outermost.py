"""What `route-not-outermost` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

_AUTH = """
    from functools import wraps

    from flask import abort, request


    def admin_only(view):
        @wraps(view)
        def checked(*args, **kwargs):
            if request.headers.get("X-Role") != "admin":
                abort(403)
            return view(*args, **kwargs)

        return checked


    def role(name):
        def decorator(view):
            @wraps(view)
            def checked(*args, **kwargs):
                if request.headers.get("X-Role") != name:
                    abort(403)
                return view(*args, **kwargs)

            return checked

        return decorator
    """

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "a check of the project's own above the route: the page is open to everybody",
        {
            "auth.py": _AUTH,
            "app.py": """
                from flask import Flask

                from auth import admin_only

                app = Flask(__name__)


                @admin_only
                @app.route("/report")  # FLK208
                def report():
                    return "secret"
                """,
        },
        fixed={
            "app.py": """
                from flask import Flask

                from auth import admin_only

                app = Flask(__name__)


                @app.route("/report")
                @admin_only  # FLK208
                def report():
                    return "secret"
                """,
        },
    ),
    Bad(
        "what makes an answer of the result is never called",
        """
        import functools
        from flask import Flask, jsonify

        app = Flask(__name__)


        def as_json(view):
            @functools.wraps(view)
            def answered(*args, **kwargs):
                return jsonify(number=view(*args, **kwargs))

            return answered


        @as_json
        @app.get("/number")  # FLK208
        def number():
            return 3
        """,
        fixed="""
        import functools
        from flask import Flask, jsonify

        app = Flask(__name__)


        def as_json(view):
            @functools.wraps(view)
            def answered(*args, **kwargs):
                return jsonify(number=view(*args, **kwargs))

            return answered


        @app.get("/number")
        @as_json  # FLK208
        def number():
            return 3
        """,
        fails="GET /number: TypeError: The view function",
    ),
    Bad(
        "on a Blueprint, by all ways to say so, in a module of its own",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.views import pages


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(pages)
                    return app
                """,
            "shop/auth.py": _AUTH,
            "shop/views.py": """
                from flask import Blueprint as Pages

                from shop import auth
                from shop.auth import role as only_for

                pages = Pages("pages", __name__)


                @auth.admin_only
                @pages.post("/a")  # FLK208
                def a():
                    return "a"


                @only_for("admin")
                @pages.route("/b", methods=["PUT"])  # FLK208
                def b():
                    return "b"


                @auth.role(
                    name="editor",
                )
                @auth.admin_only
                @pages.delete("/c", endpoint="remove")  # FLK208
                def c():
                    return "c"
                """,
        },
        fixed={
            "shop/views.py": """
                from flask import Blueprint as Pages

                from shop import auth
                from shop.auth import role as only_for

                pages = Pages("pages", __name__)


                @pages.post("/a")
                @auth.admin_only  # FLK208
                def a():
                    return "a"


                @pages.route("/b", methods=["PUT"])
                @only_for("admin")  # FLK208
                def b():
                    return "b"


                @pages.delete("/c", endpoint="remove")
                @auth.role(
                    name="editor",
                )
                @auth.admin_only  # FLK208
                def c():
                    return "c"
                """,
        },
    ),
    Bad(
        "between two routes: one function would be two views, and the app does not start",
        """
        from functools import wraps

        from flask import Flask

        app = Flask(__name__)


        def checked(view):
            @wraps(view)
            def called(*args, **kwargs):
                return view(*args, **kwargs)

            return called


        @app.route("/a")
        @checked
        @app.route("/b")  # FLK208
        def page():
            return "a or b"
        """,
        fixed="""
        from functools import wraps

        from flask import Flask

        app = Flask(__name__)


        def checked(view):
            @wraps(view)
            def called(*args, **kwargs):
                return view(*args, **kwargs)

            return called


        @app.route("/a")
        @app.route("/b")
        @checked  # FLK208
        def page():
            return "a or b"
        """,
        fails="start: AssertionError: View function mapping is overwriting",
    ),
    Bad(
        "above several routes, below a decorator that works by name",
        """
        from flask import Flask
        from flask_login import login_required
        from flask_wtf import CSRFProtect

        app = Flask(__name__)
        csrf = CSRFProtect(app)


        @csrf.exempt
        @login_required
        @app.get("/a")  # FLK208
        @app.get("/b")
        def page():
            return "a or b"
        """,
        fixed="""
        from flask import Flask
        from flask_login import login_required
        from flask_wtf import CSRFProtect

        app = Flask(__name__)
        csrf = CSRFProtect(app)


        @csrf.exempt
        @app.get("/a")
        @app.get("/b")  # FLK208
        @login_required
        def page():
            return "a or b"
        """,
    ),
    Bad(
        "decorators of packages, on objects of theirs",
        {
            "extensions.py": """
                from flask_caching import Cache
                from flask_httpauth import HTTPBasicAuth
                from flask_limiter import Limiter

                auth = HTTPBasicAuth()
                cache = Cache()
                limiter = Limiter(key_func=lambda: "all")
                """,
            "app.py": """
                import flask
                from flask_cors import cross_origin
                from flask_jwt_extended import jwt_required

                import extensions
                from extensions import auth, limiter

                app = flask.Flask(__name__)


                @auth.login_required
                @app.route("/a")  # FLK208
                def a():
                    return "a"


                @auth.login_required(role="admin")
                @app.route("/b")  # FLK208
                def b():
                    return "b"


                @extensions.cache.cached(timeout=50)
                @app.route("/c")  # FLK208
                def c():
                    return "c"


                @limiter.limit("1 per day")
                @app.route("/d")  # FLK208
                def d():
                    return "d"


                @jwt_required()
                @app.route("/e")  # FLK208
                def e():
                    return "e"


                @cross_origin()
                @app.route("/f")  # FLK208
                def f():
                    return "f"
                """,
        },
        fixed={
            "app.py": """
                import flask
                from flask_cors import cross_origin
                from flask_jwt_extended import jwt_required

                import extensions
                from extensions import auth, limiter

                app = flask.Flask(__name__)


                @app.route("/a")
                @auth.login_required  # FLK208
                def a():
                    return "a"


                @app.route("/b")
                @auth.login_required(role="admin")  # FLK208
                def b():
                    return "b"


                @app.route("/c")
                @extensions.cache.cached(timeout=50)  # FLK208
                def c():
                    return "c"


                @app.route("/d")
                @limiter.limit("1 per day")  # FLK208
                def d():
                    return "d"


                @app.route("/e")
                @jwt_required()  # FLK208
                def e():
                    return "e"


                @app.route("/f")
                @cross_origin()  # FLK208
                def f():
                    return "f"
                """,
        },
    ),
    Bad(
        "in a factory and in a function that is given the app; a wrapper without `wraps`",
        """
        from flask import Flask, abort


        def closed(view):
            def answer():
                abort(503)
                return view()

            answer.__name__ = view.__name__
            return answer


        def add_pages(app):
            @closed
            @app.route("/b")  # FLK208
            def b():
                return "b"


        def create_app():
            app = Flask(__name__)

            @closed
            @app.route("/a")  # FLK208
            def a():
                return "a"

            add_pages(app)
            return app
        """,
        fixed="""
        from flask import Flask, abort


        def closed(view):
            def answer():
                abort(503)
                return view()

            answer.__name__ = view.__name__
            return answer


        def add_pages(app):
            @app.route("/b")
            @closed  # FLK208
            def b():
                return "b"


        def create_app():
            app = Flask(__name__)

            @app.route("/a")
            @closed  # FLK208
            def a():
                return "a"

            add_pages(app)
            return app
        """,
    ),
    Bad(
        "no fix where a comment would stand beside another decorator",
        """
        from flask import Flask
        from flask_login import login_required

        app = Flask(__name__)


        @login_required  # members only
        @app.route("/a")  # FLK208
        def a():
            return "a"


        @login_required
        # the old address
        @app.route("/b")  # FLK208
        def b():
            return "b"


        @login_required
        @app.route(  # FLK208
            "/c",  # the new address
        )
        def c():
            return "c"
        """,
    ),
    Bad(
        "a package that is named in the options",
        """
        from acme.auth import guarded
        from flask import Flask

        app = Flask(__name__)


        @guarded("staff")
        @app.route("/a")  # FLK208
        def a():
            return "a"
        """,
        fixed="""
        from acme.auth import guarded
        from flask import Flask

        app = Flask(__name__)


        @app.route("/a")
        @guarded("staff")  # FLK208
        def a():
            return "a"
        """,
        options={"replacing": ("acme.auth.*",)},
    ),
    Bad(
        "one decorator twice is told of once",
        {
            "auth.py": _AUTH,
            "app.py": """
                from flask import Flask

                from auth import admin_only, role

                app = Flask(__name__)


                @role("admin")
                @role("clerk")
                @app.get("/notice")  # FLK208
                def notice():
                    return "secret"
                """,
        },
        fixed={
            "app.py": """
                from flask import Flask

                from auth import admin_only, role

                app = Flask(__name__)


                @app.get("/notice")
                @role("admin")
                @role("clerk")  # FLK208
                def notice():
                    return "secret"
                """,
        },
        fails="GET /notice: 200 text/html secret",
        says="`role` (twice) is not applied to requests: `app.get` below registers `notice` "
        "without it; put the route on top",
    ),
    Bad(
        "a resource of Flask-RESTX, by the api and by a namespace of it, in a module of its own",
        {
            "auth.py": _AUTH,
            "app.py": """
                from flask import Flask
                from flask_restx import Api, Resource

                from auth import admin_only
                from reports import reports

                app = Flask(__name__)
                api = Api(app)
                api.add_namespace(reports)


                @admin_only
                @api.route("/stock", "/stock/<int:shelf>")  # FLK208
                class Stock(Resource):
                    def get(self, shelf=1):
                        return "secret"
                """,
            "reports.py": """
                from flask_login import login_required
                from flask_restx import Namespace, Resource

                reports = Namespace("reports")


                @login_required
                @reports.route("/all")  # FLK208
                @reports.doc(description="All reports.")
                class Reports(Resource):
                    def get(self):
                        return "all"
                """,
        },
        fails='GET /stock: 200 application/json "secret"',
        says="without it; decorate its methods, or put it in `method_decorators`",
    ),
    Bad(
        "a resource of Flask-RESTful, and a class view on a Blueprint of flask-smorest",
        {
            "auth.py": _AUTH,
            "app.py": """
                from flask import Flask
                from flask.views import MethodView
                from flask_restful import Api, Resource
                from flask_smorest import Blueprint

                from auth import admin_only, role

                app = Flask(__name__)
                api = Api(app)
                pets = Blueprint("pets", __name__)


                @admin_only
                @role("clerk")
                @api.resource("/stock")  # FLK208
                class Stock(Resource):
                    def get(self):
                        return "secret"


                @role("clerk")
                @pets.route("/pets")  # FLK208
                class Pets(MethodView):
                    def get(self):
                        return "a cat"


                app.register_blueprint(pets)
                """,
        },
        fails='GET /stock: 200 application/json "secret"',
        says="decorate its methods, or put it in `",
    ),
    Good(
        "where a resource has its decorators",
        {
            "auth.py": _AUTH,
            "app.py": """
                from flask import Flask
                from flask_restx import Api, Resource

                from auth import admin_only

                app = Flask(__name__)
                api = Api(app)


                class Guarded(Resource):
                    method_decorators = [admin_only]


                @api.doc(security="key")
                @api.route("/stock")
                class Stock(Guarded):
                    def get(self):
                        return "secret"


                @admin_only
                @api.route("/shelves")
                class Shelves(Guarded):
                    def get(self):
                        return "secret"
                """,
        },
    ),
    Good(
        "a decorator that stands below the route, too: it is applied",
        {
            "auth.py": _AUTH,
            "app.py": """
                from flask import Flask

                from auth import admin_only

                app = Flask(__name__)


                @admin_only
                @app.get("/stock")
                @admin_only
                def stock():
                    return "secret"
                """,
        },
    ),
    Good(
        "the route on top",
        {
            "auth.py": _AUTH,
            "app.py": """
                from flask import Flask

                from auth import admin_only, role

                app = Flask(__name__)


                @app.route("/", defaults={"page": 1})
                @app.route("/<int:page>")
                @admin_only
                @role("editor")
                def index(page):
                    return str(page)
                """,
        },
        works="start",
    ),
    Good(
        "decorators that work by the function's name, or register it themselves",
        """
        from flask import Flask
        from flask_limiter import Limiter
        from flask_wtf.csrf import CSRFProtect

        app = Flask(__name__)
        csrf = CSRFProtect(app)
        limiter = Limiter(app=app)


        @csrf.exempt
        @limiter.exempt
        @app.route("/hook", methods=["POST"])
        def hook():
            return ""


        @app.errorhandler(404)
        @app.route("/missing")
        def missing(error=None):
            return "missing"


        @app.before_request
        @app.route("/tick")
        def tick():
            return None


        @app.cli.command()
        @app.route("/clean")
        def clean():
            return "cleaned"
        """,
    ),
    Good(
        "decorators that return the function itself, or keep it",
        """
        from flask import Flask

        app = Flask(__name__)
        documented = {}
        public = []


        def open_to_all(view):
            view.is_open = True
            return view


        def described(text):
            def decorator(view):
                documented[view.__name__] = text
                return view

            return decorator


        def kept(view):
            def called(*args, **kwargs):
                return view(*args, **kwargs)

            public.append(view.__name__)
            return called


        def marked(view):
            def called(*args, **kwargs):
                return view(*args, **kwargs)

            view.marked = True
            return called


        @open_to_all
        @described("the first page")
        @kept
        @marked
        @app.route("/")
        def index():
            return "first"
        """,
        works="GET /",
    ),
    Good(
        "decorators of which nothing is known, or which return one or the other",
        """
        import os

        from acme import guarded
        from flask import Flask

        app = Flask(__name__)


        def in_production(view):
            def called():
                return view()

            if os.environ.get("DEBUG"):
                return view
            return called


        @guarded
        @in_production
        @app.route("/")
        def index():
            return "first"
        """,
    ),
    Good(
        "what looks like a route and is none",
        """
        from unittest import mock

        from fastapi import FastAPI
        from flask_login import login_required

        app = FastAPI()


        @login_required
        @app.get("/")
        def index():
            return "first"


        @login_required
        @mock.patch("/a")
        def patched():
            return "second"
        """,
    ),
    Good(
        "a decorator that is allowed above routes",
        {
            "shop/__init__.py": "",
            "shop/tools.py": """
                def timed(function):
                    def called(*args, **kwargs):
                        return function(*args, **kwargs)

                    return called
                """,
            "shop/wsgi.py": """
                from flask import Flask

                from shop.tools import timed

                app = Flask(__name__)


                @timed
                @app.route("/")
                def index():
                    return "first"
                """,
        },
        options={"allow": ("shop.tools.*",)},
    ),
)
