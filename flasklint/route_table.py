"""The routes that a running application would have, with prefixes and names joined.

What is joined and what wins is that of Flask 3.1 (`flask.sansio.blueprints.BlueprintSetupState`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flasklint.facts.code import Place
from flasklint.follow import flask_objects
from flasklint.follow.flask_objects import text_of
from flasklint.follow.values import DictValue, Event, Known, Unknown, Value
from flasklint.reach import Answer, Reach
from flasklint.wiring import App, Blueprint, Declaration, Registration

Text = str | None | Unknown
"""A text, none, or one that cannot be told."""

Defaults = dict[str, object] | Unknown


class Step(NamedTuple):
    """One thing that happens on the way from a declaration to the app, and where."""

    what: str
    place: Place


class Route(NamedTuple):
    """One URL rule of one app; None for what cannot be told from the code or is not given.

    `app` is the module that makes the app, `made` the place, `factory` the function. `chain` leads
    from the declaration to the app.
    """

    rule: str | None
    methods: tuple[str, ...] | None
    endpoint: str | None
    view: str | None
    blueprint: str | None
    app: str | None
    place: Place
    registered: Answer
    factory: str | None
    made: Place | None
    subdomain: str | None
    host: str | None
    defaults: dict[str, object] | None
    strict_slashes: bool | None
    chain: tuple[Step, ...]


class Mount(NamedTuple):
    """One way from a Blueprint to an app, or to where it ends; `name` comes before endpoints, with
    its dot."""

    app: App | None
    prefix: Text
    name: str | None
    registered: Answer
    subdomain: Text = None
    defaults: Defaults = {}
    chain: tuple[Step, ...] = ()


def table(routes: list[Declaration], reach: Reach) -> list[Route]:
    """Every declared route, once for each way that its Blueprint is registered."""
    found: dict[tuple[object, ...], Route] = {}
    for declared in routes:
        imported = reach.imports_module(reach.by_file[declared.event.place.filename].name)
        for mount in _mounts(declared.owner, reach):
            answer = mount.registered
            if imported.holds is not True and answer.holds is not False:
                answer = imported
            if not declared.event.certain and answer.holds:
                answer = _uncalled(declared.event, "declares")
            route = _route(declared, mount, answer, reach)
            # The apps that one factory makes are those of the branches of an `if`.
            which = route.factory or route.made
            found.setdefault((*route[:6], which, route.place), route)
    return list(found.values())


def placed(declared: Declaration, mount: Mount) -> tuple[str | None, str | None]:
    """The rule and the endpoint that a declared route has on the app."""
    endpoint = declared.endpoint
    if endpoint is not None:
        endpoint = None if mount.name is None else mount.name + endpoint
    return _join(mount.prefix, declared.rule), endpoint


def _route(declared: Declaration, mount: Mount, answer: Answer, reach: Reach) -> Route:
    rule, endpoint = placed(declared, mount)
    given = declared.event.keywords
    strict = given.get("strict_slashes")
    subdomain = _text(given["subdomain"]) if "subdomain" in given else mount.subdomain
    defaults = _merged(mount.defaults, _constants(given.get("defaults")))
    app = mount.app
    steps = [*_declared(declared, app), *mount.chain]
    if answer.holds is None and answer.place is not None:
        steps.append(Step(answer.why, answer.place))
    return Route(
        rule,
        declared.methods,
        endpoint,
        declared.view.path if declared.view is not None else None,
        mount.name.rstrip(".") or None if mount.name is not None else None,
        reach.by_file[app.place.filename].name if app else None,
        declared.event.place,
        answer,
        app.factory.path if app and app.factory else None,
        app.place if app else None,
        subdomain if isinstance(subdomain, str) else None,
        text_of(given.get("host")),
        defaults or None if isinstance(defaults, dict) else None,
        strict.value if isinstance(strict, Known) and isinstance(strict.value, bool) else None,
        tuple(steps),
    )


def _mounts(owner: App | Blueprint, reach: Reach) -> Iterator[Mount]:
    """Each way to an app."""
    if isinstance(owner, App):
        yield Mount(owner, None, "", Answer(True, ""), chain=(_app_made(owner),))
        return
    if owner.parents:
        yield from _through(owner, reach, 0)
        return
    name = None if owner.name is None else f"{owner.name}."
    own = _own(owner, "subdomain")
    made = (_blueprint_made(owner),)
    answer = reach.is_registered(owner)
    yield Mount(None, _own(owner, "url_prefix"), name, answer, own, _defaults(owner), made)


def _through(child: Blueprint, reach: Reach, depth: int) -> Iterator[Mount]:
    for made in child.parents:
        name = _option(made, "name", child.name)
        dotted = f"{name}." if isinstance(name, str) else None
        prefix = _option(made, "url_prefix", _own(child, "url_prefix"))
        subdomain = _option(made, "subdomain", _own(child, "subdomain"))
        defaults = _merged(_defaults(child), _constants(made.options.get("url_defaults")))
        chain = (_blueprint_made(child), *_registered(made))
        if isinstance(made.parent, App):
            answer = Answer(True, "", made.event.place)
            if not made.event.certain:
                answer = _uncalled(made.event, "registers")
            chain += (_app_made(made.parent),)
            yield Mount(made.parent, prefix, dotted, answer, subdomain, defaults, chain)
        elif depth < 10:
            outer = (
                _through(made.parent, reach, depth + 1)
                if made.parent.parents
                else _mounts(made.parent, reach)
            )
            for mount in outer:
                above = mount.name
                yield mount._replace(
                    prefix=_nest(mount.prefix, prefix),
                    name=None if above is None or dotted is None else above + dotted,
                    subdomain=_nest_subdomain(mount.subdomain, subdomain),
                    defaults=defaults,
                    chain=chain + mount.chain,
                )


def _own(blueprint: Blueprint, name: str) -> Text:
    """What the Blueprint itself is given."""
    if name == "url_prefix":
        return _text(blueprint.url_prefix)
    return _text(flask_objects.given("blueprint", blueprint.instance, name))


def _option(made: Registration, key: str, default: Text) -> Text:
    """What a registration gives, or else what the Blueprint itself has."""
    given: Value | None = made.options.get(key)
    if given is None or given == Known(None):
        if made.event.open_ended:
            return Unknown("options that are passed on")
        return default
    if isinstance(given, Known) and isinstance(given.value, str):
        return given.value
    return Unknown("a computed option")


def _defaults(blueprint: Blueprint) -> Defaults:
    return _constants(flask_objects.given("blueprint", blueprint.instance, "url_defaults"))


def _text(value: Value | None) -> Text:
    if value is None or value == Known(None):
        return None
    text = text_of(value)
    return Unknown("a computed text") if text is None else text


def _constants(value: Value | None) -> Defaults:
    """A dict of constants."""
    if value is None or value == Known(None):
        return {}
    if not isinstance(value, DictValue) or not value.complete:
        return Unknown("a computed dict")
    found = {}
    for key, item in value.items.items():
        if not isinstance(key, str) or not isinstance(item, Known) or isinstance(item.value, bytes):
            return Unknown("a dict of what is computed")
        found[key] = item.value
    return found


def _merged(outer: Defaults, inner: Defaults) -> Defaults:
    if isinstance(outer, Unknown) or isinstance(inner, Unknown):
        return Unknown("computed defaults")
    return {**outer, **inner}


def _nest(outer: Text, inner: Text) -> Text:
    if isinstance(outer, Unknown) or isinstance(inner, Unknown):
        return Unknown("a computed prefix")
    if outer is not None and inner is not None:
        return f"{outer.rstrip('/')}/{inner.lstrip('/')}"
    return inner if inner is not None else outer


def _nest_subdomain(outer: Text, inner: Text) -> Text:
    if isinstance(outer, Unknown) or isinstance(inner, Unknown):
        return Unknown("a computed subdomain")
    if outer is not None and inner is not None:
        return f"{inner}.{outer}"
    return inner if inner is not None else outer


def _join(prefix: Text, rule: str | None) -> str | None:
    if isinstance(prefix, Unknown) or rule is None:
        return None
    if prefix is None:
        return rule
    return "/".join((prefix.rstrip("/"), rule.lstrip("/"))) if rule else prefix


# the chain in words


def _uncalled(event: Event, does: str) -> Answer:
    within = event.within
    known = within is not None and not within.is_library
    place = within.place if known and within is not None else event.place
    return Answer(None, f"nothing calls the function that {does} it", place)


def _declared(declared: Declaration, app: App | None) -> Iterator[Step]:
    owner = declared.owner
    if declared.view is None and declared.event.place == owner.place:
        whose = "app" if isinstance(owner, App) else "Blueprint"
        yield Step(f"Flask adds the route for the static files of the {whose}", owner.place)
        return
    rule = f", as `{declared.rule}`" if declared.rule else ""
    yield Step(f"declared here{rule}", declared.event.place)
    yield from _calls(declared.event, app)


def _blueprint_made(made: Blueprint) -> Step:
    name = f" `{made.name}`" if made.name is not None else ""
    return Step(f"the Blueprint{name} is made here{_under(_own(made, 'url_prefix'))}", made.place)


def _registered(made: Registration) -> Iterator[Step]:
    parent, own = made.parent, _own(made.child, "url_prefix")
    where = "the app"
    if isinstance(parent, Blueprint):
        where = f"the Blueprint `{parent.name}`" if parent.name is not None else "a Blueprint"
    prefix = _option(made, "url_prefix", None)
    instead = f", instead of `{own}`" if isinstance(own, str) and prefix is not None else ""
    name = _option(made, "name", None)
    named = f", with the name `{name}`" if isinstance(name, str) else ""
    yield Step(f"registered on {where} here{_under(prefix)}{instead}{named}", made.event.place)
    yield from _calls(made.event, parent if isinstance(parent, App) else None)


def _under(prefix: Text) -> str:
    if isinstance(prefix, Unknown):
        return ", under a prefix that cannot be told"
    return f", under `{prefix}`" if prefix else ""


def _calls(event: Event, app: App | None) -> Iterator[Step]:
    """The calls that lead to an event, nearest first, as far out as the app's factory."""
    calls = list(event.chain)
    if app is not None:
        first = (at for at, place in enumerate(calls) if place.filename == app.place.filename)
        calls = calls[next(first, max(0, len(calls) - 1)) :]
    what = "which is called here"
    if event.within is not None and not event.within.is_library:
        what = f"in `{event.within.code.name}`, which is called here"
    for place in reversed(calls):
        yield Step(what, place)
        what = "in a function that is called here"


def _app_made(app: App) -> Step:
    where = f"by the factory `{app.factory.path}`" if app.factory else "at module level"
    return Step(f"the app is made here, {where}", app.place)
