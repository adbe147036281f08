"""The command line: what it prints where, what it writes, how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

import click
import pytest
from click.testing import CliRunner, Result

import flasklint
from flasklint.cli import main
from flasklint.diagnostics.diagnostic import (
    Category,
    Diagnostic,
    Edit,
    Failure,
    Fix,
    Report,
    UnreadFile,
)
from flasklint.diagnostics.positions import Lines
from flasklint.discover.files import discover, scope
from flasklint.rule import Bad, Finding, Good, Rule
from flasklint.run import rule_loading as loading
from flasklint.run import run

Invoke = Callable[..., Result]
PLAIN = run.RunOptions()


@dataclass(frozen=True)
class NoPrint(Rule):
    """A view that prints.

    Use the *logger* of the application.
    """

    code: ClassVar[str] = "FLK901"
    category: ClassVar[Category] = "style"
    fix: ClassVar[Literal["never", "sometimes", "always"]] = "always"
    examples: ClassVar[tuple[Good | Bad, ...]] = (
        Bad("a plain print", "print(1)  # FLK901", fixed="log(1)"),
        Good("a logger", {"app.py": "log(1)", "pyproject.toml": "[project]"}),
    )

    allow: tuple[str, ...] = ("show",)

    def check(self, checker: Any) -> Iterator[Finding]:
        yield from ()


@dataclass
class Engine:
    """Stands for the engine: finds each `print` and can make `log` of it."""

    severity: Any = "warning"
    failures: tuple[Failure, ...] = ()
    error: Exception | None = None
    calls: int = 0

    def check(
        self,
        setup: Any,
        paths: Any,
        stdin: tuple[str, bytes] | None = None,
        options: run.RunOptions = PLAIN,
    ) -> run.Outcome:
        self.calls += 1
        config = setup.config
        if self.error is not None:
            raise self.error
        found = discover(config)
        asked = scope(found, config, paths)
        diagnostics: list[Diagnostic] = []
        changed = {}
        for filename in sorted(asked):
            path = Path(config.root, filename)
            text = stdin[1].decode() if stdin else path.read_bytes().decode()
            if "print" not in text:
                continue
            if options.fix == "unsafe":
                changed[filename] = text, text.replace("print", "log")
                if options.write:
                    path.write_text(changed[filename][1])
            else:
                diagnostics.append(self.diagnostic(filename, text))
        fixed = tuple(self.diagnostic(name, before) for name, (before, _) in changed.items())
        report = Report(str(config.root), len(asked), tuple(diagnostics), self.failures, fixed)
        data = {name: (a.encode(), b.encode()) for name, (a, b) in changed.items()}
        return run.Outcome(report, changed, data)

    def diagnostic(self, filename: str, text: str) -> Diagnostic:
        lines, at = Lines(text), text.index("print")
        start, end = lines.location(at), lines.location(at + 5)
        return Diagnostic(
            code="FLK901",
            name="no-print",
            message="a view prints",
            severity=self.severity,
            category="style",
            filename=filename,
            location=start,
            end_location=end,
            noqa_row=start.row,
            fingerprint="",
            fix=Fix("unsafe", "log", (Edit(filename, at, at + 5, "log", start, end),)),
        )


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    fake = Engine()
    monkeypatch.setattr(run, "check", fake.check)
    return fake


@pytest.fixture
def invoke(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Runs the command line in an empty directory, with one rule."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(loading, "load_rules", lambda isolated=False: [NoPrint])
    for name in ("NO_COLOR", "FORCE_COLOR", "FLASKLINT_DEBUG", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*args: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, args, input=stdin)

    return invoke


def dirty() -> None:
    Path("app.py").write_text("print(1)\n")


def clean() -> None:
    Path("app.py").write_text("log(1)\n")


# starting


def test_help_and_version_load_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from flasklint.cli import main\n"
        "try:\n    main([sys.argv[1]])\nexcept SystemExit:\n    pass\n"
        "heavy = {'libcst', 'rich', 'pathspec', 'flasklint_rules', 'flasklint.rule'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))\n"
    )
    for option in ("--help", "--version"):
        done = subprocess.run(
            [sys.executable, "-c", code, option], capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "loaded: []"


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flasklint", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"flasklint {flasklint.__version__}\n"


# exit codes


def test_clean_code_exits_with_0(invoke: Invoke) -> None:
    clean()
    result = invoke("check")
    assert (result.exit_code, result.output) == (0, "No problems in 1 file.\n")


def test_a_finding_exits_with_1(invoke: Invoke) -> None:
    dirty()
    result = invoke("check")
    assert result.exit_code == 1
    assert result.output.startswith("app.py:1:1 FLK901 no-print\n")
    assert result.output.splitlines()[-1].startswith("Found 1 problem in 1 file (1 checked);")


@pytest.mark.parametrize(
    ("severity", "threshold", "code"),
    [
        ("info", "warning", 0),
        ("warning", "warning", 1),
        ("warning", "error", 0),
        ("info", "info", 1),
    ],
)
def test_only_grave_findings_fail(
    invoke: Invoke, engine: Engine, severity: str, threshold: str, code: int
) -> None:
    dirty()
    engine.severity = severity
    assert invoke("check", "--config", f"fail-on={threshold}").exit_code == code


def test_exit_zero_forgives_findings_but_no_failures(invoke: Invoke, engine: Engine) -> None:
    dirty()
    assert invoke("check", "--exit-zero").exit_code == 0
    engine.failures = (Failure("the rule no-print crashed", "app.py"),)
    result = invoke("check", "--exit-zero")
    assert result.exit_code == 2
    assert result.stderr == "flasklint: app.py: the rule no-print crashed\n"


def test_all_problems_of_the_configuration_are_told(invoke: Invoke, engine: Engine) -> None:
    clean()
    Path("flasklint.toml").write_text("selct = []\nignore = ['no-prnt']\n")
    result = invoke("check")
    assert (result.exit_code, result.stdout, engine.calls) == (2, "", 0)
    assert result.stderr.splitlines() == [
        "flasklint: flasklint.toml: unknown key `selct`; did you mean `select`?",
        "flasklint: flasklint.toml ignore: unknown rule `no-prnt`; did you mean `no-print`?",
    ]


def test_an_unknown_rule_is_an_error(invoke: Invoke) -> None:
    clean()
    result = invoke("check", "--select", "no-pint")
    assert result.exit_code == 2
    assert "--select: unknown rule `no-pint`; did you mean `no-print`?" in result.stderr


def test_rules_may_be_separated_by_commas(invoke: Invoke) -> None:
    clean()
    assert invoke("check", "--select", "no-print, FLK9").exit_code == 0


def test_a_path_that_does_not_exist_is_an_error(invoke: Invoke) -> None:
    result = invoke("check", "nothing.py")
    assert (result.exit_code, result.stderr) == (
        2,
        "flasklint: nothing.py: no such file or directory\n",
    )


def test_nothing_to_check_is_an_error(invoke: Invoke) -> None:
    Path("empty").mkdir()
    result = invoke("check", "empty")
    assert (result.exit_code, result.stderr) == (2, "flasklint: no Python files in empty\n")


def test_only_tests_to_check_is_no_error(invoke: Invoke) -> None:
    Path("tests").mkdir()
    Path("tests", "test_a.py").write_text("")
    assert invoke("check", "tests").exit_code == 0


def test_files_of_which_none_is_to_be_checked_are_no_error(invoke: Invoke) -> None:
    Path("README.md").write_text("")
    assert invoke("check", "README.md").exit_code == 0


def test_a_crash_is_one_line_that_asks_for_a_report(invoke: Invoke, engine: Engine) -> None:
    clean()
    engine.error = ZeroDivisionError("by\nzero")
    result = invoke("check")
    assert result.exit_code == 2
    assert result.stderr.startswith("flasklint: internal error: ZeroDivisionError: by (please")
    assert len(result.stderr.splitlines()) == 1


def test_a_crash_has_a_traceback_on_demand(
    invoke: Invoke, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASKLINT_DEBUG", "1")
    clean()
    engine.error = ZeroDivisionError()
    assert "Traceback" in invoke("check").stderr


def test_a_plug_in_that_does_not_load_is_an_error(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_rules(isolated: bool = False) -> list[Any]:
        raise loading.LoadError("the plug-in x cannot be loaded")

    monkeypatch.setattr(loading, "load_rules", load_rules)
    result = invoke("check")
    assert (result.exit_code, result.stderr) == (2, "flasklint: the plug-in x cannot be loaded\n")


def test_a_reader_that_goes_away_is_no_drama() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "flasklint", "rules"], stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    assert done.stderr == b""


@pytest.mark.parametrize(
    "args",
    [
        ["--unsafe-fixes"],
        ["-"],
        ["--stdin-filename", "app.py", "other.py"],
        ["--statistics", "--output-format", "json"],
        ["--output-format", "xml"],
        ["--show-fixes"],
        ["--show-fixes", "--diff", "--fix"],
        ["--exit-non-zero-on-fix"],
        ["--exit-non-zero-on-fix", "--fix", "--exit-zero"],
        ["--interactive"],
        ["--interactive", "--fix", "--diff"],
        ["--interactive", "--fix", "--stdin-filename", "app.py", "-"],
        ["--interactive", "--fix", "--output-format", "json"],
        ["--interactive", "--fix", "--output-format", "github"],
    ],
)
def test_options_that_make_no_sense_together_are_refused(invoke: Invoke, args: list[str]) -> None:
    clean()
    result = invoke("check", *args)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


# output


def test_quiet_leaves_the_summary_out(invoke: Invoke) -> None:
    clean()
    assert invoke("check", "--quiet").output == ""


def test_concise_is_one_line_and_a_summary(invoke: Invoke) -> None:
    dirty()
    lines = invoke("check", "--output-format", "concise").output.splitlines()
    assert lines[0] == "app.py:1:1: FLK901 no-print: a view prints"
    assert len(lines) == 2


def test_json_is_all_that_is_printed(invoke: Invoke) -> None:
    dirty()
    result = invoke("check", "--output-format", "json")
    assert json.loads(result.stdout)["diagnostics"][0]["filename"] == "app.py"
    assert result.stderr == ""


def test_json_of_clean_code_is_json(invoke: Invoke) -> None:
    clean()
    assert json.loads(invoke("check", "--output-format", "json").stdout)["diagnostics"] == []


def test_github_finds_files_below_the_repository(invoke: Invoke) -> None:
    Path("sub").mkdir()
    Path("sub", "flasklint.toml").write_text("")
    Path("sub", "app.py").write_text("print(1)")
    result = invoke("check", "sub", "--output-format", "github")
    assert result.stdout.startswith("::warning file=sub/app.py,line=1,")


def test_statistics_replace_the_findings(invoke: Invoke) -> None:
    dirty()
    assert invoke("check", "--statistics", "-q").output == "1  FLK901 * no-print\n"


def test_the_report_goes_to_a_file(invoke: Invoke) -> None:
    dirty()
    result = invoke("check", "--output-file", "report.txt", "--output-format", "concise")
    assert (result.exit_code, result.output) == (1, "")
    assert Path("report.txt").read_text().startswith("app.py:1:1: FLK901")


def test_a_file_that_cannot_be_written_is_an_error(invoke: Invoke) -> None:
    dirty()
    result = invoke("check", "--output-file", "no/such/directory")
    assert result.exit_code == 2
    assert "no/such/directory: cannot be written: " in result.stderr


def test_a_directory_is_checked_with_its_own_configuration(invoke: Invoke) -> None:
    Path("sub").mkdir()
    Path("sub", "flasklint.toml").write_text('fail-on = "error"')
    Path("sub", "app.py").write_text("print(1)")
    result = invoke("check", "sub")
    assert result.exit_code == 0
    assert result.output.startswith("sub/app.py:1:1 ")


# fixes


def test_fix_alone_applies_safe_fixes_only(invoke: Invoke) -> None:
    dirty()
    assert invoke("check", "--fix").exit_code == 1
    assert Path("app.py").read_text() == "print(1)\n"


def test_unsafe_fixes_are_written_on_demand(invoke: Invoke) -> None:
    dirty()
    result = invoke("check", "--fix", "--unsafe-fixes")
    assert (result.exit_code, result.output) == (0, "Fixed 1 problem. None left in 1 file.\n")
    assert Path("app.py").read_text() == "log(1)\n"


def test_diff_shows_and_writes_nothing(invoke: Invoke) -> None:
    dirty()
    result = invoke("check", "--diff", "--fix", "--unsafe-fixes")
    assert result.exit_code == 1
    assert result.stdout == (
        "diff --git a/app.py b/app.py\n"
        "--- a/app.py\n+++ b/app.py\n@@ -1 +1 @@\n-print(1)\n+log(1)\n"
    )
    assert result.stderr == "Would fix 1 problem in 1 file.\n"
    assert Path("app.py").read_text() == "print(1)\n"


def test_diff_of_nothing_exits_with_0(invoke: Invoke) -> None:
    dirty()
    result = invoke("check", "--diff", "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_a_diff_can_be_applied(invoke: Invoke) -> None:
    Path("app.py").write_bytes(b"a = 1\r\nprint(1)\x0c\r\nb = 2")
    patch = invoke("check", "--diff", "--unsafe-fixes").stdout_bytes
    Path("app.patch").write_bytes(patch)
    subprocess.run(["git", "apply", "app.patch"], check=True)
    assert Path("app.py").read_bytes() == b"a = 1\r\nlog(1)\x0c\r\nb = 2"


def test_what_was_fixed_is_listed_on_demand(invoke: Invoke) -> None:
    dirty()
    listed = "Fixed in app.py:\n  1  FLK901 no-print\n"
    result = invoke("check", "--fix", "--unsafe-fixes", "--show-fixes")
    assert result.stdout == listed + "Fixed 1 problem. None left in 1 file.\n"
    dirty()
    assert invoke("check", "--fix", "--unsafe-fixes", "--show-fixes", "-q").stdout == listed


@pytest.mark.parametrize("format", ["json", "github"])
def test_for_programs_the_list_of_fixes_stays_out_of_the_report(
    invoke: Invoke, format: str
) -> None:
    options = ["check", "--fix", "--unsafe-fixes", "--output-format", format]
    dirty()
    plain = invoke(*options)
    dirty()
    listing = invoke(*options, "--show-fixes")
    assert (plain.stdout, plain.stderr) == (listing.stdout, "")
    assert listing.stderr == "Fixed in app.py:\n  1  FLK901 no-print\n"


def test_a_fix_can_be_a_reason_to_fail(invoke: Invoke) -> None:
    dirty()
    options = ["check", "--fix", "--unsafe-fixes", "--exit-non-zero-on-fix"]
    assert [invoke(*options).exit_code, invoke(*options).exit_code] == [1, 0]


def test_a_fix_that_is_only_shown_fails_anyway(invoke: Invoke) -> None:
    dirty()
    options = ["check", "--diff", "--unsafe-fixes", "--exit-non-zero-on-fix"]
    assert invoke(*options).exit_code == 1
    clean()
    assert invoke(*options).exit_code == 0


def test_questions_need_a_terminal(invoke: Invoke, engine: Engine) -> None:
    dirty()
    result = invoke("check", "--fix", "--interactive")
    assert (result.exit_code, result.stdout, engine.calls) == (2, "", 0)
    assert result.stderr == "flasklint: --interactive needs a terminal to ask on\n"


# standard input


def test_standard_input_stands_for_a_file(invoke: Invoke) -> None:
    clean()
    result = invoke("check", "--stdin-filename", "app.py", "-", stdin=b"\nprint(2)\n")
    assert result.exit_code == 1
    assert result.stdout.startswith("app.py:2:1 ")
    assert " 2 | print(2)" in result.stdout


def test_fixed_standard_input_goes_to_standard_output(invoke: Invoke) -> None:
    clean()
    args = ["check", "--stdin-filename", "app.py", "--fix", "--unsafe-fixes", "-"]
    result = invoke(*args, stdin=b"print(2)\r\n")
    assert result.stdout_bytes == b"log(2)\r\n"
    assert result.stderr == "Fixed 1 problem. None left in 1 file.\n"
    assert Path("app.py").read_text() == "log(1)\n"


def test_standard_input_without_fixes_comes_back_as_it_was(invoke: Invoke) -> None:
    clean()
    data = "\ufeffprint('é')\r\n".encode()
    result = invoke("check", "--stdin-filename", "app.py", "--fix", "-", stdin=data)
    assert result.stdout_bytes == data


# the other commands


@pytest.mark.parametrize("name", ["no-print", "FLK901", "flk901"])
def test_a_rule_is_explained_in_markdown(invoke: Invoke, name: str) -> None:
    page = invoke("rule", name).output
    assert page.startswith("# no-print (FLK901)\n\nstyle · warning · has a fix\n\nA view that")
    assert '- `allow` (list of strings), by default `["show"]`' in page
    assert "### Reported: a plain print\n\n```python\nprint(1)  # FLK901\n```\n\nFixed:" in page
    assert "`pyproject.toml`:\n\n```toml\n[project]\n```" in page


def test_a_rule_that_does_not_exist_has_a_neighbour(invoke: Invoke) -> None:
    result = invoke("rule", "no-prints")
    assert result.exit_code == 2
    assert "unknown rule `no-prints`; did you mean `no-print`?" in result.stderr


def test_what_is_reported_without_a_rule_has_no_page(invoke: Invoke) -> None:
    result = invoke("rule", "FLK010")
    assert result.exit_code == 2
    assert "`FLK010` is no rule: files that cannot be read are always reported" in result.stderr


def test_a_page_is_rendered_where_colour_is_wanted(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    page = click.unstyle(CliRunner().invoke(main, ["rule", "no-print"], color=True).output)
    assert "Use the logger of the application." in page


def test_rules_are_listed(invoke: Invoke) -> None:
    lines = invoke("rules").output.splitlines()
    assert [line.split()[0] for line in lines] == ["Code", "FLK901", "A"]


def test_rules_are_listed_as_json(invoke: Invoke) -> None:
    assert json.loads(invoke("rules", "--output-format", "json").output) == {
        "rules": [
            {
                "code": "FLK901",
                "name": "no-print",
                "category": "style",
                "severity": "warning",
                "fixable": True,
                "preview": False,
                "summary": "A view that prints.",
                "options": {"allow": ["show"]},
            }
        ]
    }


def test_settings_and_architecture_are_shown(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [("factory", "shop.create_app", "it makes the app")]
    monkeypatch.setattr(run, "architecture", lambda setup: (rows, ()))
    Path("flasklint.toml").write_text('fail-on = "error"')
    output = invoke("config", "--config", 'select=["FLK9"]').output
    words = [line.split() for line in output.splitlines()]
    assert ["fail-on", "=", '"error"', "flasklint.toml", "fail-on"] in words
    assert ["factory:", "shop.create_app", "it", "makes", "the", "app"] in words


def test_settings_and_architecture_are_given_to_programs(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [("factory", "shop.create_app", "it makes the app")]
    unread = UnreadFile("shop/views.py", "syntax error")
    monkeypatch.setattr(run, "architecture", lambda setup: (rows, (unread,)))
    shown = json.loads(
        invoke("config", "--output-format", "json", "--config", "preview=true").output
    )
    assert {"key": "preview", "value": True, "from": "--config preview"} in shown["settings"]
    assert shown["architecture"] == [
        {"what": "factory", "value": "shop.create_app", "why": "it makes the app"}
    ]
    assert [file["filename"] for file in shown["unread"]] == ["shop/views.py"]
