"""The bodies of requests, and what validates them."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.project.answers import plain


@plain
class BodyCustom(NamedTuple):
    """How many views validate the body of a request and how many take it as it is sent; where one
    validates, and with what. `without` are, by number, the views of one file that surely do
    not."""

    validated: int
    reading: int
    example: Place | None
    schema: str
    without: frozenset[int]
