"""How Blueprints are named, passed on, kept and registered."""

from __future__ import annotations

from wiring_forms.form import form

ONE = """
from flask import Blueprint
bp = Blueprint("one", __name__)

@bp.route("/one")
def one():
    return ""
"""
TWO = """
from flask import Blueprint
bp = Blueprint("two", __name__, url_prefix="/second")

@bp.route("/two")
def two():
    return ""
"""

FORMS = [
    form(
        "Blueprints of one variable name, imported under aliases",
        {
            "app.py": """
            from flask import Flask
            from one import bp as one_bp
            from two import bp as two_bp
            app = Flask(__name__)
            app.register_blueprint(one_bp)
            app.register_blueprint(two_bp)
            """,
            "one.py": ONE,
            "two.py": TWO,
        },
    ),
    form(
        "Blueprints named through their modules",
        {
            "app.py": """
            from flask import Flask
            import shop.one
            from shop import two
            import shop.three as third
            app = Flask(__name__)
            app.register_blueprint(shop.one.bp)
            app.register_blueprint(two.bp)
            app.register_blueprint(third.bp)
            """,
            "shop/__init__.py": "",
            "shop/one.py": ONE,
            "shop/two.py": TWO,
            "shop/three.py": TWO.replace("two", "three"),
        },
    ),
    form(
        "a Blueprint that its package passes on, with views imported below it",
        {
            "app.py": """
            from flask import Flask
            from shop import catalog
            from shop.orders import orders
            app = Flask(__name__)
            app.register_blueprint(catalog)
            app.register_blueprint(orders)
            """,
            "shop/__init__.py": "from .catalog import bp as catalog\n",
            "shop/catalog.py": ONE,
            "shop/orders/__init__.py": """
            from flask import Blueprint
            orders = Blueprint("orders", __name__, url_prefix="/orders")
            from . import views
            """,
            "shop/orders/views.py": """
            from . import orders

            @orders.route("/")
            def index():
                return ""

            @orders.route("/<int:number>", methods=["GET", "DELETE"])
            def one(number):
                return ""
            """,
        },
    ),
    form(
        "Blueprints imported inside functions",
        {
            "app.py": """
            from flask import Flask

            def create_app():
                app = Flask(__name__)
                from one import bp
                app.register_blueprint(bp)
                import two
                app.register_blueprint(two.bp)
                return app
            """,
            "one.py": ONE,
            "two.py": TWO,
        },
        "app:create_app()",
    ),
    form(
        "a name rebound by one import after the other",
        {
            "app.py": """
            from flask import Flask

            def create_app():
                app = Flask(__name__)
                from one import bp
                app.register_blueprint(bp, url_prefix="/1")
                from two import bp
                app.register_blueprint(bp, url_prefix="/2")
                return app
            """,
            "one.py": ONE,
            "two.py": TWO,
        },
        "app:create_app()",
    ),
    form(
        "Blueprints from a star import",
        {
            "app.py": """
            from flask import *
            from one import *
            app = Flask(__name__)
            app.register_blueprint(bp)
            """,
            "one.py": ONE,
        },
    ),
    form(
        "a star import of a package that passes stars on",
        {
            "app.py": """
            from flask import Flask
            from views import *
            app = Flask(__name__)
            app.register_blueprint(bp)
            """,
            "views/__init__.py": "from .one import *\n",
            "views/one.py": ONE,
        },
    ),
    form(
        "functions that return a Blueprint",
        {
            "app.py": """
            from flask import Flask
            from views import make, make_named

            def create_app():
                app = Flask(__name__)
                app.register_blueprint(make())
                app.register_blueprint(make_named("first", "/1"))
                app.register_blueprint(make_named("second", prefix="/2"))
                return app
            """,
            "views.py": """
            from flask import Blueprint

            def make():
                bp = Blueprint("made", __name__)

                @bp.route("/made")
                def made():
                    return ""

                return bp

            def make_named(name, prefix):
                bp = Blueprint(name, __name__, url_prefix=prefix)

                @bp.route("/named")
                def named():
                    return ""

                return bp
            """,
        },
        "app:create_app()",
    ),
    form(
        "a Blueprint subclass that calls its base's constructor",
        """
        from flask import Blueprint, Flask

        class Section(Blueprint):
            def __init__(self, name, prefix=None):
                super().__init__(name, __name__, url_prefix=prefix)
                self.add_url_rule("/in", "inside", lambda: "")

        section = Section("section", "/s")

        @section.route("/x")
        def x():
            return ""

        app = Flask(__name__)
        app.register_blueprint(section)
        """,
    ),
    form(
        "a Blueprint subclass that passes everything on",
        """
        from flask import Blueprint, Flask

        class Section(Blueprint):
            def __init__(self, *args, **kwargs):
                kwargs.setdefault("url_prefix", "/fallback")
                super().__init__(*args, **kwargs)

        class Plain(Blueprint):
            pass

        section = Section("section", __name__)
        plain = Plain("plain", __name__, url_prefix="/plain")

        @section.route("/x")
        def x():
            return ""

        @plain.route("/y")
        def y():
            return ""

        app = Flask(__name__)
        app.register_blueprint(section)
        app.register_blueprint(plain)
        """,
    ),
    form(
        "Blueprints kept in a dict, a list and an object",
        {
            "app.py": """
            from flask import Flask
            from kept import KEPT, LISTED, holder
            app = Flask(__name__)
            app.register_blueprint(KEPT["first"])
            app.register_blueprint(LISTED[0])
            app.register_blueprint(holder.blueprint)
            """,
            "kept.py": """
            from flask import Blueprint

            def made(name):
                bp = Blueprint(name, __name__)
                bp.add_url_rule("/" + name, "view", lambda: "")
                return bp

            class Holder:
                def __init__(self, blueprint):
                    self.blueprint = blueprint

            KEPT = {"first": made("a")}
            LISTED = [made("b")]
            holder = Holder(made("c"))
            """,
        },
    ),
    form(
        "Blueprints kept in a dataclass and as class attributes",
        """
        from dataclasses import dataclass
        from typing import NamedTuple
        from flask import Blueprint, Flask

        def made(name):
            bp = Blueprint(name, __name__)
            bp.add_url_rule("/" + name, "view", lambda: "")
            return bp

        @dataclass
        class Plugin:
            blueprint: Blueprint
            prefix: str = "/plug"

        class Entry(NamedTuple):
            blueprint: Blueprint
            prefix: str

        class Views:
            bp = Blueprint("views", __name__)

            @bp.route("/in_class")
            def show():
                return ""

        plugin = Plugin(made("a"))
        app = Flask(__name__)
        app.register_blueprint(plugin.blueprint, url_prefix=plugin.prefix)
        for entry in [Entry(made("b"), "/b"), Entry(made("c"), prefix="/c")]:
            app.register_blueprint(entry.blueprint, url_prefix=entry.prefix)
        app.register_blueprint(Views.bp)
        """,
    ),
    form(
        "loops over literal lists, tuples and dicts",
        {
            "app.py": """
            from flask import Flask
            import more
            from one import bp as one_bp
            from two import bp as two_bp

            PAIRS = ((more.a, "/a"), (more.b, None))

            def create_app():
                app = Flask(__name__)
                for bp in [one_bp, two_bp]:
                    app.register_blueprint(bp)
                for bp, prefix in PAIRS:
                    app.register_blueprint(bp, url_prefix=prefix)
                for prefix, bp in {"/c": more.c, "/d": more.d}.items():
                    app.register_blueprint(bp, url_prefix=prefix)
                for bp in more.ALL.values():
                    app.register_blueprint(bp)
                for at, bp in enumerate((more.f, more.g)):
                    app.register_blueprint(bp, url_prefix=f"/{at}")
                for bp, prefix in zip([more.h, more.i], ["/h", "/i"]):
                    app.register_blueprint(bp, url_prefix=prefix)
                return app
            """,
            "more.py": """
            from flask import Blueprint

            def made(name):
                bp = Blueprint(name, __name__)
                bp.add_url_rule("/x", "view", lambda: "")
                return bp

            a, b, c, d = made("a"), made("b"), made("c"), made("d")
            f, g = (made(name) for name in ("f", "g"))
            h, i = made("h"), made("i")
            ALL = {"e": made("e")}
            """,
            "one.py": ONE,
            "two.py": TWO,
        },
        "app:create_app()",
    ),
    form(
        "comprehensions that register",
        {
            "app.py": """
            from flask import Flask
            from one import bp as one_bp
            from two import bp as two_bp
            app = Flask(__name__)
            [app.register_blueprint(bp) for bp in (one_bp, two_bp)]
            """,
            "one.py": ONE,
            "two.py": TWO,
        },
    ),
    form(
        "a list of Blueprints that a comprehension makes and helpers extend",
        """
        from flask import Blueprint, Flask

        def made(name):
            bp = Blueprint(name, __name__)
            bp.add_url_rule("/" + name, "view", lambda: "")
            return bp

        BLUEPRINTS = [made(name) for name in ["a", "b"]]
        BLUEPRINTS.append(made("c"))
        BLUEPRINTS += [made("d")]
        BLUEPRINTS.extend((made("e"), made("f")))
        ALL = [*BLUEPRINTS, made("g")]

        def create_app():
            app = Flask(__name__)
            register_all(app, ALL)
            return app

        def register_all(app, blueprints):
            for blueprint in blueprints:
                app.register_blueprint(blueprint)
        """,
        "app:create_app()",
    ),
    form(
        "helpers in the same and another module, with the app by position and by keyword",
        {
            "app.py": """
            from flask import Flask
            import wiring
            from wiring import by_keyword

            def create_app():
                app = Flask(__name__)
                here(app)
                wiring.by_position(app, "/p")
                by_keyword(prefix="/k", target=app)
                return app

            def here(app):
                app.add_url_rule("/here", "here", lambda: "")
            """,
            "wiring.py": """
            import one, two

            def by_position(app, prefix):
                app.register_blueprint(one.bp, url_prefix=prefix)

            def by_keyword(target=None, prefix=None):
                target.register_blueprint(two.bp, url_prefix=prefix)
            """,
            "one.py": ONE,
            "two.py": TWO,
        },
        "app:create_app()",
    ),
    form(
        "registration under conditions, with in, try and match",
        {
            "app.py": """
            import os
            from flask import Flask
            app = Flask(__name__)
            if not os.environ.get("OFF"):
                from one import bp
                app.register_blueprint(bp)
            try:
                from two import bp as second
            except ImportError:
                second = None
            else:
                app.register_blueprint(second)
            if second:
                app.register_blueprint(second, name="again", url_prefix="/again")
            """,
            "one.py": ONE,
            "two.py": TWO,
        },
    ),
    form(
        "Blueprints nested two deep with prefixes",
        """
        from flask import Blueprint, Flask

        root = Blueprint("root", __name__, url_prefix="/top/")
        middle = Blueprint("middle", __name__, url_prefix="/ignored")
        leaf = Blueprint("leaf", __name__, url_prefix="leaf/")
        bare = Blueprint("bare", __name__)

        @root.route("/")
        def home():
            return ""

        @middle.route("/m")
        def m():
            return ""

        @leaf.route("/l")
        def l():
            return ""

        @bare.route("/b/")
        def b():
            return ""

        middle.register_blueprint(leaf)
        middle.register_blueprint(bare)
        root.register_blueprint(middle, url_prefix="middle")
        app = Flask(__name__)
        app.register_blueprint(root)
        """,
    ),
    form(
        "prefixes: constructor, registration, None, empty, slashes",
        """
        from flask import Blueprint, Flask
        app = Flask(__name__)

        def made(name, **options):
            bp = Blueprint(name, __name__, **options)

            @bp.route("/x/")
            def x():
                return ""

            @bp.route("")
            def empty():
                return ""

            return bp

        app.register_blueprint(made("a", url_prefix="/a"))
        app.register_blueprint(made("b", url_prefix="/b"), url_prefix="/instead")
        app.register_blueprint(made("c", url_prefix="/c"), url_prefix=None)
        app.register_blueprint(made("d", url_prefix="/d/"))
        app.register_blueprint(made("e", url_prefix=None), url_prefix="/e//")
        app.register_blueprint(made("f"), **{"url_prefix": "/f"})
        """,
    ),
    form(
        "an empty prefix at registration replaces that of the constructor",
        """
        from flask import Blueprint, Flask
        app = Flask(__name__)
        bp = Blueprint("a", __name__, url_prefix="/a")

        @bp.route("/x")
        def x():
            return ""

        app.register_blueprint(bp, url_prefix="")
        """,
    ),
    form(
        "a Blueprint registered twice under two names",
        {
            "app.py": """
            from flask import Blueprint, Flask
            from one import bp
            app = Flask(__name__)
            app.register_blueprint(bp)
            app.register_blueprint(bp, url_prefix="/second", name="second")
            outer = Blueprint("outer", __name__, url_prefix="/outer")
            outer.register_blueprint(bp, name="renamed")
            app.register_blueprint(outer)
            app.register_blueprint(outer, name="outer2", url_prefix="/outer2")
            """,
            "one.py": ONE,
        },
    ),
    form(
        "modules imported by literal names",
        {
            "app.py": """
            import importlib
            from importlib import import_module
            from flask import Flask
            from werkzeug.utils import import_string

            NAMES = ["one", "two"]

            def create_app():
                app = Flask(__name__)
                for name in NAMES:
                    module = import_module("views." + name)
                    app.register_blueprint(module.bp)
                relative = importlib.import_module(".three", package="views")
                app.register_blueprint(getattr(relative, "bp"))
                app.register_blueprint(import_string("views.four:bp"))
                return app
            """,
            "views/__init__.py": "",
            "views/one.py": ONE,
            "views/two.py": TWO,
            "views/three.py": TWO.replace("two", "three"),
            "views/four.py": TWO.replace("two", "four"),
        },
        "app:create_app()",
    ),
    form(
        "a Blueprint whose name is that of its module, or comes from a constant",
        {
            "app.py": """
            from flask import Flask
            from views import first
            app = Flask(__name__)
            app.register_blueprint(first.bp)
            app.register_blueprint(first.named)
            """,
            "views/__init__.py": "NAME = 'constant'\n",
            "views/first.py": """
            from flask import Blueprint
            from . import NAME
            bp = Blueprint(__name__.split(".")[-1], __name__, url_prefix="/m")
            named = Blueprint(NAME, __name__, url_prefix=f"/{NAME}")

            @bp.route("/x")
            @named.route("/y", endpoint="other")
            def x():
                return ""
            """,
        },
    ),
    form(
        "a function of each module that registers its own Blueprint",
        {
            "app.py": """
            from flask import Flask
            import one, two

            def create_app():
                app = Flask(__name__)
                for module in (one, two):
                    module.init_app(app)
                return app
            """,
            "one.py": ONE + "\ndef init_app(app):\n    app.register_blueprint(bp)\n",
            "two.py": TWO + "\ndef init_app(app):\n    app.register_blueprint(bp)\n",
        },
        "app:create_app()",
    ),
    form(
        "an extension class of the project that registers in init_app",
        {
            "app.py": """
            from flask import Flask
            from extension import extension

            def create_app():
                app = Flask(__name__)
                extension.init_app(app)
                return app
            """,
            "extension.py": """
            import one

            class Extension:
                def __init__(self, app=None):
                    if app is not None:
                        self.init_app(app)

                def init_app(self, app):
                    app.register_blueprint(one.bp, url_prefix=self.prefix())

                def prefix(self):
                    return "/ext"

            extension = Extension()
            """,
            "one.py": ONE,
        },
        "app:create_app()",
    ),
    form(
        "a Blueprint in a Flask subclass's overridden register_blueprint that passes it on",
        {
            "app.py": """
            from flask import Flask
            from one import bp

            class Server(Flask):
                def register_blueprint(self, blueprint, **options):
                    options.setdefault("url_prefix", "/v1")
                    super().register_blueprint(blueprint, **options)

            app = Server(__name__)
            app.register_blueprint(bp)
            """,
            "one.py": ONE,
        },
    ),
    form(
        "classes with add_url_rule and route of their own",
        """
        import types
        from flask import Blueprint, Flask
        from flask.views import MethodView

        class Versioned(Blueprint):
            def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
                super().add_url_rule("/v1" + rule, endpoint, view_func, **options)

        class Either(Blueprint):
            def route(self, rule, **options):
                def wrapper(view):
                    endpoint = options.pop("endpoint", view.__name__)
                    if isinstance(view, types.FunctionType):
                        self.add_url_rule(rule, endpoint, view, **options)
                    else:
                        self.add_url_rule(rule, view_func=view.as_view(endpoint), **options)
                    return view
                return wrapper

        versioned = Versioned("versioned", __name__)
        either = Either("either", __name__)

        @versioned.route("/a", methods=["POST"])
        @versioned.route("/b", endpoint="second")
        def a():
            return ""

        versioned.add_url_rule("/c", "third", a)

        @either.route("/f")
        def f():
            return ""

        @either.route("/g", endpoint="gee")
        class G(MethodView):
            def get(self):
                return ""

        app = Flask(__name__)
        app.register_blueprint(versioned)
        app.register_blueprint(either)
        """,
    ),
    form(
        "a registration function passed as a value",
        {
            "app.py": """
            from flask import Flask
            from one import bp
            app = Flask(__name__)
            register = app.register_blueprint
            register(bp)
            """,
            "one.py": ONE,
        },
    ),
    form(
        "an app method called through getattr and a subclass in another module",
        {
            "app.py": """
            from server import Server
            from one import bp
            app = Server(__name__)
            getattr(app, "register_blueprint")(bp)
            """,
            "server.py": "from flask import Flask\n\nclass Server(Flask):\n    pass\n",
            "one.py": ONE,
        },
    ),
    form(
        "a Blueprint that a function makes for names of other scopes",
        """
        from flask import Blueprint, Flask
        bp = Blueprint("global", __name__)

        def create_app():
            app = bp = None

            def make():
                nonlocal app, bp
                app = Flask(__name__)
                bp = Blueprint("inner", __name__, url_prefix="/inner")

            def extend():
                global bp
                bp.add_url_rule("/global", "index", lambda: "")

            make()
            extend()
            bp.add_url_rule("/", "index", lambda: "")
            app.register_blueprint(bp)
            return app

        app = create_app()
        app.register_blueprint(bp)
        """,
    ),
    form(
        "a Blueprint named in the test that asks for it",
        """
        from flask import Blueprint, Flask

        def make(name):
            return Blueprint(name, __name__, url_prefix=f"/{name}")

        app = Flask(__name__)
        if (bp := make("books")):
            @bp.route("/")
            def index():
                return ""
            app.register_blueprint(bp)
        app.register_blueprint(users := make("users"))
        print(last := "/last")
        app.add_url_rule(last, "last", lambda: "")
        """,
    ),
]
