"""What is reported without a rule: codes and names, described as rules are."""

from __future__ import annotations

from dataclasses import dataclass

from flasklint.diagnostics.diagnostic import Category, Severity


@dataclass(frozen=True, slots=True)
class OwnCode:
    """What is reported whatever is selected, described as a rule is; `always` says that it is."""

    code: str
    name: str
    always: str
    category: Category = "style"
    severity: Severity = "warning"


UNUSED = OwnCode(
    "FLK001", "unused-suppression", "comments that silence nothing are always reported"
)
INVALID = OwnCode(
    "FLK002", "invalid-suppression", "suppressions that cannot be understood are always reported"
)
UNREADABLE = OwnCode(
    "FLK010",
    "unreadable-file",
    "files that cannot be read are always reported, unless `exclude` leaves them out",
    "correctness",
    "error",
)
SUPPRESSION_CODES = (UNUSED, INVALID)


def own_code(word: str) -> OwnCode | None:
    """What a code or name, in any case, means that is none of a rule."""
    for own in (*SUPPRESSION_CODES, UNREADABLE):
        if word.lower() in (own.code.lower(), own.name):
            return own
    return None
