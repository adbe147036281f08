"""What short expressions say: a dotted name, a string."""

from __future__ import annotations

import ast
import re

import libcst as cst

_ESCAPES = re.compile(r'\\.|\\\Z|"', re.DOTALL)


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


def concatenated_value(node: cst.ConcatenatedString) -> str | bytes | None:
    """The value of strings that stand side by side; None if one is no plain string."""
    try:
        return node.evaluated_value
    except (SyntaxError, ValueError):
        return None


def string_parts(node: cst.BaseExpression) -> list[str | cst.FormattedStringExpression]:
    """The texts and values that a string is put together of."""
    if isinstance(node, cst.ConcatenatedString):
        return [*string_parts(node.left), *string_parts(node.right)]
    if isinstance(node, cst.SimpleString):
        value = string_value(node)
        return [value] if isinstance(value, str) else []
    parts: list[str | cst.FormattedStringExpression] = []
    if isinstance(node, cst.FormattedString):
        for part in node.parts:
            if isinstance(part, cst.FormattedStringText):
                parts.append(_text(part.value, is_raw="r" in node.prefix))
            elif isinstance(part, cst.FormattedStringExpression):
                parts += [_written(part)] if part.equal else []
                parts.append(part)
    return parts


def _text(written: str, is_raw: bool) -> str:
    """The text that stands so in an f-string; as it stands, if Python refuses an escape in it."""
    text = written.replace("{{", "{").replace("}}", "}")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_raw or "\\" not in text:
        return text
    try:
        return str(ast.literal_eval(f'"""{_ESCAPES.sub(_escaped, text)}"""'))
    except (SyntaxError, ValueError):
        return text


def _escaped(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) == 2 else f"\\{found[0]}"


def _written(part: cst.FormattedStringExpression) -> str:
    """The text that `{value=}` begins with."""
    assert part.equal is not None
    bare = part.with_changes(conversion=None, format_spec=None)
    return cst.Module([]).code_for_node(bare)[1:-1]
