"""What `importlib` tells of the packages that are installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.follow.python.standard_library.arguments import Args, Function, Keywords
from flasklint.follow.values import DictValue, Known, ListValue, Value

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine


def _distributions(ev: Machine, args: Args, keywords: Keywords) -> Value | None:
    """`importlib.metadata.packages_distributions()`, as far as the project's files tell."""
    found = {package: ListValue([Known(name)]) for package, name in ev.distributions.items()}
    return DictValue(dict(found), complete=False) if found else None


FUNCTIONS: dict[str, Function] = {
    "importlib.metadata.packages_distributions": _distributions,
}
