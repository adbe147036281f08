"""The namespaces of Flask-RESTX that no Api adds."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask.objects import text_of
from flasklint.follow.values import ClassValue, Instance, ListValue
from flasklint.project.blueprints import StrayNamespace
from flasklint.project.reachability import Reach
from flasklint.project.wiring import Blueprint

_NAMESPACES = {"flask_restplus.Namespace", "flask_restx.Namespace"}
_APIS = {"flask_restplus.Api", "flask_restx.Api"}


def stray_namespaces(reach: Reach) -> list[StrayNamespace]:
    """Those with resources that surely no Api of the project has, with an Api that could."""
    evaluation = reach.evaluation
    api = next(_made(evaluation, _APIS), None)
    if api is None:
        return []
    found = {}
    for made in _made(evaluation, _NAMESPACES):
        name = text_of(made.attributes.get("name"))
        if _is_unused(made) and not made.foreign:
            # What may register a Blueprint where it cannot be seen may add a namespace.
            stand_in = Blueprint(made, made.place, name, None)
            if reach.is_registered(stand_in).holds is False:
                found[made.place] = StrayNamespace(made.place, name, api.place)
    return list(found.values())


def _is_unused(made: Instance) -> bool:
    """Whether a namespace has resources and no Api."""
    apis, resources = made.attributes.get("apis"), made.attributes.get("resources")
    return (
        isinstance(apis, ListValue)
        and apis.complete
        and not apis.items
        and isinstance(resources, ListValue)
        and bool(resources.items)
    )


def _made(evaluation: Evaluation, classes: set[str]) -> Iterator[Instance]:
    """The objects of one of the classes that modules name."""
    for scope in evaluation.scopes.values():
        for value in scope.names.values():
            cls = value.cls if isinstance(value, Instance) else None
            bases = ancestors(cls) if isinstance(cls, ClassValue) else ()
            if any(getattr(base, "path", "") in classes for base in bases):
                assert isinstance(value, Instance)
                yield value
