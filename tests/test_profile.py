"""What `--profile` tells besides times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import libcst as cst

from flasklint.profile import Profile
from flasklint.reports.profiles import table
from flasklint.rule import Finding, Fix, Replace, Rule
from flasklint.testing import session_of


@dataclass(frozen=True)
class NoCall(Rule):
    """A call, which is to become two things at once."""

    code = "FLK901"
    category = "style"

    def check(self, checker: Any) -> Iterator[Finding]:
        for call in checker.file.tree.all(cst.Call):
            yield Finding(call, "a call", fix=Fix("Both", (Replace(call, "a"), Replace(call, "b"))))


def test_a_fix_that_is_refused_says_why() -> None:
    session = session_of(NoCall, {"app.py": "start()\n"})
    (found,), _ = session.check_all()
    assert found.fix is None
    (reason,) = session.workspace.profile.refused
    assert reason == "of FLK901 at app.py:1: two changes of one fix overlap"


def test_what_was_refused_stands_below_the_times() -> None:
    profile = Profile()
    with profile.measure("parsing"):
        profile.refused.append("of FLK901 at app.py:1: it has a comment")
    assert list(table(profile))[-1] == "no fix of FLK901 at app.py:1: it has a comment"
