"""What names of the standard library stand for that are no functions."""

from __future__ import annotations

from flasklint.follow.machine import Machine
from flasklint.follow.values import DictValue, Known, ModuleValue, Value


def constant(ev: Machine, path: str) -> Value | None:
    """What the standard library has at a path; None if it is nothing that is known."""
    if path in ("os.sep", "os.path.sep"):
        return Known("/")
    if path.startswith("http.HTTPMethod."):
        return Known(path.rpartition(".")[2])
    if path == "sys.modules":
        return DictValue({ev.modules.imported_as(name): ModuleValue(name) for name in ev.scopes})
    return None
