"""The command `flasklint baseline`."""

from __future__ import annotations

from collections import Counter

import click

from flasklint.config.config import ConfigError
from flasklint.disk import reading, writing
from flasklint.reports import cells, text
from flasklint.run import baseline
from flasklint.run import run as engine
from flasklint.run.setup import Setup


def run(setup: Setup, what: str) -> int:
    """Show, create, prune or add to the baseline of a project; the exit code."""
    root = setup.config.root
    lines = baseline.read(root)
    if what == "create" and lines is not None:
        raise ConfigError([f"{baseline.FILE} is there: say `prune` or `add`"])
    if what != "create" and lines is None:
        raise ConfigError([f"there is no {baseline.FILE}: `flasklint baseline create` writes it"])
    known = lines or ()
    options = engine.RunOptions(jobs=0, baseline=known)
    outcome = engine.check(setup, [root], options=options)
    report = outcome.report
    for failure in report.failures:
        place = f"{failure.filename}: " if failure.filename else ""
        click.echo(f"flasklint: {cells.visible(place + failure.message)}", err=True)
    if report.failures:
        return 2
    if what == "show":
        _show(known, report.stale)
        return int(bool(report.stale))
    kept = [*outcome.baseline]
    if what != "prune":
        kept += map(baseline.line_of, filter(baseline.can_be_put_off, report.diagnostics))
    before = None if lines is None else reading.read(root / baseline.FILE)
    try:
        writing.write_all(root, {baseline.FILE: (before, baseline.text(kept).encode())})
    except writing.WriteError as error:
        raise ConfigError([str(error)]) from None
    gone, added = Counter(known) - Counter(kept), Counter(kept) - Counter(known)
    click.echo(
        f"{baseline.FILE}: {text.count(len(kept), 'finding')} put off, "
        f"{added.total()} added, {gone.total()} taken out"
    )
    return 0


def _show(known: tuple[str, ...], stale: tuple[str, ...]) -> None:
    found = Counter(line.partition(" ")[0] for line in known)
    for code, number in sorted(found.items(), key=lambda entry: (-entry[1], entry[0])):
        click.echo(f"{number:>6}  {code}")
    click.echo(f"{text.count(len(known), 'finding')} put off, {len(stale)} no longer true")
