"""Whether all that a view is called with comes from its URL, or something else may have a hand in
it: the app's class, a package, a preprocessor."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.walk import last_name
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, Instance, Unknown
from flasklint.project.apps.handing import handed_on
from flasklint.project.apps.overriding import overrides
from flasklint.project.settings.uses import nodes_in
from flasklint.project.wiring import Wiring

_MEDDLING = {
    "url_value_preprocessor", "app_url_value_preprocessor", "url_value_preprocessors",
    "url_rule_class", "url_map_class",
}  # fmt: skip
_TABLES = ("view_args", "view_functions")
"""What may be read, but not changed."""
_REQUEST_CLASS = "request_class"
_SETTING = {"view_args", "__setattr__", "__getattribute__"}
"""The methods by which a request class gives its requests other variables."""
_CHANGING = {"before_request", "before_app_request", "pop", "update", "setdefault", "clear"}
_STEPS = {
    "dispatch_request", "full_dispatch_request", "preprocess_request", "ensure_sync",
    "async_to_sync", "create_url_adapter", "request_context",
}  # fmt: skip
"""The methods of Flask between a URL and the call of its view."""
_PASSING_OTHERS = {"flask_openapi3"}
"""The packages whose apps and Blueprints call a view with something else than variables."""
_READING = {"get", "keys", "values", "items", "copy"}
_SHOWING = {
    "dict", "len", "str", "repr", "list", "sorted", "debug", "info", "warning", "error",
    "exception",
}  # fmt: skip


def may_change(evaluation: Evaluation, wiring: Wiring) -> bool:
    """Whether the project, or a package that has its app, may change the arguments of views or what
    is called."""
    evaluation.words |= {*_MEDDLING, *_CHANGING, *_TABLES, _REQUEST_CLASS}
    modules = evaluation.modules.values()
    if any(not _MEDDLING.isdisjoint(module.names) for module in modules):
        return True
    if any(not is_plain(app.instance) for app in wiring.apps):
        return True
    if any(handed_on(evaluation, "views")):
        return True
    if any(_REQUEST_CLASS in module.names for module in modules) and any(
        each.name in _SETTING for module in modules for each in module.definitions
    ):
        return True
    return any(
        table in module.names and _changes(module, table) for module in modules for table in _TABLES
    )


def is_plain(owner: Instance) -> bool:
    """Whether an app or a Blueprint is known to call views with the variables of their URLs."""
    if overrides(owner, _STEPS):
        return False
    bases = ancestors(owner.cls) if isinstance(owner.cls, ClassValue) else [owner.cls]
    paths = [base.path for base in bases if not isinstance(base, Unknown)]
    return not any(path.partition(".")[0] in _PASSING_OTHERS for path in paths)


def _changes(module: Module, table: str) -> bool:
    """Whether a module does more with `request.view_args`, or with `app.view_functions`, than to
    read from it."""
    if table == "view_args" and not _CHANGING.isdisjoint(module.names):
        return True
    left = 0
    for node in nodes_in(module.body, (table,)):
        left += isinstance(node, code.Attribute) and node.attr == table
        left -= sum(_is_table(each, table) for each in _read(node))
        match node:
            case code.Assign(targets=targets):
                # `nodes_in` comes by what is read to reach a target, and not by the target.
                left += sum(
                    isinstance(target, code.Attribute) and target.attr == table
                    for target in targets
                )
            case code.Delete(targets=targets):
                left += sum(isinstance(target, code.Subscript) for target in targets)
            case code.Extend(target=code.Subscript()):
                left += 1
    return left > 0


def _read(node: object) -> Iterator[object]:
    """What of a node is only read by it."""
    match node:
        case code.Subscript(value=value) | code.Not(value=value):
            yield value
        case code.Keyword(name="", value=value) | code.Starred(value=value):
            yield value
        case code.Attribute(value=value, attr=attr) if attr in _READING:
            yield value
        case code.If(test=test) | code.Choice(test=test):
            yield test
        case code.Comparison(left=left, right=right):
            yield left
            yield right
        case code.Boolean(op="and", left=left):
            yield left
        case code.Joined(parts=parts):
            yield from parts
        case code.Sum(left=left, right=right):
            yield left
            yield right
        case code.Call(func=func, args=args) if last_name(func) in _SHOWING:
            yield from args


def _is_table(node: object, table: str) -> bool:
    """Whether an expression is `request.view_args`, or `request.view_args or {}`."""
    if isinstance(node, code.Boolean) and node.op == "or":
        node = node.left
    return isinstance(node, code.Attribute) and node.attr == table
