"""The route table says why it may lack routes, and says nothing where it lacks none."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from flasklint.cli import main


def routes(tmp_path: Path, files: dict[str, str] | str, *options: str) -> Result:
    given = {"app.py": files} if isinstance(files, str) else files
    (tmp_path / "flasklint.toml").touch()
    for name, text in given.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return CliRunner().invoke(main, ["routes", str(tmp_path), *options])


def gaps(tmp_path: Path, files: dict[str, str] | str) -> list[tuple[str, int | None]]:
    """Each reason with its line."""
    found = json.loads(routes(tmp_path, files, "--output-format", "json").stdout)["incomplete"]
    return [(gap["reason"], gap["location"] and gap["location"]["row"]) for gap in found]


UNKNOWN = "and what that does is not known"
HANDED = [
    (
        "a package that is not known",
        """
        from acme import Thing
        from flask import Flask

        app = Flask(__name__)
        Thing(app)
        """,
        [(f"the app is handed to `acme.Thing`, {UNKNOWN}", 5)],
    ),
    (
        "an extension that gets each of the apps that a factory makes",
        {
            "app.py": """
                import acme
                from flask import Flask

                thing = acme.Thing()

                def create_app(name="a"):
                    app = Flask(name)
                    thing.init_app(app=app)
                    return app
                """,
            "wsgi.py": "from app import create_app\n\nfirst = create_app()\nb = create_app('b')\n",
        },
        [(f"the app is handed to `acme.Thing.init_app`, {UNKNOWN}", 8)],
    ),
    (
        "a package that gets an Api, and gives back what resources are added to",
        """
        from acme import documented
        from flask import Flask
        from flask_restful import Api, Resource

        class Books(Resource):
            pass

        app = Flask(__name__)
        api = documented(Api(app))
        api.add_resource(Books, "/books")
        """,
        [
            (f"a `flask_restful.Api` is handed to `acme.documented`, {UNKNOWN}", 9),
            (f"a view is handed to `acme.documented.add_resource`, {UNKNOWN}", 10),
        ],
    ),
    (
        "a method of the app that is handed on",
        """
        import atexit
        from flask import Flask

        app = Flask(__name__)
        atexit.register(app.add_url_rule, "/books", "books")
        """,
        [(f"`add_url_rule` itself is handed to `atexit.register`, {UNKNOWN}", 5)],
    ),
    (
        "a class of a package that the project derives from",
        """
        from acme import Thing
        from flask import Flask

        class Own(Thing):
            pass

        app = Flask(__name__)
        Own(app)
        """,
        [(f"the app is handed to `acme.Thing`, {UNKNOWN}", 8)],
    ),
    (
        "a package that is described, but not followed where it is imported by its name",
        """
        from importlib import import_module
        from flask import Flask

        app = Flask(__name__)
        import_module("flask_admin").Admin(app)
        """,
        [(f"the app is handed to `flask_admin.Admin`, {UNKNOWN}", 5)],
    ),
    (
        "code that cannot be followed",
        """
        import os
        from importlib import import_module
        from flask import Flask

        app = Flask(__name__)
        import_module(os.environ["PLUGIN"]).setup(app)
        """,
        [("the app is handed to code that cannot be followed", 6)],
    ),
    (
        "a Blueprint of a package",
        """
        import acme
        from flask import Flask

        app = Flask(__name__)
        app.register_blueprint(acme.pages, url_prefix="/acme")
        """,
        [("`acme.pages` is registered, and the routes of that Blueprint are not known", 5)],
    ),
    (
        "a Blueprint that cannot be told",
        """
        from flask import Flask

        def create_app(pages):
            app = Flask(__name__)
            app.register_blueprint(pages)
            return app
        """,
        [("a Blueprint that cannot be told is registered", 5)],
    ),
    (
        "a Blueprint and a route on what is not known",
        """
        from flask import Blueprint, Flask

        pages = Blueprint("pages", __name__)
        app = Flask(__name__)

        def setup(site):
            site.register_blueprint(pages)

            @site.route("/health")
            def health():
                return ""
        """,
        [
            ("a Blueprint is put on what is not known", 7),
            ("a route is put on what is not known", 9),
        ],
    ),
    (
        "a class of apps that a package has",
        """
        from acme import Site
        from flask import Flask

        class App(Site, Flask):
            pass

        app = App(__name__)
        """,
        [("the app is a `acme.Site`, and what that adds is not known", 7)],
    ),
    (
        "a rule that is put into the URL map",
        """
        from flask import Flask
        from werkzeug.routing import Rule

        app = Flask(__name__)
        app.url_map.add(Rule("/books", endpoint="books"))
        """,
        [("a rule is put into the URL map itself", 5)],
    ),
    (
        "a route whose rule cannot be told",
        """
        import os
        from flask import Flask

        app = Flask(__name__)

        @app.route(os.environ["HEALTH"])
        def health():
            return ""
        """,
        [("the rule of a route cannot be told", 6)],
    ),
]


@pytest.mark.parametrize(
    ("files", "expected"), [case[1:] for case in HANDED], ids=[case[0] for case in HANDED]
)
def test_what_may_add_routes_is_told(
    tmp_path: Path, files: dict[str, str] | str, expected: list[tuple[str, int]]
) -> None:
    assert gaps(tmp_path, files) == expected


def test_nothing_is_said_where_all_is_known(tmp_path: Path) -> None:
    text = """
        import rq_dashboard
        from flask import Blueprint, Flask, current_app
        from flask_cors import CORS
        from flask_restful import Api
        from flask_sqlalchemy import SQLAlchemy
        from werkzeug.middleware.proxy_fix import ProxyFix

        db = SQLAlchemy()
        pages = Blueprint("pages", __name__)

        def create_app():
            app = Flask(__name__)
            CORS(app)
            db.init_app(app)
            Api(app)
            add(app)
            print(app)
            app.register_blueprint(rq_dashboard.blueprint)
            app.wsgi_app = ProxyFix(app.wsgi_app)
            with app.app_context():
                current_app.register_blueprint(pages)
            return app

        def add(site):
            @site.route("/health")
            def health():
                return ""
    """
    assert gaps(tmp_path, text) == []
    assert routes(tmp_path, text).stderr == ""


PARTS = {
    "app.py": """
        import acme
        from flask import Flask

        app = Flask(__name__)
        acme.one(app)
        acme.Blueprints().register(app)
        acme.one(app)
        """
}


def test_the_table_has_a_note_on_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = routes(tmp_path, PARTS)
    assert "lack" not in result.stdout
    assert " ".join(result.stderr.split()) == (
        "flasklint: the table may lack routes"
        f" - the app is handed to `acme.Blueprints.register`, {UNKNOWN} (app.py:6)"
        f" - the app is handed to `acme.one`, {UNKNOWN} (app.py:5, app.py:7)"
    )


def test_the_json_has_each_place_and_the_app(tmp_path: Path) -> None:
    found = json.loads(routes(tmp_path, PARTS, "--output-format", "json").stdout)["incomplete"]
    assert found[1] == {
        "reason": f"the app is handed to `acme.one`, {UNKNOWN}",
        "filename": "app.py",
        "location": {"row": 5, "column": 1},
        "app_location": {"filename": "app.py", "location": {"row": 4, "column": 7}},
    }
