"""`flasklint check`: runs the engine, reports, and says how to exit."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from flasklint.cli.check_options import Options
from flasklint.cli.progress import Bar
from flasklint.config.config import Config
from flasklint.diagnostics.diagnostic import Diagnostic, Failure, Report
from flasklint.discover.files import ScopeError, relative
from flasklint.disk.journal import JOURNAL
from flasklint.profile import Profile
from flasklint.reports import cells, files, profiles, text
from flasklint.reports.formats import FORMATS, Destination
from flasklint.run import baseline
from flasklint.run import run as engine
from flasklint.run.setup import Setup

if TYPE_CHECKING:
    from flasklint.run.fixing import Choose

GRAVITY = {"info": 0, "warning": 1, "error": 2}


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
    lines = () if options.no_baseline else baseline.read(config.root) or ()
    earlier = None
    if options.new_since is not None:
        from flasklint.run import since

        earlier = since.lines_before(setup, options.new_since, options.jobs)
    how = engine.RunOptions(mode, writes, options.jobs, None, profile, None, lines, earlier)
    try:
        outcome = _outcome(setup, paths, stdin, how, options)
    except engine.Interrupted:
        click.echo("\nflasklint: interrupted: nothing was written", err=True)
        return 130
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
    if options.interactive and not options.quiet:
        _tell_what_was_not_asked(report, options)
    with _output(options) as stream, profile.measure("printing"):
        if options.diff:
            _print_diff(outcome, options, stream)
        elif stdin is not None and options.fix:
            # What was given, if nothing is changed.
            _write_bytes(sys.stdout, outcome.data.get(stdin[0], stdin)[1])
            _print_report(report, options, given, sys.stderr)
        else:
            _print_report(report, options, given, stream)
    if options.profile:
        for line in profiles.table(profile):
            click.echo(line, err=True)
    return _exit_code(config, outcome, options)


def _outcome(
    setup: Setup,
    paths: Sequence[Path],
    stdin: tuple[str, bytes] | None,
    how: engine.RunOptions,
    options: Options,
) -> engine.Outcome:
    """Run the engine; show how far it is and ask what to fix, where there is somebody to see it."""
    bar = Bar()
    if not options.quiet and sys.stderr.isatty():
        how = replace(how, progress=bar)
    if options.interactive:
        how = replace(how, choose=_asking(str(setup.config.root), options, bar))
    try:
        return engine.check(setup, paths, stdin, how)
    finally:
        bar.stop()


def _asking(root: str, options: Options, bar: Bar) -> Choose:
    from flasklint.cli import interactive as asking

    if not asking.is_possible():
        raise ScopeError("--interactive needs a terminal to ask on")
    asker = asking.on_terminal(root, options.unsafe_fixes)

    def choose(candidates: Sequence[Diagnostic], data: Mapping[str, bytes]) -> list[Diagnostic]:
        bar.stop()
        return asker.choose(candidates, data)

    return choose


def _interrupted(root: Path, writes: bool) -> list[Failure]:
    """What is to be said of fixes that an earlier run has begun to write; one that writes itself
    finishes them first."""
    if not os.path.lexists(root / JOURNAL):
        return []
    from flasklint.disk import unfinished

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
    if options.exit_non_zero_on_fix and outcome.report.fixed:
        return 1
    failing = GRAVITY[config.fail_on]
    found = any(GRAVITY[item.severity] >= failing for item in outcome.report.diagnostics)
    return int(found or bool(outcome.report.stale))


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
    paint, width = cells.painter(stream), cells.width_of(stream)
    if options.show_fixes and options.is_for_programs:
        _print_fixes(report, sys.stderr)
    shown = report
    if options.show_baselined and not options.is_for_programs:
        both = sorted((*report.diagnostics, *report.baselined), key=Diagnostic.sort_key)
        shown = replace(report, diagnostics=tuple(both))
    if options.statistics:
        lines = text.statistics(shown, paint=paint)
    else:
        read, base = files.reader(report.root, given), _place_in_repository(report.root)
        render = FORMATS[options.output_format].render
        lines = render(shown, Destination(read, width, paint, base))
    stream.writelines(f"{line}\n" for line in lines)
    if options.show_fixes and not options.is_for_programs:
        _print_fixes(report, stream)
    if not options.quiet and not options.is_for_programs:
        what = "import, register or handle is not known"
        lines = text.unread(report.unread, report.root, what, width=width)
        stream.writelines(f"{line}\n" for line in lines)
        stream.writelines(f"{line}\n" for line in text.stale(report, width=width))
        stream.write(f"{text.summary(report)}\n")


def _print_fixes(report: Report, stream: TextIO) -> None:
    lines = text.fixes(report, width=cells.width_of(stream), paint=cells.painter(stream))
    stream.writelines(f"{line}\n" for line in lines)


def _tell_what_was_not_asked(report: Report, options: Options) -> None:
    fixes = [item.fix for item in report.diagnostics if item.fix]
    unsafe = sum(fix.applicability == "unsafe" for fix in fixes)
    if unsafe and not options.unsafe_fixes:
        was = "was" if unsafe == 1 else "were"
        message = f"{text.count(unsafe, 'unsafe fix', 'unsafe fixes')} {was} not asked about"
        click.echo(f"{message}: that needs --unsafe-fixes", err=True)


def _print_diff(outcome: engine.Outcome, options: Options, stream: TextIO) -> None:
    """A patch, as `git apply` takes it; how much it is about goes to stderr. On a terminal it has
    colours and nothing that steers it; elsewhere it is the very bytes of the files."""
    from flasklint.reports import patches

    root, names = outcome.report.root, sorted(outcome.data)
    top = patches.place(root, names)
    patch = patches.patch(outcome.data, root, top)
    if stream.isatty():
        lines = patches.shown(patch.decode("utf-8", "replace"), cells.painter(stream))
        stream.writelines(f"{line}\n" for line in lines)
    else:
        _write_bytes(stream, patch)
    if options.quiet:
        return
    fixed, changed = len(outcome.report.fixed), len(names)
    said = f"Would fix {text.count(fixed, 'problem')} in {text.count(changed, 'file')}."
    if names and not patches.is_whole_here(top, root, names):
        said += f" Apply the patch in {cells.visible(top)}."
    click.echo(said, err=True)


def _write_bytes(stream: TextIO, data: bytes) -> None:
    stream.flush()
    stream.buffer.write(data)
    stream.buffer.flush()


def _place_in_repository(root: str) -> str:
    """What GitHub puts before the names of the report's files."""
    top = os.path.realpath(os.environ.get("GITHUB_WORKSPACE") or os.getcwd())
    if root.startswith(os.path.join(top, "")):
        return os.path.relpath(root, top).replace(os.sep, "/") + "/"
    return ""
