"""Which modules are routes, services, models and schemas."""

from __future__ import annotations

from dataclasses import dataclass

from flasklint.project.answers import plain


@plain
@dataclass(frozen=True, slots=True)
class Layer:
    """The modules of one layer, and how they were found: `words` are what they are called, and
    `held` of all `total` views, models or schemas stand in them. Where the layer was not found by
    counting, there are no words, and both are 0."""

    modules: frozenset[str]
    why: str
    held: int = 0
    total: int = 0
    words: tuple[str, ...] = ()
