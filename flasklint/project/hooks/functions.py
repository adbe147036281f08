"""The functions that Flask runs around requests, as apps and Blueprints are told of them."""

from __future__ import annotations

from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import wired
from flasklint.follow.values import Bound, Event, FunctionValue, Instance, Partial, Unknown, each
from flasklint.packages import flask_api
from flasklint.project.hooks import Hook


def by_file(evaluation: Evaluation) -> dict[str, list[Hook]]:
    """Every hook that an app or Blueprint is known to get, by the file of its function."""
    found: dict[str, list[Hook]] = {}
    for event in evaluation.events:
        if event.method in flask_api.HOOKS and event.certain and _on_owner(event):
            for option in each(event.target or event.argument(0, "f") or Unknown()):
                function = option
                while isinstance(function, (Bound, Partial)):
                    function = function.function
                if isinstance(function, FunctionValue) and not function.is_library:
                    hook = Hook(event.method, function.place, event.place)
                    found.setdefault(function.place.filename, []).append(hook)
    return found


def _on_owner(event: Event) -> bool:
    return isinstance(event.receiver, Instance) and bool(wired.kind_of(event.receiver))
