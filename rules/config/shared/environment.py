"""Reads of the environment."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from flasklint.rule import SourceFile

GETTERS = ("os.getenv", "os.environ.get")


@dataclass(frozen=True)
class Read:
    """A read of a variable, and what stands in where the environment has none."""

    node: cst.Subscript | cst.Call
    variable: str
    fallback: cst.BaseExpression | None = None


def read_of(node: cst.CSTNode, file: SourceFile) -> Read | None:
    """The read of the environment that a node is: with its fallback, also as `... or fallback`;
    None if it is none, or the variable cannot be told."""
    if isinstance(node, cst.BooleanOperation) and isinstance(node.operator, cst.Or):
        read = read_of(node.left, file)
        if read is None or read.fallback is not None or isinstance(read.node, cst.Subscript):
            return None
        return Read(read.node, read.variable, node.right)
    wanted: tuple[str, ...]
    match node:
        case cst.Subscript(value=owner, slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
            wanted, fallback = ("os.environ",), None
        case cst.Call(func=owner, args=[cst.Arg(value=key), *rest]):
            wanted = GETTERS
            fallback = rest[0].value if rest else None
        case _:
            return None
    if not isinstance(key, cst.SimpleString) or file.names.path(owner) not in wanted:
        return None
    name = key.evaluated_value
    return Read(node, name, fallback) if isinstance(name, str) else None
