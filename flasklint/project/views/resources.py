"""Whether the resources of Flask-RESTful and Flask-RESTX are called as class views are.

Their `Api` wraps the view of each resource in `output` and in the decorators that it or the
namespace is given (`_register_view` of Flask-RESTful 0.3.10 and Flask-RESTX 1.3.2).
"""

from __future__ import annotations

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.walk import last_name
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue
from flasklint.project.settings.uses import nodes_in

RESOURCES = {"flask_restful.Resource", "flask_restplus.Resource", "flask_restx.Resource"}
_PACKAGES = ("flask_restful", "flask_restplus", "flask_restx")
_DECORATORS = "decorators"
_FEWEST_WITH_DECORATORS = 4
"""How many arguments a constructor has at least that is given its decorators by position."""
_STEPS = {"output", "_register_view", "register_resource"}


def are_plain(evaluation: Evaluation) -> bool:
    """Whether nothing of the project's own stands between a route and the view of a resource."""
    evaluation.words |= {_DECORATORS, "Api", "Namespace"}
    return not any(map(_decorates, evaluation.modules.values())) and not any(
        _overrides(evaluation, package, name)
        for package in _PACKAGES
        for name in ("Api", "Namespace")
    )


def _decorates(module: Module) -> bool:
    """Whether a module may give an Api or a namespace decorators."""
    names = {_DECORATORS, "Api", "Namespace"} & module.names
    if not names:
        return False
    for node in nodes_in(module.body, names):
        match node:
            case code.Keyword(name=name):
                is_meant = name == _DECORATORS
            case code.Attribute(attr=attr):
                is_meant = attr == _DECORATORS
            case code.Assign(targets=targets):
                is_meant = any(getattr(target, "attr", "") == _DECORATORS for target in targets)
            case code.Call(func=func, args=args) if last_name(func) in ("Api", "Namespace"):
                is_meant = len(args) >= _FEWEST_WITH_DECORATORS
            case _:
                continue
        if is_meant:
            return True
    return False


def _overrides(evaluation: Evaluation, package: str, name: str) -> bool:
    """Whether the project has a class of its own with other steps."""
    scope = evaluation.library_scopes.get(package)
    waiting = [scope.names.get(name)] if scope is not None else []
    while waiting:
        cls = waiting.pop()
        if isinstance(cls, ClassValue):
            if not cls.is_library and not _STEPS.isdisjoint(cls.names):
                return True
            waiting += cls.subclasses
    return False
