"""Packages are described in Python, by flasklint or by the team, and followed."""

from __future__ import annotations

import ast
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from flasklint.cli import main
from flasklint.follow import descriptions as libraries
from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse

APP = """
    from acme_web import Router
    from flask import Flask

    app = Flask(__name__)
    router = Router(app, "/shop")

    @router.page("/books")
    def books():
        return "books"
"""
DESCRIPTION = """
    class Router:
        def __init__(self, app, base):
            self.app = app
            self.base = base

        def page(self, url):
            def put(function):
                self.app.add_url_rule(f"{self.base}{url}", f"page_{function.__name__}", function)
                return function

            return put
"""


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """A project that uses a framework of the team's own, and describes it."""
    files = {
        "app.py": APP,
        "lint/acme_web.py": DESCRIPTION,
        "flasklint.toml": '[architecture]\nlibraries = ["lint/*.py"]\n',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return tmp_path


def routes(root: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["routes", str(root), *options])
    return done.exit_code, done.output


def test_a_team_describes_its_own_framework(team: Path) -> None:
    assert "/shop/books" in routes(team)[1]


def test_the_routes_of_a_framework_stand_where_the_project_calls_it(team: Path) -> None:
    assert '@router.page("/books")' in routes(team, "--why", "page_books")[1]


def test_a_description_may_make_blueprints_at_its_top(team: Path) -> None:
    text = """
        from flask import Blueprint

        bp = Blueprint("acme", __name__, url_prefix="/acme")

        @bp.route("/status")
        def status():
            return ""

        def init(app):
            app.register_blueprint(bp)
    """
    app = """
        import acme_web
        from flask import Flask

        app = Flask(__name__)
        acme_web.init(app)
    """
    (team / "lint" / "acme_web.py").write_text(dedent(text), encoding="utf-8")
    (team / "app.py").write_text(dedent(app).lstrip("\n"), encoding="utf-8")
    code, output = routes(team)
    assert (code, "/acme/status" in output) == (0, True)
    assert "import acme_web" in routes(team, "--why", "acme.status")[1]


def test_a_description_may_be_a_folder_of_files_that_import_each_other(team: Path) -> None:
    (team / "lint" / "acme_web").mkdir()
    (team / "lint" / "acme_web.py").rename(team / "lint" / "acme_web" / "pages.py")
    text = "from acme_web.pages import Router as Base\n\n\nclass Router(Base): ...\n"
    (team / "lint" / "acme_web" / "__init__.py").write_text(text, encoding="utf-8")
    assert "/shop/books" in routes(team, "--config", 'architecture.libraries=["lint/*"]')[1]


def test_an_edit_in_the_folder_of_a_description_is_seen(team: Path) -> None:
    (team / "lint" / "acme_web").mkdir()
    path = (team / "lint" / "acme_web.py").rename(team / "lint" / "acme_web" / "pages.py")
    libraries = ("--config", 'architecture.libraries=["lint/acme_web"]')
    assert "/shop/books" in routes(team, *libraries)[1]
    path.write_text(path.read_text().replace("{url}", "{url}/all"), encoding="utf-8")
    assert "/shop/books/all" in routes(team, *libraries)[1]


def test_the_folder_of_a_description_has_files(team: Path) -> None:
    (team / "lint" / "acme_web").mkdir()
    code, output = routes(team, "--config", 'architecture.libraries=["lint/acme_web"]')
    assert (code, output.strip()) == (
        2,
        "flasklint: architecture.libraries: lint/acme_web has no Python files",
    )


def test_without_the_description_the_routes_are_not_known(team: Path) -> None:
    (team / "lint" / "acme_web.py").unlink()
    assert "/shop/books" not in routes(team, "--config", "architecture.libraries=[]")[1]


def test_a_pattern_that_no_file_matches_is_said(team: Path) -> None:
    code, output = routes(team, "--config", 'architecture.libraries=["missing/*.py"]')
    assert (code, output.strip()) == (
        2,
        "flasklint: architecture.libraries: no file matches missing/*.py",
    )


def test_a_description_that_is_no_python_is_said(team: Path) -> None:
    (team / "lint" / "acme_web.py").write_text("class Router(:\n", encoding="utf-8")
    code, output = routes(team)
    assert code == 2
    assert output.startswith("flasklint: architecture.libraries: lint/acme_web.py cannot be read")


def test_only_packages_that_the_project_imports_are_read() -> None:
    source = parse(b"from flask_restful import Api\n", "app.py", "app", False)
    modules = {"app": module_facts(source.tree, "app", "app.py", False)}
    assert list(libraries.described(modules)) == ["flask_restful"]


@pytest.mark.parametrize(
    ("requirements", "rule"),
    [
        ("flask\nbootstrap-flask==2.2\n", "/bootstrap/static/<path:filename>"),
        ("Flask_Bootstrap>=3\n", "/static/bootstrap/<path:filename>"),
        ("flask-bootstrap4\n", "?"),
        ("Bootstrap-Flask\nFlask-Bootstrap\n", "?"),
    ],
)
def test_requirements_say_from_which_of_two_distributions_a_package_comes(
    tmp_path: Path, requirements: str, rule: str
) -> None:
    text = "from flask import Flask\nfrom flask_bootstrap import Bootstrap\n\napp = Flask('x')\n"
    (tmp_path / "flasklint.toml").touch()
    (tmp_path / "app.py").write_text(f"{text}Bootstrap(app)\n", encoding="utf-8")
    (tmp_path / "requirements.txt").write_text(requirements, encoding="utf-8")
    [line] = [line for line in routes(tmp_path)[1].splitlines() if "bootstrap.static" in line]
    assert line.split()[2] == rule


@pytest.mark.parametrize("path", sorted(libraries.HERE.glob("*.py")), ids=lambda path: path.stem)
def test_every_description_says_what_it_describes(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert " ".join(docstring.split()).endswith("never imported.")
