"""The functions that answer requests: how they are called, and with what."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.project.answers import plain


@plain
class View(NamedTuple):
    """A function that answers requests: by number of its `def`; `routes` are where it is put on a
    URL (empty for the methods of a class view)."""

    node: int
    path: str
    routes: tuple[Place, ...]
    is_method: bool


@plain
class Parameter(NamedTuple):
    """`needed` if it has no default."""

    name: str
    needed: bool


@plain
class ViewCall(NamedTuple):
    """A function that a route calls. `node` is, by number, the call that declares the route or, if
    that declares several, the function; `parameters` are those that can be given by name,
    `by_position` those that cannot, and `takes_all` if there is a `**`."""

    node: int
    declared: Place
    rule: str
    passed: frozenset[str]
    path: str
    place: Place
    parameters: tuple[Parameter, ...]
    by_position: tuple[Parameter, ...]
    takes_all: bool

    @property
    def extra(self) -> list[str]:
        """What is passed and not taken."""
        names = {parameter.name for parameter in self.parameters}
        return [] if self.takes_all else sorted(self.passed - names)

    @property
    def missing(self) -> list[str]:
        """What is needed and not passed."""
        given = [parameter for parameter in self.parameters if parameter.name in self.passed]
        every = (*self.by_position, *self.parameters)
        return [each.name for each in every if each.needed and each not in given]
