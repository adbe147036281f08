"""An edit that a project would not see leaves the project unmade, and what is found right."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from flasklint.cli import main
from flasklint.facts import code, encoding
from flasklint.facts.code import Name, Param
from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.facts.shape import shape
from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.numbers import BODY, NUMBERED
from flasklint.languages.python.source import parse
from flasklint.profile import Profile
from flasklint.project import answers
from flasklint.project.answers import Answer
from flasklint.project.blueprints import MadeBlueprint
from flasklint.project.errors import ErrorClass
from flasklint.project.layers import Layer
from flasklint.project.settings import ConfigSources
from flasklint.project.views import View
from flasklint.run import run, workers
from flasklint.run.run import RunOptions
from flasklint.run.setup import prepare

Edit = Callable[[Path], None]

FILES = {
    "pyproject.toml": "[project]\nname = 'shop'\n",
    "shop/__init__.py": """\
from flask import Flask

from shop.errors import ApiError, answer
from shop.models import db
from shop.wiring import register


def create_app():
    app = Flask(__name__)
    app.config.from_object("shop.settings")
    db.init_app(app)
    register(app)
    app.register_error_handler(ApiError, answer)
    return app
""",
    "shop/wiring.py": """\
def register(app):
    from shop.books import books

    app.register_blueprint(books, url_prefix=prefix())


def prefix():
    return "/books"


def unused(number):
    total = number + 1
    return total
""",
    "shop/errors.py": """\
from flask import jsonify


class ApiError(Exception):
    def __init__(self, message, status=400):
        super().__init__(message)
        self.message = message
        self.status = status


def answer(error):
    return jsonify(error=error.message), error.status
""",
    "shop/models.py": """\
from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)

    def store(self):
        db.session.add(self)
        return self

    def label(self):
        return f"book {self.id}"
""",
    "shop/books.py": """\
from flask import Blueprint, jsonify, request

from shop.models import Book, db
from shop.services import book_service

books = Blueprint("books", __name__)


@books.route("/<int:book_id>")
def show(book_id):
    book = book_service.find(book_id)
    if book is None:
        return jsonify(error="no such book"), 404
    return jsonify(id=book.id)


@books.route("/", methods=["POST"])
def create():
    book = Book()
    book.store()
    return jsonify(id=book.id)


@books.route("/all")
def index():
    return jsonify([book.id for book in db.session.query(Book)])
""",
    "shop/orders.py": """\
from flask import Blueprint, jsonify

from shop.services import book_service

orders = Blueprint("orders", __name__)


@orders.route("/orders")
def index():
    return jsonify([book_service.find(1) is None])
""",
    "shop/services/__init__.py": "",
    "shop/services/book_service.py": """\
from shop.models import Book, db


def find(book_id):
    return db.session.get(Book, book_id)
""",
    "shop/settings.py": 'SECRET_KEY = "bread and butter"\n',
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "project"


def check(root: Path, *options: str) -> dict[str, Any]:
    """What `flasklint check` reports, as data."""
    result = CliRunner().invoke(main, ["check", str(root), "--output-format", "json", *options])
    assert result.exit_code in (0, 1), result.output
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def cold(root: Path) -> dict[str, Any]:
    return check(root, "--no-cache", "--jobs", "1")


def makes_project(root: Path) -> bool:
    """Whether a run makes the project."""
    profile = Profile()
    run.check(prepare(root), [root], options=RunOptions(jobs=1, profile=profile))
    return "project" in profile.seconds


def put(name: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        text = (root / name).read_text()
        assert text.count(old) == 1
        (root / name).write_text(text.replace(old, new))

    return edit


def unused(line: str) -> Edit:
    """A new line in a function that nothing calls."""
    return put("shop/wiring.py", "    total =", f"    {line}\n    total =")


UNSEEN = {
    "a comment": put("shop/books.py", "    book = Book()", "    # a new one\n    book = Book()"),
    "a statement": put("shop/books.py", "    if book is", "    found = 1\n    if book is"),
    "another name": unused("lost = found"),
    "less": put("shop/models.py", 'return f"book {self.id}"', "pass"),
    "a lambda": put("shop/wiring.py", "number + 1", "(lambda: number)()"),
    "another status": put("shop/books.py", "404", "410"),
    "a suppression": put("shop/books.py", "book.store()", "book.store()  # noqa: FLK301"),
}
SEEN = {
    "a signature": put("shop/wiring.py", "unused(number)", "unused(number=2)"),
    "a decorator": put("shop/wiring.py", "def unused", "@print\ndef unused"),
    "a new function": put("shop/wiring.py", "def unused", "def late(): pass\n\n\ndef unused"),
    "a new class": put("shop/models.py", "class Book", "class Shelf: pass\n\n\nclass Book"),
    "a function inside": unused("def inner(): pass"),
    "a generator": unused("yield"),
    "module level": put("shop/settings.py", "\n", "\nDEBUG = False\n"),
    "the factory": put("shop/__init__.py", "    register(app)\n", ""),
    "what the factory calls": put("shop/wiring.py", '"/books"', '"/all-books"'),
    "what registers": put("shop/wiring.py", "import books", "import books as b"),
    "an error handler": put("shop/errors.py", "jsonify(error=error.message)", "error.message"),
    "a method that uses the session": put("shop/models.py", "db.session.add(self)", "pass"),
    "a word that matters": unused("register_blueprint"),
    "a local import": unused("from os import path"),
    "a local import of a module": unused("from shop import orders"),
    "a Blueprint that was not mentioned": unused("from shop.orders import orders; print(orders)"),
    "a string with dots": put("shop/wiring.py", "number + 1", '"shop.orders"'),
    "a computed import": put("shop/wiring.py", "number + 1", "__import__(number)"),
    "a broken file": put("shop/wiring.py", "number + 1", "number +"),
}


@pytest.mark.parametrize("edit", UNSEEN.values(), ids=UNSEEN)
def test_an_unseen_edit_makes_no_project(root: Path, edit: Edit) -> None:
    check(root)
    edit(root)
    assert not makes_project(root)
    assert check(root) == cold(root)


@pytest.mark.parametrize("edit", SEEN.values(), ids=SEEN)
def test_an_edit_that_may_be_seen_makes_the_project(root: Path, edit: Edit) -> None:
    check(root)
    edit(root)
    assert makes_project(root)
    assert check(root) == cold(root)


def test_what_an_edited_body_asks_anew_is_answered(root: Path) -> None:
    check(root)
    put("shop/books.py", "book.store()", "Book.query.delete()")(root)
    found = check(root)
    assert found == cold(root)
    assert any("a query of `Book`" in item["message"] for item in found["diagnostics"])
    put("shop/books.py", "Book.query.delete()", "Book.query.all()")(root)
    assert check(root) == cold(root)


def test_what_a_new_question_reads_is_seen_from_then_on(root: Path) -> None:
    put("shop/books.py", "book.store()", "pass")(root)
    put("shop/models.py", "db.session.add(self)", "print(db.session, self)")(root)
    check(root)
    put("shop/models.py", "print(db.session, self)", "db.session.print(self)")(root)
    assert not makes_project(root)
    put("shop/books.py", "pass", "book.store()")(root)
    assert makes_project(root)
    assert check(root) == cold(root)
    put("shop/models.py", "db.session.print(self)", "db.session.add(self)")(root)
    assert makes_project(root)
    assert check(root) == cold(root)


def test_other_settings_and_routes_in_between_take_nothing_for_seen(root: Path) -> None:
    check(root)
    for edit in ("what the factory calls", "a word that matters", "the factory"):
        SEEN[edit](root)
        for command in (["check", "--select", "FLK6"], ["routes"]):
            CliRunner().invoke(main, [*command, str(root)])
        assert check(root) == cold(root)


def test_what_every_process_has_read_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LEAST_BYTES", 1)
    for name in ("a method that uses the session", "an error handler", "what the factory calls"):
        check(root, "--jobs", "3")
        SEEN[name](root)
        assert makes_project(root), name


def test_a_file_may_break_and_be_mended(root: Path) -> None:
    check(root)
    SEEN["a broken file"](root)
    assert check(root) == cold(root)
    put("shop/books.py", "book.store()", "book.store()\n    book = 1")(root)
    assert not makes_project(root)
    assert check(root) == cold(root)
    (root / "shop/wiring.py").write_text(FILES["shop/wiring.py"])
    assert makes_project(root)
    assert check(root) == cold(root)


def keys_in_lower_case(root: Path) -> None:
    """Have FLK601 ask who reads a key and an attribute."""
    put("shop/__init__.py", "    db.init", '    app.config["debug"] = True\n    db.init')(root)
    put("shop/__init__.py", "shop.settings", "shop.settings.Base")(root)
    (root / "shop/settings.py").write_text("class Base:\n    secret_key = 'b'\n")


@pytest.mark.parametrize("edit", UNSEEN.values(), ids=UNSEEN)
def test_who_reads_a_key_is_asked_without_reading_what_does_not_mention_it(
    root: Path, edit: Edit
) -> None:
    keys_in_lower_case(root)
    codes = [item["code"] for item in check(root)["diagnostics"]]
    assert codes.count("FLK601") == 2
    edit(root)
    assert not makes_project(root)
    assert check(root) == cold(root)


@pytest.mark.parametrize(
    "line",
    [
        "print(app.config['debug'])", "print(config.get('debug'))", "print(Base.secret_key)",
        "print([lambda: number['debug']])",
    ],
)  # fmt: skip
def test_a_new_reader_of_a_key_makes_the_project(root: Path, line: str) -> None:
    keys_in_lower_case(root)
    check(root)
    unused(line)(root)
    assert makes_project(root)
    found = check(root)
    assert found == cold(root)
    assert [item["code"] for item in found["diagnostics"]].count("FLK601") == 1


def test_a_new_test_of_a_secret_makes_the_project(root: Path) -> None:
    text = "import os\n\nSECRET_KEY = os.environ.get('KEY', 'bread and butter')\n"
    (root / "shop/settings.py").write_text(text)
    (root / "pyproject.toml").write_text("[tool.flasklint]\npreview = true\n")
    codes = [item["code"] for item in check(root)["diagnostics"]]
    assert "FLK615" in codes
    UNSEEN["another name"](root)
    assert not makes_project(root)
    unused("lost = number if number != 'bread and butter' else 1")(root)
    assert makes_project(root)
    found = check(root)
    assert found == cold(root)
    assert "FLK615" not in [item["code"] for item in found["diagnostics"]]


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda root: (root / "shop/settings.py").write_text(""), id="emptied"),
        pytest.param(lambda root: (root / "shop/orders.py").unlink(), id="deleted"),
        pytest.param(
            lambda root: (root / "shop/wiring.py").rename(root / "test_wiring.py"), id="a test now"
        ),
        pytest.param(put("ours.py", "x = 1", "x = 2"), id="the description of a package"),
    ],
)
def test_what_is_more_than_an_edit_makes_the_project(root: Path, edit: Edit) -> None:
    (root / "pyproject.toml").write_text('[tool.flasklint.architecture]\nlibraries = ["ours.py"]\n')
    (root / "ours.py").write_text("def made():\n    x = 1\n    return x\n")
    check(root)
    edit(root)
    assert makes_project(root)
    assert check(root) == cold(root)


def test_a_file_that_nobody_asked_for_is_checked_without_a_project_or_with_it(root: Path) -> None:
    check(root / "shop/books.py")
    UNSEEN["a statement"](root)
    assert check(root) == cold(root)
    assert check(root) == cold(root)


def test_fixes_after_an_unseen_edit_are_those_of_a_cold_run(root: Path, tmp_path: Path) -> None:
    check(root)
    UNSEEN["a statement"](root)
    fixing = ["check", str(root), "--fix", "--unsafe-fixes", "--diff"]
    warm = CliRunner().invoke(main, fixing)
    assert warm.stdout == CliRunner().invoke(main, [*fixing, "--no-cache"]).stdout
    check(root, "--fix", "--unsafe-fixes")
    assert check(root) == cold(root)


LINES = [
    "pass", "x = 1", "return 1", "raise ApiError('no')", "raise ValueError", "yield 1",
    "from shop.orders import orders", "import os.path", "db.session.commit()", "y = 'shop.orders'",
    "def inner():\n{0}    return [1]", "app.register_blueprint(orders)", "books.route('/x')(print)",
    "z = [lambda: register]", "return jsonify(error='x'), 400", "__import__(x)", "self.session",
    "if x:\n{0}    from shop.books import books as b", "Book.query.all()", "b.store()", "(",
    "app.config['SECRET_KEY'] = 'abc'", "x = 1  # noqa",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_after_random_edits_of_bodies_warm_runs_find_what_cold_ones_do(
    root: Path, seed: int
) -> None:
    rand = random.Random(seed)
    check(root)
    for _ in range(25):
        name = rand.choice([name for name in FILES if FILES[name].count("def ")])
        lines = (root / name).read_text().split("\n")
        inside = [at for at, line in enumerate(lines) if line.startswith("    ")]
        at = rand.choice(inside)
        if rand.random() < 0.3:
            (root / name).write_text(FILES[name])
        elif rand.random() < 0.3:
            lines[at] = lines[at].replace("return ", "") + "  # changed"
            (root / name).write_text("\n".join(lines))
        else:
            indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
            lines.insert(at, indent + rand.choice(LINES).format(indent))
            (root / name).write_text("\n".join(lines))
        assert check(root) == cold(root), (name, lines)


def test_without_a_project_nothing_that_follows_code_is_loaded(root: Path) -> None:
    check(root)
    UNSEEN["a statement"](root)
    program = (
        "import sys\nfrom flasklint.cli import main\n"
        "try:\n    main(['check', sys.argv[1]])\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('project.analysis', 'project.wiring', 'follow')"
        " if f'flasklint.{name}' in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


# numbers, shapes, answers

CODE = """\
import os
def first(a=lambda: 1):
    def inner():
        return a
    return [inner, lambda: 2]
class Thing:
    name = first()
    @os.wraps(name)
    def second(self):
        return self.name
def third(): return 3
"""


def numbers(text: str) -> dict[str, int]:
    """The numbers of the counted nodes of each line of some code."""
    file = parse(text.encode(), "a.py", "a", False)
    found = {}
    for node in file.tree.nodes:
        assert file.node(file.place(node)) is node
        at = file.lines.location(file.spans[node][0])
        key = f"{file.lines.line(at.row)}:{at.column}:{type(node).__name__}"
        if type(node).__name__ in NUMBERED:
            found[key] = file.tree.number(node)
    assert len({*map(file.tree.number, file.tree.nodes)}) == len(file.tree.nodes)
    assert [file.tree.rank(node) for node in file.tree.nodes] == [*range(len(file.tree.nodes))]
    return found


@pytest.mark.parametrize("edited", ["return a", "return self.name", "return [inner, lambda: 2]"])
def test_an_edit_in_a_body_leaves_the_numbers_outside(edited: str) -> None:
    before = numbers(CODE)
    after = numbers(CODE.replace(edited, f"x = [1, 2]; {edited}"))
    assert before.items() - after.items() == {
        item for item in before.items() if item[0] not in after or after[item[0]] != item[1]
    }
    body = {number // BODY for key, number in before.items() if edited in key and number}
    changed = before.keys() & after.keys()
    assert {before[key] // BODY for key in changed if before[key] != after[key]} <= body - {0}


def facts(text: str) -> str:
    file = parse(text.encode(), "a.py", "a", False)
    return encoding.encode(module_facts(file.tree, "a", "a.py", False))


def test_bodies_note_that_they_are_read() -> None:
    file = parse(CODE.encode(), "a.py", "a", False)
    gathered = module_facts(file.tree, "a", "a.py", False)
    read = set[int]()
    text = encoding.encode(gathered, read)
    assert read == set()
    again = set[int]()
    for made, noted in ((gathered, read), (encoding.decode(text, again), again)):
        assert isinstance(made, Module)
        functions = [node for node in made.body if isinstance(node, code.Function)]
        assert functions[1].body and noted == {2}
    assert encoding.encode(encoding.decode(text)) == text


def test_the_shape_is_what_has_been_seen() -> None:
    before = facts(CODE)
    after = facts(CODE.replace("self.name", "self.name, os.path"))
    assert shape(before, (), ()) == shape(after, (), ()) != None  # noqa: E711
    assert shape(before, {0}, {"self"}) == shape(after, {0}, {"self"})
    assert shape(before, {1}, ()) != shape(after, {1}, ())
    assert shape(before, (), {"path"}) != shape(after, (), {"path"})
    assert shape(encoding.encode(encoding.Unreadable("no", 1, 1)), (), ()) is None


PLACE = Place("a.py", 3)
VALUES: list[object] = [
    None, True, 0, -1, 2**70, 1.5, float("inf"), "a", b"\xff", (), (1, 2), ("int", 3), [1, (2,)],
    {"a": (1,), 2: None}, frozenset({"b", "a"}), {"c"}, PLACE, Answer(None, "why", PLACE),
    (View(1, "a.b", (PLACE,), True),), MadeBlueprint(2, None, Answer(True, ""), False),
    ErrorClass("a.E", PLACE, ("m",), "m", "", None, "", None, "x"), Layer(frozenset({"s"}), "y"),
    ConfigSources({"a.B": PLACE}, {}, None), Param("a", "", Name("b"), Name("c")),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_answers_are_read_back_as_they_were(value: object) -> None:
    again = answers.decode(answers.encode(value))
    assert again == value
    assert repr(again) == repr(value) or isinstance(value, (set, frozenset, Layer))
    assert type(again) is type(value)


def test_what_cannot_be_kept_has_no_text() -> None:
    assert answers.encode(object()) == answers.encode([{1: (object,)}]) == ""
