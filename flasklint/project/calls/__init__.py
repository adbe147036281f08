"""Where the project calls functions of its own, and with what."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.project.answers import plain


@plain
class CallSite(NamedTuple):
    """A call, and how its result is used: "dropped", "attribute" (an attribute of it is taken, also
    of the one name it is given) or "other"."""

    place: Place
    use: str


@plain
class Method(NamedTuple):
    """A plain method: its parameters with `self`, and the path of the class that defines it."""

    place: Place
    params: tuple[code.Param, ...]
    owner: str
