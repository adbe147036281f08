"""The text of code that moves: its margin, lines, comments and length."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

import libcst as cst

from flasklint.languages.python import layout
from flasklint.rule import SourceFile
from flasklint_rules.services.shared.usage import CannotMove

Replaced = tuple[int, int, str]
"""Start and end of a part of the file, and what stands there after the move."""

_STEP = "    "
_LAID_OUT = re.compile(r",\n\s*[)\]}]|\n\s*\.|\\\n|^\(\n|= \(\n")
"""What a formatter leaves in several lines: a comma at the end, a chain of calls."""


def at_margin(node: cst.CSTNode, file: SourceFile, replaced: Sequence[Replaced]) -> str:
    """The code of an expression or statement as it is laid out, without the indentation it has,
    with the parts in it `replaced`. Raises CannotMove for a string of several lines, and for lines
    that stand left of the first."""
    start, end = file.spans[node]
    code = file.text[start:end]
    margin = margin_of(node, file)
    if not all(line.startswith(margin) or not line.strip() for line in code.splitlines()[1:]):
        raise CannotMove("its lines stand left of where it begins")
    if any(
        isinstance(each, (cst.SimpleString, cst.FormattedStringText)) and "\n" in each.value
        for each in file.tree.inside(node)
    ):
        raise CannotMove("there is a string of several lines")
    for begin, finish, text in sorted(replaced, reverse=True):
        code = code[: begin - start] + text + code[finish - start :]
    return _closed_up(textwrap.dedent(margin + code.replace("\r", "")), file)


def _closed_up(text: str, file: SourceFile) -> str:
    """Text in one line if it only was in several because it was longer: what stands between
    brackets has lines of its own, without a comma at the end."""
    if "#" in text or _LAID_OUT.search(text):
        return text
    one = re.sub(r"(?<=[(\[{])\n\s*|\n\s*(?=[)\]}])", "", text)
    one = re.sub(r"\n\s*", " ", one)
    return one if len(one) + 2 * len("return ") <= layout.width(file) else text


def as_expression(text: str, node: cst.CSTNode, file: SourceFile) -> str:
    """The text of an expression so that it can stand alone: in brackets, if it only was one
    because of brackets around it that do not move."""
    try:
        cst.parse_expression(text)
    except cst.ParserSyntaxError:
        column = file.lines.location(file.spans[node][0]).column
        block = textwrap.dedent(" " * (column - 1 - len(margin_of(node, file))) + text)
        return f"(\n{textwrap.indent(block, _STEP)}\n)"
    return text


def lines_above(line: cst.SimpleStatementLine, file: SourceFile) -> list[str]:
    """The comments directly above a statement, below a blank line if there is one."""
    found: list[str] = []
    for above in reversed(line.leading_lines):
        if above.comment is None:
            return ["", *found]
        found.insert(0, above.comment.value)
    return found


def comment_behind(line: cst.SimpleStatementLine) -> list[str]:
    """The comment behind a statement, if there is one."""
    comment = line.trailing_whitespace.comment
    return [] if comment is None else [comment.value]


def margin_of(node: cst.CSTNode, file: SourceFile) -> str:
    """The white space that the line of a node begins with."""
    line = file.lines.line(file.lines.location(file.spans[node][0]).row)
    return line[: len(line) - len(line.lstrip())]


def call_text(
    function: str, given: Sequence[str], node: cst.CSTNode, before: str, file: SourceFile
) -> str:
    """A call that takes the place of a node, behind what is put `before` it: in one line, or in
    several as Black would have it. Raises CannotMove if lines get too long."""
    start, end = file.spans[node]
    first = file.text[layout.line_start(file, start) : start] + before
    behind = file.text[end : layout.next_line(file, end)].partition("#")[0].rstrip()
    margin = margin_of(node, file)
    # What is put there is indented as its statement is.
    outer = margin_of(file.tree.statement(node), file)
    inner = margin.removeprefix(outer)
    return _fitting(function, given, (first, behind), (outer, inner), layout.width(file))


def signature(name: str, parameters: Sequence[str], margin: str, file: SourceFile) -> str:
    """The first lines of a function."""
    return (
        _fitting(f"def {name}", parameters, (margin, ":"), (margin, ""), layout.width(file)) + ":"
    )


def _fitting(
    function: str,
    items: Sequence[str],
    beside: tuple[str, str],
    margins: tuple[str, str],
    width: int,
) -> str:
    (first, behind), (outer, inner) = beside, margins
    one = f"{function}({', '.join(items)})"
    if len(first + one + behind) <= width:
        return one
    deep = inner + _STEP
    several = [f"{deep}{', '.join(items)}"]
    if len(outer + several[0]) > width:
        several = [f"{deep}{item}," for item in items]
    lines = [f"{function}(", *several, f"{inner})"]
    longest = max(
        len(first + lines[0]),
        len(outer + lines[-1] + behind),
        *(len(outer + line) for line in several),
    )
    if not items or longest > width:
        raise CannotMove("a line would get too long")
    return "\n".join(lines)


def refuse_long(
    body: Sequence[str], margin: str, moved: Sequence[cst.CSTNode], file: SourceFile
) -> None:
    """Raise CannotMove if a line of a body is longer than lines are, and than those that move."""
    own = [file.lines.line(row) for node in moved for row in _rows(node, file)]
    longest = max(layout.width(file), *(len(line.rstrip()) for line in own))
    if any(len(margin + line) > longest for text in body for line in text.splitlines()):
        raise CannotMove("a line would get too long")


def _rows(node: cst.CSTNode, file: SourceFile) -> range:
    start, end = file.spans[node]
    return range(file.lines.location(start).row, file.lines.location(end).row + 1)
