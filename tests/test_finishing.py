"""The command line after an interruption: what is said, what is finished, how it exits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import dying
import pytest
from click.testing import CliRunner, Result

from flasklint.cli import main
from flasklint.disk.journal import JOURNAL, Journal, Plan

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that are forked")

SETTING = 'from flask import Flask\n\napp = Flask(__name__)\napp.config["SECRET_KEY"] = "bread"\n'
FILES: dict[str, tuple[bytes | None, bytes]] = {
    "late/a.py": (b"A = 1\n", b"A = 2\n"),
    "late/b.py": (b"B = 1\n", b"B = 2\n"),
    "late/new/c.py": (None, b"C = 2\n"),
}
TOLD = (
    "flasklint: fixes were interrupted after 1 of 3 files: late/b.py, late/new/c.py are not "
    "written yet; `flasklint check --fix` finishes them\n"
)
FINISHED = "flasklint: finished fixes that were interrupted: wrote late/b.py, late/new/c.py\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a finding, and fixes in one of three files."""
    monkeypatch.chdir(tmp_path)
    Path("pyproject.toml").touch()
    Path("app.py").write_text(SETTING)
    Path("late").mkdir()
    for name, (before, _) in FILES.items():
        if before is not None:
            Path(name).write_bytes(before)
    return dying.interrupted(tmp_path, FILES)


def check(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", "--jobs", "1", *args], input=stdin)


def late() -> list[bytes | None]:
    paths = map(Path, FILES)
    return [path.read_bytes() if path.exists() else None for path in paths]


HALF = [b"A = 2\n", b"B = 1\n", None]
WHOLE = [b"A = 2\n", b"B = 2\n", b"C = 2\n"]


def test_a_check_reports_and_says_that_fixes_are_half_made(root: Path) -> None:
    result = check()
    assert (result.exit_code, result.stderr) == (2, TOLD)
    assert "FLK614 hardcoded-setting" in result.stdout
    assert late() == HALF


def test_a_check_that_has_nothing_to_do_says_it_too(root: Path) -> None:
    assert check().stdout == check().stdout
    result = check()
    assert (result.exit_code, result.stderr) == (2, TOLD)


def test_exit_zero_does_not_hide_it(root: Path) -> None:
    assert check("--exit-zero").exit_code == 2


def test_json_has_it_among_the_errors(root: Path) -> None:
    result = check("--output-format", "json")
    report = json.loads(result.stdout)
    assert f"flasklint: {report['errors'][0]['message']}\n" == result.stderr == TOLD
    assert [item["code"] for item in report["diagnostics"]] == ["FLK614"]
    assert result.exit_code == 2


def test_a_diff_is_shown_and_it_is_said(root: Path) -> None:
    result = check("--diff", "--unsafe-fixes")
    assert result.exit_code == 2
    assert '+app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]' in result.stdout
    assert result.stderr.startswith(TOLD)
    assert late() == HALF


def test_standard_input_is_checked_and_it_is_said(root: Path) -> None:
    result = check("--stdin-filename", "app.py", stdin=SETTING)
    assert (result.exit_code, result.stderr) == (2, TOLD)
    assert "FLK614" in result.stdout


def test_fixing_standard_input_finishes_nothing(root: Path) -> None:
    result = check("--stdin-filename", "app.py", "--fix", "--unsafe-fixes", stdin=SETTING)
    assert (result.exit_code, late()) == (2, HALF)
    assert 'os.environ["SECRET_KEY"]' in result.stdout


def test_fixing_finishes_first_and_goes_on(root: Path) -> None:
    result = check("--fix", "--unsafe-fixes")
    assert (result.exit_code, result.stderr) == (0, FINISHED)
    assert late() == WHOLE
    assert 'os.environ["SECRET_KEY"]' in Path("app.py").read_text()


def test_fixing_leaves_nothing_of_the_interruption(root: Path) -> None:
    check("--fix")
    assert not any("/." in f"/{name}" for name in dying.on_disk(root) if "_cache" not in name)
    assert check().stderr == ""


def test_fixing_finishes_also_where_nothing_else_is_to_be_fixed(root: Path) -> None:
    Path("app.py").write_text("")
    check()
    result = check("--fix")
    assert (result.exit_code, result.stderr, late()) == (0, FINISHED, WHOLE)


def test_fixing_writes_nothing_while_something_is_stuck(root: Path) -> None:
    Path("late/b.py").write_text("B = 3\n")
    result = check("--fix", "--unsafe-fixes")
    assert (result.exit_code, result.stderr) == (
        2,
        "flasklint: fixes were interrupted after 1 of 3 files, and late/b.py has changed since: "
        "take back what was written (late/a.py) with version control, or make the change by "
        "hand; then delete .flasklint_fixing\n",
    )
    assert "FLK614 hardcoded-setting" in result.stdout
    assert Path("app.py").read_text() == SETTING


def test_after_the_journal_is_deleted_all_is_as_usual(root: Path) -> None:
    Path(JOURNAL).unlink()
    assert (check().exit_code, check().stderr) == (1, "")


def test_a_check_is_silent_about_a_run_that_had_not_written_anything(root: Path) -> None:
    Path("late/a.py").write_bytes(b"A = 1\n")
    before = dying.on_disk(root)
    result = check("--no-cache")
    assert (result.exit_code, result.stderr) == (1, "")
    assert dying.on_disk(root) == before


def test_fixing_clears_up_after_a_run_that_had_not_written_anything(root: Path) -> None:
    Path("late/a.py").write_bytes(b"A = 1\n")
    result = check("--fix", "--no-cache")
    assert (result.exit_code, result.stderr) == (1, "")
    assert sorted(dying.on_disk(root)) == ["app.py", "late/a.py", "late/b.py", "pyproject.toml"]
    assert dying.folders(root) == {"late"}


def test_a_journal_that_is_not_followed_is_told_at_every_check(root: Path) -> None:
    Path(JOURNAL).write_text("{}\n")
    for options in ([], ["--fix"]):
        result = check(*options)
        assert result.exit_code == 2
        assert result.stderr.startswith("flasklint: .flasklint_fixing was not made in this dir")
        assert len(result.stderr.splitlines()) == 1
    assert late() == HALF


def test_a_check_does_not_mind_a_run_that_is_writing(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(SETTING)
    journal = Journal.make(tmp_path, Plan(()))
    try:
        result = check(str(tmp_path), "--isolated")
    finally:
        journal.delete()
    assert (result.exit_code, result.stderr) == (1, "")


def test_two_runs_do_not_fix_at_once(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(SETTING)
    (tmp_path / "pyproject.toml").touch()
    journal = Journal.make(tmp_path, Plan(()))
    try:
        result = check(str(tmp_path), "--fix", "--unsafe-fixes")
    finally:
        journal.delete()
    assert (result.exit_code, result.stderr) == (
        2, "flasklint: another run is writing fixes: start again when it is done\n"
    )  # fmt: skip
    assert (tmp_path / "app.py").read_text() == SETTING


def test_the_same_is_reported_with_and_without_what_an_interruption_left(root: Path) -> None:
    with_litter = json.loads(check("--output-format", "json", "--no-cache").stdout)
    for path in [*Path().glob(".*"), *Path("late").rglob(".*")]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    without = json.loads(check("--output-format", "json", "--no-cache").stdout)
    for part in ("diagnostics", "summary"):
        assert with_litter[part] == without[part]


def test_a_run_without_a_journal_loads_nothing_for_it(tmp_path: Path) -> None:
    (tmp_path / "app.py").touch()
    code = (
        "import sys\n"
        "from flasklint.cli import main\n"
        "try:\n    main(['check', sys.argv[1]])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.startswith('flasklint.fixes')])\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
