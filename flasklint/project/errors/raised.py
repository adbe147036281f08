"""Which exception classes of the project its views raise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.facts.walk import last_name, untried
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.python import expressions
from flasklint.follow.values import ClassValue, FunctionValue
from flasklint.packages import flask_api
from flasklint.project.errors import Raised
from flasklint.project.wiring import Declaration, Wiring


def by_class(evaluation: Evaluation, wiring: Wiring) -> dict[str, list[Raised]]:
    """What views raise outside of every `try`, by the paths of the class and of its bases."""
    found: dict[str, list[Raised]] = {}
    for view in dict.fromkeys(view_functions(wiring.routes)):
        for node in untried(view.code.body):
            if not isinstance(node, code.Raise):
                continue
            given = node.value.func if isinstance(node.value, code.Call) else node.value
            if not last_name(given):
                continue
            cls = expressions.evaluate(evaluation, view.scope, given)
            if isinstance(cls, ClassValue) and not cls.is_library:
                raised = Raised(cls.path, Place(view.place.filename, node.node), view.place)
                for base in ancestors(cls):
                    if isinstance(base, ClassValue):
                        found.setdefault(base.path, []).append(raised)
    return found


def view_functions(declared: Iterable[Declaration]) -> Iterator[FunctionValue]:
    """The functions of the project that answer requests, the methods of class views included, as
    often as routes declare them."""
    for each in declared:
        view = each.view
        if isinstance(view, FunctionValue) and not view.is_library:
            yield view
        elif isinstance(view, ClassValue) and not view.is_library:
            methods = (view.names.get(verb) for verb in sorted(flask_api.HTTP_VERBS))
            yield from (method for method in methods if isinstance(method, FunctionValue))
