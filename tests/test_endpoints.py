"""Which endpoints a project has, and where a relative URL leads."""

from __future__ import annotations

from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.project import Project

SHOP = """
import os
from flask import Blueprint, Flask
app = Flask(__name__)
bp = Blueprint("books", __name__, url_prefix="/books")

@bp.get("/")
def index(): ...

@bp.get("/<int:number>")
@bp.get("/first", defaults={"number": 1})
def show(number): ...

@app.get("/login")
def login(): ...

if os.environ.get("HELP"):
    app.add_url_rule("/help", "help", lambda: "help")
app.register_blueprint(bp)
"""


def project(text: str) -> Project:
    file = parse(text.encode(), "shop.py", "shop", is_package=False)
    return Project({"shop": module_facts(file.tree, "shop", "shop.py", is_package=False)})


def test_an_endpoint_exists_does_not_or_cannot_be_told() -> None:
    shop = project(SHOP)
    assert shop.endpoint("books.index").exists.holds is True
    assert shop.endpoint("index").exists.holds is False
    assert shop.endpoint("help").exists.holds is None


def test_an_endpoint_that_begins_with_a_dot_is_of_the_blueprint_of_the_view() -> None:
    shop = project(SHOP)
    assert shop.endpoint(".index", "shop.show").name == "books.index"
    assert shop.endpoint(".login", "shop.login").name == "login"
    assert shop.endpoint(".index").exists.holds is None


def test_an_endpoint_needs_the_fewest_variables_of_its_rules() -> None:
    assert project(SHOP).endpoint("books.show").needs == ()
    text = SHOP.replace(', defaults={"number": 1}', "")
    assert project(text.replace("/first", "/<int:number>/<int:page>")).endpoint(
        "books.show"
    ).needs == ("number",)


def test_an_endpoint_may_be_one_that_unknown_code_adds() -> None:
    assert project(SHOP + "import acme\nacme.go(app)\n").endpoint("index").exists.holds is None


def test_a_relative_url_leads_on_from_the_directory_of_the_page() -> None:
    shop = project(SHOP)
    assert shop.may_lead_somewhere("login", "shop.login")
    assert not shop.may_lead_somewhere("login", "shop.index")
    assert shop.may_lead_somewhere("first", "shop.index")
    assert shop.may_lead_somewhere("first")
    assert not shop.may_lead_somewhere("last")
