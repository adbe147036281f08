"""What calls of the standard library give while a project is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.follow.python.standard_library import (
    collections,
    files,
    functools,
    importlib,
    inspect,
    itertools,
    operator,
    paths,
    pkgutil,
    re,
)  # fmt: skip
from flasklint.follow.python.standard_library.arguments import Args, Function, Keywords
from flasklint.follow.values import Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

_SCANNING: dict[str, Function] = {**files.FUNCTIONS, **pkgutil.FUNCTIONS}
"""Those that look through all files of the project."""
_FUNCTIONS: dict[str, Function] = {
    **_SCANNING,
    **collections.FUNCTIONS,
    **functools.FUNCTIONS,
    **importlib.FUNCTIONS,
    **inspect.FUNCTIONS,
    **itertools.FUNCTIONS,
    **operator.FUNCTIONS,
    **paths.FUNCTIONS,
    **re.FUNCTIONS,
}


def call(ev: Machine, path: str, args: Args, keywords: Keywords) -> Value | None:
    """What a call gives; None if the function is not one that is followed."""
    function = _FUNCTIONS.get(path)
    if path in _SCANNING:
        ev.budget.count(ev.modules)
    return None if function is None else function(ev, args, keywords)
