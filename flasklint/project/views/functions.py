"""The functions that answer requests, by the file that defines them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flasklint.facts.node import Place
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, FunctionValue, Unknown
from flasklint.packages import flask_api
from flasklint.project.routes.table import Route
from flasklint.project.views import View
from flasklint.project.wiring import Wiring


def functions(evaluation: Evaluation, wiring: Wiring) -> list[FunctionValue]:
    """The functions and methods of the project that answer requests, in the order of their code."""
    found: dict[Place, FunctionValue] = {}
    for declared in wiring.routes:
        view = declared.view
        if isinstance(view, FunctionValue) and not view.is_library:
            found[view.place] = view
        elif isinstance(view, ClassValue):
            found |= _methods(view)
    for scope in list(evaluation.scopes.values()):
        for value in list(scope.names.values()):
            if isinstance(value, ClassValue) and value.scope is scope and _is_class_view(value):
                found |= _methods(value)
    return [found[place] for place in sorted(found)]


def by_file(evaluation: Evaluation, wiring: Wiring) -> dict[str, list[View]]:
    """The views of each file, in the order of their code."""
    routes: dict[Place, list[Place]] = {}
    for declared in wiring.routes:
        if isinstance(declared.view, FunctionValue):
            routes.setdefault(declared.view.place, []).append(declared.event.place)
    files: dict[str, list[View]] = {}
    for view in functions(evaluation, wiring):
        at = tuple(routes.get(view.place, ()))
        made = View(view.code.node, view.path, at, view.owner is not None)
        files.setdefault(view.place.filename, []).append(made)
    return files


def _is_class_view(cls: ClassValue) -> bool:
    return any(
        not isinstance(base, Unknown) and base.path in flask_api.VIEW_BASES
        for base in ancestors(cls)
    )


def _methods(cls: ClassValue) -> dict[Place, FunctionValue]:
    """The methods of a class view that answer requests, inherited ones included."""
    found: dict[Place, FunctionValue] = {}
    for base in ancestors(cls):
        if isinstance(base, ClassValue) and not base.is_library:
            for verb in (*flask_api.HTTP_VERBS, "dispatch_request"):
                method = base.names.get(verb)
                if isinstance(method, FunctionValue):
                    found[method.place] = method
    return found


def urls_of(
    views: Mapping[str, Iterable[View]], table: Iterable[Route], path: str
) -> tuple[str, ...]:
    """The URL rules of the view function, or of the class view's method, at a path. `views` are
    those of all files."""
    places = {
        place
        for found in views.values()
        for view in found
        if view.path == path
        for place in view.routes
    }
    owner = path.rpartition(".")[0]
    return tuple(
        route.rule
        for route in table
        if route.rule is not None and (route.place in places or route.view == owner)
    )
