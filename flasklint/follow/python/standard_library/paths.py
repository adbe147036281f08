"""What `os.path` makes of paths; those of the project's own files are known from its root on."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from flasklint.follow.python.standard_library.arguments import (
    Args,
    Function,
    Keywords,
    is_assumed,
    string_of,
)
from flasklint.follow.values import Known, ListValue, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def _path_function(function: Callable[..., str]) -> Callable[..., Value | None]:
    def apply(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
        texts = [string_of(arg) for arg in args]
        known = [text for text in texts if text is not None]
        if keywords or not known or len(known) < len(texts):
            return None
        try:
            return Known(function(*known), is_assumed(args))
        except (TypeError, ValueError):
            return None

    return apply


def _relative(path: str, start: str = "") -> str:
    """`os.path.relpath` where the project's root is the current directory."""
    if not path:
        raise ValueError("no path")
    return posixpath.relpath(f"/{path}", f"/{start}")


def _splitext(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    text = string_of(args[0]) if args else None
    if text is None:
        return None
    return ListValue([Known(part, is_assumed(args)) for part in posixpath.splitext(text)])


def _root_path(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`flask.helpers.get_root_path(import_name)`."""
    name = string_of(args[0]) if args else None
    module = ev.modules.get(ev.modules.find(name, ev.here)) if name is not None else None
    return None if module is None else Known(posixpath.dirname(module.filename), assumed=True)


FUNCTIONS: dict[str, Function] = {
    "os.path.join": _path_function(posixpath.join),
    "posixpath.join": _path_function(posixpath.join),
    "urllib.parse.urljoin": _path_function(urljoin),
    "os.path.dirname": _path_function(posixpath.dirname),
    "os.path.basename": _path_function(posixpath.basename),
    "os.path.abspath": _path_function(posixpath.normpath),
    "os.path.realpath": _path_function(posixpath.normpath),
    "os.path.normpath": _path_function(posixpath.normpath),
    "os.path.splitext": _splitext,
    "os.path.relpath": _path_function(_relative),
    "flask.helpers.get_root_path": _root_path,
}
