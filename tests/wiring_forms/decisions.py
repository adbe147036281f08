"""Code that decides by settings and the environment which routes there are, and computes them."""

from __future__ import annotations

from wiring_forms.blueprints import ONE, TWO
from wiring_forms.form import form

FORMS = [
    form(
        "a factory that returns early",
        """
        from flask import Flask

        def create_app(minimal=True):
            app = Flask(__name__)
            app.add_url_rule("/health", "health", lambda: "")
            if minimal:
                return app
            app.add_url_rule("/full", "full", lambda: "")
            return app
        """,
        "app:create_app()",
    ),
    form(
        "a parameter that is None by default and then replaced",
        """
        from flask import Flask

        class Settings:
            EXTRA = False
            PREFIX = "/v1"

        def create_app(config=None):
            app = Flask(__name__)
            if config is None:
                app.config.from_object(Settings)
            else:
                app.config.update(config)
            if app.config["EXTRA"]:
                app.add_url_rule("/extra", "extra", lambda: "")
            app.add_url_rule(app.config["PREFIX"], "prefix", lambda: "")
            return app
        """,
        "app:create_app()",
    ),
    form(
        "environment variables with a default, in a prefix and in a test",
        """
        import os
        from flask import Flask
        PREFIX = os.environ.get("BOOKSHOP_PREFIX", "/shop")
        app = Flask(__name__)
        app.add_url_rule(f"{PREFIX}/books", "books", lambda: "")
        app.add_url_rule(os.getenv("BOOKSHOP_API", "/api") + "/books", "api", lambda: "")
        if os.environ.get("BOOKSHOP_MODE", "plain") == "plain":
            app.add_url_rule("/plain", "plain", lambda: "")
        elif os.getenv("BOOKSHOP_MODE", "plain") in ("rich", "richer"):
            app.add_url_rule("/rich", "rich", lambda: "")
        else:
            app.add_url_rule("/other", "other", lambda: "")
        """,
    ),
    form(
        "a class of settings selected by an environment variable",
        {
            "app.py": """
            import os
            from flask import Flask
            from config import configs

            def create_app():
                app = Flask(__name__)
                app.config.from_object(configs[os.environ.get("BOOKSHOP_ENV", "development")])
                app.add_url_rule(app.config["PREFIX"] + "/books", "books", lambda: "")
                if app.config["FEATURE"]:
                    app.add_url_rule("/feature", "feature", lambda: "")
                if app.config["DEVELOPING"]:
                    app.add_url_rule("/developing", "developing", lambda: "")
                return app
            """,
            "config.py": """
            class Config:
                PREFIX = "/api"
                FEATURE = False
                DEVELOPING = False

            class Development(Config):
                PREFIX = "/dev"
                DEVELOPING = True

            configs = {"production": Config, "development": Development}
            """,
        },
        "app:create_app()",
    ),
    form(
        "settings read by get with a default",
        """
        from flask import Flask
        app = Flask(__name__)
        app.config["PREFIX"] = "/given"
        for number, prefix in enumerate((
            app.config.get("PREFIX", "/default"), app.config.get("OTHER", "/other"),
        )):
            app.add_url_rule(prefix + "/books", f"books{number}", lambda: "")
        if app.config.get("METRICS", False):
            app.add_url_rule("/metrics", "metrics", lambda: "")
        if app.config.get("HEALTH", True):
            app.add_url_rule("/health", "health", lambda: "")
        """,
    ),
    form(
        "a Blueprint that an unset environment variable would switch on",
        {
            "app.py": """
            import os
            from flask import Flask
            from one import bp
            app = Flask(__name__)
            app.register_blueprint(bp)
            if os.environ.get("BOOKSHOP_SECOND"):
                from two import bp as second
                app.register_blueprint(second)
            if "BOOKSHOP_THIRD" in os.environ:
                app.register_blueprint(bp, name="third", url_prefix="/third")
            """,
            "one.py": ONE,
            "two.py": TWO,
        },
    ),
    form(
        "continue and break in loops over literal lists",
        """
        from flask import Flask
        app = Flask(__name__)
        for name in ["books", "_private", "authors", "end", "never"]:
            if name.startswith("_"):
                continue
            if name == "end":
                break
            app.add_url_rule("/" + name, name, lambda: "")
        for name in ("a", "b"):
            if name == "c":
                break
        else:
            app.add_url_rule("/else", "else", lambda: "")
        """,
    ),
    form(
        "items of a dict unpacked into a name and a tuple",
        """
        from flask import Flask
        ROUTES = {"books": ("/books", ["GET"]), "order": ("/orders", ["POST", "PUT"])}
        app = Flask(__name__)
        for name, (rule, methods) in ROUTES.items():
            app.add_url_rule(rule, name, lambda: "", methods=methods)
        for number, (name, (rule, *_)) in enumerate(ROUTES.items()):
            app.add_url_rule(f"/{number}{rule}", f"{name}_{number}", lambda: "")
        """,
    ),
    form(
        "comprehensions with a condition",
        """
        from flask import Flask
        NAMES = ["books", "authors", "_hidden"]
        app = Flask(__name__)
        for rule in [f"/{name}" for name in NAMES if not name.startswith("_")]:
            app.add_url_rule(rule, rule[1:], lambda: "")
        shown = {name: len(name) for name in NAMES if name != "books" and not name.startswith("_")}
        for name, length in shown.items():
            app.add_url_rule(f"/{name}/{length}", f"{name}_more", lambda: "")
        """,
    ),
    form(
        "rules cut and put together from strings",
        """
        from flask import Flask
        app = Flask(__name__)
        for name in ("view_books", "view_authors", "help"):
            if name.startswith("view_"):
                app.add_url_rule("/%s/%d" % (name[5:], 1), name, lambda: "")
                app.add_url_rule("/{0}/{kind}".format(name[:4], kind=name[-5:]), name[-5:])
            else:
                app.add_url_rule("/" + name.upper().lower().replace("h", "H"), name, lambda: "")
        """,
    ),
    form(
        "defaults through or, and, and a conditional expression",
        """
        from flask import Flask, Blueprint

        def blueprint(name, prefix=None, extra=""):
            bp = Blueprint(name, __name__, url_prefix=prefix or f"/{name}")
            bp.add_url_rule(extra and f"/{extra}" or "/plain", "view", lambda: "")
            bp.add_url_rule("/short" if len(name) < 4 else "/long", "length", lambda: "")
            return bp

        app = Flask(__name__)
        app.register_blueprint(blueprint("one"))
        app.register_blueprint(blueprint("second", "/2", extra="rich"))
        """,
    ),
    form(
        "a module of the project that is imported where it may be missing",
        {
            "app.py": """
            from flask import Flask
            try:
                from one import bp
            except ImportError:
                bp = None
            app = Flask(__name__)
            if bp:
                app.register_blueprint(bp)
            else:
                app.add_url_rule("/missing", "missing", lambda: "")
            """,
            "one.py": ONE,
        },
    ),
    form(
        "routes for debugging and testing of an app that does neither",
        """
        from flask import Flask
        app = Flask(__name__)
        if app.debug:
            app.add_url_rule("/debug", "debug", lambda: "")
        if app.testing or app.config["TESTING"]:
            app.add_url_rule("/testing", "testing", lambda: "")
        if not app.config["DEBUG"]:
            app.add_url_rule("/live", "live", lambda: "")
        """,
    ),
    form(
        "settings from a file, from a config object, and from setdefault",
        {
            "app.py": """
            from flask import Config, Flask
            given = Config(".")
            given["FIRST"] = "/first"
            given.from_object("defaults")
            app = Flask(__name__)
            app.config.from_mapping(given)
            app.config.from_pyfile("settings.py")
            app.config.setdefault("FROM_FILE", "/ignored")
            app.config.setdefault("LEFT_OUT", "/set")
            for name in ("FIRST", "FROM_OBJECT", "FROM_FILE", "LEFT_OUT"):
                app.add_url_rule(app.config[name], name.lower(), lambda: "")
            """,
            "defaults.py": 'FROM_OBJECT = "/object"\n',
            "settings.py": 'FROM_FILE = "/file"\nlower = "/lower"\n',
        },
    ),
    form(
        "static folders by computed paths",
        """
        import os
        from pathlib import Path
        from flask import Blueprint, Flask
        HERE = Path(__file__).resolve().parent
        app = Flask(__name__, static_folder=HERE / "assets" / "public")
        folder = os.path.join(os.path.dirname(__file__), "files")
        app.register_blueprint(Blueprint("a", __name__, static_folder=folder, url_prefix="/a"))
        app.register_blueprint(
            Blueprint("b", __name__, static_folder=str(HERE / "own"), static_url_path="/b/own")
        )
        """,
    ),
    form(
        "a set-up that is called where an import fails, and anyway",
        """
        from flask import Blueprint, Flask
        app = Flask(__name__)
        bp = Blueprint("bp", __name__, url_prefix="/bp")
        bp.add_url_rule("/books", "books", lambda: "")

        def health():
            return ""

        def setup(app):
            app.add_url_rule("/health", view_func=health)
            app.register_blueprint(bp)

        try:
            import werkzeug
        except ImportError:
            setup(app)
        setup(app)
        """,
    ),
    form(
        "what a module does only if it is imported",
        """
        from flask import Flask
        app = Flask(__name__)
        if __name__ == "__main__":
            app.run()
        else:
            app.add_url_rule("/imported", "imported", lambda: "")
        if __name__ != "__main__":
            app.add_url_rule("/other", "other", lambda: "")
        """,
    ),
    form(
        "classes asked for a base",
        """
        from collections.abc import Sequence
        from flask import Flask

        class Plain(object):
            pass

        app = Flask(__name__)
        if issubclass(Plain, object):
            app.add_url_rule("/object", "object", lambda: "")
        if issubclass(Plain, Sequence):
            app.add_url_rule("/sequence", "sequence", lambda: "")
        """,
    ),
    form(
        "a dict made from pairs",
        """
        from flask import Flask
        PAIRS = [("books", "/books"), ("users", "/users")]
        app = Flask(__name__)
        for name, rule in dict(PAIRS, health="/health").items():
            app.add_url_rule(rule, name, lambda: "")
        """,
    ),
    form(
        "parameters told apart by annotations, one of them in quotes",
        """
        import inspect
        from flask import Flask

        class Book:
            pass

        def one(book: Book):
            return ""

        def two(book: "Book"):
            return ""

        app = Flask(__name__)
        for view in (one, two):
            for param in inspect.signature(view).parameters.values():
                kind = {Book: "book"}.get(param.annotation, "text")
                rule = f"/{view.__name__}/{kind}"
                app.add_url_rule(rule, f"{view.__name__}_{kind}", view)
        """,
    ),
    form(
        "a factory that returns early for some of its commands",
        """
        import click
        from flask import Flask

        def command():
            context = click.get_current_context(silent=True)
            return getattr(context, "info_name", "")

        class Shop(Flask):
            def __init__(self, name):
                super().__init__(name)
                if command() == "help":
                    return
                self.add_url_rule("/books", "books", lambda: "")

        def create_app():
            return Shop(__name__)
        """,
        "app:create_app()",
    ),
    form(
        "settings that the class of the app has from the start",
        """
        from collections import OrderedDict

        from flask import Flask
        from werkzeug.datastructures import ImmutableDict

        class Defaults:
            PAGES = ("home", "about")

        defaults = dict(Flask.default_config)
        defaults.update(vars(Defaults))

        class Shop(Flask):
            default_config = ImmutableDict(defaults)

        app = Shop(__name__)
        pages = OrderedDict((name, f"/{name}") for name in app.config["PAGES"])
        for name, rule in pages.items():
            app.add_url_rule(rule, name, lambda: "")
        if not app.config.get("PAGES", ()):
            app.add_url_rule("/", "none", lambda: "")
        """,
    ),
]
