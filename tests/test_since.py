"""What is new since a commit of git, in the whole project."""

from __future__ import annotations

import json
import random
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from flasklint.cli import main
from flasklint.run.baseline import line_of
from flasklint.run.run import RunOptions, check
from flasklint.run.setup import prepare
from flasklint.run.since import lines_before

APP = """\
from flask import Flask

from books import books
from pens import pens


def create_app():
    app = Flask(__name__)
    app.register_blueprint(books)
    app.register_blueprint(pens)
    return app
"""
PAGES = """\
from flask import Blueprint

{0} = Blueprint("{0}", __name__)


@{0}.get("/{0}/<int:number>")
def show(number):
    return str(number)
"""


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(root: Path, message: str = "more") -> str:
    git(root, "add", "--all")
    git(root, "commit", "--allow-empty", "--quiet", "-m", message)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An application in a repository, with one finding that has been there."""
    root = tmp_path / "shop"
    root.mkdir()
    (root / "pyproject.toml").write_text("[project]\nname = 'shop'\n")
    (root / "app.py").write_text(APP)
    (root / "books.py").write_text(PAGES.format("books"))
    (root / "pens.py").write_text(PAGES.format("pens"))
    (root / "old.py").write_text(PAGES.format("old"))
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(root)
    return root


def flasklint(root: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", str(root), *options])


def new(root: Path, since: str = "HEAD", *options: str) -> list[str]:
    """The codes and files of what is new."""
    result = flasklint(root, "--new-since", since, "--output-format", "json", *options)
    assert result.exit_code in (0, 1), result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["diagnostics"]
    return [f"{each['code']} {each['filename']}" for each in found]


def edit(path: Path, old: str, text: str) -> None:
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, text))


def test_nothing_is_new_where_nothing_has_changed(root: Path) -> None:
    assert new(root) == []
    result = flasklint(root, "--new-since", "HEAD")
    assert (result.exit_code, result.stdout) == (
        0,
        "No new problems in 4 files. 1 was there before.\n",
    )


def test_what_a_change_causes_in_another_file_is_new(root: Path) -> None:
    edit(root / "app.py", "    app.register_blueprint(pens)\n", "")
    assert new(root) == ["FLK105 pens.py"]


def test_what_moved_is_not_new(root: Path) -> None:
    edit(root / "old.py", "from flask", "# one\n\n# two\nfrom flask")
    assert new(root) == []


def test_what_was_renamed_is_not_new(root: Path) -> None:
    git(root, "mv", "old.py", "older.py")
    assert new(root) == []
    (root / "older.py").rename(root / "oldest.py")
    assert new(root) == []


def test_a_deleted_module_is_seen(root: Path) -> None:
    edit(root / "app.py", "    app.register_blueprint(pens)\n", "")
    edit(root / "app.py", "from pens import pens\n", "")
    commit(root)
    (root / "books.py").unlink()
    (root / "app.py").unlink()
    assert "FLK105 books.py" not in new(root)


def test_a_file_that_git_does_not_know_is_new(root: Path) -> None:
    (root / "stray.py").write_text(PAGES.format("stray"))
    assert new(root) == ["FLK105 stray.py"]


def test_the_last_common_state_counts(root: Path) -> None:
    git(root, "switch", "--quiet", "-c", "feature")
    (root / "stray.py").write_text(PAGES.format("stray"))
    commit(root)
    git(root, "switch", "--quiet", "main")
    edit(root / "old.py", "old", "older")
    commit(root)
    git(root, "switch", "--quiet", "feature")
    assert new(root, "main") == ["FLK105 stray.py"]
    assert new(root, "HEAD") == []


def test_in_the_middle_of_a_merge_what_either_side_had_is_not_new(root: Path) -> None:
    git(root, "switch", "--quiet", "-c", "feature")
    (root / "stray.py").write_text(PAGES.format("stray"))
    commit(root)
    git(root, "switch", "--quiet", "main")
    (root / "more.py").write_text(PAGES.format("more"))
    commit(root)
    git(root, "merge", "--no-commit", "--no-ff", "--quiet", "feature")
    assert new(root) == []


def test_before_the_first_commit_all_is_new(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("from flask import Flask\napp = Flask(__name__)\n")
    (tmp_path / "old.py").write_text(PAGES.format("old"))
    git(tmp_path, "init", "--quiet")
    assert new(tmp_path) == ["FLK105 old.py"]


def test_a_syntax_error_that_was_there_is_not_new(root: Path) -> None:
    (root / "broken.py").write_text("def f(:\n")
    assert new(root) == ["FLK010 broken.py"]
    commit(root)
    assert new(root) == []


def test_a_project_below_the_top_of_its_repository_is_compared_with_itself(tmp_path: Path) -> None:
    below = tmp_path / "services" / "shop"
    below.mkdir(parents=True)
    (below / "flasklint.toml").write_text("")
    (below / "app.py").write_text("from flask import Flask\napp = Flask(__name__)\n")
    (below / "old.py").write_text(PAGES.format("old"))
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    assert new(below) == []
    git(tmp_path, "mv", "services/shop/old.py", "services/shop/older.py")
    assert new(below) == []


def test_the_baseline_counts_beside(root: Path) -> None:
    assert CliRunner().invoke(main, ["baseline", "create", str(root)]).exit_code == 0
    commit(root)
    (root / "stray.py").write_text(PAGES.format("stray"))
    assert new(root) == ["FLK105 stray.py"]
    (root / "old.py").unlink()
    result = flasklint(root, "--new-since", "HEAD")
    assert "flasklint baseline prune" in result.stdout


@pytest.mark.parametrize(
    ("revision", "said"),
    [("nowhere", "git knows no commit nowhere"), ("--help", "git knows no commit --help")],
)
def test_a_commit_that_git_does_not_know_is_refused(root: Path, revision: str, said: str) -> None:
    result = flasklint(root, f"--new-since={revision}")
    assert (result.exit_code, result.stderr) == (2, f"flasklint: {said}\n")


def test_a_directory_without_git_is_refused(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("x = 1\n")
    result = flasklint(tmp_path, "--new-since", "HEAD")
    assert result.exit_code == 2
    assert "is in no git repository" in result.stderr


def test_a_shallow_clone_says_what_to_fetch(root: Path, tmp_path: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    edit(root / "old.py", "old", "older")
    commit(root)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{root}", str(shallow))
    result = flasklint(shallow, "--new-since", first)
    assert result.exit_code == 2
    assert "git fetch --unshallow" in result.stderr


def test_the_checkout_stays_as_it_is(root: Path) -> None:
    edit(root / "old.py", "old", "older")
    before = (git(root, "status", "--porcelain"), git(root, "stash", "list"))
    new(root)
    assert (git(root, "status", "--porcelain"), git(root, "stash", "list")) == before


def test_a_finding_is_new_exactly_when_it_was_not_there(root: Path) -> None:
    """Compared with two whole runs, after edits at random."""
    chance = random.Random(5)
    names = ["app.py", "books.py", "pens.py", "old.py"]
    for _ in range(25):
        path = root / chance.choice(names)
        lines = path.read_text().splitlines(keepends=True) or ["x = 1\n"]
        at = chance.randrange(len(lines))
        change = chance.choice(["take out", "double", "move"])
        line = lines.pop(at) if change != "double" else lines[at]
        if change != "take out":
            lines.insert(chance.randrange(len(lines) + 1), line)
        before = Counter(map(line_of, found(root)))
        commit(root)
        path.write_text("".join(lines))
        after = Counter(map(line_of, found(root)))
        earlier = lines_before(prepare(root, cached=False), "HEAD", 1)
        assert Counter(earlier) == before
        report = check(prepare(root), [root], options=RunOptions(earlier=earlier)).report
        assert Counter(map(line_of, report.diagnostics)) == after - before


def found(root: Path) -> Any:
    return check(prepare(root, cached=False), [root]).report.diagnostics
