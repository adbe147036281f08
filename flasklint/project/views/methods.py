"""The HTTP methods that a route has, as far as its view or what is written beside it tells."""

from __future__ import annotations

from flasklint.follow.classes import ancestors
from flasklint.follow.flask.objects import text_of
from flasklint.follow.values import (
    ClassValue,
    External,
    FunctionValue,
    ListValue,
    Unknown,
    Value,
    each,
)
from flasklint.packages import flask_api

_VIEW = External("flask.views.View")
_OBJECT = External("builtins.object")


def listed(value: Value) -> tuple[str, ...] | None:
    """The methods of a list of names; None if it is not wholly known."""
    if isinstance(value, ListValue) and value.complete:
        names = [text_of(item) for item in value.items]
        if all(name is not None for name in names):
            return tuple(sorted({name.upper() for name in names if name}))
    return None


def default(view: FunctionValue | ClassValue | None) -> tuple[str, ...] | None:
    """The methods of a route that names none: those of its view."""
    if isinstance(view, FunctionValue) and "methods" in view.attributes:
        return listed(view.attributes["methods"])
    if not isinstance(view, ClassValue):
        return ("GET",)
    bases = ancestors(view)
    known = [base for base in bases if isinstance(base, ClassValue)]
    stated = [base.names["methods"] for base in known if "methods" in base.names]
    if "methods" in view.names or (stated and _is_plain(view)):
        return listed(stated[0])
    if any(isinstance(base, Unknown) for base in bases):
        return None
    found = _stated(view)
    if found is None:
        return None
    verbs = {verb for base in known for verb in flask_api.HTTP_VERBS if verb in base.names}
    return tuple(sorted(found | {verb.upper() for verb in verbs})) or ("GET",)


def _is_plain(view: ClassValue) -> bool:
    """Whether a class is a `View` and no `MethodView`, which has methods of its own as well."""
    outside = [base for base in ancestors(view) if not isinstance(base, ClassValue)]
    return _VIEW in outside and all(base in (_VIEW, _OBJECT) for base in outside)


def _stated(cls: ClassValue) -> set[str] | None:
    """The `methods` that a class says it has, or else each of its bases."""
    if "methods" in cls.names:
        stated = listed(cls.names["methods"])
        return None if stated is None else set(stated)
    found: set[str] = set()
    for base in (option for value in cls.bases for option in each(value)):
        if isinstance(base, ClassValue):
            above = _stated(base)
            if above is None:
                return None
            found |= above
    return found
