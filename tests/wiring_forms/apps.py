"""Where apps are made: at module level, in factories, in subclasses; several in one project."""

from __future__ import annotations

from wiring_forms.form import form

FORMS = [
    form(
        "an app at module level",
        """
        from flask import Flask
        app = Flask(__name__)

        @app.route("/")
        def index():
            return ""
        """,
    ),
    form(
        "an app made through the module flask, and under another name",
        """
        import flask as fl
        server = application = fl.Flask(__name__)

        @application.route("/")
        def index():
            return ""
        """,
        "app:server",
    ),
    form(
        "a factory with a view inside",
        """
        from flask import Flask

        def create_app():
            app = Flask(__name__)

            @app.get("/health")
            def health():
                return ""

            return app
        """,
        "app:create_app()",
    ),
    form(
        "a factory split over modules",
        {
            "shop/__init__.py": """
            from shop.building import build

            def create_app():
                app = build("shop")
                from shop.wiring import wire
                wire(app)
                return app
            """,
            "shop/building.py": """
            import flask

            def build(name):
                app = flask.Flask(name)
                return app
            """,
            "shop/wiring.py": """
            from .api import bp

            def wire(application):
                application.register_blueprint(bp, url_prefix="/api")
            """,
            "shop/api.py": """
            from flask import Blueprint
            bp = Blueprint("api", __name__)

            @bp.route("/books")
            def books():
                return ""
            """,
        },
        "shop:create_app()",
    ),
    form(
        "a factory that configures an app made elsewhere",
        {
            "server.py": """
            from flask import Flask
            app = Flask(__name__)

            @app.route("/first")
            def first():
                return ""
            """,
            "setup_app.py": """
            from server import app
            from views import bp

            def configure(app):
                app.register_blueprint(bp)
                app.add_url_rule("/second", "second", lambda: "")
                return app

            configured = configure(app)
            """,
            "views.py": """
            from flask import Blueprint
            bp = Blueprint("views", __name__, url_prefix="/v")

            @bp.route("/")
            def home():
                return ""
            """,
        },
        "setup_app:configured",
    ),
    form(
        "a factory that calls a nested function",
        """
        from flask import Flask, Blueprint
        bp = Blueprint("bp", __name__)

        @bp.route("/a")
        def a():
            return ""

        def create_app():
            app = Flask(__name__)

            def register():
                app.register_blueprint(bp)

            register()
            return app
        """,
        "app:create_app()",
    ),
    form(
        "an app kept in a global by its factory",
        """
        from flask import Flask
        app = None

        def create():
            global app
            app = Flask(__name__)
            views()
            return app

        def views():
            @app.route("/late")
            def late():
                return ""
        """,
        "app:create()",
    ),
    form(
        "a Flask subclass with routes in its constructor",
        {
            "shop/__init__.py": "",
            "shop/server.py": """
            from flask import Flask
            from shop.views import bp

            class Server(Flask):
                def __init__(self, *args, **kwargs):
                    super().__init__("shop", *args, **kwargs)
                    self.register_blueprint(bp, url_prefix="/views")
                    self.add_url_rule("/own", view_func=self.own)
                    self.more()

                def own(self):
                    return ""

                def more(self):
                    @self.route("/more")
                    def more():
                        return ""

            def create_app():
                return Server()
            """,
            "shop/views.py": """
            from flask import Blueprint
            bp = Blueprint("views", __name__)

            @bp.post("/x")
            def x():
                return ""
            """,
        },
        "shop.server:create_app()",
    ),
    form(
        "a Flask subclass of a Flask subclass",
        """
        from flask import Flask

        class First(Flask):
            pass

        class Second(First):
            def __init__(self):
                super().__init__(__name__)
                self.wire()

            def wire(self):
                self.add_url_rule("/w", "w", lambda: "")

        app = Second()
        """,
    ),
    form(
        "an app kept in an attribute of an object",
        """
        from flask import Flask

        class Server:
            def __init__(self, name):
                self.app = Flask(name)
                self.wire()

            def wire(self):
                self.app.add_url_rule("/status", "status", self.status)
                self.app.route("/other")(self.other)

            def status(self):
                return ""

            def other(self):
                return ""

        server = Server("x")
        """,
        "app:server.app",
    ),
    form(
        "two apps in one project",
        {
            "web.py": """
            from flask import Flask
            from shared import bp
            app = Flask(__name__)
            app.register_blueprint(bp, url_prefix="/web")

            @app.route("/")
            def index():
                return ""
            """,
            "admin.py": """
            from flask import Flask
            from shared import bp
            app = Flask(__name__)
            app.register_blueprint(bp, url_prefix="/admin", name="other")
            """,
            "shared.py": """
            from flask import Blueprint
            bp = Blueprint("shared", __name__)

            @bp.route("/both")
            def both():
                return ""
            """,
        },
        "web:app",
        "admin:app",
    ),
    form(
        "routes imported at the end of the module of the app",
        {
            "shop/__init__.py": """
            from flask import Flask
            app = Flask(__name__)
            from shop import views, more_views
            """,
            "shop/views.py": """
            from shop import app

            @app.route("/")
            def index():
                return ""
            """,
            "shop/more_views.py": """
            from . import app
            import shop

            @app.route("/more")
            def more():
                return ""

            @shop.app.route("/most")
            def most():
                return ""
            """,
        },
        "shop:app",
    ),
    form(
        "an app in a cycle of imports with its Blueprint",
        {
            "shop/__init__.py": """
            from flask import Flask
            app = Flask(__name__)
            from shop.views import bp
            app.register_blueprint(bp)
            """,
            "shop/views.py": """
            from flask import Blueprint
            from shop import app
            bp = Blueprint("views", __name__)

            @bp.route("/a")
            def a():
                return app.name
            """,
        },
        "shop:app",
    ),
    form(
        "an app made conditionally with other arguments",
        """
        import os
        from flask import Flask

        if os.environ.get("STATIC"):
            app = Flask(__name__, template_folder="x")
        else:
            app = Flask(__name__)

        @app.route("/x")
        def x():
            return ""
        """,
    ),
    form(
        "an app that a function with a with-block configures",
        """
        from flask import Flask
        from flask import Blueprint
        bp = Blueprint("inner", __name__)

        @bp.route("/inner")
        def inner():
            return ""

        def create_app():
            app = Flask(__name__)
            with app.app_context():
                app.register_blueprint(bp)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "an app that a method makes and another method fills",
        """
        from flask import Flask

        class Service:
            def make(self):
                app = Flask("service")
                self.fill(app)
                return app

            def fill(self, app):
                @app.route("/filled")
                def filled():
                    return ""

        def create_app():
            return Service().make()
        """,
        "app:create_app()",
    ),
    form(
        "an app annotated and returned by a cached factory",
        """
        from functools import lru_cache
        from flask import Flask

        @lru_cache
        def create_app() -> Flask:
            app: Flask = Flask(__name__)
            app.add_url_rule("/cached", "cached", lambda: "")
            return app
        """,
        "app:create_app()",
    ),
    form(
        "an app wrapped by a project's decorator of the factory",
        """
        import functools
        from flask import Flask

        def logged(function):
            @functools.wraps(function)
            def wrapper(*args, **kwargs):
                return function(*args, **kwargs)
            return wrapper

        @logged
        def create_app(name="x"):
            app = Flask(name)
            app.add_url_rule("/logged", "logged", lambda: "")
            return app
        """,
        "app:create_app()",
    ),
    form(
        "a command that sets up the app of its module, part by part",
        {
            "orders.py": """
                from flask import Blueprint

                bp = Blueprint("orders", __name__)

                @bp.route("/orders")
                def orders():
                    return ""

                def initialize(app, settings):
                    app.register_blueprint(bp, url_prefix=settings["prefix"])
            """,
            **{
                f"part{number}.py": f"""
                    def initialize(app, settings):
                        app.config["part{number}"] = settings
                """
                for number in range(5)
            },
            "app.py": """
                from flask import Flask

                import orders, part0, part1, part2, part3, part4

                app = Flask(__name__)
                parts = [part0, part1, part2, part3, part4, orders]

                def start():
                    set_up({"prefix": "/shop"})
                    return app

                def set_up(settings):
                    for part in parts:
                        part.initialize(app, settings)

                if __name__ == "__main__":
                    start().run()
            """,
        },
        "app:start()",
    ),
]
