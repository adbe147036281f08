"""Whether an exception that a view raises gets to Flask, and whether a handler answers it."""

from __future__ import annotations

import libcst as cst

from flasklint.rule import Checker, Project
from flasklint_rules.errors.shared.catching import catcher, classes_over

_CLASS_VIEWS = {"flask.views.MethodView", "flask.views.View"}
_AROUND_METHODS = {"decorators", "dispatch_request"}


def leaves_view(node: cst.CSTNode, function: cst.CSTNode, error: str, checker: Checker) -> bool:
    """Whether an exception of the class `error`, raised at `node` in the view `function`, is sure
    to get to Flask."""
    if not isinstance(function, cst.FunctionDef):
        return False
    for decorator in function.decorators:
        made = decorator.decorator
        func = made.func if isinstance(made, cst.Call) else made
        if checker.canonical(func) is None:
            return False
    cls = checker.file.names.scope(function)
    if isinstance(cls, cst.ClassDef) and not _is_plain_view(cls, checker):
        return False
    return not catcher(node, function, error, checker)


def is_unhandled(error: str, project: Project) -> bool:
    """Whether it is sure that no error handler answers exceptions of a class."""
    handled = project.handled_errors(None)
    if handled.open or not project.factories():
        return False
    over = classes_over(error, project)
    somewhere = project.errors_handled_anywhere()
    return "?" not in over and "?" not in somewhere and over.isdisjoint(map(str, somewhere))


def _is_plain_view(cls: cst.ClassDef, checker: Checker) -> bool:
    """Whether Flask itself, and nothing around it, calls the methods of a class view."""
    bases = {checker.canonical(base.value) for base in cls.bases}
    own = checker.file.names.bindings.get(cls, {})
    return bool(bases) and bases <= _CLASS_VIEWS and _AROUND_METHODS.isdisjoint(own)
