"""The routes that a running application would have, with prefixes and names joined.

What is joined and what wins is that of Flask 3.1 (`flask.sansio.blueprints.BlueprintSetupState`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.follow.flask import objects as flask_objects
from flasklint.follow.flask import placing
from flasklint.follow.flask.objects import text_of
from flasklint.follow.values import DictValue, Known, Unknown, Value
from flasklint.packages import url_rules
from flasklint.project.answers import Answer
from flasklint.project.reachability import Reach, uncertain
from flasklint.project.routes.chain import Step, app_made, blueprint_made, declaration, registration
from flasklint.project.wiring import App, Blueprint, Declaration, Registration

MOST_ROWS = 20_000
"""How many routes the table has; a row more may come with each of the last declaration."""
MOST_MOUNTS = 1_000
DEEPEST_NESTING = 10
"""How often a Blueprint may be registered, on the way to apps, and how deep in others."""
Text = str | None | Unknown
"""A text, none, or one that cannot be told."""

Defaults = dict[str, object] | Unknown


class Route(NamedTuple):
    """One URL rule of one app; None for what cannot be told from the code or is not given.

    `app` is the module that makes the app, `made` the place, `factory` the function. `chain` leads
    from the declaration to the app. `passed` are the names of what the view is called with.
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
    passed: frozenset[str] | None


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
    mounts: dict[App | Blueprint, list[tuple[Mount, bool]]] = {}
    for declared in routes:
        owner = declared.owner
        if owner not in mounts:
            ways = list(islice(_mounts(owner, reach), MOST_MOUNTS + 1))
            if len(ways) > MOST_MOUNTS:
                ways[-1] = _cut_off(ways[-1].registered.place)
            mounts[owner] = [(mount, _is_changed(owner, mount, reach)) for mount in ways]
        imported = reach.imports_module(reach.by_file[declared.event.place.filename].name)
        for mount, changed in mounts[owner] if len(found) < MOST_ROWS else ():
            answer = mount.registered
            if imported.holds is not True and answer.holds is not False:
                answer = imported
            if not declared.event.certain and answer.holds:
                answer = uncertain(declared.event, "declares")
            for placed in _placed(declared, mount, changed, reach):
                told = answer if answer.holds is not True else _told(placed, declared)
                if placed.open and told.holds:
                    told = Answer(None, placed.open, declared.event.place)
                route = _route(declared, mount, placed, told, reach)
                # The apps that one factory makes are those of the branches of an `if`.
                which = route.factory or route.made
                key = (*route[:6], which, route.place)
                if key not in found or (told.holds and not found[key].registered.holds):
                    found[key] = route
    return list(found.values())


def _told(placed: Placed, declared: Declaration) -> Answer:
    """Whether a route that is registered can be known by its URL and endpoint."""
    if placed.rule is None:
        return Answer(None, "its URL rule cannot be told", declared.event.place)
    if placed.endpoint is None:
        return Answer(None, "its endpoint cannot be told", declared.event.place)
    return Answer(True, "")


class Placed(NamedTuple):
    """Rule and endpoint of a route on the app; `open` says why they may be others."""

    rule: str | None
    endpoint: str | None
    open: str = ""


def _is_changed(owner: App | Blueprint, mount: Mount, reach: Reach) -> bool:
    """Whether the project changes how the owner's rules are put on the app."""
    if mount.app is None or isinstance(owner, App):
        return False
    return placing.is_changed(reach.evaluation, owner.instance, mount.app.instance)


def _placed(declared: Declaration, mount: Mount, changed: bool, reach: Reach) -> list[Placed]:
    """The rules that a declaration makes on the app: one, unless the project has `changed` how."""
    endpoint = declared.endpoint
    if endpoint is not None:
        endpoint = None if mount.name is None else mount.name + endpoint
    usual = Placed(_join(mount.prefix, declared.rule), endpoint)
    if not changed or mount.app is None:
        return [usual]
    blueprint, app = declared.owner.instance, mount.app.instance
    cannot_tell = [usual._replace(open="the project's own code puts it on the app")]
    if declared.rule is None or endpoint is None or isinstance(mount.prefix, Unknown):
        return cannot_tell
    event = declared.event
    view = event.argument(2, "view_func") or event.target or Unknown("the view")
    given = (mount.prefix, declared.rule, endpoint, view)
    made = placing.placed(reach.evaluation, blueprint, app, given, event)
    return [Placed(*each) for each in made or ()] or cannot_tell


def _route(
    declared: Declaration, mount: Mount, placed: Placed, answer: Answer, reach: Reach
) -> Route:
    given = declared.event.keywords
    strict = given.get("strict_slashes")
    subdomain = _text(given["subdomain"]) if "subdomain" in given else mount.subdomain
    defaults = _merged(mount.defaults, _constants(given.get("defaults")))
    app = mount.app
    steps = [*declaration(declared, app), *mount.chain]
    if answer.holds is None and answer.place is not None:
        steps.append(Step(answer.why, answer.place))
    return Route(
        placed.rule,
        declared.methods,
        placed.endpoint,
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
        _passed(placed.rule, defaults),
    )


def _passed(rule: str | None, defaults: Defaults) -> frozenset[str] | None:
    found = None if rule is None else url_rules.variables(rule)
    if found is None or isinstance(defaults, Unknown):
        return None
    return frozenset(name for _, name in found) | frozenset(defaults)


def _mounts(owner: App | Blueprint, reach: Reach) -> Iterator[Mount]:
    """Each way to an app."""
    if isinstance(owner, App):
        yield Mount(owner, None, "", Answer(True, ""), chain=(app_made(owner),))
        return
    if owner.parents:
        yield from _through(owner, reach, 0)
        return
    name = None if owner.name is None else f"{owner.name}."
    own = _own(owner, "subdomain")
    prefix = _own(owner, "url_prefix")
    made = (blueprint_made(owner, prefix),)
    answer = reach.is_registered(owner)
    yield Mount(None, prefix, name, answer, own, _defaults(owner), made)


def _cut_off(place: Place | None) -> Mount:
    """Instead of all further ways."""
    why = "Blueprints are nested in each other more than is followed"
    return Mount(None, Unknown(why), None, Answer(None, why, place))


def _through(child: Blueprint, reach: Reach, depth: int) -> Iterator[Mount]:
    for made in child.parents:
        name = _option(made, "name", child.name)
        dotted = f"{name}." if isinstance(name, str) else None
        own = _own(child, "url_prefix")
        prefix = _option(made, "url_prefix", own)
        subdomain = _option(made, "subdomain", _own(child, "subdomain"))
        defaults = _merged(_defaults(child), _constants(made.options.get("url_defaults")))
        given = _option(made, "url_prefix", None)
        renamed = _option(made, "name", None)
        chain = (blueprint_made(child, own), *registration(made, own, given, renamed))
        if isinstance(made.parent, App):
            answer = Answer(True, "", made.event.place)
            if not made.event.certain:
                answer = uncertain(made.event, "registers")
            chain += (app_made(made.parent),)
            yield Mount(made.parent, prefix, dotted, answer, subdomain, defaults, chain)
        elif depth >= DEEPEST_NESTING:
            yield _cut_off(made.event.place)
        else:
            outer = (
                _through(made.parent, reach, depth + 1)
                if made.parent.parents
                else _mounts(made.parent, reach)
            )
            for mount in outer:
                above = mount.name
                answer = mount.registered
                if answer.holds and not made.event.certain:
                    answer = uncertain(made.event, "registers")
                yield mount._replace(
                    registered=answer,
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
