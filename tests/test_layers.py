"""Which layer a module is of: by what most modules of its name hold, or as configured."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import dedent

import pytest

from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.project import Project
from flasklint.project.declared import Settings

HEAD = {
    "shop/__init__.py": "",
    "shop/db.py": "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\n",
    "shop/app.py": "from flask import Flask\napp = Flask('x')\n",
}
VIEW = """
from shop.app import app

@app.route("/{name}")
def {name}():
    return ""
"""
SERVED = """
from shop import services
from shop.app import app

@app.route("/{name}")
def {name}():
    return services.books.titles()
"""
MODEL = "from shop.db import db\n\nclass Thing(db.Model):\n    pass\n"
SCHEMA = "from pydantic import BaseModel\n\nclass Thing(BaseModel):\n    name: str\n"


def project(files: Mapping[str, str], **settings: object) -> Project:
    modules = {}
    for filename, text in (HEAD | dict(files)).items():
        name = filename.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        is_package = filename.endswith("__init__.py")
        source = parse(dedent(text).encode(), filename, name, is_package)
        modules[name] = module_facts(source.tree, name, filename, is_package)
    return Project(modules, settings=Settings(**settings))  # type: ignore[arg-type]


LAYERED = {
    "shop/api/books.py": VIEW.format(name="books"),
    "shop/api/orders.py": VIEW.format(name="orders"),
    "shop/models.py": MODEL,
    "shop/schemas/book.py": SCHEMA,
    "shop/services/books.py": "",
}


@pytest.mark.parametrize("where", ["shop/{}/x.py", "shop/orders/{}.py", "shop/order_{}.py"])
@pytest.mark.parametrize(
    ("kind", "text"),
    [("routes", VIEW.format(name="x")), ("models", MODEL), ("schemas", SCHEMA)],
)
def test_a_layer_is_the_modules_called_so_that_hold_most(where: str, kind: str, text: str) -> None:
    filename = where.format(kind)
    module = filename.removesuffix(".py").replace("/", ".")
    found = project({filename: text})
    assert module in found.layer(kind).modules
    assert filename in found.layer(kind).why
    assert found.layer_of(module) == kind


def test_routes_may_be_called_by_several_words() -> None:
    files = {
        "shop/pages/a.py": VIEW.format(name="a"),
        "shop/api/b.py": VIEW.format(name="b"),
    }
    found = project(files).layer("routes")
    assert found.modules == {"shop.pages.a", "shop.api.b"}
    assert (found.held, found.total) == (2, 2)


def test_a_word_whose_modules_mostly_hold_other_things_is_no_layer() -> None:
    files = {
        "shop/web/a.py": VIEW.format(name="a"),
        "shop/web/config.py": "X = 1\n",
        "shop/web/mail.py": "X = 1\n",
    }
    found = project(files).layer("routes")
    assert not found.modules
    assert found.why == "the modules that hold views are not called routes or the like"


def test_modules_that_hold_less_than_half_are_no_layer() -> None:
    files = {"shop/models.py": MODEL, "shop/a.py": MODEL, "shop/b.py": MODEL}
    found = project(files).layer("models")
    assert not found.modules
    assert found.why == "modules are called models, but only 1 of 3 models stand there"


@pytest.mark.parametrize("kind", ["routes", "models", "schemas"])
def test_where_there_is_nothing_there_is_no_layer(kind: str) -> None:
    assert not project({}).layer(kind).modules
    assert project({}).layer(kind).why.startswith("there are no ")


def test_the_last_word_of_a_name_decides() -> None:
    found = project(LAYERED | {"shop/api/book_models.py": MODEL})
    assert found.layer_of("shop.api.book_models") == "models"
    assert found.layer_of("shop.api.books") == "routes"


def test_a_service_that_holds_views_is_of_no_layer() -> None:
    files = LAYERED | {
        "shop/services/health.py": VIEW.format(name="health"),
        "shop/api/books.py": SERVED.format(name="books"),
        "shop/api/orders.py": SERVED.format(name="orders"),
    }
    found = project(files)
    assert found.layer_of("shop.services.books") == "services"
    assert found.layer_of("shop.services.health") is None


@pytest.mark.parametrize("kind", ["routes", "models", "schemas", "services"])
def test_what_is_configured_wins(kind: str) -> None:
    found = project(LAYERED, **{kind: ("shop/api/**",)})
    assert found.layer(kind).why == "configured"
    assert found.layer_of("shop.api.books") == kind


@pytest.mark.parametrize("kind", ["routes", "models", "schemas", "services"])
def test_a_layer_may_be_declared_before_it_has_files(kind: str) -> None:
    found = project(LAYERED, **{kind: ("shop/nowhere/**",)})
    assert not found.misconfigured()
    assert found.layer(kind).why == "no file matches shop/nowhere/** yet"
    assert not found.layer(kind).modules


BASES = {
    "marshmallow": "import marshmallow as ma\n\nclass Book(ma.Schema):\n    pass\n",
    "flask-marshmallow": (
        "from flask_marshmallow import Marshmallow\nma = Marshmallow()\n\n"
        "class Book(ma.SQLAlchemyAutoSchema):\n    pass\n"
    ),
    "pydantic under an alias": (
        "from pydantic import BaseModel as Base\n\nclass Book(Base):\n    pass\n"
    ),
}


@pytest.mark.parametrize("title", BASES)
def test_schemas_are_known_by_their_bases(title: str) -> None:
    assert project({"shop/x.py": BASES[title]}).schemas == ("shop.x.Book",)


def test_settings_of_pydantic_are_no_schemas() -> None:
    text = "from pydantic_settings import BaseSettings\n\nclass Config(BaseSettings):\n    pass\n"
    assert project({"shop/x.py": text}).schemas == ()
