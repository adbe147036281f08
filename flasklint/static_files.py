"""The routes that Flask adds by itself, for the static files of apps and Blueprints."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.follow.values import ClassValue, Event, Instance, Known, Value, ancestors
from flasklint.wiring import App, Blueprint, Declaration, Wiring


def declarations(wiring: Wiring) -> Iterator[Declaration]:
    """One route for each app or Blueprint that is known to have a static folder."""
    owners: list[App | Blueprint] = [*wiring.apps, *wiring.blueprints]
    for owner in owners:
        made = owner.instance
        if isinstance(made.cls, ClassValue) and _adds_routes_itself(made.cls):
            continue
        if isinstance(owner, App):
            url, folder = _given(made, 1, "static_url_path"), _given(made, 2, "static_folder")
            folder = Known("static") if folder is None and not made.open_ended else folder
        else:
            folder, url = _given(made, 2, "static_folder"), _given(made, 3, "static_url_path")
        if folder is not None and folder != Known(None):
            event = Event(made.cls.path, made, (), {}, owner.place)
            yield Declaration(owner, _rule(url, folder), ("GET",), "static", None, event)


def _adds_routes_itself(cls: ClassValue) -> bool:
    return any(isinstance(b, ClassValue) and "add_url_rule" in b.names for b in ancestors(cls))


def _given(made: Instance, index: int, name: str) -> Value | None:
    """An argument of the constructor; None if it is left out."""
    if name in made.keywords:
        return made.keywords[name]
    return made.args[index] if index < len(made.args) else None


def _rule(url: Value | None, folder: Value) -> str | None:
    """The rule, as `flask.sansio.scaffold.Scaffold.static_url_path` makes it."""
    if url is None or url == Known(None):
        if not isinstance(folder, Known):
            return None
        name = str(folder.value).rstrip("/\\").replace("\\", "/").rpartition("/")[2]
        url = Known(f"/{name}")
    if not isinstance(url, Known):
        return None
    return f"{str(url.value).rstrip('/')}/<path:filename>"
