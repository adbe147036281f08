"""`flasklint check`: runs the engine, reports, and says how to exit."""

from __future__ import annotations

import difflib
import io
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from flasklint import run as engine
from flasklint.config import Config
from flasklint.diagnostics import Failure, Report
from flasklint.discovery import JOURNAL, ScopeError, relative
from flasklint.profile import Profile
from flasklint.reports import cells, files, github, json, profiles, text
from flasklint.setup import Setup

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

GRAVITY = {"info": 0, "warning": 1, "error": 2}
SECONDS_BEFORE_PROGRESS = 0.5


@dataclass(frozen=True)
class Options:
    """What the options of the command are set to."""

    output_format: str = "full"
    output_file: Path | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    exit_zero: bool = False
    statistics: bool = False
    quiet: bool = False
    jobs: int = 1
    profile: bool = False
    stdin_filename: Path | None = None

    @property
    def mode(self) -> engine.FixMode:
        """Which fixes to apply."""
        if not (self.fix or self.diff):
            return "none"
        return "unsafe" if self.unsafe_fixes else "safe"


def run(setup: Setup, paths: Sequence[Path], options: Options) -> int:
    """Check, print the report, and give the exit code.

    Raises ScopeError for paths that cannot be checked, also if there is nothing at all to check.
    """
    config = setup.config
    stdin = _stdin(config, options)
    writes = options.fix and not options.diff and stdin is None
    interrupted = _interrupted(config.root, writes)
    mode: engine.FixMode = "none" if interrupted and writes else options.mode
    profile = Profile()
    with _progress(options) as progress:
        manner = engine.Manner(mode, writes, options.jobs, progress, profile)
        outcome = engine.check(setup, paths, stdin, manner)
    if interrupted:
        failures = (*interrupted, *outcome.report.failures)
        outcome = replace(outcome, report=replace(outcome.report, failures=failures))
    report = outcome.report
    if not report.files and not report.failures and not _are_files(paths):
        raise ScopeError(f"no Python files in {', '.join(map(str, paths)) or os.curdir}")
    for failure in report.failures:
        place = f"{failure.filename}: " if failure.filename else ""
        click.echo(f"flasklint: {cells.visible(place + failure.message)}", err=True)
    # Where a fix was made but not written, the text in hand is that after the fix.
    given = {} if stdin is None else {stdin[0]: files.decode(stdin[1])[0]}
    given |= {name: after for name, (_, after) in outcome.changed.items()}
    with _output(options) as stream, profile.measure("printing"):
        if options.diff:
            _print_diff(outcome, options, stream)
        elif stdin is not None and options.fix:
            _print_fixed(stdin, given)
            _print_report(report, options, given, sys.stderr)
        else:
            _print_report(report, options, given, stream)
    if options.profile:
        for line in profiles.table(profile):
            click.echo(line, err=True)
    return _exit_code(config, outcome, options)


def _interrupted(root: Path, writes: bool) -> list[Failure]:
    """What is to be said of fixes that an earlier run has begun to write; one that writes itself
    finishes them first."""
    if not os.path.lexists(root / JOURNAL):
        return []
    from flasklint.fixes import unfinished

    try:
        if not writes:
            unfinished.complain(root)
        elif done := unfinished.finish(root):
            click.echo(f"flasklint: {cells.visible(done)}", err=True)
    except unfinished.Unfinished as error:
        return [Failure(str(error))]
    return []


def _exit_code(config: Config, outcome: engine.Outcome, options: Options) -> int:
    if outcome.report.failures:
        return 2
    if options.exit_zero:
        return 0
    if options.diff:
        return 1 if outcome.changed else 0
    failing = GRAVITY[config.fail_on]
    return int(any(GRAVITY[item.severity] >= failing for item in outcome.report.diagnostics))


def _stdin(config: Config, options: Options) -> tuple[str, bytes] | None:
    if options.stdin_filename is None:
        return None
    filename = relative(config, options.stdin_filename)
    if filename is None:
        raise ScopeError(f"{options.stdin_filename}: lies outside the project's root {config.root}")
    return filename, sys.stdin.buffer.read()


def _are_files(paths: Sequence[Path]) -> bool:
    """Whether only files were named, as a hook does: that none is to be checked is no mistake."""
    return bool(paths) and not any(path.is_dir() for path in paths)


@contextmanager
def _output(options: Options) -> Iterator[TextIO]:
    if options.output_file is None:
        yield sys.stdout
        return
    try:
        stream = options.output_file.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise ScopeError(f"{options.output_file}: cannot be written: {error.strerror}") from None
    with stream:
        yield stream


def _print_report(report: Report, options: Options, given: dict[str, str], stream: TextIO) -> None:
    paint = cells.painter(stream)
    lines: Iterator[str]
    if options.output_format == "json":
        stream.write(json.render(report))
        return
    if options.output_format == "github":
        lines = github.render(report, _place_in_repository(report.root))
    elif options.statistics:
        lines = text.statistics(report, paint=paint)
    elif options.output_format == "concise":
        lines = text.concise(report, paint=paint)
    else:
        read = files.reader(report.root, given)
        lines = text.full(report, read, width=cells.width_of(stream), paint=paint)
    stream.writelines(f"{line}\n" for line in lines)
    if not options.quiet and options.output_format != "github":
        stream.write(f"{text.summary(report)}\n")


def _print_fixed(stdin: tuple[str, bytes], given: dict[str, str]) -> None:
    """The content of standard input after the fixes, in its own encoding."""
    before, encoding = files.decode(stdin[1])
    after = given[stdin[0]]
    data = stdin[1] if after == before else after.encode(encoding)
    output = sys.stdout.buffer
    output.write(data)
    output.flush()


def _print_diff(outcome: engine.Outcome, options: Options, stream: TextIO) -> None:
    """Unified diffs, as `patch -p0` takes them; how many files they are about goes to stderr."""
    lines: list[str] = []
    for filename, (before, after) in sorted(outcome.changed.items()):
        name = files.display_name(outcome.report.root, filename)
        old = name if before else "/dev/null"
        for line in difflib.unified_diff(_lines(before), _lines(after), old, name):
            lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    stream.writelines(lines)
    if not options.quiet:
        fixed, changed = len(outcome.report.fixed), len(outcome.changed)
        click.echo(f"Would fix {text.count(fixed, 'problem')} in {text.count(changed, 'file')}.",
                   err=True)  # fmt: skip


def _lines(source: str) -> list[str]:
    return list(io.StringIO(source, newline="\n"))


def _place_in_repository(root: str) -> str:
    """What GitHub puts before the names of the report's files."""
    top = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or os.getcwd())
    if root.startswith(os.path.join(top, "")):
        return os.path.relpath(root, top).replace(os.sep, "/") + "/"
    return ""


@contextmanager
def _progress(options: Options) -> Iterator[engine.Progress | None]:
    """Shows how far a run is, once it takes long, if a person looks at it."""
    if options.quiet or not sys.stderr.isatty():
        yield None
        return
    started = time.monotonic()
    shown: list[tuple[Progress, TaskID]] = []

    def show(done: int, total: int) -> None:
        if shown:
            bar, task = shown[0]
            bar.update(task, completed=done, total=total)
        elif time.monotonic() - started > SECONDS_BEFORE_PROGRESS:
            bar = _bar()
            bar.start()
            shown.append((bar, bar.add_task("Reading", completed=done, total=total)))

    try:
        yield show
    finally:
        for bar, _ in shown:
            bar.stop()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
