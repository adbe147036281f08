"""The routes of the applications."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.project.answers import Answer, plain


@plain
class Converters(NamedTuple):
    """Those by name. `by_project` if the project may add others that cannot be told, `by_packages`
    if a package may that is handed the app."""

    names: frozenset[str]
    by_project: bool
    by_packages: bool


@plain
class LateConverter(NamedTuple):
    """A converter that is added to an app only after a route with it: the app gets the route with
    the `rule` at `place`, and `route` is where that is declared."""

    place: Place
    name: str
    rule: str
    route: Place


@plain
class EndpointClash(NamedTuple):
    """A route whose endpoint another view has already. `way` and `other_way` are the places that
    lead to each of the two: calls and registrations."""

    node: int
    endpoint: str
    name: str
    other: Place
    way: tuple[Place, ...]
    other_way: tuple[Place, ...]


@plain
class ShadowedRoute(NamedTuple):
    """A route whose `methods` another view of the app answers under the same rule; `whole` if the
    route has no others.

    `view` and `other_view` are the paths of the views, `views` where the two are defined, `other`
    is where the other route is declared, `app` where the app is made. `first` if it is sure that
    the app gets the other one before; else it may be after. `way` and `other_way` are the places
    that lead to each of the two and not to both.
    """

    node: int
    rule: str
    methods: tuple[str, ...]
    whole: bool
    view: str
    other_view: str
    views: tuple[Place, Place]
    other: Place
    app: Place
    first: bool
    way: tuple[Place, ...]
    other_way: tuple[Place, ...]


@plain
class ServedRoute(NamedTuple):
    """A route that an app surely or perhaps has. `node` is the call that declares it, by number."""

    node: int
    rule: str


@plain
class Endpoint(NamedTuple):
    """An endpoint by its whole `name`, whether the apps have it, and the fewest variables that its
    URL is built with, None if that cannot be told."""

    name: str
    exists: Answer
    needs: tuple[str, ...] | None


@plain
class RuleArgument(NamedTuple):
    """A call that gives Flask's own `Rule` an argument: by number; the method that is called;
    whether the argument is surely a list or a tuple."""

    node: int
    method: str
    is_list: bool


@plain
class Gap(NamedTuple):
    """Why an app may have routes that the route table lacks, and where; `app` is the place where
    the app is made, None if it may be any."""

    why: str
    place: Place | None
    app: Place | None
