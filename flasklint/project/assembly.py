"""What the events of an evaluation mean: the wiring is put together of them, one by one."""

from __future__ import annotations

import sys

from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import objects as flask_objects
from flasklint.follow.flask import wired
from flasklint.follow.flask.objects import text_of
from flasklint.follow.naming import name_of
from flasklint.follow.values import (
    Applied,
    Attached,
    Bound,
    ClassValue,
    DictValue,
    Event,
    External,
    FunctionValue,
    Instance,
    Known,
    Partial,
    Unknown,
    Value,
    each,
    instances,
)
from flasklint.packages import flask_api
from flasklint.project.views import methods as view_methods
from flasklint.project.wiring import App, Blueprint, Declaration, Handler, Registration, Wiring


def assemble(evaluation: Evaluation) -> Wiring:
    """Read the events of a finished evaluation."""
    return _Assembly().read(evaluation.events)


class _Assembly:
    def __init__(self) -> None:
        self.wiring = Wiring()
        self.owners: dict[Instance, App | Blueprint] = {}
        self.by_site: dict[tuple[object, ...], App | Blueprint] = {}
        self.outside: dict[Instance | str, App] = {}

    def read(self, events: list[Event]) -> Wiring:
        for event in events:
            for value in (event.receiver, *event.args, *event.keywords.values()):
                for found in instances(value):
                    self.owner(found, event)
        for event in events:
            self.adopt(event)
        for event in events:
            self.event(event)
        return self.wiring

    def adopt(self, event: Event) -> None:
        """Take what a package makes for an application, if a Blueprint of the project is registered
        on it: no other thing has them."""
        thing = _owner_of(event)
        children = map(self.owner, instances(event.argument(0, "blueprint")))
        if event.method != "register_blueprint" or thing is None or thing in self.outside:
            return
        if isinstance(thing, Instance) and (thing in self.owners or not _is_outside(thing)):
            return
        if not any(isinstance(child, Blueprint) for child in children):
            return
        if isinstance(thing, Instance):
            made = App(thing, thing.place, event.within)
            self.owners[thing] = made
        else:
            made = App(Instance(External(thing), event.place), event.place, event.within)
        made.open = "a package from outside makes the application"
        self.outside[thing] = made
        self.wiring.apps.append(made)

    def owner(self, instance: Instance, event: Event | None = None) -> App | Blueprint | None:
        """The app or Blueprint that an object is; None if it is neither."""
        if instance in self.owners:
            return self.owners[instance]
        kind = wired.kind_of(instance)
        if not kind:
            return None
        if kind == "app":
            site: tuple[object, ...] = (kind, instance.place)
        else:
            name = text_of(flask_objects.given(kind, instance, "name"))
            prefix = flask_objects.given(kind, instance, "url_prefix")
            site = (kind, instance.place, name, prefix)
        made = self.by_site.get(site)
        if made is None:
            if kind == "app":
                factory = event.within if event and event.receiver is instance else None
                made = App(instance, instance.place, factory)
                self.wiring.apps.append(made)
            else:
                made = Blueprint(instance, instance.place, name, prefix)
                self.wiring.blueprints.append(made)
            self.by_site[site] = made
        self.owners[instance] = made
        return made

    def event(self, event: Event) -> None:
        method = event.method
        receiver = event.receiver
        owner = self.owner(receiver) if isinstance(receiver, Instance) else None
        thing = _owner_of(event)
        owner = self.outside.get(thing, owner) if thing is not None else owner
        if owner is None:
            self.elsewhere(event, method)
        elif method == "register" and isinstance(owner, Blueprint):
            self.register_itself(owner, event)
        elif method in {"register_blueprint", "register_api"}:
            self.register(owner, event)
        elif method in {"route", *flask_api.ROUTE_SHORTCUTS} and _on_owner(event):
            self.route(owner, event, method)
        elif method == "add_url_rule":
            self.add_url_rule(owner, event)
        elif method in flask_api.ERROR_HANDLERS:
            self.handler(owner, event, method)
        elif ".config." in event.path or event.path.endswith(".config"):
            self.wiring.config.append(event)
        else:
            self.escape(event, method)

    def elsewhere(self, event: Event, method: str) -> None:
        """A call on something that is neither an app nor a Blueprint."""
        if event.path.startswith("flask.current_app."):
            for app in self.wiring.apps:
                if method == "register_blueprint":
                    self.register(app, event)
                elif method == "route":
                    self.route(app, event, method)
                elif method == "add_url_rule":
                    self.add_url_rule(app, event)
        elif method == "register_blueprint":
            found = map(self.owner, instances(event.argument(0, "blueprint")))
            for child in found:
                if isinstance(child, Blueprint):
                    child.escapes.append(event)
            if event.path.startswith("?"):
                self.wiring.unknown_registrations.append(event)
        else:
            self.escape(event, method)

    def escape(self, event: Event, method: str) -> None:
        inert = method in flask_api.INERT_CALLS or flask_api.is_class(event.path)
        for value in (*event.args, *event.keywords.values()):
            for found in instances(value):
                owner = self.owner(found)
                if isinstance(owner, Blueprint) and not inert:
                    owner.escapes.append(event)
                if isinstance(owner, App) and event.path.startswith("?") and not owner.open:
                    owner.open = _at("the app is passed to code that cannot be followed", event)

    def register(self, owner: App | Blueprint, event: Event) -> None:
        given = event.argument(0, "blueprint")
        options = dict(event.keywords)
        known = [self.owner(child) for child in instances(given)]
        found = [child for child in known if isinstance(child, Blueprint)]
        for child in found:
            self.link(owner, child, options, event)
        # What the standard library gives back is something that it was given.
        foreign = isinstance(given, Attached) or (
            isinstance(given, External)
            and given.path.partition(".")[0] not in sys.stdlib_module_names
        )
        foreign = foreign or any(
            isinstance(option, Instance) for option in each(given or Unknown())
        )
        if not found and not foreign:
            why = _at("a Blueprint that cannot be told is registered", event)
            if isinstance(owner, App):
                owner.open = owner.open or why
            self.wiring.unknown_registrations.append(event)

    def register_itself(self, child: Blueprint, event: Event) -> None:
        """`blueprint.register(app, options)`, which `register_blueprint` calls in Flask."""
        given = event.argument(1, "options")
        options = given.items if isinstance(given, DictValue) else {}
        known = [self.owner(app) for app in instances(event.argument(0, "app"))]
        owners = [owner for owner in known if owner is not None]
        for owner in owners:
            self.link(owner, child, dict(options), event)
        if not owners:
            child.escapes.append(event)

    def link(
        self, owner: App | Blueprint, child: Blueprint, options: dict[str, Value], event: Event
    ) -> None:
        new = Registration(owner, child, options, event)
        for at, made in enumerate(child.parents):
            met = made.parent is owner and made.event.place == event.place
            if met and made.options == options:
                if event.certain and not made.event.certain:
                    owner.registrations[owner.registrations.index(made)] = new
                    child.parents[at] = new
                return
        owner.registrations.append(new)
        child.parents.append(new)

    def route(self, owner: App | Blueprint, event: Event, method: str) -> None:
        methods = None if method == "route" else (method.upper(),)
        self.declare(owner, event, event.argument(0, "rule"), event.target, methods)

    def add_url_rule(self, owner: App | Blueprint, event: Event) -> None:
        view = event.argument(2, "view_func")
        self.declare(owner, event, event.argument(0, "rule"), view, None)

    def declare(
        self,
        owner: App | Blueprint,
        event: Event,
        rule: Value | None,
        view: Value | None,
        methods: tuple[str, ...] | None,
    ) -> None:
        endpoint = event.argument(1, "endpoint") if event.method == "add_url_rule" else None
        endpoint = event.keywords.get("endpoint", endpoint)
        target = _view(view)
        name = text_of(endpoint) if endpoint is not None else None
        if name is None and (endpoint is None or endpoint == Known(None)):
            name = _view_name(view)
        declared = event.keywords.get("methods", Known(None))
        if declared != Known(None):
            methods = view_methods.listed(declared)
        elif methods is None:
            methods = None if _is_outside_view(view) else view_methods.default(target)
        made = Declaration(owner, text_of(rule), methods, name, target, event)
        self.wiring.routes.append(made)

    def handler(self, owner: App | Blueprint, event: Event, method: str) -> None:
        error = event.args[0] if event.args else Unknown()
        for name in flask_api.HANDLED:
            error = event.keywords.get(name, error)
        given: Value | None = event.target
        if method == "register_error_handler":
            given = event.argument(1, "f")
        made = Handler(owner, error, _handling(given), event)
        for at, known in enumerate(self.wiring.handlers):
            if known.event.place == event.place and _is_same(known, made):
                if event.certain and not known.event.certain:
                    self.wiring.handlers[at] = made
                return
        self.wiring.handlers.append(made)


def _handling(value: Value | None) -> FunctionValue | None:
    """The function that handles an error: a method, and what a decorator wraps, included."""
    for option in each(value or Unknown()):
        match option:
            case FunctionValue(wraps=None):
                return option
            case FunctionValue(wraps=inner) | Bound(function=inner) | Partial(function=inner):
                return _handling(inner)
    return None


def _is_same(one: Handler, other: Handler) -> bool:
    """Whether two handlers are one that was met twice, as the code was followed."""
    places = [made.function.place if made.function else None for made in (one, other)]
    return one.owner is other.owner and places[0] == places[1] and one.error == other.error


def _is_outside(instance: Instance) -> bool:
    """Whether what an object is shows only in a package from outside."""
    cls = instance.cls
    bases = ancestors(cls) if isinstance(cls, ClassValue) else [cls]
    return any(isinstance(base, (External, Unknown)) for base in bases)


def _owner_of(event: Event) -> Instance | str | None:
    """What from outside a method is called on: an object that the project makes, or by its path."""
    if event.path.startswith(("?", "flask.current_app.")):
        return None
    if event.receiver is not None:
        return event.receiver if isinstance(event.receiver, Instance) else None
    owner = event.path.rpartition(".")[0]
    return owner if owner.endswith("()") else None


def _on_owner(event: Event) -> bool:
    """Whether the method is called on the app or Blueprint itself, not on its config or logger."""
    return event.path.rpartition(".")[0].endswith("()")


def _view(value: Value | None) -> FunctionValue | ClassValue | None:
    for option in each(value or Unknown()):
        match option:
            case FunctionValue(wraps=None):
                return option
            case FunctionValue(wraps=inner) | Bound(function=inner):
                return _view(inner)
            case ClassValue():
                return option
            case Applied(event=event) if event.method == "as_view":
                return event.receiver if isinstance(event.receiver, ClassValue) else None
    return None


def _is_outside_view(value: Value | None) -> bool:
    """Whether a view is made by a class that is not the project's."""
    return any(
        isinstance(option, Applied)
        and option.event.method == "as_view"
        and not isinstance(option.event.receiver, ClassValue)
        for option in each(value or Unknown())
    )


def _view_name(value: Value | None) -> str | None:
    names = (
        option.code.name if isinstance(option, ClassValue) else name_of(option)
        for option in each(value or Unknown())
    )
    return next((name for name in names if name is not None), None)


def _at(what: str, event: Event) -> str:
    return f"{what} ({event.place.filename})"
