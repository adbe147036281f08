"""Views of Flask-Classful."""

from wiring_forms.form import form

FORMS = [
    form(
        "a view of Flask-Classful has routes for its methods, by their names and parameters",
        """
        from uuid import UUID

        from flask import Flask
        from flask_classful import FlaskView, method, route

        app = Flask(__name__)

        class BookShelfView(FlaskView):
            excluded_methods = ["helper"]

            def index(self):
                return "books"

            def get(self, book_id: int):
                return str(book_id)

            def post(self):
                return "made"

            def delete(self, book_id: UUID, *, hard=False):
                return "gone"

            def put(self, book_id, page=1):
                return "put"

            def search(self, author: str, title, year: int = 2000, *rest, **more):
                return author

            @method("post")
            @method("DELETE")
            def clear_all(self):
                return "clear"

            @route("/first", methods=["GET", "POST"])
            def first(self):
                return "first"

            @route("/latest/<int:count>")
            @route("latest/", endpoint="the-latest")
            @route("/newest", methods=["PUT"], strict_slashes=False)
            def latest(self, count=1):
                return "latest"

            def before_request(self, name, **values):
                return None

            def after_index(self, response):
                return response

            def helper(self):
                return None

            def _private(self):
                return None

            @property
            def kind(self):
                return "shelf"

            @classmethod
            def make(cls):
                return cls()

        BookShelfView.register(app)
        """,
    ),
    form(
        "a view of Flask-Classful has a base, a prefix, slashes and dashes, of its own or as given",
        """
        from flask import Flask
        from flask_classful import FlaskView, route

        def create_app():
            app = Flask(__name__)
            HomeView.register(app)
            Offers.register(app)
            More.register(app, route_base="/sale/", route_prefix="/v2")
            HTTPLogView.register(app, trailing_slash=False, method_dashified=True)
            return app

        class HomeView(FlaskView):
            route_base = "/"

            def index(self):
                return "home"

            def about_us(self):
                return "about"

        class Offers(FlaskView):
            route_prefix = "/api/"
            route_base = "offers"
            trailing_slash = False
            default_methods = ["GET", "POST"]

            def index(self):
                return "offers"

            def get(self, offer):
                return "offer"

            def best_of(self, offer_kind):
                return "best"

        class More(Offers):
            def more(self):
                return "more"

        class HTTPLogView(FlaskView):
            def index(self):
                return "log"

            def last_line(self):
                return "line"

            @route("/all/")
            def all_lines(self):
                return "lines"
        """,
        "app:create_app()",
    ),
    form(
        "variables in the base of a view of Flask-Classful are no parameters of its methods",
        """
        from flask import Flask
        from flask_classful import FlaskView

        class CommentsView(FlaskView):
            route_base = "/threads/<int:thread_no>/<forum_no>/comments"

            def index(self, thread_no, forum_no):
                return "comments"

            def get(self, thread_no, forum_no, comment_no):
                return "comment"

        class VotesView(FlaskView):
            base_args = ["voter_no"]
            route_base = "/<voter_no>/votes"

            def index(self, voter_no):
                return "votes"

        app = Flask(__name__)
        CommentsView.register(app)
        VotesView.register(app)
        """,
    ),
    form(
        "views of Flask-Classful on a Blueprint, in modules of their own",
        {
            "shop/__init__.py": """
                from flask import Blueprint, Flask
                from shop import views

                def create_app():
                    app = Flask(__name__)
                    api = Blueprint("api", __name__, url_prefix="/api")
                    for view in (views.BooksView, views.OrdersView):
                        view.register(api)
                    app.register_blueprint(api, url_prefix="/api/v1")
                    views.BooksView.register(app, route_base="/books-of-old")
                    return app
                """,
            "shop/views.py": """
                import functools

                from flask_classful import FlaskView, route

                def logged(function):
                    @functools.wraps(function)
                    def inner(*args, **kwargs):
                        return function(*args, **kwargs)

                    return inner

                class BooksView(FlaskView):
                    decorators = [logged]

                    @logged
                    def index(self):
                        return "books"

                    @logged
                    def get(self, book):
                        return book

                class OrdersView(FlaskView):
                    @route("", methods=["POST"])
                    @logged
                    def order(self):
                        return "ordered"

                    @logged
                    @route("<order>/cancel", methods=("POST", "DELETE"))
                    def cancel(self, order):
                        return order
                """,
        },
        "shop:create_app()",
    ),
    form(
        "a view of Flask-Classful inherits from a base of the project that changes its rules",
        """
        from flask import Flask
        from flask_classful import FlaskView, route

        class ApiView(FlaskView):
            route_prefix = "/api"
            special_methods = {"index": ["GET"], "get": ["GET", "PATCH"], "create": ["POST"]}

            @classmethod
            def register(cls, app, *args, **kwargs):
                kwargs.setdefault("trailing_slash", False)
                super().register(app, *args, **kwargs)

            @classmethod
            def build_rule(cls, rule, method=None):
                return super().build_rule(rule, method).replace("<id>", "<int:id>")

            @classmethod
            def default_route_base(cls):
                return cls.__name__.lower() + "s"

            @classmethod
            def build_route_name(cls, method_name):
                return "api-" + cls.__name__.lower() + "-" + method_name

            def index(self):
                return "all"

            def get(self, id):
                return "one"

            def create(self):
                return "made"

            def delete(self, id):
                return "gone"

        class Book(ApiView):
            def get(self, id, page):
                return "page"

            @route("/old")
            def old(self):
                return "old"

        class Order(ApiView):
            route_prefix = None

        app = Flask(__name__)
        Book.register(app)
        Order.register(app, "orders-of/")
        """,
    ),
    form(
        "a view of Flask-Classful can leave out what a base class of the project has",
        """
        from flask import Flask
        from flask_classful import FlaskView

        class Tools:
            def tool(self):
                return "tool"

        class PageView(FlaskView):
            def __init__(self, kind="page"):
                self.kind = kind

            def render(self, name):
                return name

        class NewsView(PageView, Tools):
            inspect_args = False

            def index(self):
                return self.render("news")

            def one(self, number):
                return number

        class FrontView(PageView):
            route_base = ""

            def get(self, path):
                return path

            shown = get

        app = Flask(__name__)
        NewsView.register(app, base_class=PageView)
        FrontView.register(app, init_argument="front", base_class=PageView)
        """,
    ),
]
