"""Objects of the project that make, keep and change Blueprints and rules."""

from __future__ import annotations

from wiring_forms.blueprints import ONE, TWO
from wiring_forms.form import form

FORMS = [
    form(
        "a Blueprint that the constructor of a class makes and registers",
        """
        from flask import Blueprint, Flask

        class Shop:
            def __init__(self, app, prefix):
                self.bp = Blueprint("shop", __name__, url_prefix=prefix)
                self.bp.add_url_rule("/", view_func=self.index)
                app.register_blueprint(self.bp)

            def index(self):
                return ""

        app = Flask(__name__)
        Shop(app, prefix="/shop")
        """,
    ),
    form(
        "a Blueprint subclass that registers children with itself",
        """
        from flask import Blueprint, Flask

        class Tree(Blueprint):
            children = ("leaf", "twig")

            def register(self, app, options):
                for name in self.children:
                    child = Blueprint(name, __name__)
                    child.add_url_rule(f"/{name}", "show", lambda: "")
                    app.register_blueprint(child, url_prefix="/tree")
                super().register(app, options)

        app = Flask(__name__)
        tree = Tree("tree", __name__)
        tree.add_url_rule("/root", "root", lambda: "")
        app.register_blueprint(tree)
        """,
    ),
    form(
        "a Blueprint subclass that adds each rule a second time",
        """
        from flask import Blueprint, Flask

        class Twice(Blueprint):
            def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
                super().add_url_rule(rule, endpoint, view_func, **options)
                super().add_url_rule("/v2" + rule, endpoint, view_func, **options)

        bp = Twice("twice", __name__, url_prefix="/api")

        @bp.route("/books", methods=["POST"])
        def books():
            return ""

        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
    ),
    form(
        "rules that a Blueprint records for the app",
        """
        from flask import Blueprint, Flask
        bp = Blueprint("bp", __name__, url_prefix="/bp")
        bp.record(lambda state: state.app.add_url_rule("/recorded", "recorded", lambda: ""))

        @bp.record_once
        def add(state):
            state.app.add_url_rule("/inside", "inside", lambda: "")

        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
    ),
    form(
        "a generator that yields Blueprints",
        """
        from flask import Blueprint, Flask

        def blueprints(*names):
            for name in names:
                bp = Blueprint(name, __name__, url_prefix=f"/{name}")
                bp.add_url_rule("/", "index", lambda: "")
                yield bp

        app = Flask(__name__)
        for bp in blueprints("one", "two"):
            app.register_blueprint(bp)
        """,
    ),
    form(
        "a prefix that holds inside a with-block",
        """
        from contextlib import contextmanager
        from flask import Flask

        class Routes:
            def __init__(self, app):
                self.app = app
                self.prefix = ""

            @contextmanager
            def under(self, prefix):
                before = self.prefix
                self.prefix = before + prefix
                yield self
                self.prefix = before

            def add(self, name):
                self.app.add_url_rule(f"{self.prefix}/{name}", name, lambda: "")

        app = Flask(__name__)
        routes = Routes(app)
        with routes.under("/shop") as shop:
            shop.add("books")
        with routes.under("/old"):
            routes.add("orders")
        """,
    ),
    form(
        "methods of a Blueprint with arguments given beforehand",
        """
        from functools import partial
        from flask import Blueprint, Flask
        bp = Blueprint("bp", __name__)
        add = partial(bp.add_url_rule, view_func=lambda: "", methods=["PUT"])
        post = partial(bp.route, methods=["POST"])
        add("/put", "put")
        add("/patch", "patch", methods=["PATCH"])

        @post("/posted")
        def posted():
            return ""

        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
    ),
    form(
        "a decorator of the project around a class view",
        """
        from functools import wraps
        from flask import Flask
        from flask.views import MethodView

        def guarded(view):
            @wraps(view)
            def inner(*args, **kwargs):
                return view(*args, **kwargs)

            return inner

        class Books(MethodView):
            def get(self):
                return ""

        app = Flask(__name__)
        app.add_url_rule("/books", view_func=guarded(Books.as_view("books")))
        app.route("/more")(guarded(guarded(Books.as_view("more"))))
        """,
    ),
    form(
        "a class given as view function",
        """
        from flask import Flask

        class Page:
            methods = ["GET", "POST"]

        app = Flask(__name__)
        app.add_url_rule("/page", "page", Page)
        """,
    ),
    form(
        "functions with a rule as attribute that a loop reads",
        """
        from flask import Flask

        def home():
            return ""

        def about():
            return ""

        home.rule, about.rule = "/", "/about"
        app = Flask(__name__)
        for view in (home, about):
            app.add_url_rule(view.rule, view.__name__, view)
        """,
    ),
    form(
        "the prefix of a Blueprint assigned later",
        """
        from flask import Blueprint, Flask
        bp = Blueprint("bp", __name__)
        bp.add_url_rule("/books", "books", lambda: "")
        bp.url_prefix = "/later"
        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
    ),
    form(
        "a prefix that a property gives, and a constructor with computed arguments",
        """
        from flask import Blueprint, Flask

        class Versioned(Blueprint):
            version = 1

            def __init__(self, name):
                super().__init__(f"{name}_v{self.version}", __name__, url_prefix=self.prefix)
                self.add_url_rule("/" + name, "index", lambda: "")

            @property
            def prefix(self):
                return f"/v{self.version}"

        class Second(Versioned):
            version = 2

        app = Flask(__name__)
        app.register_blueprint(Versioned("books"))
        app.register_blueprint(Second("books"))
        app.add_url_rule(Second("other").prefix, "property", lambda: "")
        """,
    ),
    form(
        "a registry that several modules fill",
        {
            "app.py": """
            from flask import Flask
            from registry import REGISTRY
            import first, second

            def create_app():
                app = Flask(__name__)
                for bp in REGISTRY:
                    app.register_blueprint(bp)
                return app
            """,
            "registry.py": """
            REGISTRY = []

            def keep(bp):
                REGISTRY.append(bp)
                return bp
            """,
            "first.py": ONE + "from registry import keep\nkeep(bp)\n",
            "second.py": TWO + "import registry\nregistry.keep(bp)\n",
        },
        "app:create_app()",
    ),
    form(
        "an object that passes unknown attributes on to its Blueprint",
        """
        from flask import Blueprint, Flask

        class Plugin:
            def __init__(self, name):
                self._bp = Blueprint(name, __name__, url_prefix="/" + name)

            def __getattr__(self, name):
                return getattr(self._bp, name)

        plugin = Plugin("plugin")
        plugin.add_url_rule("/more", "more", lambda: "")
        app = Flask(__name__)
        app.register_blueprint(plugin._bp)
        """,
    ),
    form(
        "a tree of objects that a method goes down",
        """
        from flask import Flask

        class Node:
            def __init__(self, name, *children):
                self.name = name
                self.children = children

            def register(self, app, above=""):
                path = f"{above}/{self.name}"
                app.add_url_rule(path, path.strip("/").replace("/", "_"), lambda: "")
                for child in self.children:
                    child.register(app, path)

        app = Flask(__name__)
        Node("a", Node("b", Node("c")), Node("d")).register(app)
        """,
    ),
    form(
        "dataclasses with names that are no fields",
        """
        import dataclasses
        import typing as t
        from dataclasses import KW_ONLY, dataclass
        from typing import ClassVar

        from flask import Flask

        @dataclass
        class Page:
            seen: ClassVar[int] = 0
            prefix: t.ClassVar = "/pages"
            quoted: "ClassVar[str]" = "x"
            name: str
            suffix: str = ""

            def register(self, app):
                app.add_url_rule(f"{self.prefix}/{self.name}{self.suffix}", self.name, print)

        @dataclass
        class Named:
            rule: str
            _: KW_ONLY
            endpoint: str = "named"

            def register(self, app):
                app.add_url_rule(self.rule, self.endpoint, print)

        app = Flask(__name__)
        for each in (Page("one"), Page("two", "/more"), Named("/n"), Named("/m", endpoint="m")):
            each.register(app)
        """,
    ),
]
