"""The formats of `flasklint check`, by name. A new one is a file here that renders a report, and a
line below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from flasklint.diagnostics.diagnostic import Report
    from flasklint.reports.cells import Paint


class Destination(NamedTuple):
    """Where a report goes: `read` gives the text of a file by its name, `width` is that of the
    terminal, `base` comes before the names of files where the root is not that of the
    repository."""

    read: Callable[[str], str]
    width: int
    paint: Paint
    base: str


class Format(NamedTuple):
    """`render` gives the lines of a report. Nothing but these stands where a report
    `for_programs` goes."""

    render: Callable[[Report, Destination], Iterator[str]]
    for_programs: bool = False


def _full(report: Report, to: Destination) -> Iterator[str]:
    from flasklint.reports import text

    return text.full(report, to.read, width=to.width, paint=to.paint)


def _concise(report: Report, to: Destination) -> Iterator[str]:
    from flasklint.reports import text

    return text.concise(report, paint=to.paint)


def _json(report: Report, to: Destination) -> Iterator[str]:
    from flasklint.reports import json

    return iter(json.render(report).splitlines())


def _github(report: Report, to: Destination) -> Iterator[str]:
    from flasklint.reports import github

    return github.render(report, to.base)


FORMATS = {
    "full": Format(_full),
    "concise": Format(_concise),
    "json": Format(_json, for_programs=True),
    "github": Format(_github, for_programs=True),
}
