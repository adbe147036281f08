"""What `url-variable-signature-mismatch` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "another name in the URL",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.route("/books/<int:book_id>")  # FLK211
        def show(id: int):
            title = f"book {id}"
            return dict(id=id, title=title)
        """,
        fixed="""
        from flask import Flask

        app = Flask(__name__)


        @app.route("/books/<int:book_id>")  # FLK211
        def show(book_id: int):
            title = f"book {book_id}"
            return dict(id=book_id, title=title)
        """,
        fails="GET /books/3: TypeError: show() got an unexpected keyword argument 'book_id'",
    ),
    Bad(
        "a variable that the view does not take",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.get("/books/<int:book_id>")  # FLK211
        def show():
            return "a book"
        """,
        fails="GET /books/3: TypeError: show() got an unexpected keyword argument",
    ),
    Bad(
        "a parameter that the URL does not pass, behind a decorator that hands all on",
        """
        from functools import wraps

        from flask import Flask, request, abort

        app = Flask(__name__)


        def for_role(name):
            def decorator(view):
                @wraps(view)
                def checked(*args, **kwargs):
                    if request.args.get("role", name) != name:
                        abort(403)
                    return view(*args, **kwargs)

                return checked

            return decorator


        @app.route("/books", methods=["GET"])  # FLK211
        @for_role("reader")
        def show(book_id, *, lang="en") -> str:
            return "a book"


        @app.route("/pages", methods=["GET"])  # FLK211
        @for_role("reader")
        def page(number, lang="en"):
            return "a page"
        """,
        fails="GET /books: TypeError: show() missing 1 required positional argument: 'book_id'",
    ),
    Bad(
        "one of several URLs does not pass what the view needs: no default",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.route("/books/")  # FLK211
        @app.route("/books/<int:page>")
        def books(page):
            return f"page {page}"
        """,
        fails="GET /books/: TypeError: books() missing 1 required positional argument: 'page'",
    ),
    Bad(
        "a decorator by the name that the package has it under, and by that of its inner module",
        """
        import flask_login
        from flask import Flask
        from flask_login.utils import fresh_login_required

        app = Flask(__name__)
        app.config["LOGIN_DISABLED"] = True
        flask_login.LoginManager(app)


        @app.get("/books")  # FLK211
        @flask_login.fresh_login_required
        def show(book_id):
            return "a book"


        @app.get("/pages")  # FLK211
        @fresh_login_required
        def page(number):
            return "a page"
        """,
        fails="GET /pages: TypeError: page() missing 1 required positional argument: 'number'",
    ),
    Bad(
        "a helper that was given a route: its caller is told",
        """
        from flask import Flask, request

        app = Flask(__name__)


        @app.post("/rules")  # FLK211
        def _parse_rule(company, form):
            return f"{company}: {len(form)}"


        @app.post("/rules")
        def create_rule():
            return _parse_rule("mine", request.form)
        """,
        fails="POST /rules: TypeError: _parse_rule() missing 2 required positional arguments",
        says="each request fails, only `create_rule` can call it; take the route away, or give the "
        "parameters a default",
    ),
    Bad(
        "a Blueprint's prefix passes a variable",
        {
            "shop/__init__.py": """
                from flask import Flask

                from shop.books import bp


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp, url_prefix="/<lang>")
                    return app
                """,
            "shop/books.py": """
                from flask import Blueprint as B

                bp = B("books", __name__)


                @bp.route("/books")  # FLK211
                def index():
                    return "books"


                @bp.route("/authors")
                def authors(lang):
                    return lang
                """,
        },
        fails="GET /en/books: TypeError: index() got an unexpected keyword argument 'lang'",
    ),
    Bad(
        "by `add_url_rule`, with positional and keyword arguments, of another file",
        {
            "wsgi.py": """
                import flask

                import views
                from views import author as show_author

                app = flask.Flask(__name__)
                app.add_url_rule("/books/<id>", "book", views.book)  # FLK211
                app.add_url_rule(rule="/authors/<id>", view_func=show_author)  # FLK211
                sort = {"sort": "title"}
                app.add_url_rule("/all", defaults=sort, view_func=views.all_books)  # FLK211
                """,
            "views.py": """
                def book(book_id):
                    return book_id


                def author():
                    return "somebody"


                def all_books():
                    return "all"
                """,
        },
        fails="GET /all: TypeError: all_books() got an unexpected keyword argument 'sort'",
    ),
    Bad(
        "methods of class views, of which one fits",
        """
        from flask import Flask
        from flask.views import MethodView, View

        app = Flask(__name__)


        class Books(MethodView):
            def get(self, book_id):
                return "a book"

            def put(self):
                return "changed"


        class Page(View):
            def dispatch_request(self, name):
                return name


        app.add_url_rule("/books/<int:book_id>", view_func=Books.as_view("books"))  # FLK211
        app.add_url_rule("/pages/<title>", view_func=Page.as_view("page"))  # FLK211
        """,
        fixed="""
        from flask import Flask
        from flask.views import MethodView, View

        app = Flask(__name__)


        class Books(MethodView):
            def get(self, book_id):
                return "a book"

            def put(self):
                return "changed"


        class Page(View):
            def dispatch_request(self, title):
                return title


        app.add_url_rule("/books/<int:book_id>", view_func=Books.as_view("books"))  # FLK211
        app.add_url_rule("/pages/<title>", view_func=Page.as_view("page"))  # FLK211
        """,
        fails="GET /pages/x: TypeError: Page.dispatch_request() got an unexpected keyword argument",
    ),
    Bad(
        "below Flask-Login, in a factory; a comprehension keeps its own name",
        """
        from flask import Flask
        from flask_login import login_required


        def create_app():
            app = Flask(__name__)

            @app.route("/shelves/<shelf>/<int:row>")  # FLK211
            @login_required
            def shelf(shelf, column):
                return [shelf for shelf in range(column)]

            return app
        """,
        fixed="""
        from flask import Flask
        from flask_login import login_required


        def create_app():
            app = Flask(__name__)

            @app.route("/shelves/<shelf>/<int:row>")  # FLK211
            @login_required
            def shelf(shelf, row):
                return [shelf for shelf in range(row)]

            return app
        """,
    ),
    Bad(
        "a class with two URLs, of which `get` fits one",
        """
        from flask import Flask
        from flask.views import MethodView

        app = Flask(__name__)


        class Books(MethodView):
            def get(self, book_id):
                return "a book"

            def put(self, book_id):
                return "changed"

            def post(self):
                return "made"


        app.add_url_rule("/books", view_func=Books.as_view("all"))  # FLK211
        app.add_url_rule("/books/<book_id>", view_func=Books.as_view("one"))
        """,
        fails="GET /books: TypeError: Books.get() missing 1 required positional argument",
    ),
    Bad(
        "a class with two URLs, of which one answers nothing that fits",
        """
        from flask import Flask
        from flask.views import MethodView, View

        app = Flask(__name__)


        class Orders(MethodView):
            def post(self, book_id):
                return "ordered"


        class Page(View):
            def dispatch_request(self, name):
                return name


        app.add_url_rule("/orders", view_func=Orders.as_view("orders"))  # FLK211
        app.add_url_rule("/books/<book_id>/order", view_func=Orders.as_view("order"))
        app.add_url_rule("/pages", view_func=Page.as_view("pages"))  # FLK211
        app.add_url_rule("/pages/<name>", view_func=Page.as_view("page"))
        """,
        fails="POST /orders: TypeError: Orders.post() missing 1 required positional argument",
    ),
    Bad(
        "parameters that take nothing by name",
        """
        from flask import Flask
        from flask.views import MethodView

        app = Flask(__name__)


        @app.get("/books/<book_id>")  # FLK211
        def show(book_id, /):
            return book_id


        @app.get("/pages/<name>")  # FLK211
        def page(name="home", /):
            return name


        @app.get("/shelves/<shelf>")  # FLK211
        def shelf(shelf, /, **others):
            return shelf


        class Users(MethodView):
            def get(self, user_id, /):
                return user_id


        app.add_url_rule("/users/<user_id>", view_func=Users.as_view("users"))  # FLK211
        """,
        fails="GET /books/3: TypeError: show() got some positional-only arguments",
        says="by position only: each request fails; take the `/` away",
    ),
    Good(
        "parameters before a `/` that nothing is passed to",
        """
        from flask import Flask
        from flask.views import MethodView

        app = Flask(__name__)


        @app.get("/pages/<name>")
        def page(home="home", /, *, name):
            return name


        @app.get("/shelves/<shelf>")
        def shelves(shelf="all", /, **others):
            return shelf + others["shelf"]


        class Users(MethodView):
            def get(self, /, user_id):
                return user_id


        app.add_url_rule("/users/<user_id>", view_func=Users.as_view("users"))
        """,
        works="GET /shelves/3",
    ),
    Bad(
        "routes that a helper declares from a list: reported at the view",
        """
        from flask import Flask
        from flask.views import MethodView


        class Books(MethodView):
            def get(self, book_id):
                return "a book"

            def post(self, id):  # FLK211
                return "changed"


        class Shelves(MethodView):
            def get(self):
                return "shelves"


        def add_all(app, pairs):
            for url, cls in pairs:
                app.add_url_rule(url, view_func=cls.as_view(cls.__name__))


        app = Flask(__name__)
        add_all(app, [("/books/<book_id>", Books), ("/shelves", Shelves)])
        """,
        fixed="""
        from flask import Flask
        from flask.views import MethodView


        class Books(MethodView):
            def get(self, book_id):
                return "a book"

            def post(self, book_id):  # FLK211
                return "changed"


        class Shelves(MethodView):
            def get(self):
                return "shelves"


        def add_all(app, pairs):
            for url, cls in pairs:
                app.add_url_rule(url, view_func=cls.as_view(cls.__name__))


        app = Flask(__name__)
        add_all(app, [("/books/<book_id>", Books), ("/shelves", Shelves)])
        """,
        fails="POST /books/3: TypeError: Books.post() got an unexpected keyword argument",
    ),
    Bad(
        "resources of Flask-RESTful: an inherited method, a decorator, several URLs",
        """
        from functools import wraps

        from flask import Flask
        from flask_restful import Api, Resource, fields, marshal_with

        app = Flask(__name__)
        api = Api(app, prefix="/api")


        def checked(view):
            @wraps(view)
            def wrapper(*args, **kwargs):
                return view(*args, **kwargs)

            return wrapper


        class Shelf(Resource):
            method_decorators = [checked]

            def delete(self):  # FLK211
                return {}


        class Book(Shelf):
            @marshal_with({"title": fields.String})
            def get(self, id):  # FLK211
                return {"title": "Emma"}

            def put(self, book_id):
                return {}


        class Books(Resource):
            def get(self, number=1):
                return []

            def post(self, number):
                return {}


        api.add_resource(Book, "/books/<int:book_id>", "/book/<int:book_id>")
        api.add_resource(Books, "/books", "/pages/<int:number>", endpoint="pages")
        """,
        fixed="""
        from functools import wraps

        from flask import Flask
        from flask_restful import Api, Resource, fields, marshal_with

        app = Flask(__name__)
        api = Api(app, prefix="/api")


        def checked(view):
            @wraps(view)
            def wrapper(*args, **kwargs):
                return view(*args, **kwargs)

            return wrapper


        class Shelf(Resource):
            method_decorators = [checked]

            def delete(self):  # FLK211
                return {}


        class Book(Shelf):
            @marshal_with({"title": fields.String})
            def get(self, book_id):  # FLK211
                return {"title": "Emma"}

            def put(self, book_id):
                return {}


        class Books(Resource):
            def get(self, number=1):
                return []

            def post(self, number):
                return {}


        api.add_resource(Book, "/books/<int:book_id>", "/book/<int:book_id>")
        api.add_resource(Books, "/books", "/pages/<int:number>", endpoint="pages")
        """,
        fails="GET /api/books/7: TypeError: Book.get() got an unexpected keyword argument",
    ),
    Bad(
        "resources of a namespace of Flask-RESTX, in a module of its own",
        {
            "app.py": """
                from flask import Flask
                from flask_restx import Api

                from stock import stock

                app = Flask(__name__)
                api = Api(app)
                api.add_namespace(stock, path="/stock")
                """,
            "stock.py": """
                from flask_restx import Namespace, Resource, fields

                stock = Namespace("stock")
                item = stock.model("Item", {"name": fields.String})


                @stock.route("/<int:shelf>/items")
                @stock.param("shelf", "A shelf.")
                class Items(Resource):
                    @stock.doc("list_items")
                    @stock.marshal_list_with(item)
                    def get(self):  # FLK211
                        return []

                    @stock.expect(item)
                    @stock.response(201, "Made.")
                    def post(self, shelf):
                        return {}


                @stock.route("/items")
                class AllItems(Resource):
                    def get(self, shelf):  # FLK211
                        return []
                """,
        },
        fails="GET /stock/7/items: TypeError: Items.get() got an unexpected keyword argument",
    ),
    Good(
        "resources whose arguments may be changed, or that have a method for each of their URLs",
        {
            "app.py": """
                from flask import Flask
                from flask_restful import Api, Resource

                from guards import without_shop

                app = Flask(__name__)
                api = Api(app)


                class Guarded(Resource):
                    method_decorators = [without_shop]

                    def get(self):
                        return []


                class Books(Resource):
                    def get(self, book_id=None):
                        return []

                    def post(self):
                        return {}

                    def put(self, book_id):
                        return {}


                api.add_resource(Guarded, "/<shop>/guarded")
                api.add_resource(Books, "/books", "/books/<int:book_id>")
                """,
            "guards.py": """
                from functools import wraps


                def without_shop(view):
                    @wraps(view)
                    def wrapper(*args, **kwargs):
                        kwargs.pop("shop")
                        return view(*args, **kwargs)

                    return wrapper
                """,
        },
        works="GET /north/guarded",
    ),
    Good(
        "an Api with decorators of its own",
        """
        from functools import wraps

        from flask import Flask
        from flask_restful import Api, Resource


        def without_shop(view):
            @wraps(view)
            def wrapper(*args, **kwargs):
                kwargs.pop("shop")
                return view(*args, **kwargs)

            return wrapper


        app = Flask(__name__)
        api = Api(app, decorators=[without_shop])


        @api.resource("/<shop>/books")
        class Books(Resource):
            def get(self):
                return []
        """,
        works="GET /north/books",
    ),
    Good(
        "an Api of the project's own that wraps its resources",
        """
        from flask import Flask
        from flask_restful import Api, Resource


        class ShopApi(Api):
            def output(self, resource):
                answer = super().output(resource)

                def without_shop(*args, shop, **kwargs):
                    return answer(*args, **kwargs)

                without_shop.__name__ = resource.__name__
                return without_shop


        app = Flask(__name__)
        api = ShopApi(app)


        class Books(Resource):
            def get(self):
                return []


        api.add_resource(Books, "/<shop>/books")
        """,
        works="GET /north/books",
    ),
    Good(
        "names that fit, defaults, `**`, and keyword-only parameters",
        """
        from flask import Flask

        app = Flask(__name__)


        @app.route("/", defaults={"path": ""})
        @app.route("/<path:path>")
        def catch_all(path):
            return path or "top"


        @app.route("/books/")
        @app.route("/books/<int:page>")
        def books(page=1):
            return str(page)


        @app.route("/any/<a>/<b>")
        def anything(a, **rest):
            return rest


        @app.route("/only/<a>")
        def only(*args, a):
            return a


        @app.route("/in/<any('a b', 'c'):code>/<string(length=2):lang>")
        def by_code(code, lang):
            return code
        """,
        works="GET /any/1/2",
    ),
    Good(
        "decorators that pass, take or change arguments, or of which nothing is known",
        """
        from functools import wraps

        from acme import guarded
        from flask import Flask, g
        from webargs import fields
        from webargs.flaskparser import use_args

        app = Flask(__name__)


        def with_user(view):
            @wraps(view)
            def called(*args, **kwargs):
                return view(g.user, *args, **kwargs)

            return called


        def with_book(view):
            @wraps(view)
            def called(book_id, **kwargs):
                return view(book=book_id, **kwargs)

            return called


        def without_lang(view):
            @wraps(view)
            def called(*args, **kwargs):
                g.lang = kwargs.pop("lang")
                return view(*args, **kwargs)

            return called


        def with_page(view):
            @wraps(view)
            def called(**kwargs):
                kwargs["page"] = 1
                return view(**kwargs)

            return called


        @app.route("/a")
        @with_user
        def a(user):
            return user


        @app.route("/b/<book_id>")
        @with_book
        def b(book):
            return book


        @app.route("/c/<lang>")
        @without_lang
        def c():
            return "c"


        @app.route("/d")
        @with_page
        def d(page):
            return page


        @app.route("/e")
        @use_args({"name": fields.Str()})
        def e(args):
            return args


        @app.route("/f")
        @guarded
        def f(user):
            return user


        app.add_url_rule("/g", view_func=with_user(a))
        """,
    ),
    Good(
        "a variable of the prefix that a preprocessor takes out",
        """
        from flask import Blueprint, Flask, g

        bp = Blueprint("pages", __name__, url_prefix="/<lang>")


        @bp.url_value_preprocessor
        def take_lang(endpoint, values):
            g.lang = values.pop("lang")


        @bp.route("/")
        def index():
            return g.lang


        app = Flask(__name__)
        app.register_blueprint(bp)
        """,
        works="GET /en/",
    ),
    Good(
        "a variable that only a registration elsewhere can pass",
        """
        import os

        from flask import Blueprint, Flask

        bp = Blueprint("pages", __name__)
        unused = Blueprint("unused", __name__)


        @bp.route("/")
        def index(lang):
            return lang


        @unused.route("/")
        def nothing(lang):
            return lang


        app = Flask(__name__)
        app.register_blueprint(bp, url_prefix=os.environ["PREFIX"])
        """,
    ),
    Good(
        "class views: defaults, decorators, a dispatch of their own, inherited methods",
        """
        from flask import Flask
        from flask.views import MethodView

        app = Flask(__name__)


        def with_user(view):
            def called(**kwargs):
                return view(user="x", **kwargs)

            return called


        class Books(MethodView):
            def get(self, book_id=None):
                return "books"

            def post(self):
                return "made"

            def put(self, book_id):
                return "changed"


        class Users(MethodView):
            decorators = [with_user]

            def get(self, user):
                return user


        class Own(MethodView):
            def dispatch_request(self, **kwargs):
                return super().dispatch_request()

            def get(self):
                return "own"


        class Many(Books):
            pass


        view = Books.as_view("books")
        app.add_url_rule("/books", view_func=view, methods=["GET", "POST"])
        app.add_url_rule("/books/<int:book_id>", view_func=view, methods=["GET", "PUT"])
        app.add_url_rule("/users", view_func=Users.as_view("users"))
        app.add_url_rule("/own/<x>", view_func=Own.as_view("own"))
        app.add_url_rule("/many/<int:book_id>", view_func=Many.as_view("many"), methods=["GET"])
        """,
        works="GET /books",
    ),
    Bad(
        "what reads the variables, and packages that leave views alone",
        """
        import logging

        from flask import Flask, request
        from flask.logging import default_handler


        class ShopFlask(Flask):
            def url_of(self, name):
                return f"/books/{name}"


        app = ShopFlask(__name__)


        def create_app():
            return app
        logging.getLogger("shop").addHandler(default_handler)


        def log_book(response):
            if request.view_args and "book_id" in request.view_args:
                app.logger.info("book %s", request.view_args["book_id"])
            number = (request.view_args or {}).get("book_id")
            app.logger.info("%s %s", number, request.view_args)
            return response


        app.after_request(log_book)


        @app.route("/books/<int:book_id>")  # FLK211
        def show():
            return "a book"
        """,
        fails="GET /books/3: TypeError: show() got an unexpected keyword argument",
    ),
    Good(
        "a package that is handed the app and passes what a view asks for",
        """
        from flask import Flask
        from flask_injector import FlaskInjector

        from shop.stock import Stock


        def create_app():
            app = Flask(__name__)

            @app.route("/stock/<int:book_id>")
            def stock(book_id: int, stock: Stock):
                return str(stock.of(book_id))

            FlaskInjector(app=app)
            return app
        """,
    ),
    Good(
        "a class of the project's own that such a package does the work for",
        """
        from flask import Flask
        from typed_views import TypedViews


        class ShopViews(TypedViews):
            strict = True


        app = Flask(__name__)
        ShopViews(app)


        @app.route("/books")
        def books(page: int, size: int):
            return f"{size} books of page {page}"
        """,
    ),
    Good(
        "an app that passes models in place of variables",
        """
        from flask_openapi3 import APIBlueprint, OpenAPI
        from pydantic import BaseModel


        class Shelf(BaseModel):
            number: int


        shelves = APIBlueprint("shelves", __name__)


        @shelves.get("/shelves/<int:number>")
        def shelf(path: Shelf):
            return {"number": path.number}


        app = OpenAPI("library")
        app.register_api(shelves)


        @app.put("/shelves")
        def put(body: Shelf):
            return {}
        """,
    ),
    Good(
        "class views whose methods are wrapped as the class is made",
        """
        from flask import Flask
        from flask.views import MethodView


        def for_tenant(method):
            def called(self, **variables):
                return method(self, tenant="north", **variables)

            return called


        class TenantView(MethodView):
            def __init_subclass__(cls):
                cls.get = for_tenant(cls.get)
                super().__init_subclass__()


        class Stock(TenantView):
            def get(self, tenant, book_id):
                return f"{tenant} {book_id}"


        class Wrapping(type(MethodView)):
            def __new__(meta, name, bases, names):
                names["get"] = for_tenant(names["get"])
                return super().__new__(meta, name, bases, names)


        class Prices(MethodView, metaclass=Wrapping):
            def get(self, tenant):
                return tenant


        app = Flask(__name__)
        app.add_url_rule("/stock/<book_id>", view_func=Stock.as_view("stock"))
        app.add_url_rule("/prices", view_func=Prices.as_view("prices"))
        """,
        works="GET /stock/3",
    ),
    Good(
        "an app that calls views with more than the URL has",
        """
        from functools import partial

        from flask import Flask


        class ShopFlask(Flask):
            def ensure_sync(self, func):
                return partial(func, currency="EUR") if func.__name__ == "price" else func


        app = ShopFlask(__name__)


        def create_app():
            return app


        @app.route("/prices/<book>")
        def price(book, currency):
            return f"{book}: 3 {currency}"
        """,
        works="GET /prices/emma",
    ),
    Good(
        "variables that are taken out of the request before the view is called",
        """
        from flask import Flask, g, request, request_started

        app = Flask(__name__)


        @request_started.connect_via(app)
        def take_shop(sender, **extra):
            if request.view_args:
                g.shop = request.view_args["shop"]
                del request.view_args["shop"]


        @app.route("/<shop>/books")
        def books():
            return g.shop
        """,
        works="GET /north/books",
    ),
    Good(
        "a request class of the project's own",
        """
        from flask import Flask, Request


        class ShopRequest(Request):
            def __setattr__(self, name, value):
                if name == "view_args" and value:
                    value.pop("shop", None)
                super().__setattr__(name, value)


        class ShopFlask(Flask):
            request_class = ShopRequest


        app = ShopFlask(__name__)


        def create_app():
            return app


        @app.route("/<shop>/authors")
        def authors():
            return "authors"
        """,
        works="GET /north/authors",
    ),
    Good(
        "routes that never call their view",
        """
        from flask import Flask, url_for

        app = Flask(__name__)


        def elsewhere():
            raise NotImplementedError


        app.add_url_rule("/covers/<name>", "cover", elsewhere, build_only=True)


        @app.route("/b/<int:number>", redirect_to="/books/<number>")
        def short():
            pass


        @app.route("/")
        def index():
            return url_for("cover", name="emma.png")
        """,
        works="GET /",
    ),
)
