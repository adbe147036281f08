"""What an application is wired of: apps, Blueprints, registrations, routes, error handlers.

`assembly` makes them of the events of an evaluation. Prefixes, names and endpoints are joined as
Flask 3.1 joins them (`flask.sansio.blueprints.BlueprintSetupState`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from flasklint.facts.node import Place
from flasklint.follow.values import ClassValue, Event, FunctionValue, Instance, Value


@dataclass(eq=False, slots=True)
class App:
    """An application object. `open` says why it may register what cannot be seen."""

    instance: Instance
    place: Place
    factory: FunctionValue | None
    open: str = ""
    registrations: list[Registration] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Blueprint:
    """A Blueprint; `escapes` are places where it goes somewhere that cannot be followed."""

    instance: Instance
    place: Place
    name: str | None
    url_prefix: Value | None
    parents: list[Registration] = field(default_factory=list)
    escapes: list[Event] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Registration:
    """`parent.register_blueprint(child, ...)`; an unknown option is Unknown."""

    parent: App | Blueprint
    child: Blueprint
    options: dict[str, Value]
    event: Event


@dataclass(frozen=True, slots=True)
class Declaration:
    """A route as written, before prefixes; None for what could not be told."""

    owner: App | Blueprint
    rule: str | None
    methods: tuple[str, ...] | None
    endpoint: str | None
    view: FunctionValue | ClassValue | None
    event: Event


@dataclass(frozen=True, slots=True)
class Handler:
    """An error handler: for which exception class or code, and the function."""

    owner: App | Blueprint
    error: Value
    function: FunctionValue | None
    event: Event


@dataclass(slots=True)
class Wiring:
    """All that was found, in the order of the events."""

    apps: list[App] = field(default_factory=list)
    blueprints: list[Blueprint] = field(default_factory=list)
    routes: list[Declaration] = field(default_factory=list)
    handlers: list[Handler] = field(default_factory=list)
    config: list[Event] = field(default_factory=list)
    unknown_registrations: list[Event] = field(default_factory=list)
