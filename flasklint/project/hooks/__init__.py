"""The functions that Flask runs around requests."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.project.answers import plain


@plain
class Hook(NamedTuple):
    """A function that is registered to run before or after requests: `kind` is the method that
    registers it (`after_request`), `place` the call, or the function that it decorates."""

    kind: str
    function: Place
    place: Place
