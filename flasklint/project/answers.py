"""What the project answers, as plain data, and as text that is kept between runs.

Texts are equal where answers are, in every process. In a text, whatever is not a string, a number
or None has its type beside it: what is read back is exactly what was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any, NamedTuple

from flasklint.facts import code
from flasklint.facts.code import Place


class Answer(NamedTuple):
    """Yes, no, or (None) cannot tell; and why."""

    holds: bool | None
    why: str
    place: Place | None = None


class View(NamedTuple):
    """A function that answers requests: by number of its `def`; `routes` are where it is put on a
    URL (empty for the methods of a class view)."""

    node: int
    path: str
    routes: tuple[Place, ...]
    is_method: bool


class MadeBlueprint(NamedTuple):
    """A Blueprint that a file makes, and whether some app registers it; `empty` if it has neither
    routes nor anything else to offer."""

    node: int
    name: str | None
    registered: Answer
    empty: bool


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


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """An exception class that stands for error answers: how it is made and which handler answers.

    `message`, `status` and `details` are the names of the constructor's parameters; `message` is
    given by position if there are no `parameters`. `default_status` is what the class has if none
    is given, `fixed` the one status that the answer always has. `blueprints` are those whose errors
    alone the handler answers; without any it answers those of all views of the `apps`, or of all
    apps if it is not known of which.
    """

    path: str
    place: Place
    parameters: tuple[str, ...]
    message: str
    status: str
    default_status: int | None
    details: str
    handler: Place | None
    why: str
    fixed: int | None = None
    blueprints: frozenset[Place] = frozenset()
    apps: frozenset[Place] = frozenset()


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


@dataclass(frozen=True, slots=True)
class ConfigSources:
    """Classes and modules that an app loads its settings from: path or module name to the place
    of the call that loads it; the bases of classes are loaded with them, `direct` are without. What
    a module takes all names from is loaded with it. `overridable` if settings are also read from
    outside the code."""

    classes: Mapping[str, Place]
    modules: Mapping[str, Place]
    overridable: Place | None
    direct: frozenset[str] = frozenset()


class AppRoute(NamedTuple):
    """A function put on a URL of an application: by number of the call; where the function is."""

    node: int
    view: Place


class RouteShare(NamedTuple):
    """How many views are put on Blueprints, and how many on applications; one that is on a
    Blueprint, as an example."""

    on_blueprints: int
    on_apps: int
    example: Place | None


class ModuleApp(NamedTuple):
    """An application made as a module is imported: by number of the call, the name it is made
    under, the names by which other modules import it, and the places where they do."""

    node: int
    name: str
    imported: tuple[str, ...]
    users: tuple[Place, ...]


class CallSite(NamedTuple):
    """A call, and how its result is used: "dropped", "attribute" (an attribute of it is taken, also
    of the one name it is given) or "other"."""

    place: Place
    use: str


class Method(NamedTuple):
    """A plain method: its parameters with `self`, and the path of the class that defines it."""

    place: Place
    params: tuple[code.Param, ...]
    owner: str


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


class MadeObject(NamedTuple):
    """An object of a class from outside (or of a subclass) that a module's name stands for: the
    name's path, the path of the class, where it is made."""

    path: str
    cls: str
    place: Place


class ErrorHandler(NamedTuple):
    """A registration of an error handler: `place` is the call, `function` what it registers.

    `errors` are statuses and paths of classes, "?" for one that cannot be told; there are several
    if the call stands in a loop. `blueprint` is the Blueprint whose errors alone it answers.
    `certain` if an app is known to run the registration.
    """

    place: Place
    errors: tuple[str | int, ...]
    function: Place | None
    blueprint: Place | None
    certain: bool


class Handled(NamedTuple):
    """All that the error handlers of the apps, or of one Blueprint, answer; `open` says why there
    may be more than `errors`. Where handlers surely hand HTTP errors back, which Flask answers as
    if there was none, `handed_back` is what they are for."""

    errors: frozenset[str | int]
    open: str
    handed_back: frozenset[str | int] = frozenset()


class JsonApi(NamedTuple):
    """How many views answer JSON, how many pages, and how many there are whose answers have a
    body; `open` says why errors that no handler answers may not be answered by Flask."""

    json: int
    pages: int
    total: int
    open: str


class ErrorShape(NamedTuple):
    """The keys of a JSON body that answers an error, each with the text of the constant that it
    has; the one whose text is empty has the message."""

    keys: tuple[tuple[str, str], ...]


class Hook(NamedTuple):
    """A function that is registered to run before or after requests: `kind` is the method that
    registers it (`after_request`), `place` the call, or the function that it decorates."""

    kind: str
    function: Place
    place: Place


class Raised(NamedTuple):
    """A `raise` of the class `error` in the view that is defined at `view`."""

    error: str
    place: Place
    view: Place


class Converters(NamedTuple):
    """Those by name. `by_project` if the project may add others that cannot be told, `by_packages`
    if a package may that is handed the app."""

    names: frozenset[str]
    by_project: bool
    by_packages: bool


class LateConverter(NamedTuple):
    """A converter that is added to an app only after a route with it: the app gets the route with
    the `rule` at `place`, and `route` is where that is declared."""

    place: Place
    name: str
    rule: str
    route: Place


class EndpointClash(NamedTuple):
    """A route whose endpoint another view has already. `way` and `other_way` are the places that
    lead to each of the two: calls and registrations."""

    node: int
    endpoint: str
    name: str
    other: Place
    way: tuple[Place, ...]
    other_way: tuple[Place, ...]


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


class ServedRoute(NamedTuple):
    """A route that an app surely or perhaps has. `node` is the call that declares it, by number."""

    node: int
    rule: str


class Parameter(NamedTuple):
    """`needed` if it has no default."""

    name: str
    needed: bool


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


class BodyCustom(NamedTuple):
    """How many views validate the body of a request and how many take it as it is sent; where one
    validates, and with what. `without` are, by number, the views of one file that surely do
    not."""

    validated: int
    reading: int
    example: Place | None
    schema: str
    without: frozenset[int]


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


class Gap(NamedTuple):
    """Why an app may have routes that the route table lacks, and where; `app` is the place where
    the app is made, None if it may be any."""

    why: str
    place: Place | None
    app: Place | None


class ReplacedPrefix(NamedTuple):
    """A Blueprint's `own` prefix, and what it is given `instead` at its only registration.

    `sibling` is where another Blueprint with a prefix of its own is given the same.
    """

    own: str
    instead: str
    made: Place
    place: Place
    sibling: Place | None


class StrayNamespace(NamedTuple):
    """A namespace of Flask-RESTX that no Api adds: where it is made, its name, and where an Api of
    the project is made."""

    place: Place
    name: str | None
    api: Place


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


_SMALL = 2**63
_PARTS: dict[type, tuple[str, ...]] = {
    kind: tuple(kind.__annotations__)
    for kind in (*vars(code).values(), *globals().values())
    if isinstance(kind, type) and (hasattr(kind, "_fields") or is_dataclass(kind))
}
_READERS: dict[str, Callable[..., Any]] = {
    **{kind.__name__: kind for kind in _PARTS},
    "tuple": lambda *items: items,
    "list": lambda *items: [*items],
    "set": lambda *items: {*items},
    "frozenset": lambda *items: frozenset(items),
    "dict": lambda *pairs: dict(pairs),
    "int": lambda text: int(text, 16),
    "bytes": bytes.fromhex,
}


_ENCODER = json.JSONEncoder(separators=(",", ":"))


def encode(value: object) -> str:
    """An answer as text; "" for what cannot be kept."""
    try:
        return _ENCODER.encode(_packed(value))
    except (TypeError, RecursionError):
        return ""


def decode(text: str) -> Any:
    """The answer that `encode` made a text of."""
    return _unpacked(json.loads(text))


def _packed(value: Any) -> Any:
    kind = value.__class__
    if value is None or kind in (str, bool, float) or (kind is int and -_SMALL < value < _SMALL):
        return value
    parts: list[Any]
    if kind in _PARTS:
        parts = [_packed(getattr(value, name)) for name in _PARTS[kind]]
    elif kind in (tuple, list):
        parts = [*map(_packed, value)]
    elif kind in (set, frozenset):
        parts = sorted(map(_packed, value), key=json.dumps)
    elif kind is dict:
        parts = [_packed(pair) for pair in value.items()]
    elif kind is int:
        parts = [hex(value)]
    elif kind is bytes:
        parts = [value.hex()]
    else:
        raise TypeError(kind)
    return [kind.__name__, *parts]


def _unpacked(value: Any) -> Any:
    if value.__class__ is not list:
        return value
    return _READERS[value[0]](*map(_unpacked, value[1:]))
