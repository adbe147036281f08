"""Blueprints that are registered in one place under one name, for which Flask raises ValueError.

Only registrations that surely happen together count: on the same app or Blueprint, under the same
conditions, with names that are constants.
"""

from __future__ import annotations

from typing import NamedTuple

from flasklint.follow.evaluation import Evaluation
from flasklint.follow.flask import deferred, wired
from flasklint.follow.flask import objects as flask_objects
from flasklint.follow.values import Event, Instance, Known, Value, instances
from flasklint.project.blueprints import BlueprintClash
from flasklint.project.reachability import Reach


class _Registered(NamedTuple):
    name: str
    child: Instance
    event: Event


def clashes(evaluation: Evaluation, reach: Reach) -> list[BlueprintClash]:
    """Every such registration, in the order in which they happen."""
    before: dict[tuple[Instance, tuple[int, ...], str], _Registered] = {}
    found: dict[BlueprintClash, None] = {}
    for event in evaluation.events:
        registered = _registered(evaluation, event)
        if registered is None:
            continue
        assert isinstance(event.receiver, Instance)
        key = (event.receiver, event.branches, registered.name)
        first = before.setdefault(key, registered)
        if first is not registered and _is_started(event.receiver, reach):
            clash = _clash(first, registered)
            if clash is not None:
                found[clash] = None
    return list(found)


def _registered(evaluation: Evaluation, event: Event) -> _Registered | None:
    """The one Blueprint that an event surely registers under a known name."""
    receiver = event.receiver
    if event.method != "register_blueprint" or not event.certain or event.open_ended:
        return None
    if not isinstance(receiver, Instance) or not wired.kind_of(receiver):
        return None
    children = list(instances(event.argument(0, "blueprint")))
    if len(children) != 1 or wired.kind_of(children[0]) != "blueprint":
        return None
    child = children[0]
    if receiver.attributes.get("blueprints") in evaluation.shrunk:
        return None
    if _is_own_way(evaluation, receiver, "register_blueprint") or _is_own_way(
        evaluation, child, "register"
    ):
        return None
    name = event.keywords.get("name", flask_objects.given("blueprint", child, "name"))
    if not isinstance(name, Known) or not isinstance(name.value, str) or name.assumed:
        return None
    return _Registered(name.value, child, event)


def _is_own_way(evaluation: Evaluation, owner: Instance, method: str) -> bool:
    """Whether the project has a method of its own in place of Flask's."""
    found = deferred.overridden(evaluation, owner, method)
    return found is not None and not found.function.is_library


def _is_started(owner: Instance, reach: Reach) -> bool:
    """Whether what is registered on an app or Blueprint comes to an app."""
    if wired.kind_of(owner) == "app":
        return True
    return any(
        reach.is_registered(made).holds is True
        for made in reach.wiring.blueprints
        if made.instance is owner
    )


def _clash(first: _Registered, second: _Registered) -> BlueprintClash | None:
    """None if packages make both Blueprints."""
    place, taken = second.event.place, first.event.place
    if place == taken:
        ways = zip(second.event.chain, first.event.chain, strict=False)
        place, taken = next((pair for pair in ways if pair[0] != pair[1]), (place, taken))
    made, other = (None if each.child.foreign else each.child.place for each in (second, first))
    if made is None and other is None:
        return None
    named_here = made == other or "name" in second.event.keywords
    blame = place if named_here else made or other or place
    same = first.child is second.child
    parent = _parent(second.event.receiver)
    return BlueprintClash(second.name, same, place, taken, blame, made, other, parent)


def _parent(owner: Value | None) -> str:
    if not isinstance(owner, Instance) or wired.kind_of(owner) == "app":
        return "the app"
    name = flask_objects.text_of(flask_objects.given("blueprint", owner, "name"))
    return "one Blueprint" if name is None else f"the Blueprint `{name}`"
