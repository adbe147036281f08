"""One walk over a libcst tree: its nodes in source order, by type, with their parents.

The walk visits what has meaning (statements, expressions, arguments, parameters) and leaves out
layout (white space, commas, parentheses) and names that refer to nothing by themselves (the
attribute of `a.b`, the keyword of `f(k=1)`, the name after `def`). The place of a node in that
order is its rank.

Each node has a number, too: it names the node in facts, which hold no nodes. What stands in the
body of a function is numbered for itself, so that an edit there leaves all other numbers as they
are.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count, islice
from operator import attrgetter
from typing import Any, TypeVar

import libcst as cst

NodeT = TypeVar("NodeT", bound=cst.CSTNode)

BODY = 1 << 20
"""How far apart the numbers of bodies are, but in files with more nodes than that."""

_LAYOUT = (
    "_",
    "whitespace",
    "leading_",
    "trailing_",
    "lines_after",
    "lpar",
    "rpar",
    "lbrac",
    "rbrac",
)
_NOT_VISITED = {
    "header", "footer", "indent", "comma", "semicolon", "equal", "colon", "first_colon",
    "second_colon", "dot", "operator", "star", "asynchronous", "attr", "keyword", "start", "end",
    "conversion", "separator", "posonly_ind", "has_trailing_newline", "encoding",
    "default_indent", "default_newline", "relative", "param",
}  # fmt: skip
_LEAVES = (
    cst.Name, cst.Integer, cst.Float, cst.Imaginary, cst.SimpleString, cst.FormattedStringText,
    cst.Ellipsis, cst.Import, cst.ImportFrom, cst.Global, cst.Nonlocal, cst.Pass, cst.Break,
    cst.Continue, cst.ParamStar, cst.ParamSlash,
)  # fmt: skip
_ORDER = {
    cst.FunctionDef: ("decorators", "params", "returns", "body"),
    cst.ClassDef: ("decorators", "bases", "keywords", "body"),
    cst.Param: ("annotation", "default"),
    cst.Parameters: ("posonly_params", "params", "star_arg", "kwonly_params", "star_kwarg"),
    cst.IfExp: ("body", "test", "orelse"),
    cst.ExceptHandler: ("type", "name", "body"),
}


def _fields_of(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    if issubclass(kind, _LEAVES):
        return ()
    if kind in _ORDER:
        return _ORDER[kind]
    return tuple(
        name
        for name in kind.__dataclass_fields__
        if name not in _NOT_VISITED and not name.startswith(_LAYOUT)
    )


Getter = Callable[[cst.CSTNode], tuple[object, ...]]

_GETTERS: dict[type[cst.CSTNode], Getter | None] = {}
_NODES: set[type] = set()
_OTHERS: set[type] = {type(None), str, bool, tuple, list}


def _getter(kind: type[cst.CSTNode]) -> Getter | None:
    """What takes all fields of a node at once; None for nodes without any."""
    if kind in _GETTERS:
        return _GETTERS[kind]
    fields = _fields_of(kind)
    made: Any = attrgetter(*fields) if fields else None
    if len(fields) == 1:
        one = made

        def made(node: cst.CSTNode) -> tuple[object, ...]:
            return (one(node),)

    _GETTERS[kind] = made
    return _GETTERS[kind]


def _is_node(value: object) -> bool:
    kind = value.__class__
    if kind not in _NODES and kind not in _OTHERS:
        (_NODES if isinstance(value, cst.CSTNode) else _OTHERS).add(kind)
    return kind in _NODES


def children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The nodes directly below `node` that the walk visits, in source order."""
    get = _getter(node.__class__)
    found: list[Any] = []
    for value in get(node) if get is not None else ():
        if isinstance(value, (tuple, list)):
            found.extend(value)
        elif _is_node(value):
            found.append(value)
    return found


@dataclass
class Tree:
    """The nodes of one module, in source order. All else is made on first use."""

    module: cst.Module
    nodes: list[cst.CSTNode]

    @cached_property
    def _ranks(self) -> dict[int, int]:
        return dict(zip(map(id, self.nodes), range(len(self.nodes)), strict=True))

    @cached_property
    def _numbers(self) -> array[int]:
        """The number of each node. Those in the body of the first outermost function begin with
        `BODY`, those of the second with twice as much, and so on; all others just count."""
        step = max(BODY, 1 << len(self.nodes).bit_length())
        outside = count()
        numbers = array("q")
        for at, body in enumerate(self._bodies(), start=1):
            numbers.extend(islice(outside, body.start - len(numbers)))
            numbers.extend(range(at * step, at * step + len(body)))
        numbers.extend(islice(outside, len(self.nodes) - len(numbers)))
        return numbers

    def _bodies(self) -> Iterator[range]:
        """The ranks in the body of each function that is not in the body of another."""
        end = 0
        for rank, node in enumerate(self.nodes):
            if node.__class__ is cst.FunctionDef and rank >= end:
                body: cst.CSTNode = node.body
                last = body
                while below := children(last):
                    last = below[-1]
                end = self._ranks[id(last)] + 1
                yield range(self._ranks[id(body)], end)

    @cached_property
    def _by_number(self) -> dict[int, cst.CSTNode]:
        return dict(zip(self._numbers, self.nodes, strict=True))

    def forget(self) -> None:
        """Let go of what can be made again: it takes a fifth of what the nodes take."""
        for name in ("_ranks", "_numbers", "_by_number", "_around", "_by_type"):
            self.__dict__.pop(name, None)

    @cached_property
    def _around(self) -> dict[int, cst.CSTNode]:
        around: dict[int, cst.CSTNode] = {}
        for node in self.nodes:
            get = _GETTERS[node.__class__]
            for value in get(node) if get is not None else ():
                kind = value.__class__
                if kind is tuple or kind is list:
                    for item in value:  # type: ignore[attr-defined]
                        around[id(item)] = node
                elif kind in _NODES:
                    around[id(value)] = node
        return around

    def rank(self, node: cst.CSTNode) -> int:
        """The index of a node into `nodes`. Raises KeyError for one that is not among them."""
        return self._ranks[id(node)]

    def number(self, node: cst.CSTNode) -> int:
        """What names a node in facts. Raises KeyError for one that is not among `nodes`."""
        return self._numbers[self._ranks[id(node)]]

    def node(self, number: int) -> cst.CSTNode:
        """The node that a number names. Raises KeyError if there is none."""
        return self._by_number[number]

    def has(self, node: cst.CSTNode) -> bool:
        """Whether a node is one of `nodes`."""
        return id(node) in self._ranks

    def around(self, node: cst.CSTNode) -> cst.CSTNode:
        """The node directly around `node`. Raises KeyError if there is none."""
        return self._around[id(node)]

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """The node directly around `node`; None for the module, and for what is not visited."""
        return self._around.get(id(node))

    @cached_property
    def _by_type(self) -> dict[type[cst.CSTNode], list[cst.CSTNode]]:
        found = defaultdict[type[cst.CSTNode], list[cst.CSTNode]](list)
        for node in self.nodes:
            found[node.__class__].append(node)
        return found

    def all(self, kind: type[NodeT]) -> list[NodeT]:
        """Every node of exactly this type, in source order."""
        return self._by_type.get(kind, [])  # type: ignore[return-value]

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes around `node`, innermost first, the module last."""
        above = self.parent(node)
        while above is not None:
            yield above
            above = self.parent(above)

    def inside(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """`node` and all below it, in source order."""
        stack = [node]
        while stack:
            top = stack.pop()
            yield top
            stack.extend(reversed(children(top)))

    def statement(self, node: cst.CSTNode) -> cst.CSTNode:
        """The statement that `node` is part of: a line, a compound statement or the module."""
        while not isinstance(
            node, (cst.SimpleStatementLine, cst.BaseCompoundStatement, cst.Module)
        ) or isinstance(node, cst.SimpleStatementSuite):
            node = self.around(node)
        return node


def index(module: cst.Module) -> Tree:
    """Walk `module` once."""
    nodes: list[cst.CSTNode] = []
    stack: list[Any] = [module]
    # Every node of every file comes by here: what is called in the loop is inlined.
    while stack:
        node = stack.pop()
        nodes.append(node)
        kind = node.__class__
        get = _GETTERS[kind] if kind in _GETTERS else _getter(kind)
        if get is None:
            continue
        for value in reversed(get(node)):
            kind = value.__class__
            if kind is tuple or kind is list:
                stack.extend(value[::-1])  # type: ignore[index]
            elif kind in _NODES or (kind not in _OTHERS and _is_node(value)):
                stack.append(value)
    return Tree(module, nodes)
