"""Applications, and what is bound to them."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.project.answers import plain


@plain
class AppRoute(NamedTuple):
    """A function put on a URL of an application: by number of the call; where the function is."""

    node: int
    view: Place


@plain
class RouteShare(NamedTuple):
    """How many views are put on Blueprints, and how many on applications; one that is on a
    Blueprint, as an example."""

    on_blueprints: int
    on_apps: int
    example: Place | None


@plain
class ModuleApp(NamedTuple):
    """An application made as a module is imported: by number of the call, the name it is made
    under, the names by which other modules import it, and the places where they do."""

    node: int
    name: str
    imported: tuple[str, ...]
    users: tuple[Place, ...]


@plain
class BoundExtension(NamedTuple):
    """An extension made at the top of a module for an application that a factory made: the number
    of the call, the name's path, where the class takes an app, the factory, and who imports the
    name."""

    node: int
    path: str
    position: int
    factory: str
    factory_place: Place
    users: tuple[Place, ...]


@plain
class MadeObject(NamedTuple):
    """An object of a class from outside (or of a subclass) that a module's name stands for: the
    name's path, the path of the class, where it is made."""

    path: str
    cls: str
    place: Place
