"""Fixes from the rule to the files: those of several files, those that wait, those refused."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import libcst as cst
import pytest
from click.testing import CliRunner, Result

from flasklint.cli import main
from flasklint.diagnostics.diagnostic import Category
from flasklint.project import Project
from flasklint.rule import AppendToModule, Checker, CreateModule, Finding, Fix, Replace, Rule
from flasklint.run import rule_loading as loading

Invoke = Callable[..., Result]


@dataclass(frozen=True)
class _Wanted(Rule):
    """A rule that finds each call of a function by its name."""

    code: ClassVar[str] = "FLK900"
    category: ClassVar[Category] = "style"
    function: ClassVar[str] = ""

    def check(self, checker: Checker) -> Iterator[Finding]:
        for node in checker.file.tree.all(cst.Call):
            if isinstance(node.func, cst.Name) and node.func.value == self.function:
                yield Finding(
                    node, f"{self.function} is called", (), self.fix(node, checker.project)
                )

    @abstractmethod
    def fix(self, node: cst.Call, project: Project) -> Fix:
        """What the rule does about it."""


class Breaking(_Wanted):
    """Its fix leaves code that does not parse."""

    function: ClassVar[str] = "bad"

    def fix(self, node: cst.Call, project: Project) -> Fix:
        return Fix("break it", (Replace(node, "b b"),), safe=True)


class Good(_Wanted):
    """Its fix is fine."""

    code: ClassVar[str] = "FLK901"
    function: ClassVar[str] = "old"

    def fix(self, node: cst.Call, project: Project) -> Fix:
        return Fix("call new", (Replace(node, "new()"),), safe=True)


class Moving(_Wanted):
    """Moves a call to a module of helpers, which it makes if need be."""

    code: ClassVar[str] = "FLK902"
    function: ClassVar[str] = "move"

    def fix(self, node: cst.Call, project: Project) -> Fix:
        where = "pkg/helpers/moved.py"
        text = AppendToModule(where, "def moved():\n    pass")
        if project.has_module("pkg.helpers.moved"):
            return Fix("move it", (Replace(node, "moved()"),), safe=True)
        made = (CreateModule("pkg/helpers/__init__.py"), CreateModule(where), text)
        return Fix("move it", (Replace(node, "moved()"), *made), safe=True)


class There(_Wanted):
    """`there()` is to be `back()`."""

    code: ClassVar[str] = "FLK903"
    function: ClassVar[str] = "there"

    def fix(self, node: cst.Call, project: Project) -> Fix:
        return Fix("turn", (Replace(node, "back()"),), safe=True)


class Back(_Wanted):
    """`back()` is to be `there()`."""

    code: ClassVar[str] = "FLK904"
    function: ClassVar[str] = "back"

    def fix(self, node: cst.Call, project: Project) -> Fix:
        return Fix("turn", (Replace(node, "there()"),), safe=True)


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Runs the command line in an empty directory, with these rules."""
    rules = [Breaking, Good, Moving, There, Back]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(loading, "load_rules", lambda isolated=False: rules)

    def invoke(*args: str) -> Result:
        return CliRunner().invoke(main, ("check", "--no-cache", *args))

    return invoke


def test_a_fix_that_would_break_a_file_is_told_of_as_its_rules_mistake(invoke: Invoke) -> None:
    Path("app.py").write_text("x = bad()\n")
    result = invoke("--output-format", "concise")
    assert result.exit_code == 2
    assert result.stderr == (
        "flasklint: app.py: breaking asks for a fix of line 1 that cannot be made "
        "(the code would not parse any more): please report it\n"
    )
    assert "FLK900 breaking: bad is called" in result.stdout


def test_nothing_is_written_where_a_fix_would_break_a_file(invoke: Invoke) -> None:
    Path("app.py").write_text("x = bad()\n")
    Path("other.py").write_text("x = old()\n")
    assert invoke("--fix").exit_code == 2
    assert Path("app.py").read_text() == "x = bad()\n"
    assert Path("other.py").read_text() == "x = old()\n"


def test_fixes_that_undo_each_other_are_named_and_not_written(invoke: Invoke) -> None:
    Path("app.py").write_text("there()\n")
    result = invoke("--fix")
    assert result.exit_code == 2
    assert "the fixes of back and there undo each other" in result.stderr
    assert Path("app.py").read_text() == "there()\n"


def test_a_fix_makes_files_that_were_not_there(invoke: Invoke) -> None:
    Path("pkg").mkdir()
    Path("pkg/app.py").write_text("move()\n")
    assert invoke("--fix").exit_code == 0
    assert Path("pkg/app.py").read_text() == "moved()\n"
    assert Path("pkg/helpers/__init__.py").read_text() == ""
    assert Path("pkg/helpers/moved.py").read_text() == "def moved():\n    pass\n"


def test_a_second_fix_uses_the_file_that_the_first_has_made(invoke: Invoke) -> None:
    Path("pkg").mkdir()
    Path("pkg/a.py").write_text("move()\n")
    Path("pkg/b.py").write_text("move()\n")
    assert invoke("--fix").exit_code == 0
    assert Path("pkg/helpers/moved.py").read_text() == "def moved():\n    pass\n"


def test_a_file_that_is_excluded_is_not_made_anew(invoke: Invoke) -> None:
    Path("flasklint.toml").write_text('exclude = ["pkg/helpers"]\n')
    Path("pkg/helpers").mkdir(parents=True)
    Path("pkg/app.py").write_text("move()\n")
    Path("pkg/other.py").write_text("old()\n")
    Path("pkg/helpers/__init__.py").write_text("kept = 1\n")
    result = invoke("--fix")
    assert result.exit_code == 1
    assert Path("pkg/app.py").read_text() == "move()\n"
    assert Path("pkg/other.py").read_text() == "new()\n"
    assert Path("pkg/helpers/__init__.py").read_text() == "kept = 1\n"
