"""What is kept between runs never changes what a run finds: warm, in parallel or damaged."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from flasklint.cli import main
from flasklint.discover.files import Found, discover
from flasklint.facts.module import Module
from flasklint.languages.python.facts import module_facts
from flasklint.languages.python.source import parse
from flasklint.profile import Profile
from flasklint.run import identity, plug_ins, run, workers
from flasklint.run.run import RunOptions
from flasklint.run.setup import prepare
from flasklint.run.store import DIRECTORY, Store

APP = """\
from flask import Flask

from shop.books import books
from shop.errors import ApiError, answer
from shop.models import db


def create_app():
    app = Flask(__name__)
    app.config.from_object("shop.settings")
    db.init_app(app)
    app.register_blueprint(books, url_prefix="/books")
    app.register_error_handler(ApiError, answer)
    return app
"""
FILES = {
    "pyproject.toml": "[project]\nname = 'shop'\n",
    "shop/__init__.py": APP,
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
""",
    "shop/books.py": """\
from flask import Blueprint, jsonify

from shop.services import book_service

books = Blueprint("books", __name__)


@books.route("/<int:book_id>")
def show(book_id):
    book = book_service.find(book_id)
    if book is None:
        return jsonify(error="no such book"), 404
    return jsonify(id=book.id)
""",
    "shop/orders.py": """\
from flask import Blueprint, jsonify

from shop.models import Book, db
from shop.services import book_service

orders = Blueprint("orders", __name__)


@orders.route("/orders")
def index():
    return jsonify([book.id for book in db.session.query(Book)])
""",
    "shop/services/__init__.py": "",
    "shop/services/book_service.py": """\
from shop.models import Book, db


def find(book_id):
    return db.session.get(Book, book_id)
""",
    "shop/settings.py": 'SECRET_KEY = "bread and butter"\n',
    "tests/test_shop.py": "from shop.orders import orders\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An application with a finding of every rule."""
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


def cold(root: Path, *options: str) -> dict[str, Any]:
    """The report of a run that keeps nothing and uses nothing."""
    return check(root, "--no-cache", "--jobs", "1", *options)


def counts(root: Path, cache: Path | None = None) -> dict[str, int]:
    """How many files a run parses and checks."""
    profile = Profile()
    setup = prepare(root, cache_directory=cache)
    run.check(setup, [root], options=RunOptions(jobs=1, profile=profile))
    return {name: profile.counts[name] for name in ("parsed", "checked")}


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / name).read_text()
        assert old in text
        (root / name).write_text(text.replace(old, new))

    return edit


def written(name: str, text: str) -> Callable[[Path], None]:
    return lambda root: (root / name).write_text(text) and None


def moved(root: Path) -> None:
    (root / "shop/orders.py").rename(root / "shop/purchases.py")


EDITS = {
    "nothing": lambda root: None,
    "a comment": replaced("shop/orders.py", "def index", "# all of them\ndef index"),
    "a body": replaced("shop/orders.py", "db.session.query(Book)", "[]"),
    "a signature": replaced("shop/errors.py", "status=400", "code=400"),
    "a service": replaced("shop/services/book_service.py", "return ", "return None or "),
    "a new route": replaced("shop/books.py", "@books", '@books.route("/all")\n@books'),
    "a renamed Blueprint": replaced("shop/orders.py", '"orders", _', '"purchases", _'),
    "a registration": replaced("shop/__init__.py", "    return app", "    import shop.orders\n"
                               "    app.register_blueprint(shop.orders.orders)\n    return app"),
    "no error handler": replaced("shop/__init__.py", "    app.register_error", "    print"),
    "no service layer": lambda root: shutil.rmtree(root / "shop/services"),
    "a deleted file": lambda root: (root / "shop/orders.py").unlink(),
    "a moved file": moved,
    "a new file": written("shop/late.py", FILES["shop/orders.py"]),
    "a broken file": written("shop/late.py", "def f(:\n"),
    "a mended setting": written("shop/settings.py", "import os\n\nSECRET_KEY = os.environ['X']\n"),
    "a suppression": replaced("shop/settings.py", "\n", "  # noqa: FLK614\n"),
    "a setting of the rules": written(
        "pyproject.toml", "[tool.flasklint.severity]\nhardcoded-setting = 'error'\n"
    ),
    "a chosen error class": written(
        "pyproject.toml", "[tool.flasklint.architecture]\nservices = ['shop/models.py']\n"
    ),
    "an excluded file": written("pyproject.toml", "[tool.flasklint]\nexclude = ['orders.py']\n"),
    "an ignored file": written(".gitignore", "settings.py\n"),
}  # fmt: skip


def test_the_example_has_a_finding_of_every_rule(root: Path) -> None:
    found = {item["code"] for item in cold(root)["diagnostics"]}
    assert found == {"FLK105", "FLK301", "FLK415", "FLK614"}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_after_an_edit_a_warm_run_finds_what_a_cold_one_does(
    root: Path, edit: Callable[[Path], None]
) -> None:
    check(root)
    edit(root)
    expected = cold(root)
    assert check(root) == expected
    assert check(root) == expected


def test_after_many_edits_in_any_order_warm_runs_find_what_cold_ones_do(root: Path) -> None:
    names = [name for name in EDITS if name not in ("no service layer", "a moved file")]
    random.Random(7).shuffle(names)
    for name in names:
        try:
            EDITS[name](root)
        except (AssertionError, FileNotFoundError):
            continue
        assert check(root) == cold(root), name


def test_nothing_is_parsed_or_checked_where_nothing_has_changed(root: Path) -> None:
    assert counts(root)["checked"] == 7
    assert counts(root) == {"parsed": 0, "checked": 0}


def test_an_edited_body_rechecks_one_file(root: Path) -> None:
    counts(root)
    EDITS["a body"](root)
    assert counts(root)["checked"] == 1


def test_a_new_route_rechecks_only_files_whose_answers_change(root: Path) -> None:
    counts(root)
    EDITS["a new route"](root)
    assert counts(root)["checked"] == 1


def test_a_registration_rechecks_the_factory_and_the_blueprint(root: Path) -> None:
    counts(root)
    EDITS["a registration"](root)
    # shop/books.py stays: what it was told of the error class lies in other files.
    assert 2 <= counts(root)["checked"] < 7


def test_a_run_on_one_file_keeps_what_is_known_of_the_others(root: Path) -> None:
    counts(root)
    EDITS["a body"](root)
    check(root / "shop/books.py")
    assert counts(root)["checked"] == 1


def test_a_comment_in_a_file_that_evidence_points_to_moves_the_evidence(root: Path) -> None:
    check(root)
    replaced("shop/__init__.py", "def create_app", "# one\n# two\ndef create_app")(root)
    assert check(root) == cold(root)


def test_selections_keep_their_results_side_by_side(root: Path) -> None:
    for options in ([], ["--select", "FLK6"], ["--config", "fail-on=error"], []):
        assert check(root, *options) == cold(root, *options)
    assert counts(root) == {"parsed": 0, "checked": 0}


def test_what_is_fixable_is_part_of_what_is_kept(root: Path) -> None:
    check(root)
    for options in ("--unfixable", "FLK105"), ("--fixable", "FLK105"), ():
        assert check(root, *options) == cold(root, *options), options
    (root / "flasklint.toml").write_text("extend-safe-fixes = ['FLK105']\n")
    assert check(root) == cold(root)
    fixes = {item["code"]: item["fix"] for item in check(root)["diagnostics"]}
    assert fixes["FLK105"]["applicability"] == "safe"


def is_fixable(root: Path, code: str) -> bool:
    """Whether what a rule reports has a fix, in a warm run as in a cold one."""
    assert check(root) == cold(root)
    found = [item for item in check(root)["diagnostics"] if item["code"] == code]
    return any(item["fix"] is not None for item in found)


def test_that_there_are_tests_is_part_of_what_is_kept(root: Path) -> None:
    assert not is_fixable(root, "FLK614")
    shutil.rmtree(root / "tests")
    assert is_fixable(root, "FLK614")
    (root / "test_shop.py").write_text("import shop\n")
    assert not is_fixable(root, "FLK614")


def test_what_appears_in_the_place_of_a_new_service_counts_though_it_is_not_read(
    root: Path,
) -> None:
    shutil.rmtree(root / "tests")
    written("flasklint.toml", "exclude = ['order_service.py']\n")(root)
    replaced("shop/models.py", "class Book", "class Order(db.Model):\n"
             "    id = db.Column(db.Integer, primary_key=True)\n\n\nclass Book")(root)  # fmt: skip
    replaced("shop/orders.py", "Book, db", "Order")(root)
    replaced("shop/orders.py", "db.session.query(Book)", "Order.query.all()")(root)
    assert is_fixable(root, "FLK301")
    (root / "test_shop.py").write_text("import shop\n")
    assert is_fixable(root, "FLK301")
    (root / "test_shop.py").rename(root / "shop/services/order_service.py")
    assert not is_fixable(root, "FLK301")
    (root / "shop/services/order_service.py").unlink()
    assert is_fixable(root, "FLK301")


@pytest.mark.parametrize("what", ["rules", "engine"])
def test_another_version_of_the_code_starts_anew(
    root: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    counts(root)
    monkeypatch.setattr(identity, what, lambda *given: "another")
    assert counts(root)["checked"] == 7


def test_the_digest_of_the_rules_follows_their_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    installed(tmp_path, "some_rules", "x = some_rules\n")
    package = tmp_path / "some_rules"
    (package / "deep").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "deep/rule.py").write_text("A = 1\n")
    before = identity.rules(False)
    assert identity.rules(False) == before
    (package / "deep/rule.py").write_text("A = 12\n")
    assert identity.rules(False) != before
    assert identity.rules(True) != before


@pytest.mark.parametrize("written", ["x = a_b:C\n", "x=a_b.c:D.e\n", "x = a_b [extra]\n"])
def test_plug_ins_are_those_that_importlib_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    installed(tmp_path, "a_b", written)
    found = {
        (each.name, each.value.partition(" [")[0]) for each in entry_points(group=plug_ins.GROUP)
    }
    assert len(found) > 1
    assert set(plug_ins.plug_ins()) == found


def moved(root: Path, to: Path) -> Path:
    """A copy at another path, with other inodes and times."""
    shutil.copytree(root, to, copy_function=shutil.copy)
    for path in to.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return to


def test_a_cache_outside_of_the_project_travels_with_it(root: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    counts(root, here)
    there = moved(here, tmp_path / "there")
    copy = moved(root, tmp_path / "elsewhere" / root.name)
    assert counts(copy, there) == {"parsed": 0, "checked": 0}
    EDITS["a signature"](copy)
    assert check(copy, "--cache-dir", str(there)) == cold(copy)


def test_a_cache_that_came_with_the_project_counts_for_nothing(root: Path, tmp_path: Path) -> None:
    counts(root)
    copy = moved(root, tmp_path / "elsewhere" / root.name)
    assert counts(copy)["parsed"] == 7
    inside = copy / "cache"
    moved(root / DIRECTORY, inside)
    assert counts(copy, inside)["parsed"] == 7


def test_a_cache_that_was_damaged_on_its_way_counts_for_nothing(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    counts(root, cache)
    (kept,) = cache.glob("*.cache")
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.write_bytes(bytes(data))
    assert check(root, "--cache-dir", str(cache)) == cold(root)


def test_the_digest_of_the_engine_is_one_of_contents(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed = tmp_path / "flasklint"
    shutil.copytree(Path(identity.__file__).parents[1], installed, copy_function=shutil.copy)
    monkeypatch.setattr(identity, "PACKAGES", ())
    before = identity.engine()
    monkeypatch.setattr(identity, "_places", lambda package: (str(installed),))
    assert identity.engine() == before
    (installed / "limits.py").write_text("")
    assert identity.engine() != before


def test_the_digest_of_the_engine_follows_python(monkeypatch: pytest.MonkeyPatch) -> None:
    before = identity.engine()
    monkeypatch.setattr(sys, "version_info", (4, 0, 0))
    assert identity.engine() != before


# processes and order


def test_several_processes_find_what_one_does(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LEAST_BYTES", 1)
    for jobs in ("2", "3", "16"):
        assert check(root, "--no-cache", "--jobs", jobs) == cold(root)
    check(root, "--jobs", "2")
    assert counts(root) == {"parsed": 0, "checked": 0}
    EDITS["a signature"](root)
    assert check(root, "--jobs", "3") == cold(root)


def test_processes_may_be_started_from_scratch(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As on macOS and Windows.
    monkeypatch.setattr(workers, "LEAST_BYTES", 500)
    monkeypatch.setattr(workers, "START", "spawn")
    assert check(root, "--no-cache", "--jobs", "2") == cold(root)


def test_an_empty_file_is_read_and_no_more(root: Path) -> None:
    (root / "shop/empty.py").write_text("")
    assert counts(root) == {"parsed": 7, "checked": 7}
    empty = parse(b"", "shop/empty.py", "shop.empty", False)
    assert module_facts(empty.tree, "shop.empty", "shop/empty.py", False) == Module(
        "shop.empty", "shop/empty.py", False, ()
    )


def test_files_may_be_found_in_any_order(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = cold(root)
    for seed in range(3):
        monkeypatch.setattr(run, "discover", shuffled(seed))
        assert cold(root) == expected
        assert check(root) == expected
        shutil.rmtree(root / DIRECTORY)


def test_a_process_that_dies_is_told_of(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LEAST_BYTES", 1)
    monkeypatch.setattr(workers, "_work", lambda *given: os._exit(9))
    result = CliRunner().invoke(main, ["check", str(root), "--no-cache", "--jobs", "2"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"flasklint: {workers.ENDED}\n"


def test_an_interrupt_ends_all_processes_in_silence(root: Path) -> None:
    for number in range(40):
        (root / f"shop/big_{number}.py").write_text(FILES["shop/orders.py"] * 200)
    command = [sys.executable, "-m", "flasklint", "check", str(root), "--jobs", "2", "--no-cache"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.7)
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 130


def test_two_runs_at_once_are_right_and_leave_a_cache(root: Path) -> None:
    command = [sys.executable, "-m", "flasklint", "check", str(root), "--output-format", "json"]
    expected = cold(root)
    for _ in range(2):
        both = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
        for process in both:
            assert json.loads(process.communicate()[0]) == expected
    assert counts(root) == {"parsed": 0, "checked": 0}
    assert sorted(path.suffix for path in (root / DIRECTORY).iterdir()) == ["", ".TAG", ".cache"]


# the file


def cache_file(root: Path) -> Path:
    (found,) = (root / DIRECTORY).glob("*.cache")
    return found


def test_a_damaged_file_changes_nothing_but_time(root: Path) -> None:
    expected = check(root)
    whole = cache_file(root).read_bytes()
    rand = random.Random(11)
    damaged = [b"", b"\n", whole[:10], whole[:-1], whole[: len(whole) // 2], whole + b"x"]
    damaged += [b"0 99999999999\n", b"\xff" * 200, b"[" * 100_000, whole.replace(b"FLK", b"FLQ")]
    for _ in range(40):
        at = rand.randrange(len(whole))
        damaged.append(whole[:at] + bytes([whole[at] ^ (1 << rand.randrange(8))]) + whole[at + 1 :])
    for data in damaged:
        cache_file(root).write_bytes(data)
        assert check(root) == expected
    assert counts(root) == {"parsed": 0, "checked": 0}


def test_a_file_made_elsewhere_is_not_believed(root: Path, tmp_path: Path) -> None:
    check(root)
    other = tmp_path / "other"
    shutil.copytree(root, other)
    EDITS["a mended setting"](other)
    check(other)
    named = cache_file(root)
    named.write_bytes(max((other / DIRECTORY).glob("*.cache"), key=os.path.getmtime).read_bytes())
    assert check(root) == cold(root)


def test_a_file_from_before_the_directory_was_replaced_is_not_believed(
    root: Path, tmp_path: Path
) -> None:
    check(root)
    aside = tmp_path / "aside"
    root.rename(aside)
    shutil.copytree(aside, root)
    assert counts(root)["checked"] == 7


def test_a_link_in_place_of_the_directory_is_not_followed(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    (root / DIRECTORY).symlink_to(target)
    check(root)
    assert list(target.iterdir()) == []


def test_where_nothing_can_be_written_the_run_goes_on(root: Path) -> None:
    (root / DIRECTORY).write_text("a file where the directory should be")
    assert check(root) == cold(root)


def test_the_directory_is_marked_as_one_of_a_cache(root: Path) -> None:
    check(root)
    tag = (root / DIRECTORY / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert (root / DIRECTORY / ".gitignore").read_text() == "*\n"


def test_the_directory_can_be_chosen(root: Path, tmp_path: Path) -> None:
    check(root, "--cache-dir", str(tmp_path / "kept"))
    assert not (root / DIRECTORY).exists()
    assert list((tmp_path / "kept").glob("*.cache"))


def test_without_a_cache_nothing_is_written(root: Path) -> None:
    check(root, "--no-cache")
    assert not (root / DIRECTORY).exists()


def test_standard_input_is_not_kept(root: Path) -> None:
    expected = check(root)
    before = cache_file(root).read_bytes()
    path = str(root / "shop/settings.py")
    CliRunner().invoke(main, ["check", "--stdin-filename", path, "-"], input="DEBUG = True\n")
    assert cache_file(root).read_bytes() == before
    assert check(root) == expected


def test_after_fixes_a_warm_run_finds_what_a_cold_one_does(root: Path) -> None:
    check(root)
    check(root, "--fix", "--unsafe-fixes")
    assert check(root) == cold(root)
    assert counts(root) == {"parsed": 0, "checked": 0}


def test_routes_use_and_make_what_is_kept(root: Path) -> None:
    shown = CliRunner().invoke(main, ["routes", str(root), "--output-format", "json"])
    assert cache_file(root).exists()
    again = CliRunner().invoke(main, ["routes", str(root), "--output-format", "json"])
    assert again.stdout == shown.stdout
    assert check(root) == cold(root)


def test_clean_deletes_what_is_kept_and_nothing_else(root: Path) -> None:
    check(root)
    (root / DIRECTORY / "mine.txt").write_text("")
    result = CliRunner().invoke(main, ["clean", str(root)])
    assert (result.exit_code, result.output) == (0, f"Deleted {root / DIRECTORY}\n")
    assert [path.name for path in (root / DIRECTORY).iterdir()] == ["mine.txt"]
    again = CliRunner().invoke(main, ["clean", str(root)])
    assert again.output.startswith("There is nothing to delete in ")


def test_a_warm_run_loads_neither_libcst_nor_rules(root: Path) -> None:
    code = (
        "import sys\nfrom flasklint.cli import main\n"
        "try:\n    main(['check', sys.argv[1]])\nexcept SystemExit:\n    pass\n"
        "heavy = {'libcst', 'rich', 'flasklint_rules', 'flasklint.rule', 'multiprocessing'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code, str(root)], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert outputs[0][:-1] == outputs[1][:-1]
    assert outputs[1][-1] == "[]"


def test_a_profile_says_where_time_went(root: Path) -> None:
    first = CliRunner().invoke(main, ["check", str(root), "--profile", "--jobs", "1"])
    lines = first.stderr.splitlines()
    assert re.fullmatch(r"8 files: 7 parsed, [1-7] by libcst, 7 checked", lines[-1])
    assert {"discovery", "parsing", "project", "hardcoded-setting", "printing"} <= {
        line.split("  ")[0] for line in lines
    }
    second = CliRunner().invoke(main, ["check", str(root), "--profile"])
    assert second.stderr.splitlines()[-1] == "8 files: 0 parsed, 0 by libcst, none checked again"
    assert second.stdout == first.stdout


def installed(place: Path, name: str, entry: str) -> None:
    directory = place / f"{name}-1.0.dist-info"
    directory.mkdir()
    (directory / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    groups = f"[console_scripts]\nx = a:b\n\n[{plug_ins.GROUP}]\n{entry}\n[other]\ny = c\n"
    (directory / "entry_points.txt").write_text(groups)


def shuffled(seed: int) -> Callable[[Any], Found]:
    def look(config: Any) -> Found:
        found = discover(config)
        files = list(found.files)
        random.Random(seed).shuffle(files)
        return Found(files, found.skipped)

    return look


def test_a_store_without_a_place_keeps_nothing(tmp_path: Path) -> None:
    store = Store()
    store.save({})
    assert not store.is_kept and store.facts() == {} and store.run("x") is None
