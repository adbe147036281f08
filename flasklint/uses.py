"""Which keys and attributes the code of a project reads, wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from flasklint.facts import code
from flasklint.facts.walk import last_name

READS = frozenset(("get", "pop", "setdefault"))


class Uses:
    """The uses of names in all modules. Looked for once, if somebody asks: every body is read."""

    def __init__(self, modules: Mapping[str, code.Module]) -> None:
        self._modules = modules

    def of_key(self, key: str) -> frozenset[str]:
        """The last names of what a key is read from: `config` for `app.config["KEY"]` and
        `config.get("KEY")`; "" where it has none."""
        return frozenset(self._found.keys.get(key, ()))

    def of_attribute(self, name: str) -> frozenset[tuple[str, str]]:
        """Where an attribute is read: modules, and the last name of what it is read from."""
        return frozenset(self._found.attributes.get(name, ()))

    def is_tested(self, text: str) -> bool:
        """Whether a condition or a comparison mentions a string, or a name of that spelling."""
        return text in self._found.tested

    @cached_property
    def _found(self) -> _Found:
        found = _Found(defaultdict(set), defaultdict(set), set())
        for name, module in self._modules.items():
            for node in nodes_in(module.body):
                _note(node, name, found)
        return found


class _Found(NamedTuple):
    keys: dict[object, set[str]]
    attributes: dict[str, set[tuple[str, str]]]
    tested: set[object]


def _note(node: object, module: str, found: _Found) -> None:
    match node:
        case code.Subscript(value=owner, key=code.Constant(value=str() as key)):
            found.keys[key].add(_owner_name(owner))
        case code.Call(func=code.Attribute(value=owner, attr=method), args=(first, *_)):
            if method in READS and isinstance(first, code.Constant):
                found.keys[first.value].add(_owner_name(owner))
        case code.Attribute(value=owner, attr=name):
            found.attributes[name].add((module, _owner_name(owner)))
        case code.Comparison() | code.Not():
            found.tested.update(_words(node))
        case code.If(test=test) | code.Choice(test=test):
            found.tested.update(_words(test))


def _words(node: object) -> Iterator[object]:
    """The constants in an expression, and the names."""
    for each in nodes_in((node,)):
        match each:
            case code.Constant(value=value):
                yield value
            case code.Name(id=name) | code.Attribute(attr=name):
                yield name


def _owner_name(node: object) -> str:
    """The last name of an expression, that of the function for a call."""
    return last_name(node.func) if isinstance(node, code.Call) else last_name(node)


def nodes_in(body: tuple[object, ...]) -> Iterator[object]:
    """Every statement and expression in a body, those of functions included. A target that is
    assigned is not read."""
    stack: list[object] = list(body)
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, code.Function):
            stack += (*node.params, *node.decorators, *node.body)
        elif isinstance(node, code.Assign):
            stack += (node.value, *(_within(target) for target in node.targets))
        elif isinstance(node, tuple):
            stack.extend(node)


def _within(target: object) -> object:
    """What is read to reach a target: `app.config` of `app.config["KEY"]`."""
    if isinstance(target, (code.Subscript, code.Attribute)):
        return target.value
    return target
