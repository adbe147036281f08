"""What a person is shown who is asked whether to make a fix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from flasklint.diagnostics.diagnostic import Diagnostic, Report
from flasklint.reports import patches, text
from flasklint.reports.cells import Paint, plain, wrap
from flasklint.reports.files import display_name


def question(
    diagnostic: Diagnostic,
    read: Callable[[str], str],
    *,
    root: str,
    width: int = 80,
    paint: Paint = plain,
) -> Iterator[str]:
    """A diagnostic as it is reported, and all that its fix changes, in all files.

    `read` gives the text of a file by its name, or raises OSError.
    """
    fix = diagnostic.fix
    assert fix is not None
    report = Report(root, 1, (replace(diagnostic, fix=None),))
    *lines, _ = text.full(report, read, width=width, paint=paint)
    yield from lines
    yield from wrap(f"fix ({fix.applicability}): {fix.message}", width, "  ", "    ")
    changed = patches.of_fix(fix, read, partial(display_name, root))
    yield from patches.shown(changed, paint, headers=False)


def prompt(diagnostic: Diagnostic) -> str:
    """The question itself."""
    words = f"yes, no, all {diagnostic.code}, none, quit"
    return f"Make this {_kind(diagnostic)} fix? {words} [y/n/a/d/q/?] "


def help_lines(diagnostic: Diagnostic) -> Iterator[str]:
    """What can be answered."""
    others = f"other {_kind(diagnostic)} fixes of {diagnostic.code} {diagnostic.name}"
    yield "  y, yes   make it"
    yield "  n, no    leave it"
    yield f"  a, all   make it and all {others}"
    yield f"  d, none  leave it and all {others}"
    yield "  q, quit  ask no more; make what was said yes to"
    yield "  Ctrl-C   write nothing at all"


def _kind(diagnostic: Diagnostic) -> str:
    assert diagnostic.fix is not None
    return diagnostic.fix.applicability
