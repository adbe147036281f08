"""What `functools` gives: functions that stand for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.follow.naming import name_of
from flasklint.follow.python.standard_library.arguments import Args, Function, Keywords
from flasklint.follow.values import FunctionValue, Partial, Value, Wraps

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def _wraps(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return Wraps(args[0]) if args and name_of(args[0]) is not None else None


def _update_wrapper(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    if len(args) > 1 and isinstance(args[0], FunctionValue) and name_of(args[1]) is not None:
        args[0].wraps = args[1]
        return args[0]
    return None


def _partial(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    return Partial(args[0], args[1:], keywords) if args else None


FUNCTIONS: dict[str, Function] = {
    "functools.wraps": _wraps,
    "functools.update_wrapper": _update_wrapper,
    "functools.partial": _partial,
}
