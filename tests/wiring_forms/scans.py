"""Modules and classes that are found by looking: scans of packages, folders and namespaces."""

from __future__ import annotations

from wiring_forms.blueprints import ONE, TWO
from wiring_forms.form import form

SHOP = {"shop/__init__.py": "", "shop/one.py": ONE, "shop/two.py": TWO}
DEEP = {**SHOP, "shop/more/__init__.py": "", "shop/more/three.py": ONE.replace("one", "three")}

FORMS = [
    form(
        "a scan over the path of a package",
        {
            "app.py": """
            import pkgutil
            from importlib import import_module
            from flask import Flask
            import shop
            app = Flask(__name__)
            for finder, name, is_package in pkgutil.iter_modules(shop.__path__):
                if not is_package:
                    app.register_blueprint(import_module(f"{shop.__name__}.{name}").bp)
            """,
            **DEEP,
        },
    ),
    form(
        "a scan of a package over its own folder",
        {
            **SHOP,
            "shop/__init__.py": """
            import importlib
            import os
            import pkgutil
            from flask import Flask

            def create_app():
                app = Flask(__name__)
                for info in pkgutil.iter_modules([os.path.dirname(__file__)]):
                    module = importlib.import_module("." + info.name, __package__)
                    if hasattr(module, "bp"):
                        app.register_blueprint(module.bp)
                return app
            """,
            "shop/nothing.py": "",
        },
        "shop:create_app()",
    ),
    form(
        "a walk through a package and its packages, with a prefix",
        {
            "app.py": """
            import importlib
            import pkgutil
            from flask import Flask
            import shop
            app = Flask(__name__)
            for info in pkgutil.walk_packages(shop.__path__, prefix=shop.__name__ + "."):
                if info.ispkg:
                    continue
                module = importlib.import_module(info.name)
                app.register_blueprint(module.bp, url_prefix="/" + info.name.replace(".", "/"))
            """,
            **DEEP,
        },
    ),
    form(
        "modules found and imported by Werkzeug",
        {
            "app.py": """
            from flask import Flask
            from werkzeug.utils import find_modules, import_string

            def create_app():
                app = Flask(__name__)
                for name in find_modules("shop", recursive=True):
                    module = import_string(name)
                    if hasattr(module, "bp"):
                        app.register_blueprint(module.bp)
                app.register_blueprint(import_string("shop.one:bp"), name="again", url_prefix="/a")
                return app
            """,
            **DEEP,
        },
        "app:create_app()",
    ),
    form(
        "a listing of the folder of a package",
        {
            "app.py": """
            import os
            from importlib import import_module
            from flask import Flask
            FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "shop")
            app = Flask(__name__)
            for filename in sorted(os.listdir(FOLDER)):
                name, extension = os.path.splitext(filename)
                if extension != ".py" or name.startswith("__"):
                    continue
                app.register_blueprint(import_module("shop." + name).bp)
            """,
            **DEEP,
        },
    ),
    form(
        "a glob over the folder of a package",
        {
            "app.py": """
            import glob
            from importlib import import_module
            from os.path import basename, dirname, isfile, join
            from flask import Flask
            app = Flask(__name__)
            for path in glob.glob(join(dirname(__file__), "shop", "*.py")):
                if isfile(path) and not path.endswith("__init__.py"):
                    app.register_blueprint(import_module("shop." + basename(path)[:-3]).bp)
            """,
            **DEEP,
        },
    ),
    form(
        "a pathlib glob over the folder of a package",
        {
            "app.py": """
            from importlib import import_module
            from pathlib import Path
            from flask import Flask
            app = Flask(__name__)
            for path in (Path(__file__).parent / "shop").glob("*.py"):
                if path.stem != "__init__":
                    app.register_blueprint(import_module(f"shop.{path.stem}").bp)
            """,
            **DEEP,
        },
    ),
    form(
        "a walk of os over folders, with relative paths",
        {
            "app.py": """
            import os
            from importlib import import_module
            from flask import Flask
            ROOT = os.path.dirname(os.path.abspath(__file__))
            app = Flask(__name__)
            for folder, _, names in os.walk(os.path.join(ROOT, "shop")):
                for name in names:
                    if not name.endswith(".py") or name == "__init__.py":
                        continue
                    path = os.path.relpath(os.path.join(folder, name), ROOT)
                    module = import_module(path[:-3].replace(os.sep, "."))
                    app.register_blueprint(module.bp)
            """,
            **DEEP,
        },
    ),
    form(
        "the names of a module looked through for Blueprints",
        {
            "app.py": """
            from flask import Blueprint, Flask
            import names
            app = Flask(__name__)
            for name in dir(names):
                found = getattr(names, name)
                if isinstance(found, Blueprint):
                    app.register_blueprint(found)
            for found in vars(names).values():
                if isinstance(found, Blueprint):
                    app.register_blueprint(found, name=found.name + "2", url_prefix="/2")
            """,
            "names.py": """
            from one import bp as one
            from two import bp as two
            NUMBER = 2
            """,
            "one.py": ONE,
            "two.py": TWO,
        },
    ),
    form(
        "the members of a module that a predicate accepts",
        {
            "app.py": """
            import inspect
            from flask import Flask
            from base import Page
            import pages

            def is_page(found):
                return isinstance(found, type) and issubclass(found, Page)

            app = Flask(__name__)
            for name, cls in inspect.getmembers(pages, is_page):
                app.add_url_rule(cls.rule, view_func=cls.as_view(name.lower()))
            for name, function in inspect.getmembers(pages, inspect.isfunction):
                app.add_url_rule(f"/{name}", name, function)
            """,
            "base.py": """
            from flask.views import MethodView

            class Page(MethodView):
                rule = "/page"

                def get(self):
                    return ""
            """,
            "pages.py": """
            from base import Page

            class Orders(Page):
                rule = "/orders"

            class Other:
                rule = "/other"

            def about():
                return ""
            """,
        },
    ),
    form(
        "a module that looks at itself through sys.modules",
        """
        import sys
        from flask import Flask
        app = Flask(__name__)

        def page_home():
            return ""

        def page_about():
            return ""

        for name in ("home", "about"):
            app.add_url_rule(f"/{name}", name, getattr(sys.modules[__name__], f"page_{name}"))
        """,
    ),
    form(
        "the subclasses of a base view, each registered",
        {
            "app.py": """
            from flask import Flask
            from base import Page
            import pages
            app = Flask(__name__)
            for cls in Page.__subclasses__():
                app.add_url_rule(cls.rule, view_func=cls.as_view(cls.__name__.lower()))
            """,
            "base.py": """
            from flask.views import MethodView

            class Page(MethodView):
                rule = "/"

                def get(self):
                    return ""
            """,
            "pages.py": """
            from base import Page

            class Books(Page):
                rule = "/books"

            class Orders(Page):
                rule = "/orders"

                def post(self):
                    return ""
            """,
        },
    ),
    form(
        "modules that the settings name",
        {
            "app.py": """
            from importlib import import_module
            from flask import Flask
            import settings

            def create_app():
                app = Flask(__name__)
                app.config.from_object("settings")
                for name in app.config["MODULES"]:
                    app.register_blueprint(import_module(name).bp)
                for path in settings.BLUEPRINTS:
                    name, _, variable = path.rpartition(".")
                    app.register_blueprint(getattr(import_module(name), variable))
                return app
            """,
            "settings.py": """
            MODULES = ["shop.one"]
            BLUEPRINTS = ("shop.two.bp",)
            """,
            **SHOP,
        },
        "app:create_app()",
    ),
    form(
        "a pathlib scan of a folder and all below it",
        {
            "shop/__init__.py": "",
            "shop/parts/__init__.py": "",
            "shop/parts/books.py": """
                from shop.app import app

                @app.route("/books")
                def books():
                    return ""
            """,
            "shop/parts/more/__init__.py": "",
            "shop/parts/more/orders.py": """
                from shop.app import app

                @app.route("/orders")
                def orders():
                    return ""
            """,
            "shop/app.py": """
                from importlib import import_module
                from pathlib import Path

                from flask import Flask

                import shop.parts

                app = Flask("shop")

                def load(folder):
                    for path in folder.glob("**/*.py"):
                        if path.name == "__init__.py" or not path.is_file():
                            continue
                        above = path.relative_to(folder).parent.parts
                        name = ".".join([shop.parts.__name__, *above, path.stem])
                        import_module(name)

                folders = [Path(shop.parts.__file__).parent.resolve()]
                for folder in [each for each in folders if each.is_dir()]:
                    load(folder)
            """,
        },
        "shop.app:app",
    ),
    form(
        "the members of a package that has the names of its modules",
        {
            "pages/__init__.py": "from .books import *\nfrom .orders import *\n",
            "pages/books.py": """
                from flask.views import MethodView

                class Books(MethodView):
                    def get(self):
                        return ""
            """,
            "pages/orders.py": """
                from flask.views import MethodView

                class Orders(MethodView):
                    def post(self):
                        return ""
            """,
            "app.py": """
                import inspect

                import pages
                from flask import Flask
                from flask.views import MethodView

                app = Flask(__name__)
                for name, page in inspect.getmembers(pages, inspect.isclass):
                    if issubclass(page, MethodView) and page is not MethodView:
                        rule = f"/{name.lower()}"
                        app.add_url_rule(rule, view_func=page.as_view(name.lower()))
            """,
        },
    ),
]
