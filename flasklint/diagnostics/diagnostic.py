"""A finding as plain data: what leaves the process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flasklint.diagnostics.positions import Location

Severity = Literal["error", "warning", "info"]
Category = Literal["correctness", "architecture", "security", "upgrade", "style"]
Applicability = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text from `start` to `end` (offsets in code points) of one file."""

    filename: str
    start: int
    end: int
    content: str
    location: Location
    end_location: Location


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that are applied all or none, perhaps in several files."""

    applicability: Applicability
    message: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Another place that the diagnostic rests on."""

    message: str
    filename: str
    location: Location
    end_location: Location


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong, where, why, and how to mend it. `noqa_row` is the line whose comment can
    silence it; `fingerprint` stays the same while lines above move."""

    code: str
    name: str
    message: str
    severity: Severity
    category: Category
    filename: str
    location: Location
    end_location: Location
    noqa_row: int
    fingerprint: str
    url: str | None = None
    fix: Fix | None = None
    evidence: tuple[Evidence, ...] = ()

    def sort_key(self) -> tuple[str, Location, str, str]:
        """Diagnostics are reported by file, then by position."""
        return (self.filename, self.location, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that kept flasklint from doing its job: a rule that crashed, a bad write."""

    message: str
    filename: str | None = None


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file of the project whose code is not known, whether or not it was asked for; only `partly`
    if it does more than is followed."""

    filename: str
    message: str
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one run. `files` were checked; `fixed` findings were mended in it; what may
    be registered or handled by `unread` files is not reported as missing. `baselined` findings are
    put off in the baseline, of which the `stale` lines no longer hold; `earlier` ones were there
    before, where only what is new was asked for."""

    root: str
    files: int
    diagnostics: tuple[Diagnostic, ...] = ()
    failures: tuple[Failure, ...] = ()
    fixed: tuple[Diagnostic, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    baselined: tuple[Diagnostic, ...] = ()
    stale: tuple[str, ...] = ()
    earlier: tuple[Diagnostic, ...] = ()
