"""What apps and Blueprints are given, by their constructors or later as attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.follow.flask import config as app_config
from flasklint.follow.flask import wired
from flasklint.follow.values import (
    DictValue,
    Instance,
    Known,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

_PARAMETERS = {
    "app": ("import_name", "static_url_path", "static_folder"),
    "blueprint": (
        "name", "import_name", "static_folder", "static_url_path", "template_folder", "url_prefix",
        "subdomain", "url_defaults", "root_path", "cli_group",
    ),
}  # fmt: skip
_OFF = ("debug", "testing")
_TABLES = ("extensions", "view_functions", "blueprints")
_NAMES = {*_PARAMETERS["app"], *_PARAMETERS["blueprint"], *_OFF, *_TABLES}


def given(kind: str, instance: Instance, name: str) -> Value | None:
    """What an "app" or "blueprint" has as `name`; None if it is given nothing of that name."""
    if name in instance.attributes and not (kind == "app" and name in _PARAMETERS["app"]):
        # An app has its static route as soon as it is made, whatever is assigned afterwards.
        return instance.attributes[name]
    if name in instance.keywords:
        return instance.keywords[name]
    names = _PARAMETERS[kind]
    at = names.index(name) if name in names else len(instance.args)
    if at < len(instance.args):
        return instance.args[at]
    if instance.open_ended:
        return Unknown(f"the argument {name} of a constructor")
    return Known("static") if (kind, name) == ("app", "static_folder") else None


def attribute(ev: Machine, instance: Instance, name: str) -> Value | None:
    """What reading an attribute gives; None if it is none of those that are known."""
    if name not in _NAMES:
        return None
    kind = wired.kind_of(instance)
    if not kind:
        return None
    if name == "static_url_path":
        return static_url_path(kind, instance)
    if name in _PARAMETERS[kind]:
        found = given(kind, instance, name)
        return Known(None) if found is None else found
    if kind == "app" and name in _OFF:
        found = app_config.setting(ev, instance, name.upper())
        return Known(False, assumed=True) if isinstance(found, Unknown) else found
    if kind == "app" and name in _TABLES:
        is_whole = name == "blueprints"
        return instance.attributes.setdefault(name, DictValue({}, complete=is_whole))
    return None


def static_url_path(kind: str, instance: Instance) -> Value:
    """Where static files are served, as `flask.sansio.scaffold.Scaffold.static_url_path` has it;
    the constant None if nowhere."""
    url, folder = given(kind, instance, "static_url_path"), given(kind, instance, "static_folder")
    if url is None or url == Known(None):
        if folder is None or folder == Known(None):
            return Known(None)
        text = text_of(folder)
        if text is None:
            return Unknown("a static folder that is computed")
        url = Known("/" + text.rstrip("/\\").replace("\\", "/").rpartition("/")[2])
    if not isinstance(url, Known):
        return Unknown("a static URL path that is computed")
    return Known(str(url.value).rstrip("/"))


def text_of(value: Value | None) -> str | None:
    """The string that a value is, or the text of a `pathlib.Path`."""
    if isinstance(value, Instance) and value.cls.path == "pathlib.Path":
        value = value.attributes.get("text")
    if isinstance(value, Known) and isinstance(value.value, str):
        return value.value
    return None
