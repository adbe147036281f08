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

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

import libcst as cst

NodeT = TypeVar("NodeT", bound=cst.CSTNode)

BODY = 1 << 20
"""How far apart the numbers of bodies are, but in files with more nodes than that."""

COMPREHENSIONS = (cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)
_ENDING = frozenset({cst.FunctionDef, cst.Lambda, cst.ClassDef, cst.IndentedBlock, *COMPREHENSIONS})

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


class _Bodies(NamedTuple):
    """The bodies of the functions that are not in the body of another, in source order: the ranks
    where each begins and ends, how many nodes there are in it and those before, and the number of
    the first node behind it."""

    starts: list[int]
    ends: list[int]
    within: list[int]
    behind: list[int]


@dataclass
class Tree:
    """The nodes of one module, in source order, and `ends`: for each function, class, lambda,
    comprehension and block, by rank, the rank behind its last node. All else is made on first
    use."""

    module: cst.Module
    nodes: list[cst.CSTNode]
    ends: dict[int, int]

    @cached_property
    def _ranks(self) -> dict[int, int]:
        return dict(zip(map(id, self.nodes), range(len(self.nodes)), strict=True))

    @cached_property
    def _step(self) -> int:
        return max(BODY, 1 << len(self.nodes).bit_length())

    @cached_property
    def _bodies(self) -> _Bodies:
        made = _Bodies([], [], [], [])
        within = last = 0
        for rank, end in sorted(self.ends.items()):
            node = self.nodes[rank]
            if node.__class__ is cst.FunctionDef and rank >= last:
                start, last = self._ranks[id(node.body)], end
                within += end - start
                made.starts.append(start)
                made.ends.append(end)
                made.within.append(within)
                made.behind.append(end - within)
        return made

    def forget(self) -> None:
        """Let go of what can be made again: it takes a fifth of what the nodes take."""
        for name in ("_ranks", "_bodies", "_around", "_by_type"):
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
        """What names a node in facts: those in the body of the first outermost function begin
        with `BODY`, those of the second with twice as much, and so on; all others just count.
        Raises KeyError for one that is not among `nodes`."""
        rank = self._ranks[id(node)]
        bodies = self._bodies
        at = bisect_right(bodies.starts, rank) - 1
        if at < 0:
            return rank
        if rank < bodies.ends[at]:
            return (at + 1) * self._step + rank - bodies.starts[at]
        return rank - bodies.within[at]

    def node(self, number: int) -> cst.CSTNode:
        """The node that a number names. Raises KeyError if there is none."""
        bodies = self._bodies
        body, offset = divmod(number, self._step)
        rank = end = 0
        if body == 0:
            at = bisect_right(bodies.behind, number) - 1
            rank, end = number + (bodies.within[at] if at >= 0 else 0), len(self.nodes)
        elif 0 < body <= len(bodies.starts):
            rank, end = bodies.starts[body - 1] + offset, bodies.ends[body - 1]
        if rank >= end:
            raise KeyError(number)
        return self.nodes[rank]

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
        if node.__class__ in _ENDING and self.has(node):
            rank = self.rank(node)
            yield from self.nodes[rank : self.ends[rank]]
            return
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
    ends: dict[int, int] = {}
    stack: list[Any] = [module]
    # Every node of every file comes by here: what is called in the loop is inlined.
    while stack:
        node = stack.pop()
        kind = node.__class__
        if kind is int:
            ends[node] = len(nodes)
            continue
        nodes.append(node)
        get = _GETTERS[kind] if kind in _GETTERS else _getter(kind)
        if get is None:
            continue
        if kind in _ENDING:
            # Comes up again when all below it has been visited.
            stack.append(len(nodes) - 1)
        for value in reversed(get(node)):
            kind = value.__class__
            if kind in _NODES:
                stack.append(value)
            elif kind is tuple or kind is list:
                stack.extend(value[::-1])  # type: ignore[index]
            elif kind not in _OTHERS and _is_node(value):
                stack.append(value)
    return Tree(module, nodes, ends)
