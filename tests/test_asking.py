"""Asking which fixes to make: what is shown, what an answer means, and for how long."""

from __future__ import annotations

import os
import pty
import select
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from flasklint.cli.interactive import Asker
from flasklint.diagnostics import edits
from flasklint.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Fix
from flasklint.diagnostics.positions import Lines
from flasklint.reports import prompts


class Person:
    """Answers what is asked, one after the other, over files that change as the fixes say."""

    def __init__(self, answers: str, files: dict[str, str], *, unsafe: bool = False) -> None:
        self.answers = answers.split()
        self.files = files
        self.shown: list[str] = []
        self.asked: list[int] = []
        question = partial(prompts.question, root=str(Path.cwd()))
        self.asker = Asker(unsafe, question, self.shown.extend, self.answer)

    def answer(self, prompt: str) -> str:
        self.shown.append(prompt)
        if not self.answers:
            raise KeyboardInterrupt
        return self.answers.pop(0) + "\n"

    def choose(self, *found: Diagnostic) -> list[int]:
        """The rows of what is chosen; the fixes are made."""
        data = {name: text.encode() for name, text in self.files.items()}
        chosen = self.asker.choose(found, data)
        wanted = [edit for item in chosen if item.fix for edit in item.fix.edits]
        for name in self.files:
            mine = [edit for edit in wanted if edit.filename == name]
            self.files[name] = edits.apply(self.files[name], mine)
        return [item.location.row for item in chosen]

    @property
    def questions(self) -> int:
        return sum(line.startswith("Make this") for line in self.shown)


def bad(
    text: str, row: int, code: str = "FLK900", applicability: Applicability = "safe"
) -> Diagnostic:
    """What there is to say of a line `bad`: make it `good`."""
    lines = Lines(text)
    start = sum(len(line) + 1 for line in text.split("\n")[: row - 1])
    places = lines.location(start), lines.location(start + 3)
    fix = Fix(applicability, "be good", (Edit("a.py", start, start + 3, "good", *places),))
    return Diagnostic(
        code, "no-bad", "this is bad", "warning", "style", "a.py", *places, row, "", fix=fix
    )


def found(text: str) -> list[Diagnostic]:
    return [
        bad(text, row) for row, line in enumerate(text.split("\n"), 1) if line.startswith("bad")
    ]


def person(answers: str, text: str, **options: bool) -> Person:
    return Person(answers, {"a.py": text}, **options)


def passes(asked: Person) -> list[list[int]]:
    """What is chosen, pass by pass, until nothing is."""
    made = []
    while chosen := asked.choose(*found(asked.files["a.py"])):
        made.append(chosen)
    return made


def test_a_question_shows_place_message_and_change() -> None:
    asked = person("y", "a\nbad\n")
    passes(asked)
    assert asked.shown == [
        "a.py:2:1 FLK900 no-bad", "  this is bad", "   |", " 1 | a", " 2 | bad", "   | ^^^",
        "  fix (safe): be good", "--- a/a.py", "+++ b/a.py", "@@ -1,2 +1,2 @@", " a", "-bad",
        "+good", "Make this safe fix? yes, no, all FLK900, none, quit [y/n/a/d/q/?] ", "",
    ]  # fmt: skip


def test_a_question_shows_the_changes_of_all_files() -> None:
    text = "bad\n"
    [item] = found(text)
    assert item.fix is not None
    new = Edit("new.py", 0, 0, "x = 1\n", item.location, item.location)
    old = Edit("b.py", 0, 1, "B", item.location, item.location)
    files = {"a.py": text, "b.py": "b\n"}

    def read(name: str) -> str:
        if name not in files:
            raise FileNotFoundError(name)
        return files[name]

    fix = Fix("unsafe", "be good", (*item.fix.edits, old, new))
    shown = list(prompts.question(replace(item, fix=fix), read, root=str(Path.cwd())))
    assert [line for line in shown if line.startswith(("---", "+", "-", "new"))] == [
        "--- a/a.py", "+++ b/a.py", "-bad", "+good",
        "--- a/b.py", "+++ b/b.py", "-b", "+B",
        "new file mode 100644", "--- /dev/null", "+++ b/new.py", "+x = 1",
    ]  # fmt: skip


def test_yes_and_no_are_about_one_fix() -> None:
    asked = person("y n y", "bad 1\nbad 2\nbad 3\n")
    assert passes(asked) == [[1, 3]]
    assert asked.questions == 3


def test_words_and_capitals_are_understood() -> None:
    assert passes(person("YES no Y", "bad 1\nbad 2\nbad 3\n")) == [[1, 3]]


def test_what_is_not_understood_is_answered_with_what_can_be() -> None:
    asked = person("what y", "bad\n")
    assert passes(asked) == [[1]]
    assert "  n, no    leave it" in asked.shown


def test_a_refused_finding_is_not_asked_about_again_though_lines_move() -> None:
    asked = person("n", "bad\n")
    assert asked.choose(*found(asked.files["a.py"])) == []
    asked.files["a.py"] = "import os\n\nbad\n"
    assert asked.choose(*found(asked.files["a.py"])) == []
    assert asked.questions == 1


@pytest.mark.parametrize(
    ("answers", "left"), [("y n n", "11"), ("n y n", "11"), ("n n y", "11"), ("y y n", "1")]
)
def test_findings_in_lines_that_are_the_same_are_told_apart(answers: str, left: str) -> None:
    asked = person(answers, "bad\nx\nbad\nx\nbad\n")
    assert len(passes(asked)) == 1
    assert asked.questions == 3
    wanted = ["good" if answer == "y" else "bad" for answer in answers.split()]
    assert asked.files["a.py"].split("\nx\n") == [*wanted[:2], wanted[2] + "\n"]


def test_a_fix_that_touches_one_already_taken_is_asked_about_in_the_next_pass() -> None:
    text = "bad\n"
    one, other = bad(text, 1), bad(text, 1, code="FLK901")
    assert other.fix is not None
    better = replace(other.fix.edits[0], content="better")
    other = replace(other, fix=Fix("safe", "be better", (better,)))
    asked = person("y n", text)
    assert asked.choose(one, other) == [1]
    assert asked.questions == 1
    asked.choose(other)
    assert asked.questions == 2


def test_a_refused_fix_stands_in_the_way_of_no_other() -> None:
    asked = person("n y", "bad\n")
    assert len(asked.choose(bad("bad\n", 1), bad("bad\n", 1, code="FLK901"))) == 1


def test_findings_that_one_change_mends_are_asked_about_once() -> None:
    one = bad("bad\n", 1)
    asked = person("n", "bad\n")
    assert asked.choose(one, replace(one, message="this, too")) == []
    assert asked.questions == 1


def test_all_and_none_are_about_a_rule() -> None:
    text = "bad 1\nbad 2\nbad 3\nbad 4\n"
    codes = ["FLK900", "FLK901", "FLK900", "FLK901"]
    items = [bad(text, row, code) for row, code in enumerate(codes, 1)]
    asked = person("a d", text)
    assert asked.choose(*items) == [1, 3]
    assert asked.questions == 2


def test_all_safe_fixes_of_a_rule_are_not_its_unsafe_ones() -> None:
    text = "bad 1\nbad 2\nbad 3\n"
    items = [bad(text, 1), bad(text, 2, applicability="unsafe"), bad(text, 3)]
    asked = person("a n", text, unsafe=True)
    assert asked.choose(*items) == [1, 3]
    assert "Make this unsafe fix? " in asked.shown[-2]


def test_unsafe_fixes_are_asked_about_on_demand() -> None:
    item = bad("bad\n", 1, applicability="unsafe")
    assert person("", "bad\n").choose(item) == []
    assert person("y", "bad\n", unsafe=True).choose(item) == [1]


def test_quit_ends_the_questions_and_keeps_the_answers() -> None:
    text = "bad 1\nbad 2\nbad 3\nbad 4\n"
    codes = ["FLK900", "FLK901", "FLK902", "FLK900"]
    items = [bad(text, row, code) for row, code in enumerate(codes, 1)]
    asked = person("a y q", text)
    assert asked.choose(*items) == [1, 2, 4]


# on a terminal

SETTING = "# flasklint: ignore[hardcoded-setting]"


def on_terminal(root: Path, answers: Sequence[bytes], *options: str) -> tuple[str, int]:
    """What `flasklint check --fix --interactive` shows on a terminal, and its exit code."""
    command = [sys.executable, "-m", "flasklint", "check", "--fix", "--interactive", *options]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(root)
        os.environ.update(NO_COLOR="1", TERM="dumb", COLUMNS="80")
        os.execv(sys.executable, command)
    output, answered, waiting = b"", 0, list(answers)
    while select.select([terminal], [], [], 60)[0]:
        try:
            data = os.read(terminal, 10_000)
        except OSError:  # so ends a terminal under Linux
            break
        if not data:
            break
        output += data
        if waiting and output[answered:].endswith(b"/?] "):
            answered = len(output)
            os.write(terminal, waiting.pop(0))
    os.close(terminal)
    return output.decode().replace("\r\n", "\n"), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "flasklint.toml").write_text("")
    (tmp_path / "a.py").write_text(f"a = 1  {SETTING}\nb = 2  {SETTING}\n")
    (tmp_path / "b.py").write_text(f"c = 3  {SETTING}\n")
    return tmp_path


def test_what_is_answered_on_a_terminal_is_done(root: Path) -> None:
    output, code = on_terminal(root, [b"?\n", b"n\n", b"y\n", b"q\n"], "--show-fixes")
    assert code == 1
    assert "  q, quit  ask no more; make what was said yes to\n" in output
    assert "-c = 3  # flasklint: ignore[hardcoded-setting]\n+c = 3\n" in output
    assert output.endswith(
        "Fixed in a.py:\n  1  FLK001 unused-suppression\n"
        "Fixed 1 problem. Found 2 problems in 2 files (2 checked); 2 can be fixed with --fix.\n"
    )
    assert (root / "a.py").read_text() == f"a = 1  {SETTING}\nb = 2\n"
    assert SETTING in (root / "b.py").read_text()


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_an_interrupted_conversation_writes_nothing(root: Path, key: bytes) -> None:
    before = {path: path.read_bytes() for path in root.glob("*.py")}
    output, code = on_terminal(root, [b"y\n", key])
    assert code == 130
    assert output.endswith("\nflasklint: interrupted: nothing was written\n")
    assert "Traceback" not in output
    assert {path: path.read_bytes() for path in root.glob("*.py")} == before


def test_unsafe_fixes_that_were_not_asked_about_are_mentioned(root: Path) -> None:
    (root / "b.py").write_text(
        "from flask import Flask\n\napp = Flask(__name__)\n"
        'app.config["SECRET_KEY"] = "bread and butter"\n'
    )
    output, _ = on_terminal(root, [b"a\n"])
    assert "\n1 unsafe fix was not asked about: that needs --unsafe-fixes\n" in output
    output, code = on_terminal(root, [b"y\n"], "--unsafe-fixes")
    assert "  fix (unsafe): " in output
    assert code == 0
    assert "os.environ" in (root / "b.py").read_text()
