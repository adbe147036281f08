"""One walk over a libcst tree: its nodes in source order, by type, with their parents.

The walk visits what has meaning (statements, expressions, arguments, parameters) and leaves out
layout (white space, commas, parentheses) and names that refer to nothing by themselves (the
attribute of `a.b`, the keyword of `f(k=1)`, the name after `def`). The place of a node in that
order is its rank.

Each node has a number, too. Those that facts are about are counted (`numbers`), and any parser that
counts gives them the same; all others have negative ones, known to this one tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

import libcst as cst

from flasklint.languages.python.numbers import NUMBERED, Counter

NodeT = TypeVar("NodeT", bound=cst.CSTNode)

_NUMBERED = frozenset(getattr(cst, name) for name in NUMBERED)
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
    "default_indent", "default_newline", "relative", "param", "type_parameters",
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
    cst.ExceptStarHandler: ("type", "name", "body"),
    cst.MatchCase: ("pattern", "guard", "body"),
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
    def _counted(self) -> dict[int, cst.CSTNode]:
        counter = Counter()
        counted: dict[int, cst.CSTNode] = {}
        end = 0
        body: cst.CSTNode | None = None
        for rank, node in enumerate(self.nodes):
            if rank == end:
                counter.leave()
            if node is body:
                counter.enter()
            if node.__class__ in _NUMBERED:
                counted[counter.next()] = node
                if isinstance(node, cst.FunctionDef) and rank >= end:
                    end, body = self.ends[rank], node.body
        return counted

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(node): number for number, node in self._counted.items()}

    def forget(self) -> None:
        """Let go of what can be made again: it takes a fifth of what the nodes take."""
        for name in ("_ranks", "_counted", "_numbers", "_around", "_by_type"):
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
        """What names a node in facts; for one that facts are never about, 0 and less: that means
        nothing to any other tree. Raises KeyError for one that is not among `nodes`."""
        number = self._numbers.get(id(node))
        return -self._ranks[id(node)] if number is None else number

    def node(self, number: int) -> cst.CSTNode:
        """The node that a number names. Raises KeyError if there is none."""
        if number > 0:
            return self._counted[number]
        if -number >= len(self.nodes):
            raise KeyError(number)
        return self.nodes[-number]

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
