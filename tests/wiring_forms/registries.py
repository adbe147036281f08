"""Routes that the project's own code collects before it registers them."""

from wiring_forms.form import form

FORMS = [
    form(
        "a decorator that only keeps functions, for a loop that routes them",
        """
        from flask import Flask

        KEPT = []

        def keep(function):
            KEPT.append(function)
            return function

        @keep
        def books():
            return ""

        @keep
        def orders():
            return ""

        app = Flask(__name__)
        for function in KEPT:
            app.add_url_rule("/" + function.__name__, view_func=function)
        """,
    ),
    form(
        "a small framework: rules kept on methods, routed by a base class",
        """
        from flask import Blueprint, Flask

        def expose(rule):
            def put(method):
                method.rules = [*getattr(method, "rules", []), rule]
                return method

            return put

        class Pages:
            def __init__(self, name):
                self.name = name

            def register(self, app):
                bp = Blueprint(self.name, __name__, url_prefix=f"/{self.name}")
                for name in dir(type(self)):
                    method = getattr(self, name)
                    for number, rule in enumerate(getattr(method, "rules", []), start=1):
                        bp.add_url_rule(rule, f"{name}_{number}", method)
                app.register_blueprint(bp)

        class Books(Pages):
            @expose("/all")
            @expose("/")
            def index(self):
                return ""

        app = Flask(__name__)
        Books("books").register(app)
        """,
    ),
    form(
        "a parameter that is left out, and a default in its place",
        """
        from flask import Blueprint, Flask

        def create_app(prefix=None, config=None):
            app = Flask(__name__)
            if config is None:
                config = {"PREFIX": "/v1"}
            app.config.update(config)
            bp = Blueprint("shop", __name__, url_prefix=prefix or app.config["PREFIX"])
            bp.add_url_rule("/books", "books", lambda: "")
            app.register_blueprint(bp)
            return app
        """,
        "app:create_app()",
    ),
    form(
        "a recorded function that adds a rule to the Blueprint's own state",
        """
        from flask import Blueprint, Flask

        bp = Blueprint("shop", __name__, url_prefix="/shop")
        bp.record(lambda state: state.add_url_rule("/inside", "inside", lambda: ""))
        app = Flask(__name__)
        app.register_blueprint(bp, url_prefix="/v2")
        """,
    ),
    form(
        "an app that leaves rules out, and a Blueprint whose rules may leave its prefix",
        """
        from flask import Blueprint, Flask
        from flask.blueprints import BlueprintSetupState

        class Shop(Flask):
            LEFT_OUT = ["/shop/old"]

            def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
                if rule in self.LEFT_OUT:
                    return None
                return super().add_url_rule(rule, endpoint, view_func, **options)

        class State(BlueprintSetupState):
            def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
                if rule.startswith("!"):
                    prefix, self.url_prefix = self.url_prefix, None
                    super().add_url_rule(rule[1:], endpoint, view_func, **options)
                    self.url_prefix = prefix
                else:
                    super().add_url_rule(rule, endpoint, view_func, **options)

        class Pages(Blueprint):
            def make_setup_state(self, app, options, first_registration=False):
                return State(self, app, options, first_registration)

        bp = Pages("shop", __name__, url_prefix="/shop")

        @bp.route("/books")
        def books():
            return ""

        @bp.route("!/health")
        def health():
            return ""

        app = Shop(__name__, static_folder=None)
        app.register_blueprint(bp)
        """,
    ),
    form(
        "an app that puts a setting in front of all rules, those of Blueprints too",
        """
        from flask import Blueprint, Flask
        bp = Blueprint("bp", __name__, url_prefix="/bp")

        class Shop(Flask):
            def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
                super().add_url_rule(self.config["ROOT"] + rule, endpoint, view_func, **options)

        @bp.route("/books")
        def books():
            return ""

        app = Shop(__name__, static_folder=None)
        app.config["ROOT"] = "/shop"
        app.add_url_rule("/health", "health", lambda: "")
        app.register_blueprint(bp)
        """,
    ),
    form(
        "named tuples that say what goes where",
        """
        from collections import namedtuple
        from typing import NamedTuple

        from flask import Flask

        Page = namedtuple("Page", "rule view")
        Form = namedtuple("Form", ["rule", "view", "methods"], defaults=[["GET", "POST"]])
        Count = NamedTuple("Count", [("rule", str), ("view", object)])

        class Place(NamedTuple):
            rule: str
            view: object
            methods: tuple = ("PUT",)

            @property
            def options(self):
                return {"methods": self.methods}

        def page(view, rule, prefix="/pages"):
            if not rule.startswith("/"):
                rule = f"/{rule}"
            return Page(view=view, rule=prefix + rule)

        def home():
            return ""

        def order():
            return ""

        def count():
            return ""

        def move():
            return ""

        PAGES = [page(home, "home")]
        app = Flask(__name__)
        for made in PAGES:
            app.add_url_rule(made.rule, view_func=made.view)
        for rule, view, methods in [Form("/orders", order)]:
            app.add_url_rule(rule, view_func=view, methods=methods)
        counting = Count("/count", count)
        app.add_url_rule(counting[0], view_func=counting[1])
        app.add_url_rule(*Page("/counted", "counted"), count)
        place = Place("/place", move)
        app.add_url_rule(place.rule, None, place.view, **place.options)
        """,
    ),
    form(
        "a dataclass whose objects each have a list of their own",
        """
        from dataclasses import dataclass, field

        from flask import Blueprint, Flask

        @dataclass
        class Section:
            name: str
            blueprints: list = field(default_factory=list)
            known: set = field(default_factory=set)
            prefix: str = field(default="/shop")
            home: Blueprint = field(default_factory=lambda: Blueprint("home", __name__))

            def __post_init__(self):
                self.add(Blueprint(f"{self.name}_start", __name__))

            def add(self, bp):
                if bp.name not in self.known:
                    self.known.add(bp.name)
                    self.blueprints.append(bp)
                    bp.add_url_rule(f"/{self.name}/{bp.name}", "index", lambda: "")

            def register(self, app):
                self.home.add_url_rule("/home", "index", lambda: "")
                self.blueprints.sort(key=str)
                for bp in self.blueprints:
                    app.register_blueprint(bp, url_prefix=self.prefix)

        books, orders = Section("books"), Section("orders")
        for section in (books, orders):
            section.add(Blueprint(f"{section.name}_more", __name__))
            section.add(Blueprint(f"{section.name}_more", __name__))
        app = Flask(__name__)
        books.register(app)
        orders.register(app)
        app.register_blueprint(books.home)
        """,
    ),
    form(
        "an object that is called as a decorator, and one that is called with the app",
        """
        from flask import Flask

        class Routes:
            def __init__(self, prefix):
                self.prefix = prefix
                self.kept = []

            def __call__(self, rule):
                def keep(view):
                    self.kept.append((self.prefix + rule, view))
                    return view

                return keep

        class Install:
            def __init__(self, routes):
                self.routes = routes

            def __call__(self, app):
                for rule, view in self.routes.kept:
                    app.add_url_rule(rule, view_func=view)

        route = Routes("/shop")

        @route("/books")
        def books():
            return ""

        app = Flask(__name__)
        Install(route)(app)
        """,
    ),
    form(
        "Blueprints in a list of which only a part is known",
        """
        import json

        from flask import Blueprint, Flask

        def made(name):
            bp = Blueprint(name, __name__)
            bp.add_url_rule(f"/{name}", "index", lambda: "")
            return bp

        books, orders, users, home = map(made, ["books", "orders", "users", "home"])
        app = Flask(__name__)
        more = json.loads("[]")
        for bp in [books, *more, orders]:
            app.register_blueprint(bp)
        for name in ["1", "2"] + list(more):
            app.register_blueprint(users, name=f"users{name}", url_prefix=f"/{name}")
        for bp in [bp for bp in (home, *more) if bp.name]:
            app.register_blueprint(bp)
        """,
    ),
    form(
        "Blueprints taken out of a list before it is registered",
        """
        import json

        from flask import Blueprint, Flask

        def made(name):
            bp = Blueprint(name, __name__)
            bp.add_url_rule(f"/{name}", "index", lambda: "")
            return bp

        books, orders, users = made("books"), made("orders"), made("users")
        parts, others, last = [books, orders], [orders], [users]
        parts.remove(orders)
        others.extend(json.loads("[]"))
        others.pop()
        last.append(orders)
        last[1] = users
        last.clear()
        app = Flask(__name__)
        for bp in [*parts, *others, *last]:
            app.register_blueprint(bp)
        """,
    ),
    form(
        "a method that calls itself for what lies below",
        """
        from flask import Flask

        PAGES = {
            "books": {"new": {}, "old": {"rare": {}}},
            "orders": {},
        }

        class Pages:
            def __init__(self, app):
                self.app = app

            def put(self, pages, above=""):
                for name, below in pages.items():
                    rule = f"{above}/{name}"
                    self.app.add_url_rule(rule, rule.replace("/", "_"), lambda: "")
                    self.put(below, above=rule)

        def mount(app, parts, prefix):
            app.add_url_rule(prefix, f"at_{len(parts)}", lambda: "")
            if parts:
                mount(app, parts[1:], f"{prefix}{parts[0]}/")

        app = Flask(__name__)
        Pages(app).put(PAGES)
        mount(app, ["a", "b"], "/mounted/")
        """,
    ),
    form(
        "an app that knows what it has, and a Blueprint that registers another as it is registered",
        """
        from flask import Blueprint, Flask

        class Shop(Flask):
            def register_blueprint(self, blueprint, **options):
                if blueprint.name in self.blueprints:
                    return
                super().register_blueprint(blueprint, **options)

        help = Blueprint("help", __name__, url_prefix="/help")
        help.add_url_rule("/", "index", lambda: "")
        books, orders = Blueprint("books", __name__), Blueprint("orders", __name__)
        for bp in (books, orders):
            bp.add_url_rule(f"/{bp.name}", "index", lambda: "")
            bp.record(lambda state: state.app.register_blueprint(help))
        app = Shop(__name__)
        app.register_blueprint(books)
        app.register_blueprint(orders)
        """,
    ),
    form(
        "a registry of lists, each made when it is first asked for",
        """
        from collections import defaultdict

        from flask import Flask

        kept = defaultdict(list)

        def keep(group, rule):
            def decorate(view):
                kept[group].append((rule, view))
                return view

            return decorate

        @keep("shop", "/books")
        def books():
            return ""

        @keep("shop", "/orders")
        def orders():
            return ""

        app = Flask(__name__)
        for group, pages in kept.items():
            for rule, view in pages:
                app.add_url_rule("/%(group)s%(rule)s" % {"group": group, "rule": rule}, None, view)
        """,
    ),
    form(
        "functions that are called for each item",
        """
        from itertools import starmap
        from operator import attrgetter
        from urllib.parse import urljoin

        from flask import Blueprint, Flask

        class Part:
            def __init__(self, name):
                self.bp = Blueprint(name, __name__)
                self.bp.add_url_rule(urljoin("/shop/", name), "index", lambda: "")

        parts = list(map(Part, ["books", "orders", "users"]))
        app = Flask(__name__)
        for bp in filter(lambda bp: bp.name != "users", map(attrgetter("bp"), parts)):
            app.register_blueprint(bp)
        list(starmap(app.add_url_rule, [("/a", "a", lambda: ""), ("/b", "b", lambda: "")]))
        """,
    ),
    form(
        "classes that their base keeps as they are derived from it",
        """
        from flask import Flask

        class Page:
            kept = []

            def __init_subclass__(cls, rule, **options):
                super().__init_subclass__(**options)
                Page.kept.append((rule, cls))

        class Section(Page, rule="/section"):
            def __init_subclass__(cls, **options):
                super().__init_subclass__(**options)

            def view(self):
                return ""

        class Home(Section, rule="/"):
            pass

        class Books(Page, rule="/books"):
            def view(self):
                return ""

        class Kept(type):
            def __init__(cls, name, bases, names):
                super().__init__(name, bases, names)
                if bases:
                    more.append(cls)

        more = []

        class Base(metaclass=Kept):
            pass

        class Orders(Base):
            rule = "/orders"

            def view(self):
                return ""

        app = Flask(__name__)
        for rule, page in Page.kept:
            app.add_url_rule(rule, page.__name__.lower(), page().view)
        for page in more:
            app.add_url_rule(page.rule, "orders", page().view)
        """,
    ),
    form(
        "lists whose order counts, and fields that no constructor takes",
        """
        from dataclasses import dataclass, field

        from flask import Flask

        @dataclass
        class Page:
            seen: list = field(default_factory=list, init=False)
            rule: str = "/none"

        names = ["orders", "books"]
        names.sort()
        first = names[0]
        names.reverse()
        names.insert(0, "users")
        app = Flask(__name__)
        app.add_url_rule(f"/{first}", "first", lambda: "")
        app.add_url_rule(f"/{names[0]}/{names[1]}", "others", lambda: "")
        for number, name in enumerate(sorted(names, reverse=True)):
            app.add_url_rule(f"/{number}/{name}", name, lambda: "")
        app.add_url_rule(Page("/page").rule, "page", lambda: "")
        """,
    ),
]
