"""How code is left, and what that makes doubtful of what comes after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from flasklint.follow.doubts import LEFT, SKIPPED, TEST
from flasklint.follow.flask import wired
from flasklint.follow.values import Scope

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

Leaving = Literal["", "return", "raise", "break", "continue"]
"""How a body is left for sure, if not at its end."""


def both(first: Leaving, second: Leaving) -> Leaving:
    """How code is left for sure where either side of a test is run; what raises is taken not to
    be."""
    return (second if first == "raise" else first) if second else ""


def go_on(ev: Machine, scope: Scope, *sides: Leaving) -> None:
    """Doubt what comes after code that is left perhaps, on one of its sides: for the rest of the
    function, of the loop, or of this turn of it."""
    if "break" in sides:
        ev.doubts += (LEFT,)
    if all(sides):
        return
    if "continue" in sides:
        ev.doubts += (SKIPPED,)
    if "return" in sides and _wires(ev, scope):
        ev.doubts += (TEST,)


def _wires(ev: Machine, scope: Scope) -> bool:
    """Whether a function has an app or a Blueprint by now, that it may do more to."""
    at: Scope | None = scope
    while at is not None and at.outer is not None:
        ev.budget.count(at.names)
        if any(map(wired.is_wired, at.names.values())):
            return True
        at = at.outer
    return False


def cease(ev: Machine, before: int, *doubts: str) -> None:
    """Lay aside doubts that came up inside of a loop."""
    inside = tuple(doubt for doubt in ev.doubts[before:] if doubt not in doubts)
    ev.doubts = ev.doubts[:before] + inside
