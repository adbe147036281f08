"""Values, files and settings that are made to be slow or odd: a run ends, and says what it left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from flasklint.cli import main
from flasklint.facts import code
from flasklint.follow.python import statements

APP = "from flask import Blueprint, Flask\n\napp = Flask(__name__)\n\n\n"
FORGOTTEN = 'from flask import Blueprint\n\nbp = Blueprint("books", __name__)\n'
ENDLESS = "for a in range(2000):\n    for b in range(2000):\n        for c in range(2000):\n"


def at(root: Path, files: dict[str, str]) -> Path:
    """A project of these files."""
    for name, text in {"pyproject.toml": "", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def checked(root: Path, *options: str) -> Result:
    """A check of a project, in JSON."""
    command = ["check", str(root), "--no-cache", "--output-format", "json", *options]
    return CliRunner().invoke(main, command)


def stars(count: int) -> dict[str, str]:
    """Modules that take all names of each other."""
    lines = "".join(f"from pages.m{n} import *\n" for n in range(count))
    modules = {f"pages/m{n}.py": f"{lines}unknown()\n" for n in range(count)}
    return modules | {"pages/__init__.py": lines}


def diamonds(levels: int) -> str:
    """Classes with two bases each, of which both have the two of the level above."""
    lines = ["class A0: pass", "class B0: pass"]
    for n in range(levels):
        lines += [f"class {kind}{n + 1}(A{n}, B{n}): pass" for kind in "AB"]
    return "\n".join([*lines, f"A{levels}().title()", ""])


ENDLESS_VALUES = {
    "loops in loops": ENDLESS + "            d = f'{a}{b}{c}'\n",
    "routes in loops": ENDLESS + "            app.add_url_rule(f'/{a}/{b}/{c}', f'{a}', print)\n",
    "lists in loops": "d = []\n" + ENDLESS + "            d.append([a, b, c])\n",
    "dicts in loops": "d = {}\n" + ENDLESS + "            d[f'{a}-{b}-{c}'] = [a, b, c]\n",
    "attributes in loops": "class D: pass\n" + ENDLESS + "            setattr(D, f'd{a}', [b])\n",
    "classes in loops": "class D: pass\n" + ENDLESS + "            class E(D): pass\n",
    "lists in lists": "e = range(2000)\nd = [[[a + b for c in e] for b in e] for a in e]\n",
    "long texts": f"s = '{'a' * 19_000}'\ne = range(2000)\n"
    "d = [[f'{s}{b}' for b in e] for a in e]\n",
    "arguments that double": "from functools import partial\n\ndef d(*a):\n"
    "    return partial(d, *a, *a)\n\ne = d(1)\n" + "e = e(1)\n" * 40,
    "contexts in contexts": "from contextlib import contextmanager\n\n@contextmanager\ndef d():\n"
    "    for a in range(2000):\n        yield a\n\nwith d() as a, d() as b, d() as c:\n"
    "    app.before_request(c)\n",
    "functions that call each other": "".join(
        f"def f{n}(a):\n    app.before_request(a)\n"
        + f"    f{n + 1}(a + 'x')\n    f{n + 1}(a + 'y')\n"
        for n in range(30)
    )
    + "def f30(a):\n    app.before_request(a)\n\nf0('a')\n",
    "splitting in loops": f"s = '{'a,' * 5_000}'\n" + ENDLESS + "            d = s.split(',')\n",
    "long tables": f"s = [{', '.join(map(str, range(2000)))}]\n"
    + ENDLESS
    + "            d = a + b in s\n",
}


@pytest.mark.parametrize("text", ENDLESS_VALUES.values(), ids=ENDLESS_VALUES)
def test_following_ends_and_says_where(text: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": f"{APP}{text}", "pages.py": FORGOTTEN})
    result = checked(root)
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert "pages.py" in {item["filename"] for item in report["diagnostics"]}
    (file,) = report["unread"]
    assert (file["filename"], file["partly"]) == ("app.py", True)
    assert "does more than is followed, at app.py:" in file["message"]


PLAIN_VALUES = {
    "diamonds of classes": diamonds(40),
    "a pattern that goes back": "import re\n\nd = re.sub('(a+)+$', 'b', 'a' * 40 + '!')\n",
    "a large number": "d = 10 ** 10 ** 10\n",
    "a wide text": "d = f'{1:>1000000000}'\ne = '%*d' % (10 ** 9, 1)\n",
    "texts that double": "d = 'a'\n" + "d = d + d\n" * 60,
    "a list in itself": "d = []\nd.append(d)\nfor a in d:\n    for b in a:\n        app.g = b\n",
    "Blueprints in each other": "b = Blueprint('b', __name__)\nfor n in range(300):\n"
    "    c = Blueprint(f'c{n}', __name__)\n    c.register_blueprint(b)\n"
    "    c.register_blueprint(b, name='z')\n    b = c\napp.register_blueprint(b)\n",
}


@pytest.mark.parametrize("text", PLAIN_VALUES.values(), ids=PLAIN_VALUES)
def test_odd_values_silence_nothing(text: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": f"{APP}{text}", "pages.py": FORGOTTEN})
    report = json.loads(checked(root).stdout)
    assert "pages.py" in {item["filename"] for item in report["diagnostics"]}
    assert not report["unread"]


def test_modules_that_take_all_names_of_each_other_are_followed(tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": APP, "forgotten.py": FORGOTTEN, **stars(30)})
    report = json.loads(checked(root).stdout)
    assert [item["filename"] for item in report["diagnostics"]] == ["forgotten.py"]


def test_a_long_chain_of_imports_is_followed(tmp_path: Path) -> None:
    chain = {f"m{n}.py": f"from m{n + 1} import bp\n" for n in range(600)}
    last = {"m600.py": FORGOTTEN, "app.py": f"from m0 import bp\n{APP}app.register_blueprint(bp)\n"}
    root = at(tmp_path, {**chain, **last, "forgotten.py": FORGOTTEN})
    report = json.loads(checked(root).stdout)
    assert [item["filename"] for item in report["diagnostics"]] == ["forgotten.py"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("x = " + "1" * 4_301, "syntax error: Exceeds the limit", id="digits"),
        pytest.param("x = (\n" + "a.b(c)[1] +\n" * 3_900 + "1)\n", "too many links", id="sum"),
        pytest.param("x = (y\n" + ".filter(a)\n" * 1_100 + ")\n", "1,000 links", id="calls"),
        pytest.param("x = '" + "a" * 3_000_000 + "'", "more than 2,000,000 bytes", id="size"),
    ],
)
def test_one_file_never_ends_the_run(text: str, says: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": APP, "odd.py": text, "pages.py": FORGOTTEN})
    result = checked(root)
    found = {item["code"]: item for item in json.loads(result.stdout)["diagnostics"]}
    assert (result.exit_code, set(found)) == (1, {"FLK010", "FLK105"})
    assert says in found["FLK010"]["message"]


def test_a_blank_that_libcst_drops_moves_nothing(tmp_path: Path) -> None:
    text = f"{APP}try:\n    pass\nexcept OSError :\n    pass\n\nbp = Blueprint('b', __name__)\n"
    found = json.loads(checked(at(tmp_path, {"app.py": text})).stdout)["diagnostics"]
    assert [(item["code"], item["location"]) for item in found] == [
        ("FLK105", {"row": 11, "column": 6})
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
@pytest.mark.parametrize("name", [".gitignore", "requirements.txt", "flasklint.toml", "x.py"])
@pytest.mark.parametrize("kind", ["pipe", "link to a device"])
def test_what_is_no_regular_file_is_not_read(name: str, kind: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": APP, "pages.py": FORGOTTEN})
    if kind == "pipe":
        os.mkfifo(root / name)
    else:
        (root / name).symlink_to("/dev/zero")
    found = json.loads(checked(root).stdout)["diagnostics"]
    assert [item["code"] for item in found] == ["FLK105"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device")
@pytest.mark.parametrize("command", ["check", "routes", "config", "rules"])
def test_a_full_disk_under_the_output_is_told_in_a_line(command: str, tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "flasklint", command],
            cwd=at(tmp_path, {"app.py": APP}), stdout=full, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "flasklint: the output cannot be written: No space left on device\n"


def test_what_looks_like_code_and_is_skipped_is_told(tmp_path: Path) -> None:
    root = at(tmp_path / "shop", {"app.py": APP})
    (tmp_path / "shared.py").write_text("x = 1\n")
    (root / "shared.py").symlink_to("../shared.py")
    (root / "gone.py").symlink_to("nowhere.py")
    told = {
        file["filename"]: file["message"] for file in json.loads(checked(root).stdout)["unread"]
    }
    assert told == {
        "gone.py": "a link that leads nowhere",
        "shared.py": "a link that leads out of the project",
    }
    for command in ("check", "routes"):
        result = CliRunner().invoke(main, [command, str(root)])
        assert "Could not read" in result.output
        assert "shared.py" in result.output


def test_the_architecture_is_not_said_to_lack_what_could_not_be_read(tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": "x = (", "pages.py": FORGOTTEN})
    result = CliRunner().invoke(main, ["config", str(root), "--output-format", "json"])
    found = {row["what"]: row["value"] for row in json.loads(result.stdout)["architecture"]}
    assert {found["factory"], found["services"], found["error class"]} == {"cannot tell"}


def test_an_error_while_a_file_is_followed_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise KeyError("x")

    monkeypatch.delenv("FLASKLINT_DEBUG", raising=False)
    monkeypatch.setitem(statements._STATEMENTS, code.Do, fail)
    text = f"{APP}print()\n"
    root = at(tmp_path, {"app.py": text, "pages.py": FORGOTTEN})
    report = json.loads(checked(root).stdout)
    assert [item["filename"] for item in report["diagnostics"]] == ["pages.py"]
    assert [(file["filename"], file["message"]) for file in report["unread"]] == [
        ("app.py", "flasklint fails on it (KeyError: 'x'): please report it, at app.py:6")
    ]


@pytest.mark.parametrize("command", ["check", "routes", "config"])
def test_what_a_setting_names_must_be_there_for_every_command(command: str, tmp_path: Path) -> None:
    root = at(tmp_path, {"app.py": APP})
    command_line = [command, str(root), "--config", "architecture.factory=shop.create_app"]
    result = CliRunner().invoke(main, command_line)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "flasklint: architecture.factory: no function shop.create_app makes a Flask app"
    ]
