"""Whether code may look through the environment or the settings before it starts, by names that do
not stand where it looks."""

from __future__ import annotations

from flasklint.facts import code
from flasklint.facts.walk import last_name, quoted
from flasklint.project.settings.uses import Uses, nodes_in

_ENVIRONMENT = frozenset(("environ", "getenv"))
_BEGINNINGS = ("startswith", "endswith")
_ALL = ("items", "values")
_SETTINGS = ("config", "settings", *_ENVIRONMENT)


def may_check(uses: Uses, text: str, names: tuple[str, ...]) -> bool:
    """Whether something asks which of several variables are set, goes through the values of a
    config, or asks how a text begins or ends that might be `text`, the value of a setting known by
    some names."""
    return (
        any(_asks_for_several(node) for _, node in uses.nodes(*_ENVIRONMENT))
        or any(_goes_through(node) for _, node in uses.nodes(*_ALL))
        or any(_asks_for_beginning(node, text) for _, node in uses.nodes(*_BEGINNINGS))
        or _asks_for_some_beginning(uses, names)
    )


def _asks_for_several(node: object) -> bool:
    match node:
        case code.Comparison(left=left, right=right) if last_name(right) == "environ":
            return not isinstance(left, code.Constant)
        case code.Comprehension() | code.For():
            return any(_reads_some(each) for each in nodes_in((node,)))
        case code.Call(args=args):
            return any(last_name(arg) == "environ" for arg in args)
        case code.Function(names=names, body=body) if "environ" in names:
            # It may stand where facts say nothing, as in a difference of sets.
            parts = nodes_in((*node.params, *node.decorators, *body))
            return not any(last_name(each) == "environ" for each in parts)
    return False


def _reads_some(node: object) -> bool:
    """Whether the environment is read by a name that is not written there."""
    match node:
        case code.Subscript(value=owner, key=key) if last_name(owner) == "environ":
            return not isinstance(key, code.Constant)
        case code.Call(func=func, args=(key, *_)):
            is_read = _owner_name(func) == "environ" or last_name(func) == "getenv"
            return is_read and not isinstance(key, code.Constant)
    return False


def _goes_through(node: object) -> bool:
    """Whether a loop goes through the values of a config."""
    match node:
        case code.Comprehension(iterable=iterable) | code.For(iterable=iterable):
            if isinstance(iterable, code.Call) and last_name(iterable.func) in _ALL:
                return _owner_name(iterable.func) == "config"
    return False


def _owner_name(func: object) -> str:
    """`name` of `name.method` or of `anything.name.method`."""
    return last_name(func.value) if isinstance(func, code.Attribute) else ""


def _asks_for_beginning(node: object, text: str) -> bool:
    """Whether something asks whether a text begins or ends as `text` does."""
    match node:
        case code.Call(func=func, args=(code.Constant(value=str() as asked), *_)):
            return last_name(func) in _BEGINNINGS and asked in text
    return False


def _asks_for_some_beginning(uses: Uses, names: tuple[str, ...]) -> bool:
    """Whether code that handles settings, or a function that such code mentions, asks whether a
    text begins or ends with what is not written there."""
    words = (*_SETTINGS, *names, *map(quoted, names))
    asking = [
        (name, mentioned)
        for name, mentioned, body in uses.bodies(*_BEGINNINGS)
        if any(map(_asks_for_a_variable, nodes_in(body, ())))
    ]
    callers = (each for name, _ in asking if name for each in uses.bodies(name))
    handling = (mentioned for _, mentioned in (*asking, *(each[:2] for each in callers)))
    return any(not mentioned.isdisjoint(words) for mentioned in handling)


def _asks_for_a_variable(node: object) -> bool:
    match node:
        case code.Call(func=code.Attribute(value=asked, attr=attr), args=(beginning, *_)):
            is_fixed = isinstance(beginning, (code.Constant, code.Items))
            return attr in _BEGINNINGS and not is_fixed and _first_name(asked) != "request"
    return False


def _first_name(node: object) -> str:
    """`name` of `name.path.of.attributes`."""
    while isinstance(node, code.Attribute):
        node = node.value
    return node.id if isinstance(node, code.Name) else ""
