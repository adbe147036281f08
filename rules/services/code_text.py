"""The text of code that moves: its margin, lines and comments."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import libcst as cst

from flasklint.comments import comments_in
from flasklint.fixes import layout
from flasklint.source import SourceFile
from flasklint_rules.services.usage import CannotMove

Replaced = tuple[int, int, str]
"""Start and end of a part of the file, and what stands there after the move."""


def at_margin(node: cst.CSTNode, file: SourceFile, replaced: Sequence[Replaced]) -> str:
    """The code of an expression or statement without the indentation it has, with the parts in
    it `replaced`. Raises CannotMove for a string of several lines."""
    start, end = file.spans[node]
    code = file.text[start:end]
    margin = _margin(node, file)
    is_laid_out = all(line.startswith(margin) or not line.strip() for line in code.splitlines()[1:])
    if "\n" in code and any(start <= each.start < end for each in comments_in(file)):
        is_laid_out = False
    if any(
        isinstance(each, (cst.SimpleString, cst.FormattedStringText)) and "\n" in each.value
        for each in _with_whitespace(node)
    ):
        raise CannotMove("there is a string of several lines")
    parts = [*replaced] if is_laid_out else [*replaced, *_line_breaks(node, file)]
    for begin, finish, text in sorted(parts, reverse=True):
        code = code[: begin - start] + text + code[finish - start :]
    return textwrap.dedent(margin + code.replace("\r", "")) if is_laid_out else code


def as_expression(text: str, node: cst.CSTNode, file: SourceFile) -> str:
    """The text of an expression so that it can stand alone: in brackets, if it only was one
    because of brackets around it that do not move."""
    try:
        cst.parse_expression(text)
    except cst.ParserSyntaxError:
        column = file.lines.location(file.spans[node][0]).column
        block = textwrap.dedent(" " * (column - 1 - len(_margin(node, file))) + text)
        return f"(\n{textwrap.indent(block, '    ')}\n)"
    return text


def comments_around(line: cst.SimpleStatementLine, file: SourceFile) -> tuple[list[str], list[str]]:
    """The comments above a statement and in it, and the one behind it."""
    start = layout.first_line(file, line)
    behind = file.spans[line.body[-1]][1]
    end = layout.next_line(file, file.spans[line][1])
    found = [each for each in comments_in(file) if start <= each.start < end]
    return (
        [each.text for each in found if each.start < behind],
        [each.text for each in found if each.start >= behind],
    )


def _margin(node: cst.CSTNode, file: SourceFile) -> str:
    row = file.lines.location(file.spans[file.tree.statement(node)][0]).row
    line = file.lines.line(row)
    return line[: len(line) - len(line.lstrip())]


def _line_breaks(node: cst.CSTNode, file: SourceFile) -> Iterator[Replaced]:
    """Line ends inside brackets go, with the comments there (they stay in the view)."""
    first, last = file.spans[node]
    for each in _with_whitespace(node):
        if isinstance(each, cst.ParenthesizedWhitespace):
            start, end = file.spans[each]
            if first < start and end < last:
                beside_bracket = file.text[start - 1] in "([{" or file.text[end] in ")]}"
                yield start, end, "" if beside_bracket else " "


def _with_whitespace(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    stack: list[cst.CSTNode] = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(top.children)
