"""Applications that lie side by side in a repository are kept apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_registration import project

from flasklint.cli import main

FACTORY = """
from flask import Flask
from app.views import bp

def create_app():
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(bp)
    return app
"""
VIEWS = """
from flask import Blueprint
from app.store import Store

bp = Blueprint("bp", __name__)

@bp.get("/things")
def things():
    return Store.all()
"""
FORGOTTEN = """
from flask import Blueprint

left_out = Blueprint("left_out", __name__)
"""
STATIC = "class Store:\n    @staticmethod\n    def all():\n        return []\n"
ON_OBJECTS = "class Store:\n    def all(self):\n        return []\n"


def program(store: str, *, registers: bool = True) -> dict[str, str]:
    """The files of an application whose package is called `app`."""
    factory = FACTORY if registers else FACTORY.replace("    app.register_blueprint(bp)\n", "")
    return {
        "app/__init__.py": "",
        "app/main.py": factory,
        "app/views.py": VIEWS,
        "app/store.py": store,
    }


def below(**programs: Mapping[str, str]) -> dict[str, str]:
    """The files of several programs, each in a directory of its own."""
    return {
        f"backends/{directory}/{name}": text
        for directory, files in programs.items()
        for name, text in files.items()
    }


def write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def found(root: Path) -> set[tuple[str, str]]:
    """Code and file of every finding."""
    arguments = ["check", "--isolated", "--preview", "--no-cache", "--output-format", "json"]
    result = CliRunner().invoke(main, [*arguments, str(root)])
    items = json.loads(result.stdout)["diagnostics"]
    return {(item["code"], item["filename"]) for item in items}


def test_an_import_means_the_package_beside_the_importer(tmp_path: Path) -> None:
    write(tmp_path, below(one=program(STATIC), two=program(ON_OBJECTS)))
    assert found(tmp_path) == {("FLK313", "backends/two/app/views.py")}


def test_a_directory_of_applications_that_is_called_services_is_no_layer(tmp_path: Path) -> None:
    files = below(aa=program(STATIC), bb=program(ON_OBJECTS))
    files = {name.replace("backends", "services"): text for name, text in files.items()}
    for number, name in enumerate(sorted(each for each in files if each.endswith("views.py"))):
        files[name] = files[name].replace('"bp"', f'"views_{number}"')
    write(tmp_path, files | {"flasklint.toml": ""})
    assert found(tmp_path) == {("FLK313", "services/bb/app/views.py")}


def test_what_one_application_registers_is_not_registered_on_another(tmp_path: Path) -> None:
    write(tmp_path, below(one=program(STATIC), two=program(STATIC, registers=False)))
    assert found(tmp_path) == {("FLK105", "backends/two/app/views.py")}


def test_an_application_that_cannot_be_followed_silences_no_other_one(tmp_path: Path) -> None:
    files = below(one=program(STATIC), two=program(STATIC))
    files["backends/two/app/main.py"] += "    for plugin in plugins():\n        plugin(app)\n"
    files["backends/one/left_out.py"] = FORGOTTEN
    write(tmp_path, files)
    assert found(tmp_path) == {("FLK105", "backends/one/left_out.py")}


def test_each_application_has_its_own_routes() -> None:
    files = below(one=program(STATIC), two=program(STATIC))
    table = [
        (each.program, route.rule, route.app)
        for each in project(files).programs()
        for route in each.route_table
    ]
    assert table == [
        ("backends/one/app", "/things", "backends.one.app.main"),
        ("backends/two/app", "/things", "backends.two.app.main"),
    ]


def test_an_application_in_the_root_is_apart_from_one_below() -> None:
    files = {"wsgi.py": "from flask import Flask\napp = Flask('x', static_folder=None)\n"}
    files |= {f"demo/{name}": text for name, text in program(STATIC).items()}
    assert [each.program for each in project(files).programs()] == [".", "demo/app"]


def test_two_factories_of_one_package_are_one_program() -> None:
    other = FACTORY.replace("create_app", "create_admin")
    files = program(STATIC) | {"app/admin.py": other}
    assert [each.program for each in project(files).programs()] == [""]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"docker/flask/conf.py": "x = 1\n"}, id="a directory"),
        pytest.param({"flask/conf.py": "x = 1\n"}, id="a directory in the root"),
        pytest.param({"typings/flask/__init__.py": "class Flask: ...\n"}, id="stubs"),
    ],
)
def test_what_is_called_like_an_installed_package_does_not_take_its_imports(
    files: dict[str, str],
) -> None:
    app = "from flask import Flask\napp = Flask('x', static_folder=None)\n"
    app += "@app.get('/')\ndef home():\n    return ''\n"
    table = project(files | {"shop.py": app}).route_table
    assert [(route.rule, route.registered.holds) for route in table] == [("/", True)]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_findings_do_not_depend_on_the_order_of_sets(tmp_path: Path, jobs: str) -> None:
    write(tmp_path, below(one=program(STATIC), two=program(ON_OBJECTS)))
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "flasklint", "check", "--isolated", "--preview", "--no-cache",
             "--jobs", jobs, "--output-format", "json", str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False,
        ).stdout
        for seed in "0123"
    }  # fmt: skip
    assert len(outputs) == 1
