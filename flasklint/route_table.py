"""The routes that a running application would have, with prefixes and names joined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flasklint.facts.code import Place
from flasklint.follow.flask_objects import text_of
from flasklint.follow.values import Known, Unknown, Value
from flasklint.reach import Answer, Reach
from flasklint.wiring import App, Blueprint, Declaration, Registration


class Route(NamedTuple):
    """One URL rule of one app; None for what cannot be told from the code."""

    rule: str | None
    methods: tuple[str, ...] | None
    endpoint: str | None
    view: str | None
    blueprint: str | None
    app: str | None
    place: Place
    registered: Answer


def table(routes: list[Declaration], reach: Reach) -> list[Route]:
    """Every declared route, once for each way that its Blueprint is registered."""
    found: dict[tuple[object, ...], Route] = {}
    for declared in routes:
        view = declared.view.path if declared.view is not None else None
        imported = reach.imports_module(reach.by_file[declared.event.place.filename].name)
        for app, prefix, name, answer in _mounts(declared.owner, reach):
            if imported.holds is not True and answer.holds is not False:
                answer = imported
            if not declared.event.certain and answer.holds:
                answer = Answer(None, "nothing calls the function that declares it")
            route = Route(
                _join(prefix, declared.rule),
                declared.methods,
                None if declared.endpoint is None or name is None else name + declared.endpoint,
                view,
                name.rstrip(".") or None if name is not None else None,
                reach.by_file[app.place.filename].name if app else None,
                declared.event.place,
                answer,
            )
            found.setdefault((*route[:6], route.place), route)
    return list(found.values())


Prefix = str | None | Unknown


def _mounts(
    owner: App | Blueprint, reach: Reach
) -> Iterator[tuple[App | None, Prefix, str | None, Answer]]:
    """Each way to an app: (app, URL prefix, endpoint prefix with its dot, is it registered)."""
    if isinstance(owner, App):
        yield owner, None, "", Answer(True, "")
        return
    answer = reach.is_registered(owner)
    if not owner.parents:
        name = None if owner.name is None else f"{owner.name}."
        yield None, _own_prefix(owner), name, answer
        return
    yield from _through(owner, reach, 0)


def _through(
    child: Blueprint, reach: Reach, depth: int
) -> Iterator[tuple[App | None, Prefix, str | None, Answer]]:
    for made in child.parents:
        name = _option(made, "name", child.name)
        own = _option(made, "url_prefix", _own_prefix(child))
        if isinstance(made.parent, App):
            answer = Answer(True, "", made.event.place)
            if not made.event.certain:
                answer = Answer(None, "nothing calls the function that registers it")
            yield made.parent, own, _dot(name), answer
        elif depth < 10:
            outer = (
                _through(made.parent, reach, depth + 1)
                if made.parent.parents
                else _mounts(made.parent, reach)
            )
            for app, prefix, above, answer in outer:
                joined = None if above is None or _dot(name) is None else above + str(_dot(name))
                yield app, _nest(prefix, own), joined, answer


def _own_prefix(blueprint: Blueprint) -> Prefix:
    given = blueprint.url_prefix
    if given is None or given == Known(None):
        return None
    text = text_of(given)
    return Unknown("a computed prefix") if text is None else text


def _option(made: Registration, key: str, default: Prefix) -> Prefix:
    given: Value | None = made.options.get(key)
    if given is None or given == Known(None):
        if made.event.open_ended:
            return Unknown("options that are passed on")
        return default
    if isinstance(given, Known) and isinstance(given.value, str):
        return given.value
    return Unknown("a computed option")


def _dot(name: Prefix) -> str | None:
    return f"{name}." if isinstance(name, str) else None


def _nest(outer: Prefix, inner: Prefix) -> Prefix:
    if isinstance(outer, Unknown) or isinstance(inner, Unknown):
        return Unknown("a computed prefix")
    if outer is not None and inner is not None:
        return f"{outer.rstrip('/')}/{inner.lstrip('/')}"
    return inner if inner is not None else outer


def _join(prefix: Prefix, rule: str | None) -> str | None:
    if isinstance(prefix, Unknown) or rule is None:
        return None
    if prefix is None:
        return rule
    return "/".join((prefix.rstrip("/"), rule.lstrip("/"))) if rule else prefix
