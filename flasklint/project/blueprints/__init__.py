"""Blueprints, and where they are registered."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.project.answers import Answer, plain


@plain
class MadeBlueprint(NamedTuple):
    """A Blueprint that a file makes, and whether some app registers it; `empty` if it has neither
    routes nor anything else to offer."""

    node: int
    name: str | None
    registered: Answer
    empty: bool


@plain
class RegistrationSite(NamedTuple):
    """A place where Blueprints are registered: `owner` is where the app or the Blueprint is made on
    which they are, `around` the name of that Blueprint, `child` where the registered one is made.
    """

    place: Place
    function: Place | None
    factory: Place | None
    owner: Place
    around: str | None
    child: Place


@plain
class BlueprintClash(NamedTuple):
    """A registration under a name that is taken: by the `same` Blueprint or by another one.

    `place` is where it happens and `taken` where it happened before; where that is one call in a
    function, they are the calls of this function; they are equal in a loop. `blame` is what to
    change: where the name is given. `made` and `other` are where the two Blueprints are made, None
    for one that a package makes; `parent` is what both are registered on, in words.
    """

    name: str
    same: bool
    place: Place
    taken: Place
    blame: Place
    made: Place | None
    other: Place | None
    parent: str


@plain
class ReplacedPrefix(NamedTuple):
    """A Blueprint's `own` prefix, and what it is given `instead` at its only registration.

    `sibling` is where another Blueprint with a prefix of its own is given the same.
    """

    own: str
    instead: str
    made: Place
    place: Place
    sibling: Place | None


@plain
class StrayNamespace(NamedTuple):
    """A namespace of Flask-RESTX that no Api adds: where it is made, its name, and where an Api of
    the project is made."""

    place: Place
    name: str | None
    api: Place
