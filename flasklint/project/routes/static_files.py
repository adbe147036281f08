"""The routes that Flask adds by itself, for the static files of apps and Blueprints."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.follow.classes import ancestors
from flasklint.follow.flask import objects as flask_objects
from flasklint.follow.values import ClassValue, Event, Known, Unknown
from flasklint.project.wiring import App, Blueprint, Declaration, Wiring


def declarations(wiring: Wiring) -> Iterator[Declaration]:
    """One route for each app or Blueprint that is known to have a static folder."""
    owners: list[App | Blueprint] = [*wiring.apps, *wiring.blueprints]
    for owner in owners:
        made = owner.instance
        is_app = isinstance(owner, App)
        if is_app and isinstance(made.cls, ClassValue) and _adds_routes_itself(made.cls):
            continue
        kind = "app" if is_app else "blueprint"
        folder = flask_objects.given(kind, made, "static_folder")
        is_left_out = isinstance(folder, Unknown) and made.open_ended
        if folder is None or folder == Known(None) or is_left_out:
            continue
        url = flask_objects.static_url_path(kind, made)
        rule = f"{url.value}/<path:filename>" if isinstance(url, Known) else None
        event = Event(made.cls.path, made, (), {}, owner.place)
        yield Declaration(owner, rule, ("GET",), "static", None, event)


def _adds_routes_itself(cls: ClassValue) -> bool:
    return any(isinstance(b, ClassValue) and "add_url_rule" in b.names for b in ancestors(cls))
