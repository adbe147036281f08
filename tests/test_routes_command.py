"""`flasklint routes`: what it lists, how it is narrowed down, how a route is explained."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from flasklint.cli import main
from flasklint.reports import routes

Invoke = Callable[..., Result]

SHOP = {
    "shop/__init__.py": """\
from flask import Flask

from shop.views import api


def create_app():
    app = Flask(__name__, static_folder=None)
    register(app)
    return app


def register(app):
    app.register_blueprint(api, url_prefix="/v2")
""",
    "shop/views.py": """\
from flask import Blueprint

api = Blueprint("api", __name__, url_prefix="/v1", url_defaults={"lang": "en"})
books = Blueprint("books", __name__, url_prefix="/books")
drafts = Blueprint("drafts", __name__, subdomain="draft")


@api.get("/")
def index():
    return ""


@books.get("/<int:book_id>", defaults={"page": 1}, strict_slashes=False)
def show(book_id, page):
    return ""


@books.post("/")
def add():
    return ""


@drafts.route("/drafts", methods=["GET", "HEAD", "OPTIONS"], host="drafts.example")
def mine():
    return ""


api.register_blueprint(books)
""",
}


def write(files: dict[str, str]) -> None:
    Path("flasklint.toml").write_text("")
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Runs `flasklint routes` in a directory with a small shop."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "FLASKLINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    write(SHOP)
    return lambda *args: CliRunner().invoke(main, ["routes", *args])


def records(invoke: Invoke, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(invoke(*args, "--output-format", "json").stdout)[
        "routes"
    ]
    return found


def endpoints(invoke: Invoke, *args: str) -> list[str]:
    return [record["endpoint"] for record in records(invoke, *args)]


def record(invoke: Invoke, endpoint: str) -> dict[str, Any]:
    (found,) = records(invoke, "--endpoint", endpoint)
    return found


ALL = ["api.books.add", "api.books.show", "api.index", "drafts.mine"]

# the table


def test_a_table_is_like_that_of_flask_and_says_what_is_registered(invoke: Invoke) -> None:
    assert invoke("--blueprint", "api").output.splitlines() == [
        "Endpoint        Methods  Rule                     Registered",
        "--------------  -------  -----------------------  ----------",
        "api.books.add   POST     /v2/books/               yes",
        "api.books.show  GET      /v2/books/<int:book_id>  yes",
        "api.index       GET      /v2/                     yes",
    ]


def test_routes_on_no_app_stand_below_with_the_reason(invoke: Invoke) -> None:
    assert invoke().output.splitlines()[-7:] == [
        "On no app",
        "",
        "Endpoint     Methods  Host            Subdomain  Rule     Registered",
        "-----------  -------  --------------  ---------  -------  ----------",
        "drafts.mine  GET      drafts.example  draft      /drafts  no (1)",
        "",
        "no (1): nothing registers it",
    ]


def test_several_apps_have_a_table_each(invoke: Invoke) -> None:
    text = "from flask import Flask\napp = Flask('x')\nother = Flask('y', static_folder=None)\n"
    write({"wsgi.py": f"{text}@other.get('/')\ndef home():\n    return ''\n"})
    headings = [line for line in invoke().output.splitlines() if line.startswith("App ")]
    assert headings == [
        "App `shop`, made by the factory `shop.create_app`",
        "App `wsgi`, made at wsgi.py:2",
        "App `wsgi`, made at wsgi.py:3",
    ]


def test_a_reason_has_its_place(invoke: Invoke) -> None:
    text = "from plug import setup\nfrom shop.views import drafts\nsetup(drafts)\n"
    write({"plugins.py": text})
    assert record(invoke, "drafts.mine")["registered"] is None
    assert record(invoke, "drafts.mine")["reason"].endswith(" (plugins.py:3)")
    notes = invoke("--blueprint", "drafts").output.splitlines()
    assert notes[0] == "On no app, as far as can be told"
    assert notes[-1].startswith("cannot tell (1): ")
    assert notes[-1].endswith(" (plugins.py:3)")


def test_reasons_that_differ_in_their_place_only_share_a_note() -> None:
    def one(row: int) -> dict[str, Any]:
        place = {"filename": "a.py", "location": {"row": row, "column": 1}}
        empty = dict.fromkeys(("app", "factory", "host", "subdomain"))
        known = {"endpoint": f"e{row}", "methods": ["GET"], "rule": "/"}
        reason = {"registered": None, "reason": f"who knows (a.py:{row})", "reason_at": place}
        return {**empty, **known, **reason, **place}

    lines = list(routes.tables([one(row) for row in (1, 2, 2, 3)], ""))
    assert lines[-1] == "cannot tell (1): who knows (a.py:1, a.py:2 and 1 more)"


def test_a_table_that_does_not_fit_has_rules_on_their_own_lines(invoke: Invoke) -> None:
    lines = list(routes.tables(records(invoke, "--blueprint", "api"), "", room=50))
    assert lines == [
        "Endpoint        Methods  Registered",
        "  Rule",
        "--------------  -------  ----------",
        "api.books.add   POST     yes",
        "  /v2/books/",
        "api.books.show  GET      yes",
        "  /v2/books/<int:book_id>",
        "api.index       GET      yes",
        "  /v2/",
    ]


def test_a_long_endpoint_moves_only_its_own_line(invoke: Invoke) -> None:
    found = records(invoke, "--blueprint", "api")
    found[0]["endpoint"] = "e" * 30
    lines = list(routes.tables(found, "", room=45))
    assert lines[3] == f"{'e' * 30}  POST  yes"
    assert lines[5] == f"{'api.books.show':<24}  GET      yes"


def test_colours_change_nothing_but_colour(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = invoke().output
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = CliRunner().invoke(main, ["routes"], color=True).output
    assert coloured != plain
    assert click.unstyle(coloured) == plain


def test_a_project_without_routes_has_none(
    invoke: Invoke, tmp_path_factory: pytest.TempPathFactory
) -> None:
    result = invoke(str(tmp_path_factory.mktemp("empty")))
    assert (result.exit_code, result.stdout) == (0, "No routes.\n")
    assert result.stderr == "flasklint: no Flask application was found in the code\n"


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("endpoint", ALL),
        ("methods", ["api.books.show", "api.index", "drafts.mine", "api.books.add"]),
        ("domain", ALL),
        ("rule", ["drafts.mine", "api.index", "api.books.add", "api.books.show"]),
        ("match", ["drafts.mine", "api.index", "api.books.add", "api.books.show"]),
        ("file", ["api.index", "api.books.show", "api.books.add", "drafts.mine"]),
    ],
)
def test_routes_are_sorted(invoke: Invoke, sort: str, expected: list[str]) -> None:
    assert endpoints(invoke, "--sort", sort) == expected


def test_sorted_by_file_the_table_says_the_file(invoke: Invoke) -> None:
    output = invoke("--sort", "file", "--blueprint", "api").output
    assert output.splitlines()[2].split() == ["api.index", "GET", "/v2/", "shop/views.py:8", "yes"]


def test_an_app_has_one_table_whatever_can_be_told_of_its_routes(invoke: Invoke) -> None:
    text = (
        "import os\nfrom flask import Flask\napp = Flask('one')\nother = Flask('two')\n"
        "if os.environ.get('EXTRA'):\n    app.add_url_rule('/extra', 'extra')\n"
    )
    write({"wsgi.py": text})
    headings = [line for line in invoke().output.splitlines() if line.startswith("App `wsgi`")]
    assert headings == ["App `wsgi`, made at wsgi.py:3", "App `wsgi`, made at wsgi.py:4"]


# the facts


def test_defaults_are_those_of_the_route_and_of_its_own_blueprint(invoke: Invoke) -> None:
    assert record(invoke, "api.index")["defaults"] == {"lang": "en"}
    assert record(invoke, "api.books.show")["defaults"] == {"page": 1}


def test_what_is_not_given_is_null(invoke: Invoke) -> None:
    found = record(invoke, "api.books.add")
    keys = ("subdomain", "host", "defaults", "strict_slashes", "reason", "reason_at")
    assert [found[key] for key in keys] == [None] * len(keys)


def test_strict_slashes_and_host_are_those_of_the_declaration(invoke: Invoke) -> None:
    assert record(invoke, "api.books.show")["strict_slashes"] is False
    assert record(invoke, "drafts.mine")["host"] == "drafts.example"


def test_subdomains_are_joined_from_the_inside_out(invoke: Invoke) -> None:
    more = "api.register_blueprint(drafts)\nbooks.subdomain = 'never used'\n"
    write({"shop/views.py": SHOP["shop/views.py"] + more})
    register = SHOP["shop/__init__.py"].replace('"/v2"', '"/v2", subdomain="www"')
    write({"shop/__init__.py": register})
    assert record(invoke, "api.index")["subdomain"] == "www"
    assert record(invoke, "api.drafts.mine")["subdomain"] == "draft.www"


def test_a_route_can_have_its_own_subdomain(invoke: Invoke) -> None:
    own = SHOP["shop/views.py"].replace('"/drafts"', '"/drafts", subdomain="own"')
    write({"shop/views.py": own})
    assert record(invoke, "drafts.mine")["subdomain"] == "own"


def test_the_app_is_told_with_its_factory(invoke: Invoke) -> None:
    found = record(invoke, "api.index")
    assert (found["app"], found["factory"]) == ("shop", "shop.create_app")
    location = {"row": 7, "column": 11}
    assert found["app_location"] == {"filename": "shop/__init__.py", "location": location}


def test_the_chain_leads_from_the_declaration_to_the_app(invoke: Invoke) -> None:
    chain = record(invoke, "api.books.show")["chain"]
    assert [(step["what"], step["filename"], step["location"]["row"]) for step in chain] == [
        ("declared here, as `/<int:book_id>`", "shop/views.py", 13),
        ("the Blueprint `books` is made here, under `/books`", "shop/views.py", 4),
        ("registered on the Blueprint `api` here", "shop/views.py", 28),
        ("the Blueprint `api` is made here, under `/v1`", "shop/views.py", 3),
        ("registered on the app here, under `/v2`, instead of `/v1`", "shop/__init__.py", 13),
        ("in `register`, which is called here", "shop/__init__.py", 8),
        ("the app is made here, by the factory `shop.create_app`", "shop/__init__.py", 7),
    ]


def test_the_call_of_the_factory_is_no_step(invoke: Invoke) -> None:
    calling = "from shop import create_app\napp = create_app()\n"
    inside = SHOP["shop/__init__.py"].replace(
        "    register(app)", "    app.register_blueprint(api)"
    )
    write({"wsgi.py": calling, "shop/__init__.py": inside})
    places = [step["filename"] for step in record(invoke, "api.index")["chain"]]
    assert places == ["shop/views.py", "shop/views.py", "shop/__init__.py", "shop/__init__.py"]


def test_the_static_route_is_no_declaration(invoke: Invoke) -> None:
    write({"wsgi.py": "from flask import Flask\napp = Flask('x')\n"})
    first = record(invoke, "static")["chain"][0]
    assert first["what"] == "Flask adds the route for the static files of the app"


# the filters


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["--blueprint", "api"], ALL[:3]),
        (["--blueprint", "api.books"], ALL[:2]),
        (["--endpoint", "*.show"], ["api.books.show"]),
        (["--endpoint", "api.index"], ["api.index"]),
        (["--path", "/v2/books/7"], ["api.books.show"]),
        (["--path", "http://localhost:5000/v2/books/7?page=2"], ["api.books.show"]),
        (["--path", "v2/books"], ["api.books.add"]),
        (["--path", "/v2/books/<int:book_id>"], ["api.books.show"]),
        (["--path", "/v2/books/*"], ["api.books.add", "api.books.show"]),
        (["--path", "*drafts"], ["drafts.mine"]),
        (["--file", "shop/views.py"], ALL),
        (["--file", "shop"], ALL),
        (["--file", "*views.py"], ALL),
        (["--file", "*views.py", "--endpoint", "drafts.*"], ["drafts.mine"]),
    ],
)
def test_filters_leave_what_they_name(invoke: Invoke, args: list[str], expected: list[str]) -> None:
    assert endpoints(invoke, *args) == expected


def test_of_the_routes_that_answer_a_path_the_first_is_the_one_that_flask_takes(
    invoke: Invoke,
) -> None:
    more = "\n@api.get('/books/<path:rest>')\ndef any_book(rest):\n    return ''\n"
    views = SHOP["shop/views.py"].replace("\n\napi.register", f"{more}\n\napi.register")
    write({"shop/views.py": views})
    assert endpoints(invoke, "--path", "/v2/books/7") == ["api.books.show", "api.any_book"]


@pytest.mark.parametrize("option", ["--blueprint", "--endpoint", "--path"])
def test_filters_that_nothing_fits_say_so_and_exit_with_1(invoke: Invoke, option: str) -> None:
    result = invoke(option, "nowhere")
    assert result.exit_code == 1
    assert result.stderr == f"flasklint: no route of 4 fits {option} nowhere\n"
    assert result.stdout == ""


def test_json_of_no_route_is_json(invoke: Invoke) -> None:
    result = invoke("--endpoint", "nowhere", "--output-format", "json")
    assert (result.exit_code, json.loads(result.stdout)["routes"]) == (1, [])


def test_rules_that_cannot_be_told_are_mentioned_where_no_path_fits(invoke: Invoke) -> None:
    text = "import os\nfrom flask import Flask\napp = Flask('x', static_folder=None)\n"
    write({"wsgi.py": f"{text}@app.get(os.environ['URL'])\ndef home():\n    return ''\n"})
    stderr = invoke("--path", "/nowhere").stderr
    assert stderr.endswith("of 5 fits --path /nowhere (the rules of 1 cannot be told)\n")


def test_a_file_that_does_not_exist_is_an_error(invoke: Invoke) -> None:
    result = invoke("--file", "views.py")
    assert result.exit_code == 2
    assert result.stderr == "flasklint: views.py: no such file or directory\n"


def test_a_file_outside_the_project_is_an_error(invoke: Invoke) -> None:
    result = invoke("--file", "/")
    assert result.exit_code == 2
    assert "lies outside the project's root" in result.stderr


# why


def test_a_route_is_explained_with_the_lines_that_register_it(invoke: Invoke) -> None:
    lines = invoke("--why", "api.index").output.splitlines()
    assert lines[:8] == [
        "api.index  GET  /v2/",
        "  view: shop.views.index",
        "  defaults: {'lang': 'en'}",
        "  registered: yes",
        "",
        "shop/views.py:8: declared here, as `/`",
        "   |",
        ' 8 | @api.get("/")',
    ]
    assert '13 |     app.register_blueprint(api, url_prefix="/v2")' in lines


def test_a_route_that_is_not_registered_is_explained_too(invoke: Invoke) -> None:
    assert "  registered: no, nothing registers it" in invoke("--why", "drafts.mine").output


def test_what_leaves_it_open_is_a_step_of_its_own(invoke: Invoke) -> None:
    text = "from plug import setup\nfrom shop.views import drafts\nsetup(drafts)\n"
    write({"plugins.py": text})
    assert record(invoke, "drafts.mine")["chain"][-1]["filename"] == "plugins.py"


def test_an_explanation_is_json_on_demand(invoke: Invoke) -> None:
    assert endpoints(invoke, "--why", "api.index") == ["api.index"]


@pytest.mark.parametrize("given", ["show", "shwo", "books.show", "api.book.show"])
def test_an_endpoint_that_does_not_exist_has_neighbours(invoke: Invoke, given: str) -> None:
    result = invoke("--why", given)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"flasklint: unknown endpoint `{given}`; did you mean `api.")
    assert len(result.stderr.splitlines()) == 1


def test_an_endpoint_like_no_other_has_none(invoke: Invoke) -> None:
    stderr = invoke("--why", "zzz").stderr
    assert stderr == "flasklint: unknown endpoint `zzz` (`flasklint routes` lists all)\n"
