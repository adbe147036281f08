"""One walk over a libcst tree: its nodes in source order, by type, with their parents.

The walk visits what has meaning (statements, expressions, arguments, parameters) and leaves out
layout (white space, commas, parentheses) and names that refer to nothing by themselves (the
attribute of `a.b`, the keyword of `f(k=1)`, the name after `def`). The place of a node in that
order is its number: it names the node in facts, which hold no nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import libcst as cst

NodeT = TypeVar("NodeT", bound=cst.CSTNode)

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


_FIELDS: dict[type[cst.CSTNode], tuple[str, ...]] = {}


def children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The nodes directly below `node` that the walk visits, in source order."""
    kind = type(node)
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _FIELDS[kind] = _fields_of(kind)
    found: list[cst.CSTNode] = []
    for name in fields:
        value = getattr(node, name)
        if isinstance(value, cst.CSTNode):
            found.append(value)
        elif value.__class__ is tuple or value.__class__ is list:
            found.extend(value)
    return found


@dataclass(slots=True)
class Tree:
    """The nodes of one module, in source order; `number` is the index into `nodes`."""

    module: cst.Module
    nodes: list[cst.CSTNode]
    parent: dict[cst.CSTNode, cst.CSTNode]
    number: dict[cst.CSTNode, int]
    _by_type: dict[type[cst.CSTNode], list[cst.CSTNode]] = field(default_factory=dict)

    def all(self, kind: type[NodeT]) -> list[NodeT]:
        """Every node of exactly this type, in source order."""
        return self._by_type.get(kind, [])  # type: ignore[return-value]

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes around `node`, innermost first, the module last."""
        above = self.parent.get(node)
        while above is not None:
            yield above
            above = self.parent.get(above)

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
            node = self.parent[node]
        return node


def index(module: cst.Module) -> Tree:
    """Walk `module` once."""
    nodes: list[cst.CSTNode] = []
    parent: dict[cst.CSTNode, cst.CSTNode] = {}
    by_type: dict[type[cst.CSTNode], list[cst.CSTNode]] = {}
    number: dict[cst.CSTNode, int] = {}
    stack: list[cst.CSTNode] = [module]
    while stack:
        node = stack.pop()
        number[node] = len(nodes)
        nodes.append(node)
        kind = node.__class__
        if kind in by_type:
            by_type[kind].append(node)
        else:
            by_type[kind] = [node]
        below = children(node)
        if below:
            for child in below:
                parent[child] = node
            below.reverse()
            stack.extend(below)
    return Tree(module, nodes, parent, number, by_type)
