"""What `operator` gives: functions that read an attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.follow.python import attributes
from flasklint.follow.python.standard_library.arguments import Args, Function, Keywords, string_of
from flasklint.follow.values import External, Partial, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

_GOT = "operator.attrgetter()"


def _getter(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`operator.attrgetter(name)`, which waits for the object."""
    return Partial(External(_GOT), args, {}) if len(args) == 1 else None


def _got(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    name = string_of(args[0])
    if name is None or len(args) != 2 or "." in name:
        return None
    return attributes.attribute(ev, args[1], name)


FUNCTIONS: dict[str, Function] = {
    "operator.attrgetter": _getter,
    _GOT: _got,
}
