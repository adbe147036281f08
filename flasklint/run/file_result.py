"""What was found in one file, and what that rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flasklint.diagnostics.diagnostic import Diagnostic

if TYPE_CHECKING:
    from flasklint.project.questions import Question


@dataclass(frozen=True, slots=True)
class FileResult:
    """The diagnostics of a file. They stand as long as its digest, the answers to what its rules
    asked of the project, and the digests of the files that they opened are the same."""

    digest: str
    diagnostics: tuple[Diagnostic, ...]
    asked: frozenset[Question] = frozenset()
    opened: Mapping[str, str] = field(default_factory=dict)
