"""Whether a Blueprint that nothing registers can be registered on an app like the others."""

from __future__ import annotations

from flasklint.follow.values import Known
from flasklint.reach import Reach
from flasklint.wiring import App, Blueprint, Wiring


def fits_on_app(reach: Reach, filename: str, name: str | None) -> bool:
    """Whether no other Blueprint has its name on an app, or would have it once it is registered
    too, and those that other files of its directory make are not all nested in Blueprints."""
    names = [each for made in reach.wiring.blueprints for each in _names(made, reach)]
    if name is None or names.count(name) > 1:
        return False
    beside = [
        made
        for made in reach.wiring.blueprints
        if made.place.filename != filename
        and _directory(made.place.filename) == _directory(filename)
        and not made.registrations
        and made.parents
    ]
    return not beside or any(map(_is_on_app, beside))


def names_under_parents(wiring: Wiring) -> list[str | None]:
    """The names under which Blueprints are registered, on apps or in Blueprints."""
    return [
        _text(each.options.get("name"), made.name)
        for made in wiring.blueprints
        for each in made.parents
    ]


def _names(made: Blueprint, reach: Reach) -> list[str | None]:
    """The names that a Blueprint has on apps; its own if nothing registers it."""
    if not made.parents:
        return [made.name] if reach.is_registered(made).holds is False else []
    names = (each.options.get("name") for each in made.parents if isinstance(each.parent, App))
    return [_text(given, made.name) for given in names]


def _text(given: object, otherwise: str | None) -> str | None:
    if isinstance(given, Known) and isinstance(given.value, str):
        return given.value
    return otherwise if given is None else None


def _is_on_app(made: Blueprint) -> bool:
    return any(isinstance(each.parent, App) for each in made.parents)


def _directory(filename: str) -> str:
    return filename.rpartition("/")[0]
