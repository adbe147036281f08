"""The calls that surely end where Flask itself makes a URL rule of their arguments."""

from __future__ import annotations

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, External, Instance, ListValue
from flasklint.packages import flask_api
from flasklint.project.routes import RuleArgument
from flasklint.project.settings.uses import nodes_in
from flasklint.project.wiring import App, Blueprint, Wiring

_RULE_CLASS = "url_rule_class"
_STEPS = flask_api.ROUTE_DECLARING | {
    "_method_route",
    _RULE_CLASS,
    "__getattribute__",
    "__getattr__",
}
"""What an app does until it has a rule."""
_BLUEPRINT_STEPS = _STEPS | {"record", "register", "make_setup_state"}
_REPLACED = {"route", "add_url_rule", "_method_route", "record", "register", "make_setup_state"}
"""What a project may replace in Flask's own classes."""
_BASES = {"builtins", "flask", "typing", "abc"}


def rule_arguments(
    evaluation: Evaluation, wiring: Wiring, name: str
) -> dict[str, list[RuleArgument]]:
    """The calls that give Flask's own rules an argument of a name, by file."""
    evaluation.words |= {_RULE_CLASS, *_REPLACED}
    modules = evaluation.modules.values()
    if any(_RULE_CLASS in module.names or _replaces_steps(module) for module in modules):
        return {}
    apps_are_plain = all(_is_plain(app.instance, _STEPS) for app in wiring.apps)
    plain = {id(made.event) for made in wiring.routes if _ends_in_flask(made.owner, apps_are_plain)}
    found: dict[Place, RuleArgument | None] = {}
    for event in evaluation.events:
        if event.method in flask_api.ROUTE_DECLARING and name in event.keywords:
            value = event.keywords[name]
            made = RuleArgument(event.place.node, event.method, isinstance(value, ListValue))
            # What is perhaps called on something else may be understood there.
            known = id(event) in plain and found.get(event.place, made) == made
            found[event.place] = made if known else None
    by_file: dict[str, list[RuleArgument]] = {}
    for place, argument in found.items():
        if argument is not None:
            by_file.setdefault(place.filename, []).append(argument)
    return by_file


def _replaces_steps(module: Module) -> bool:
    """Whether a module puts something in the place of one of Flask's own steps."""
    return any(
        isinstance(target, code.Attribute)
        and target.attr in _REPLACED
        and target.value != code.Name("self")
        for node in nodes_in(module.body, _REPLACED)
        if isinstance(node, code.Assign)
        for target in node.targets
    )


def _ends_in_flask(owner: App | Blueprint, apps_are_plain: bool) -> bool:
    if isinstance(owner, App):
        return _is_plain(owner.instance, _STEPS)
    return apps_are_plain and _is_plain(owner.instance, _BLUEPRINT_STEPS)


def _is_plain(owner: Instance, steps: set[str]) -> bool:
    """Whether an object is surely of Flask's class, or of one of the project that leaves it the
    steps."""
    for base in ancestors(owner.cls) if isinstance(owner.cls, ClassValue) else [owner.cls]:
        if isinstance(base, ClassValue):
            if base.is_library or not steps.isdisjoint(base.names):
                return False
        elif not isinstance(base, External) or base.path.partition(".")[0] not in _BASES:
            return False
    return steps.isdisjoint(owner.attributes)
