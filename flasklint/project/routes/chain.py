"""How a route comes to be, in words: declared, Blueprints made and registered, the app made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.follow.values import Event, Unknown
from flasklint.project.wiring import App, Blueprint, Declaration, Registration


class Step(NamedTuple):
    """One thing that happens on the way from a declaration to the app, and where."""

    what: str
    place: Place


def declaration(declared: Declaration, app: App | None) -> Iterator[Step]:
    """That a route is declared, and the calls that lead there."""
    owner = declared.owner
    if declared.view is None and declared.event.place == owner.place:
        whose = "app" if isinstance(owner, App) else "Blueprint"
        yield Step(f"Flask adds the route for the static files of the {whose}", owner.place)
        return
    rule = f", as `{declared.rule}`" if declared.rule else ""
    yield Step(f"declared here{rule}", declared.event.place)
    yield from _calls(declared.event, app)


def blueprint_made(made: Blueprint, prefix: str | Unknown | None) -> Step:
    """That a Blueprint is made, with a prefix of its own."""
    name = f" `{made.name}`" if made.name is not None else ""
    return Step(f"the Blueprint{name} is made here{_under(prefix)}", made.place)


def registration(
    made: Registration,
    own: str | Unknown | None,
    prefix: str | Unknown | None,
    name: str | Unknown | None,
) -> Iterator[Step]:
    """That a Blueprint is registered, under a prefix perhaps that replaces its own, or a name,
    and the calls that lead there."""
    parent = made.parent
    where = "the app"
    if isinstance(parent, Blueprint):
        where = f"the Blueprint `{parent.name}`" if parent.name is not None else "a Blueprint"
    instead = f", instead of `{own}`" if isinstance(own, str) and prefix is not None else ""
    named = f", with the name `{name}`" if isinstance(name, str) else ""
    yield Step(f"registered on {where} here{_under(prefix)}{instead}{named}", made.event.place)
    yield from _calls(made.event, parent if isinstance(parent, App) else None)


def app_made(app: App) -> Step:
    """That the app is made, in a factory or not."""
    where = f"by the factory `{app.factory.path}`" if app.factory else "at module level"
    return Step(f"the app is made here, {where}", app.place)


def _under(prefix: str | Unknown | None) -> str:
    if isinstance(prefix, Unknown):
        return ", under a prefix that cannot be told"
    return f", under `{prefix}`" if prefix else ""


def _calls(event: Event, app: App | None) -> Iterator[Step]:
    """The calls that lead to an event, nearest first, as far out as the app's factory."""
    calls, within = list(event.chain), event.within
    if app is not None:
        if app.factory and within and within.place == app.factory.place:
            return
        first = (at for at, place in enumerate(calls) if place.filename == app.place.filename)
        calls = calls[next(first, max(0, len(calls) - 1)) :]
    what = "in a function that is called here"
    if within is not None and not within.is_library:
        what = f"in `{within.code.name}`, which is called here"
    for place in reversed(calls):
        yield Step(what, place)
        what = "in a function that is called here"
