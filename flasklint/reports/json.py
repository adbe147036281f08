"""The report for programs. The types here are the published format: see `schema.py`."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Literal

from flasklint import __version__
from flasklint.diagnostics.diagnostic import Diagnostic, Failure, Report, UnreadFile


@dataclass(frozen=True, slots=True)
class Tool:
    """What wrote the report."""

    name: Literal["flasklint"]
    version: str


@dataclass(frozen=True, slots=True)
class Findings:
    """How many diagnostics there are of each severity."""

    error: int
    warning: int
    info: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers: `files` were checked, `fixable` diagnostics have a fix, `fixed` ones were mended
    in this run (with --diff: would be) and are not among the diagnostics."""

    files: int
    findings: Findings
    fixable: int
    fixed: int


@dataclass(frozen=True, slots=True)
class Document:
    """The outcome of one run of flasklint. File names are relative to the root, with `/`; lines
    and columns count from 1, columns in Unicode code points; ends are exclusive. What is `fixed`
    is told as it stood just before: where several fixes were made after each other in a file, its
    places are those of the file in between. What `unread` files may register or handle is not
    reported as missing. `baselined` diagnostics are put off in the baseline and not among the
    others; `stale` lines of it no longer hold; `earlier` ones were there before, where only what is
    new was asked for."""

    schema_version: Literal[1]
    tool: Tool
    root: Literal["."]
    summary: Summary
    errors: tuple[Failure, ...]
    diagnostics: tuple[Diagnostic, ...]
    fixed: tuple[Diagnostic, ...]
    unread: tuple[UnreadFile, ...]
    baselined: tuple[Diagnostic, ...]
    stale: tuple[str, ...]
    earlier: tuple[Diagnostic, ...]


def document(report: Report) -> Document:
    """The report as the published format has it."""
    severities = Counter(diagnostic.severity for diagnostic in report.diagnostics)
    findings = Findings(severities["error"], severities["warning"], severities["info"])
    fixable = sum(diagnostic.fix is not None for diagnostic in report.diagnostics)
    return Document(
        schema_version=1,
        tool=Tool("flasklint", __version__),
        root=".",
        summary=Summary(report.files, findings, fixable, len(report.fixed)),
        errors=report.failures,
        diagnostics=report.diagnostics,
        fixed=report.fixed,
        unread=report.unread,
        baselined=report.baselined,
        stale=report.stale,
        earlier=report.earlier,
    )


def render(report: Report) -> str:
    """The report as JSON, in ASCII, with a line end behind it."""
    return json.dumps(asdict(document(report)), indent=2) + "\n"
