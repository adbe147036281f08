"""Whether a Blueprint that nothing registers can be registered like the others."""

from __future__ import annotations

from collections import Counter

from flasklint.facts.node import Place
from flasklint.follow.values import Known
from flasklint.project.reachability import Reach
from flasklint.project.wiring import App, Blueprint, Wiring


def names_on(reach: Reach, owner: Place) -> Counter[str | None]:
    """How many Blueprints have a name on the app or Blueprint that is made at `owner`, or would
    have it once they are registered too."""
    is_on_app = any(app.place == owner for app in reach.wiring.apps)
    made = reach.wiring.blueprints
    return Counter(name for each in made for name in _names(each, owner, is_on_app, reach))


def names_under_parents(wiring: Wiring) -> list[str | None]:
    """The names under which Blueprints are registered, on apps or in Blueprints."""
    return [
        _text(each.options.get("name"), made.name)
        for made in wiring.blueprints
        for each in made.parents
    ]


def _names(made: Blueprint, owner: Place, is_on_app: bool, reach: Reach) -> list[str | None]:
    """The names that a Blueprint has there, all apps being one; its own if nothing registers it."""
    if not made.parents:
        return [made.name] if reach.is_registered(made).holds is False else []
    names = (
        each.options.get("name")
        for each in made.parents
        if (is_on_app and isinstance(each.parent, App)) or each.parent.place == owner
    )
    return [_text(given, made.name) for given in names]


def _text(given: object, otherwise: str | None) -> str | None:
    if isinstance(given, Known) and isinstance(given.value, str):
        return given.value
    return otherwise if given is None else None
