"""What the options of `flasklint check` are set to, and which of them do not go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flasklint.reports.formats import FORMATS

STDIN = Path("-")


@dataclass(frozen=True)
class Options:
    """What the options of the command are set to."""

    output_format: str = "full"
    output_file: Path | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    interactive: bool = False
    diff: bool = False
    show_fixes: bool = False
    exit_non_zero_on_fix: bool = False
    exit_zero: bool = False
    statistics: bool = False
    quiet: bool = False
    jobs: int = 1
    profile: bool = False
    new_since: str | None = None
    no_baseline: bool = False
    show_baselined: bool = False
    stdin_filename: Path | None = None

    @property
    def mode(self) -> Literal["none", "safe", "unsafe"]:
        """Which fixes to apply."""
        if not (self.fix or self.diff):
            return "none"
        return "unsafe" if self.unsafe_fixes else "safe"

    @property
    def is_for_programs(self) -> bool:
        """Whether nothing but the report may stand where the report goes."""
        return FORMATS[self.output_format].for_programs

    def conflict(self, paths: Sequence[Path]) -> str | None:
        """What makes no sense in these options, with these paths to check."""
        if STDIN in paths and self.stdin_filename is None:
            return "to check standard input, say --stdin-filename FILE"
        if self.stdin_filename is not None and set(paths) - {STDIN}:
            return "--stdin-filename goes with `-` alone, not with other paths"
        fixing = self.fix or self.diff
        if self.unsafe_fixes and not fixing:
            return "--unsafe-fixes needs --fix or --diff"
        if self.exit_non_zero_on_fix and not fixing:
            return "--exit-non-zero-on-fix needs --fix or --diff"
        if self.exit_non_zero_on_fix and self.exit_zero:
            return "--exit-non-zero-on-fix does not go with --exit-zero"
        if self.show_fixes and (self.diff or not self.fix):
            return "--show-fixes needs --fix, without --diff"
        if self.interactive and (self.diff or not self.fix):
            return "--interactive needs --fix, without --diff"
        if self.interactive and self.stdin_filename is not None:
            return "--interactive cannot ask while standard input is checked"
        if self.interactive and self.is_for_programs:
            return "--interactive needs --output-format full or concise"
        if self.new_since is not None and self.stdin_filename is not None:
            return "--new-since does not go with standard input"
        if self.statistics and self.is_for_programs:
            return "--statistics needs --output-format full or concise"
        return None
