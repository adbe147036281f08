"""What is reported about suppressions: codes and names, described as rules are."""

from __future__ import annotations

from dataclasses import dataclass

from flasklint.diagnostics import Category, Severity


@dataclass(frozen=True, slots=True)
class SuppressionCode:
    """What is reported about suppressions, described as a rule is."""

    code: str
    name: str
    summary: str
    category: Category = "style"
    severity: Severity = "warning"


UNUSED = SuppressionCode(
    "FLK001", "unused-suppression", "A comment silences a rule that reports nothing there."
)
INVALID = SuppressionCode(
    "FLK002", "invalid-suppression", "A comment means to silence a rule but cannot be understood."
)
SUPPRESSION_CODES = (UNUSED, INVALID)
