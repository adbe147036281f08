"""More of what `redirect-to-endpoint-name` reports, and what it must not."""

from __future__ import annotations

from flasklint.rule import Bad, Good

EXAMPLES: tuple[Good | Bad, ...] = (
    Bad(
        "what Flask sends is a relative URL",
        """
        from flask import Flask, redirect

        app = Flask(__name__)


        @app.get("/")
        def index():
            return "all books"


        @app.get("/books/<int:number>/sell")
        def sell_book(number):
            return redirect('index', code=302)  # FLK221
        """,
        fixed="""
        from flask import Flask, redirect, url_for

        app = Flask(__name__)


        @app.get("/")
        def index():
            return "all books"


        @app.get("/books/<int:number>/sell")
        def sell_book(number):
            return redirect(url_for('index'), code=302)  # FLK221
        """,
        fails="GET /books/1/sell: 302 text/html to index",
        says="write `redirect(url_for('index'))`",
    ),
    Bad(
        "the endpoint of a Blueprint's view, in another file and by itself",
        {
            "shop/__init__.py": """
                from flask import Flask

                from . import authors, books


                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(books.bp)
                    app.register_blueprint(authors.bp)
                    return app
                """,
            "shop/books.py": """
                from flask import Blueprint, redirect, url_for

                bp = Blueprint("books", __name__, url_prefix="/books")


                @bp.get("/")
                def index():
                    return "books"


                @bp.get("/all")
                def list_books():
                    return redirect(".index")  # FLK221


                @bp.get("/home")
                def home():
                    return redirect(url_for(".index"))
                """,
            "shop/authors.py": """
                import flask

                bp = flask.Blueprint("authors", __name__)


                @bp.get("/authors/<int:number>")
                def show(number):
                    return "an author"


                @bp.get("/authors")
                def list_authors():
                    if flask.request.args:
                        return flask.redirect("authors.show")  # FLK221
                    return flask.redirect(location="books.index")  # FLK221
                """,
        },
        fixed={
            "shop/books.py": """
                from flask import Blueprint, redirect, url_for

                bp = Blueprint("books", __name__, url_prefix="/books")


                @bp.get("/")
                def index():
                    return "books"


                @bp.get("/all")
                def list_books():
                    return redirect(url_for(".index"))  # FLK221


                @bp.get("/home")
                def home():
                    return redirect(url_for(".index"))
                """,
            "shop/authors.py": """
                import flask

                bp = flask.Blueprint("authors", __name__)


                @bp.get("/authors/<int:number>")
                def show(number):
                    return "an author"


                @bp.get("/authors")
                def list_authors():
                    if flask.request.args:
                        return flask.redirect("authors.show")  # FLK221
                    return flask.redirect(location=flask.url_for("books.index"))  # FLK221
                """,
        },
        fails="GET /authors: 302 text/html to books.index",
    ),
    Bad(
        "in a class view, from the URLs of the classes that have the method",
        """
        from flask import Flask, redirect
        from flask.views import MethodView

        app = Flask(__name__)


        class Books(MethodView):
            def get(self):
                return redirect("home")  # FLK221


        class Base(MethodView):
            def get(self):
                return redirect("authors")


        class Authors(Base):
            pass


        @app.get("/")
        def home():
            return "home"


        @app.get("/a/<name>")
        def author(name):
            return name


        app.add_url_rule("/books", view_func=Books.as_view("books"))
        app.add_url_rule("/a/all", view_func=Authors.as_view("authors"))
        """,
        fixed="""
        from flask import Flask, redirect, url_for
        from flask.views import MethodView

        app = Flask(__name__)


        class Books(MethodView):
            def get(self):
                return redirect(url_for("home"))  # FLK221


        class Base(MethodView):
            def get(self):
                return redirect("authors")


        class Authors(Base):
            pass


        @app.get("/")
        def home():
            return "home"


        @app.get("/a/<name>")
        def author(name):
            return name


        app.add_url_rule("/books", view_func=Books.as_view("books"))
        app.add_url_rule("/a/all", view_func=Authors.as_view("authors"))
        """,
        fails="GET /books: 302 text/html to home",
    ),
    Bad(
        "in a helper, to a page of another name; `url_for` is something else there",
        """
        from flask import Flask, redirect

        app = Flask(__name__)


        def url_for(name):
            return f"/by-name/{name}"


        @app.get("/")
        def home_page():
            return "home"


        def go_home():
            return redirect("home_page")  # FLK221


        @app.get("/leave")
        def leave():
            return go_home()
        """,
    ),
    Bad(
        "the URL needs a variable, or not in one of its rules",
        """
        from flask import Flask, redirect

        app = Flask(__name__)


        @app.get("/books/page/<int:page>")
        @app.get("/books", defaults={"page": 1})
        def list_books(page):
            return "books"


        @app.get("/books/<int:number>")
        def show_book(number):
            return "a book"


        @app.get("/one")
        def one():
            return redirect("show_book")  # FLK221


        @app.get("/all")
        def every():
            return redirect("list_books")  # FLK221
        """,
        fixed="""
        from flask import Flask, redirect, url_for

        app = Flask(__name__)


        @app.get("/books/page/<int:page>")
        @app.get("/books", defaults={"page": 1})
        def list_books(page):
            return "books"


        @app.get("/books/<int:number>")
        def show_book(number):
            return "a book"


        @app.get("/one")
        def one():
            return redirect("show_book")  # FLK221


        @app.get("/all")
        def every():
            return redirect(url_for("list_books"))  # FLK221
        """,
    ),
    Good(
        "a relative URL that leads to a page",
        """
        from flask import Flask, redirect

        app = Flask(__name__)


        @app.get("/login")
        def login():
            return "who are you?"


        @app.get("/logout")
        def logout():
            return redirect("login")


        @app.get("/books/", strict_slashes=False)
        def books():
            return redirect("login")


        @app.before_request
        def ask():
            return None if True else redirect("login")
        """,
        works="GET /logout",
    ),
    Good(
        "a page that takes any name, or a rule that cannot be told",
        {
            "shop.py": """
                from flask import Flask, redirect

                app = Flask(__name__)


                @app.get("/")
                def index():
                    return "all books"


                @app.get("/<page>")
                def show(page):
                    return redirect("index")
                """,
            "other.py": """
                import os

                from flask import Flask, redirect

                app = Flask(__name__)


                @app.get("/")
                def start():
                    return "all books"


                @app.get(os.environ["PAGE"])
                def show():
                    return "a page"


                @app.get("/leave")
                def leave():
                    return redirect("start")
                """,
        },
    ),
    Good(
        "no endpoint, or one of an application that is not this one",
        {
            "shop.py": """
                from flask import Flask, redirect

                app = Flask(__name__)


                @app.get("/shop")
                def shop():
                    return redirect("start")
                """,
            "admin.py": """
                from flask import Flask

                app = Flask(__name__)


                @app.get("/")
                def start():
                    return "start"
                """,
        },
    ),
    Good(
        "perhaps an endpoint",
        """
        import os

        from flask import Flask, redirect

        app = Flask(__name__)


        @app.get("/leave")
        def leave():
            return redirect("start")


        if os.environ.get("START"):

            @app.get("/")
            def start():
                return "start"
        """,
    ),
    Good(
        "texts that are URLs, the directory of static files, and other functions",
        """
        from flask import Flask, redirect as go

        from tools import redirect

        app = Flask(__name__)


        @app.get("/")
        def index():
            return "all books"


        @app.get("/a/b")
        def leave():
            go("/index"), go("index/"), go("index?page=1"), go("index#top"), go("./index")
            go("../"), go(""), go("http:index"), go("static"), go("index.html"), go("?index")
            return redirect("index")
        """,
    ),
    Good(
        "an application that makes URLs of them",
        """
        from flask import Flask, redirect, url_for


        class Shop(Flask):
            def redirect(self, location, code=302):
                return super().redirect(url_for(location), code)


        app = Shop(__name__)


        @app.get("/")
        def index():
            return "all books"


        @app.get("/books/new")
        def add_book():
            return redirect("index")
        """,
    ),
)
