"""What functions of the standard library are given, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flasklint.facts.node import Place
from flasklint.follow.values import Known, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

Args = tuple[Value, ...]
Keywords = dict[str, Value]
Function = Callable[["Machine", Args, Keywords], Value | None]
"""What tells what a call gives; None if it cannot be told."""
NOWHERE = Place("", 0)


def string_of(value: Value | None) -> str | None:
    """The string that a value is; None if it is none or not known."""
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None


def is_assumed(args: Args) -> bool:
    """Whether something that is given is only assumed."""
    return any(isinstance(arg, Known) and arg.assumed for arg in args)
