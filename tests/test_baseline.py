"""What is put off in the baseline is not reported; it is counted, and it only gets less."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from flasklint.cli import main
from flasklint.diagnostics.diagnostic import Diagnostic
from flasklint.diagnostics.positions import Location
from flasklint.run.baseline import FILE, Scope, line_of, split, text

APP = "from flask import Flask\n\napp = Flask(__name__)\n"
FACTORY = (
    "from flask import Flask\n\n\ndef create_app():\n    app = Flask(__name__)\n    return app\n"
)
FORGOTTEN = 'from flask import Blueprint\n\nbp = Blueprint("{}", __name__)\n'
WRONG = '\n\n@app.get("/{0}/<int:n>")\ndef {0}(m):\n    return ""\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An application with a finding in each of two files."""
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'shop'\n")
    (tmp_path / "app.py").write_text(APP + WRONG.format("old"))
    (tmp_path / "books.py").write_text(FORGOTTEN.format("books"))
    return tmp_path


def flasklint(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def report(root: Path, *options: str, code: int = 0) -> dict[str, Any]:
    result = flasklint("check", root, "--output-format", "json", *options)
    assert result.exit_code == code, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def create(root: Path) -> None:
    assert flasklint("baseline", "create", root).exit_code == 0


def test_what_is_put_off_is_not_reported_and_is_counted(root: Path) -> None:
    report(root, code=1)
    create(root)
    found = report(root)
    assert (found["diagnostics"], len(found["baselined"]), found["stale"]) == ([], 2, [])
    assert flasklint("check", root).stdout == (
        "No new problems in 2 files. 2 more are in the baseline.\n"
    )


def test_a_baseline_is_a_line_for_each_finding_without_line_numbers(root: Path) -> None:
    create(root)
    lines = [line for line in (root / FILE).read_text().splitlines() if line[0] != "#"]
    assert lines == sorted(lines)
    assert [line.split(": ")[0] for line in lines] == ["FLK105 books.py", "FLK211 app.py"]


def test_a_new_finding_is_reported_beside_them(root: Path) -> None:
    create(root)
    (root / "app.py").write_text(APP + WRONG.format("new") + WRONG.format("old"))
    (found,) = report(root, code=1)["diagnostics"]
    assert "`new`" in found["message"]


def test_one_more_of_the_same_is_new(root: Path) -> None:
    (root / "app.py").write_text(APP + WRONG.format("old"))
    create(root)
    lines = (root / FILE).read_text().splitlines()
    (root / FILE).write_text("\n".join(line for line in lines if "FLK211" not in line))
    assert len(report(root, code=1)["diagnostics"]) == 1


def test_moved_and_reformatted_code_is_known(root: Path) -> None:
    create(root)
    (root / "app.py").write_text(
        APP + "# more\n\n" + WRONG.format("old").replace("(m)", "(\n    m,\n)")
    )
    assert not report(root)["diagnostics"]


def test_a_renamed_file_is_known_and_pruning_writes_its_new_name(root: Path) -> None:
    create(root)
    (root / "books.py").rename(root / "magazines.py")
    assert (report(root)["diagnostics"], report(root)["stale"]) == ([], [])
    flasklint("baseline", "prune", root)
    assert "FLK105 magazines.py" in (root / FILE).read_text()
    assert "books.py" not in (root / FILE).read_text()


def test_what_no_longer_holds_is_an_error_until_it_is_pruned(root: Path) -> None:
    create(root)
    (root / "books.py").unlink()
    result = flasklint("check", root)
    assert result.exit_code == 1
    assert "Take them out: flasklint baseline prune" in result.stdout
    assert flasklint("baseline", "prune", root).stdout == (
        f"{FILE}: 1 finding put off, 0 added, 1 taken out\n"
    )
    assert flasklint("check", root).exit_code == 0


def test_what_was_not_looked_at_is_not_called_untrue(root: Path) -> None:
    create(root)
    (root / "app.py").write_text(APP)
    assert not report(root / "books.py")["stale"]
    assert not report(root, "--select", "FLK105")["stale"]
    assert len(report(root / "app.py", code=1)["stale"]) == 1


def test_pruning_adds_nothing_and_adding_says_so(root: Path) -> None:
    create(root)
    (root / "app.py").write_text(APP + WRONG.format("new"))
    flasklint("baseline", "prune", root)
    assert "`new`" not in (root / FILE).read_text()
    assert flasklint("baseline", "add", root).stdout == (
        f"{FILE}: 2 findings put off, 1 added, 0 taken out\n"
    )
    assert flasklint("check", root).exit_code == 0


def test_what_is_put_off_can_be_shown_and_counted(root: Path) -> None:
    create(root)
    shown = flasklint("check", root, "--show-baselined", "--output-format", "concise")
    assert (shown.exit_code, shown.stdout.count("FLK")) == (0, 2)
    assert len(report(root, "--no-baseline", code=1)["diagnostics"]) == 2
    assert flasklint("baseline", "show", root).stdout == (
        "     1  FLK105\n     1  FLK211\n2 findings put off, 0 no longer true\n"
    )


def test_what_is_put_off_is_not_fixed(root: Path) -> None:
    page = '\n\n@bp.get("/{0}")\ndef index():\n    return ""\n'
    (root / "app.py").write_text(FACTORY)
    (root / "books.py").write_text(FORGOTTEN.format("books") + page.format("books"))
    create(root)
    (root / "pens.py").write_text(FORGOTTEN.format("pens") + page.format("pens"))
    result = flasklint("check", root, "--fix", "--unsafe-fixes")
    assert result.exit_code == 0, result.output
    assert "pens" in (root / "app.py").read_text()
    assert "books" not in (root / "app.py").read_text()


def test_a_file_that_cannot_be_read_is_not_put_off(root: Path) -> None:
    (root / "broken.py").write_text("def f(:\n")
    create(root)
    assert [each["code"] for each in report(root, code=1)["diagnostics"]] == ["FLK010"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"FLK105\n", f"{FILE}:1: is not `CODE FILE: MESSAGE`"),
        (b"\xff\n", f"{FILE}: cannot be read"),
    ],
)
def test_what_is_no_baseline_is_refused_in_one_line(root: Path, data: bytes, said: str) -> None:
    (root / FILE).write_bytes(data)
    result = flasklint("check", root)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_creating_one_over_another_is_refused(root: Path) -> None:
    create(root)
    result = flasklint("baseline", "create", root)
    assert (result.exit_code, result.stderr) == (
        2,
        f"flasklint: {FILE} is there: say `prune` or `add`\n",
    )


def diagnostic(code: str, filename: str, message: str) -> Diagnostic:
    at = Location(1, 1)
    return Diagnostic(code, "r", message, "warning", "style", filename, at, at, 1, "")


FOUND = st.builds(
    diagnostic,
    st.sampled_from(["FLK1", "FLK2"]),
    st.sampled_from(["a.py", "b.py", "c.py"]),
    st.sampled_from(["x", "y"]),
)


@given(before=st.lists(FOUND), after=st.lists(FOUND), gone=st.booleans())
def test_a_baseline_accounts_for_everything(
    before: list[Diagnostic], after: list[Diagnostic], gone: bool
) -> None:
    files = ["a.py", "b.py", *(() if gone else ["c.py"])]
    after = [each for each in after if each.filename in files]
    lines = [*map(line_of, before)]
    found = split(after, lines, Scope(["FLK1", "FLK2"], files, files))
    assert Counter([*found.new, *found.known]) == Counter(after)
    assert len(found.pruned) == len(found.known) <= len(lines)
    assert len(found.stale) == len(lines) - len(found.known)
    assert not split([*found.known], found.pruned, Scope(["FLK1"], files, files)).new
    assert text(found.pruned).count("\n") == len(found.pruned) + text(()).count("\n")
