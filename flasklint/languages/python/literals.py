"""What short expressions say: a dotted name, a string."""

from __future__ import annotations

import libcst as cst


def dotted(node: cst.BaseExpression | cst.Attribute | cst.Name | None) -> str:
    """`a.b.c` as text, "" for anything else."""
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    if not isinstance(node, cst.Name):
        return ""
    parts.append(node.value)
    return ".".join(reversed(parts))


def string_value(node: cst.SimpleString) -> str | bytes | None:
    """The value of a string literal; None if it has an escape that Python refuses."""
    raw = node.value
    if raw[0] in "'\"" and "\\" not in raw and "\r" not in raw:
        return raw[3:-3] if raw[:3] == raw[0] * 3 and len(raw) > 5 else raw[1:-1]
    try:
        return node.evaluated_value
    except (SyntaxError, ValueError):
        return None
