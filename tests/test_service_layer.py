"""Which modules are the service layer: those by which views reach data."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from test_layers import LAYERED, MODEL, SCHEMA, SERVED, VIEW, project

from flasklint.project.layers import Layer

HEAD = {
    "shop/services/books.py": """
        from shop.models import Thing

        def titles():
            return [thing.title for thing in Thing.query]
    """,
    "shop/models.py": MODEL,
}


def services(files: Mapping[str, str]) -> Layer:
    return project(HEAD | dict(files)).services


def view(name: str, body: str) -> str:
    return f"""
        from flask import request
        from shop import services
        from shop.app import app
        from shop.db import db
        from shop.models import Thing
        from shop.services import books, web

        @app.route("/{name}")
        def {name}():
            {body}
    """


WEB = """
    from flask import flash, redirect, session, url_for

    def flash_and_redirect(message, endpoint):
        flash(message)
        return redirect(url_for(endpoint))

    def list_url():
        return url_for("books.index", q=session.get("q", ""))
"""


def test_what_only_answers_is_a_helper_of_the_web_and_no_service() -> None:
    files = {
        "shop/services/web.py": WEB,
        "shop/api/a.py": view("a", "return web.flash_and_redirect('done', 'a')"),
        "shop/api/b.py": view("b", "Thing.query.all(); return web.list_url()"),
    }
    found = services(files)
    assert not found.modules
    assert found.why == "modules are named so, but only 0 of 1 views that reach data use one"


def test_beside_services_such_a_helper_is_still_none() -> None:
    files = {
        "shop/services/web.py": WEB,
        "shop/api/a.py": view("a", "books.titles(); return web.list_url()"),
    }
    assert services(files).modules == {"shop.services.books"}


def test_a_helper_that_names_what_does_nothing_uses_no_service() -> None:
    files = {
        "shop/services/web.py": "def flashed():\n    return 'flashed'\n",
        "shop/notes.py": """
            from flask import flash
            from shop.services import web

            def note(message):
                flash(message, web.flashed())
        """,
        "shop/api/a.py": """
            from shop.app import app
            from shop.notes import note

            @app.route("/a")
            def a():
                note("done")
        """,
    }
    assert not services(files).modules


def test_a_view_that_does_both_counts_for_both() -> None:
    files = {
        "shop/api/a.py": view("a", "return books.titles() + Thing.query.all()"),
        "shop/api/b.py": view("b", "return str(Thing.query.all())"),
        "shop/api/c.py": view("c", "return str(Thing.query.first())"),
    }
    why = "modules are named so, but only 1 of 3 views that reach data use one"
    assert services(files).why == why


def test_handing_a_service_the_session_or_a_model_is_not_reaching_data() -> None:
    files = {
        "shop/services/books.py": """
            class BookService:
                def __init__(self, session, model):
                    self.session = session

                def titles(self):
                    return self.session.execute("select title from book")
        """,
        "shop/api/a.py": """
            from shop.app import app
            from shop.db import db
            from shop.models import Thing
            from shop.services.books import BookService

            @app.route("/a")
            def a():
                return BookService(db.session, Thing).titles()
        """,
    }
    why = "modules named so; 1 of 1 views that reach data use one (shop/api/a.py)"
    assert services(files).why == why


_KEEPING = """
from shop.store import Store

class Books:
    def __init__(self, store: Store):
        self.store = store

    def all(self):
        return self.store.titles()

books = Books(None)
"""
_MADE_WITH = """
from dataclasses import dataclass
from shop.store import Store

@dataclass
class Books:
    store: object

books = Books(Store())
"""
THROUGH = {
    "what it calls": "from shop.store import titles\n\ndef books():\n    return titles()\n",
    "what its constructor is given": _KEEPING,
    "what its object is made with": _MADE_WITH,
    "a base class": "from shop.store import Store\n\nclass books(Store):\n    pass\n",
    "a driver": "import sqlite3\n\ndef books():\n    return sqlite3.connect('x')\n",
    "a list in memory": "_BOOKS = []\n\ndef books():\n    return _BOOKS\n",
    "a local import": "def books():\n    from shop.models import Thing\n    return Thing\n",
}


@pytest.mark.parametrize("way", THROUGH)
def test_a_service_reaches_data_itself_or_by(way: str) -> None:
    files = {
        "shop/store.py": """
            from shop.models import Thing

            class Store:
                def titles(self):
                    return Thing.query.all()

            def titles():
                return Store().titles()
        """,
        "shop/services/books.py": THROUGH[way],
        # The view touches data itself, too: what is not known to reach data would not count.
        "shop/api/a.py": """
            from shop.app import app
            from shop.models import Thing
            from shop.services.books import books

            @app.route("/a")
            def a():
                return str(books) + Thing.query.all()
        """,
    }
    assert "shop.services.books" in services(files).modules


def test_what_a_shop_calls_a_service_is_no_service_layer() -> None:
    files = {
        "shop/routes/services.py": VIEW.format(name="services"),
        "shop/models/service.py": MODEL,
        "shop/schemas/services.py": SCHEMA,
        "shop/app.py": "from flask import Flask\napp = Flask('x')\n",
    }
    found = project(files)
    assert found.services.why == "no module is named services"
    assert found.layer_of("shop.routes.services") == "routes"
    assert found.layer_of("shop.models.service") == "models"
    assert found.layer_of("shop.schemas.services") == "schemas"


def test_a_folder_of_whole_applications_is_no_layer() -> None:
    files = {
        "services/a/app.py": """
            from flask import Flask
            from services.a.store import titles

            app = Flask("x")

            @app.get("/")
            def index():
                return titles()
        """,
        "services/a/store.py": "def titles(): return []\n",
    }
    assert not project(files).services.modules


def test_what_hardly_any_view_uses_is_no_layer() -> None:
    plain = {f"shop/api/v{at}.py": VIEW.format(name=f"v{at}") for at in range(10)}
    files = {"shop/api/a.py": view("a", "return books.titles()")}
    assert services(files).modules
    assert not services(files | plain).modules


def test_a_service_that_few_views_use_is_no_layer() -> None:
    files = LAYERED | {
        "shop/api/books.py": SERVED.format(name="books"),
        "shop/api/orders.py": """
            from shop.app import app
            from shop.db import db
            from shop.models import Thing

            @app.get("/first")
            def first():
                return str(db.session.get(Thing, 1))

            @app.get("/all")
            def all_things():
                return str(Thing.query.all())
        """,
    }
    services = project(files).services
    assert not services.modules
    assert services.why == "modules are named so, but only 1 of 3 views that reach data use one"


def test_a_view_may_reach_its_service_through_a_helper_or_its_class() -> None:
    files = LAYERED | {
        "shop/api/books.py": """
            from flask.views import MethodView
            from shop.api.providers import books
            from shop.app import app
            from shop.services.books import BookService

            def service():
                return BookService()

            @app.get("/first")
            def first():
                return service().first()

            @app.get("/last")
            def last():
                return books().last()

            class Books(MethodView):
                def __init__(self):
                    self.service = BookService()

                def get(self):
                    return self.service.all()

            app.add_url_rule("/books", view_func=Books.as_view("books"))
        """,
        "shop/api/providers.py": """
            from shop.services.books import BookService

            def books():
                return BookService()
        """,
    }
    why = project(files).services.why
    assert why == "modules named so; 3 of 3 views that reach data use one (shop/api/books.py)"


def test_a_package_that_is_called_some_service_is_no_layer() -> None:
    files = {
        "build_service/__init__.py": "from flask import Flask\napp = Flask('x')\ndb = 1\n",
        "build_service/views.py": """
            from build_service import app, db

            @app.get("/first")
            def first():
                return str(db)
        """,
    }
    assert project(files).services.why == "no module is named services"


def test_a_package_named_service_around_the_views_is_an_application() -> None:
    reads = "from shop.models import Thing\n\ndef titles():\n    return Thing.query.all()"
    files = {
        "shop/models.py": MODEL,
        "shop/service/errors.py": "class ServiceError(Exception): ...",
        "shop/service/things.py": reads,
        "shop/service/views/a.py": """
            from shop.app import app
            from shop.service.things import titles

            @app.route("/")
            def index():
                return titles()
        """,
    }
    assert not project(files).services.modules
    files["shop/service/services/things.py"] = reads
    files["shop/service/views/a.py"] = files["shop/service/views/a.py"].replace(
        "shop.service.things", "shop.service.services.things"
    )
    assert project(files).services.modules == {"shop.service.services.things"}
