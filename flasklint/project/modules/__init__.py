"""What importing a module imports."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.project.answers import plain


@plain
class StrayModule(NamedTuple):
    """A module that no application imports, though it declares `routes`.

    `name` is that of the Blueprint they are on, None for an app; `made` is where that is made, and
    `sibling` the import of another module with routes on it, if there is one in that file.
    `registering` is what registers the Blueprint or one around it, or leads to it: the first of the
    calls on the way.
    """

    module: str
    routes: tuple[Place, ...]
    name: str | None
    made: Place
    sibling: Place | None
    registering: tuple[Place, ...]
