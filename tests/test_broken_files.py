"""Files that cannot be read are told of, and the rest is checked."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from flasklint.cli import main

APP = """\
from flask import Blueprint, Flask

forgotten = Blueprint("forgotten", __name__)
app = Flask(__name__)
"""


JSON = ("--output-format", "json")


def check(root: Path, *options: str) -> dict[str, list[str]]:
    """The messages by file, after a run that ended with findings."""
    result = CliRunner().invoke(main, ["check", str(root), "--output-format", "json", *options])
    assert result.exit_code in (0, 1), result.output
    found: dict[str, list[str]] = {}
    for item in json.loads(result.stdout)["diagnostics"]:
        found.setdefault(item["filename"], []).append(f"{item['code']} {item['message']}")
    return found


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"def f(:\n    pass\n", "syntax error", id="syntax error"),
        pytest.param(b"x = 1\0\n", "NUL", id="NUL"),
        pytest.param(b"x = '\xe9'\n", "cannot be decoded", id="wrong encoding"),
        pytest.param(b"# coding: klingon\n", "cannot be decoded", id="unknown encoding"),
        pytest.param(b"print 'hello'\n", "syntax error", id="Python 2"),
        pytest.param(b"x = 1\n" * 900_000, "more than 2,000,000 bytes", id="generated code"),
        pytest.param(b"x = [" + b"1," * 400_000 + b"]\n", "300,000 names", id="a long list"),
    ],
)
def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "broken.py").write_bytes(data)
    (tmp_path / "app.py").write_text("import os\n")
    found = check(tmp_path)
    assert list(found) == ["broken.py"]
    assert found["broken.py"][0].startswith("FLK010 ")
    assert message in found["broken.py"][0]


@pytest.mark.parametrize("data", [b"# \xff\n", b"\r# coding: latin-1\nx = '\xe9'\n"])
@pytest.mark.parametrize("command", ["check", "routes"])
def test_a_comment_that_cannot_be_decoded_ends_no_run(
    tmp_path: Path, data: bytes, command: str
) -> None:
    (tmp_path / "app.py").write_bytes(
        b"from flask import Flask\napp = Flask(__name__)\n@app.get('/')\ndef show():\n"
        b"    return ''\n"
    )
    (tmp_path / "odd.py").write_bytes(b"from app import app\napp.get('/x')(print)\n" + data)
    result = CliRunner().invoke(main, [command, str(tmp_path)])
    assert result.exit_code in (0, 1), result.output
    assert "odd.py" in result.output


def test_long_texts_are_no_long_code(tmp_path: Path) -> None:
    text = b'"""' + b"some words, " * 40_000 + b'"""\n' + b"x = '" + b"a b " * 90_000 + b"'\n"
    (tmp_path / "texts.py").write_bytes(text)
    assert check(tmp_path) == {}


MIXED = """\
from flask import Flask


def create_app():
    return Flask(__name__)


def read(path):
\twith open(path) as handle:
        \tdata = handle.read()
\treturn data
"""


BACKSLASH = "def f():\n\\\n    x = 1\n\ndef g():\n    x = 1\n"
FORGOTTEN = "from flask import Blueprint\nbp = Blueprint('books', __name__)\n"


def test_what_libcst_cannot_read_is_known_to_the_project_and_told_where_a_rule_must_look(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.py").write_text(BACKSLASH)
    (tmp_path / "b.py").write_text(FORGOTTEN + BACKSLASH)
    (tmp_path / "app.py").write_text("from flask import Flask\napp = Flask(__name__)\n")
    found = check(tmp_path)
    assert found == {"b.py": ["FLK010 valid Python, but the parser libcst cannot read it"]}
    (tmp_path / "app.py").write_text(
        "from flask import Flask\nfrom b import bp\napp = Flask(__name__)\n"
        "app.register_blueprint(bp)\n"
    )
    assert not check(tmp_path)


def test_what_only_libcst_refuses_is_valid_python_and_a_warning(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(MIXED)
    compile(MIXED, "app.py", "exec")
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--output-format", "json"])
    (item,) = json.loads(result.stdout)["diagnostics"]
    assert item["message"] == "valid Python, but the parser libcst refuses tabs and spaces mixed"
    assert (item["severity"], item["location"]["row"]) == ("warning", 10)
    again = CliRunner().invoke(main, ["check", str(tmp_path), "--output-format", "json"])
    assert again.stdout == result.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode elsewhere")
@pytest.mark.parametrize("style", ["full", "concise", "json", "github"])
def test_a_name_that_is_not_utf_8_is_told_in_every_format(tmp_path: Path, style: str) -> None:
    (tmp_path / "app.py").write_text("import os\n")
    os.mkdir(os.fsencode(tmp_path) + b"/caf\xe8")
    for name in (b"/caf\xe9.py", b"/caf\xe8/a.py"):
        with open(os.fsencode(tmp_path) + name, "w") as file:
            file.write("import os\n")
    for _ in range(2):
        result = CliRunner().invoke(main, ["check", str(tmp_path), "--output-format", style])
        assert result.exit_code == 1, result.output
        assert "internal error" not in result.output
        assert result.stdout.count("its name is not UTF-8") == 2
        assert "xe9.py" in result.stdout and "xe8" in result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="such names are refused there")
@pytest.mark.parametrize("style", ["full", "concise", "json", "github"])
def test_no_control_character_of_a_name_is_printed(tmp_path: Path, style: str) -> None:
    (tmp_path / "red\x1b[31m\n::error::a.py").write_text("def f(:\n")
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--output-format", style])
    assert result.exit_code == 1
    assert "\x1b" not in result.output
    assert not any(line.startswith("::error::a.py") for line in result.output.splitlines())


def test_no_control_character_of_an_argument_is_printed(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(tmp_path / "a\n::error::b\x1b.py")])
    assert result.exit_code == 2
    assert "\x1b" not in result.output
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("from app import forgotten\ndef f(:\n", id="imports its module"),
        pytest.param("import_module(name)\ndef f(:\n", id="imports by computed names"),
    ],
)
def test_a_blueprint_that_an_unread_file_may_register_is_not_called_unregistered(
    tmp_path: Path, code: str
) -> None:
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "broken.py").write_text(code)
    assert list(check(tmp_path)) == ["broken.py"]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("app.register_error_handler(404, missing)\n", id="a handler"),
        pytest.param("from flask_smorest import Api\n", id="a package that answers errors"),
    ],
)
def test_an_unread_file_may_answer_the_errors_that_a_catch_all_seems_to_swallow(
    tmp_path: Path, code: str
) -> None:
    (tmp_path / "app.py").write_text(
        "from flask import Flask\n\napp = Flask(__name__)\n\n\n"
        '@app.errorhandler(Exception)\ndef fail(error):\n    return "Sorry", 500\n'
    )
    (tmp_path / "broken.py").write_text("def f(:\n")
    assert sorted(check(tmp_path)) == ["app.py", "broken.py"]
    (tmp_path / "broken.py").write_text(f"{code}def f(:\n")
    assert list(check(tmp_path)) == ["broken.py"]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("def f(:\n", id="syntax error"),
        pytest.param("x = " + "[" * 300 + "]" * 300, id="nested brackets"),
        pytest.param("x = " + " + ".join("abc" for _ in range(5000)), id="a long line"),
    ],
)
def test_an_unread_file_silences_only_what_it_may_change(tmp_path: Path, code: str) -> None:
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "broken.py").write_text(code)
    assert sorted(check(tmp_path)) == ["app.py", "broken.py"]


def test_what_most_do_is_not_known_while_a_file_that_may_do_it_cannot_be_read(
    tmp_path: Path,
) -> None:
    view = (
        "from flask import Blueprint\nbp = Blueprint({0!r}, __name__)\n"
        "@bp.get('/{0}')\ndef show():\n    return ''\n"
    )
    names = [f"page{number}" for number in range(25)]
    for name in names:
        (tmp_path / "views").mkdir(exist_ok=True)
        (tmp_path / "views" / f"{name}.py").write_text(view.format(name))
    (tmp_path / "stray.py").write_text(view.format("stray"))
    (tmp_path / "app.py").write_text(
        "from flask import Flask\nimport stray\n"
        + "".join(f"from views import {name}\n" for name in names)
        + "app = Flask(__name__)\napp.register_blueprint(stray.bp)\n"
        + "".join(f"app.register_blueprint({name}.bp)\n" for name in names)
    )
    (found,) = check(tmp_path, "--preview")["stray.py"]
    assert found.startswith("FLK311")
    (tmp_path / "broken.py").write_text("def f(:\n")
    assert "stray.py" in check(tmp_path, "--preview")
    (tmp_path / "broken.py").write_text(view.format("more") + "def f(:\n")
    assert "stray.py" not in check(tmp_path, "--preview")


def test_what_an_unread_file_imports_may_be_imported_by_it(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text(APP)
    view = "from shop import app\n@app.route('/x')\ndef x(): return ''\n"
    (tmp_path / "shop" / "views.py").write_text(view)
    (tmp_path / "shop" / "pages.py").write_text(view.replace("x", "y") + "import shop.views\n")
    (tmp_path / "shop" / "broken.py").write_text("from shop import pages\ndef f(:\n")
    answer = json.loads(CliRunner().invoke(main, ["routes", str(tmp_path), *JSON]).stdout)
    reasons = {row["rule"]: row["reason"] for row in answer["routes"]}
    assert reasons["/x"] == "shop/broken.py could not be read"
    assert [file["filename"] for file in answer["unread"]] == ["shop/broken.py"]


def test_a_package_that_cannot_be_read_may_import_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "from flask import Flask\nfrom shop import bp\n\napp = Flask(__name__)\n"
        "app.register_blueprint(bp)\n"
    )
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "views.py").write_text(
        "from flask import Blueprint\n\nbp = Blueprint('shop', __name__)\n\n"
        "@bp.route('/x')\ndef x(): return ''\n"
    )
    (tmp_path / "shop" / "__init__.py").write_text("from .views import bp\ndef f(:\n")
    answer = json.loads(CliRunner().invoke(main, ["routes", str(tmp_path), *JSON]).stdout)
    (row,) = (row for row in answer["routes"] if row["rule"] == "/x")
    assert row["registered"] is None


@pytest.mark.parametrize("command", ["check", "routes", "config"])
def test_every_command_names_the_files_that_could_not_be_read(tmp_path: Path, command: str) -> None:
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "broken.py").write_text("def f(:\n")
    for _ in ("cold", "warm"):
        result = CliRunner().invoke(main, [command, str(tmp_path / "app.py")[: -len("/app.py")]])
        assert "Could not read" in result.output
        assert "broken.py" in result.output


def test_an_unread_file_is_named_though_only_another_one_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "broken.py").write_text("def f(:\n")
    for _ in ("cold", "warm"):
        result = CliRunner().invoke(main, ["check", str(tmp_path / "app.py"), *JSON])
        document = json.loads(result.stdout)
        assert [file["filename"] for file in document["unread"]] == ["broken.py"]


def test_the_other_rules_go_on_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP + 'app.config["SECRET_KEY"] = "bread and butter"\n')
    (tmp_path / "broken.py").write_text("def f(:\n")
    assert sorted(check(tmp_path)) == ["app.py", "broken.py"]


def test_a_directory_named_like_a_file_is_looked_into(tmp_path: Path) -> None:
    (tmp_path / "x.py").mkdir()
    (tmp_path / "x.py" / "app.py").write_text(APP)
    assert list(check(tmp_path)) == ["x.py/app.py"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_loop_of_links_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "itself.py").symlink_to(tmp_path / "itself.py")
    assert list(check(tmp_path)) == ["app.py"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_reported(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import os\n")
    (tmp_path / "closed.py").write_text("x = 1\n")
    (tmp_path / "closed.py").chmod(0)
    assert "cannot be read" in check(tmp_path)["closed.py"][0]


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("x = " + "[" * 1500 + "]" * 1500, id="brackets"),
        pytest.param("x = " + " + ".join(["1"] * 3000), id="sums"),
        pytest.param("if a: pass\n" + "elif b: pass\n" * 1500, id="branches"),
    ],
)
def test_deep_nesting_stops_nothing(tmp_path: Path, code: str) -> None:
    (tmp_path / "generated.py").write_text(f"{code}\n")
    (tmp_path / "app.py").write_text(APP)
    assert "app.py" in check(tmp_path) or "generated.py" in check(tmp_path)


def test_a_broken_test_file_is_nobodys_business(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("import os\n")
    (tmp_path / "test_app.py").write_text("def f(:\n")
    assert check(tmp_path) == {}


ELSEWHERE = "from app import app\nfrom {0} import {1} as q\napp.register_blueprint(q)\n"
HIDING = {
    "UTF-16": ELSEWHERE.format("forgotten", "bp").encode("utf-16"),
    "UTF-7": ELSEWHERE.format("+AGY-orgotten", "bp").encode() + b"x = (\n",
    "wide letters": (ELSEWHERE.format("ｆorgotten", "ｂp") + "x = (\n").encode(),  # noqa: RUF001
}
HIDING["UTF-7"] = b"# coding: utf-7\n" + HIDING["UTF-7"]


@pytest.mark.parametrize("data", HIDING.values(), ids=HIDING)
def test_a_file_that_cannot_be_read_may_write_names_in_another_way(
    data: bytes, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "app.py").write_text("from flask import Flask\n\napp = Flask(__name__)\n")
    blueprint = "from flask import Blueprint\n\nbp = Blueprint('b', __name__)\n"
    (tmp_path / "forgotten.py").write_text(blueprint)
    (tmp_path / "wire.py").write_bytes(data)
    assert list(check(tmp_path)) == ["wire.py"]
