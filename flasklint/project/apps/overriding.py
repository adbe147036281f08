"""Which of Flask's methods apps and Blueprints have, or may have, in a way of their own."""

from __future__ import annotations

from collections.abc import Collection

from flasklint.follow.classes import ancestors
from flasklint.follow.values import ClassValue, Instance, Unknown
from flasklint.project.wiring import Wiring

_FLASK_AND_ITS_KIN = {
    "abc", "apiflask", "builtins", "flask", "flask_openapi3", "flask_smorest", "quart", "typing",
    "werkzeug",
}  # fmt: skip


def may_override(wiring: Wiring, names: Collection[str]) -> bool:
    """Whether some app or Blueprint has, or may have, one of some methods of its own."""
    owners = [app.instance for app in wiring.apps]
    owners += [blueprint.instance for blueprint in wiring.blueprints]
    return any(overrides(owner, names) for owner in owners)


def overrides(owner: Instance, names: Collection[str]) -> bool:
    """Whether an object has, or may have, one of some methods of its own: from a class of the
    project or of an unknown package, or put on it."""
    for base in ancestors(owner.cls) if isinstance(owner.cls, ClassValue) else [owner.cls]:
        if isinstance(base, ClassValue) and not base.is_library:
            if any(name in base.names for name in names):
                return True
        elif isinstance(base, Unknown) or base.path.partition(".")[0] not in _FLASK_AND_ITS_KIN:
            return True
    return any(name in owner.attributes for name in names)
