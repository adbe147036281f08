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

    def is_compared(self, text: str) -> bool:
        """Whether a string is compared with something."""
        return text in self._found.compared

    @cached_property
    def _found(self) -> _Found:
        found = _Found(defaultdict(set), defaultdict(set), set())
        for name, module in self._modules.items():
            for node in _nodes(module.body):
                _note(node, name, found)
        return found


class _Found(NamedTuple):
    keys: dict[object, set[str]]
    attributes: dict[str, set[tuple[str, str]]]
    compared: set[object]


def _note(node: object, module: str, found: _Found) -> None:
    match node:
        case code.Subscript(value=owner, key=code.Constant(value=str() as key)):
            found.keys[key].add(_owner_name(owner))
        case code.Call(func=code.Attribute(value=owner, attr=method), args=(first, *_)):
            if method in READS and isinstance(first, code.Constant):
                found.keys[first.value].add(_owner_name(owner))
        case code.Attribute(value=owner, attr=name):
            found.attributes[name].add((module, _owner_name(owner)))
        case code.Comparison(left=left, right=right):
            for side in (left, right, *_items_of(left), *_items_of(right)):
                if isinstance(side, code.Constant):
                    found.compared.add(side.value)


def _items_of(node: object) -> tuple[object, ...]:
    return node.items if isinstance(node, code.Items) else ()


def _owner_name(node: object) -> str:
    """The last name of an expression, that of the function for a call."""
    return last_name(node.func) if isinstance(node, code.Call) else last_name(node)


def _nodes(body: tuple[object, ...]) -> Iterator[object]:
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
