"""The report as workflow commands of GitHub Actions: each diagnostic annotates its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flasklint.diagnostics.diagnostic import Diagnostic, Report, Severity
from flasklint.reports.cells import visible

_LINES = re.compile(r"([\r\n])")
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report, base: str = "") -> Iterator[str]:
    """A line for each diagnostic and failure. `base` comes before file names: where the root is
    in the repository, with a `/` at its end, or empty."""
    for failure in report.failures:
        place = f" file={_property(base + failure.filename)}" if failure.filename else ""
        yield f"::error{place}::{_data(failure.message)}"
    for diagnostic in report.diagnostics:
        yield _command(diagnostic, base)
    for line in report.stale:
        yield f"::error::{_data(f'the baseline has what no longer holds: {line}')}"


def _command(diagnostic: Diagnostic, base: str) -> str:
    start, end = diagnostic.location, diagnostic.end_location
    properties: dict[str, str | int] = {
        "file": base + diagnostic.filename,
        "line": start.row,
        "endLine": end.row,
    }
    # GitHub takes columns only where the annotation stays in one line.
    if start.row == end.row:
        properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = f"{diagnostic.code} {diagnostic.name}"
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_LEVELS[diagnostic.severity]} {written}::{_data(diagnostic.message)}"


def _data(text: str) -> str:
    shown = "".join(part if part in "\r\n" else visible(part) for part in _LINES.split(text))
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
