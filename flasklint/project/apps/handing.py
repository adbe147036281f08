"""The calls that hand an app to a package which may do something to it."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import wired
from flasklint.follow.values import Event, Instance, instances
from flasklint.packages.package import Effect, may


def handed_on(evaluation: Evaluation, effect: Effect) -> Iterator[tuple[Event, Instance]]:
    """The calls that hand an app to a package which may have that effect on it, and the app."""
    for event in evaluation.events:
        if may(event.package, effect):
            for value in (*event.args, *event.keywords.values()):
                for given in instances(value):
                    if wired.kind_of(given) == "app":
                        yield event, given
