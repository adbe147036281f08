"""How code is laid out in a file: lines, indentation, line ends, and new text that follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import libcst as cst

from flasklint.diagnostics.positions import Lines
from flasklint.languages.python import tree
from flasklint.languages.python.source import SourceFile
from flasklint.languages.python.spans import spans

_LINE_END = re.compile(r"\r\n|\r|\n")
_UNIT = "    "
_WIDTHS = (88, 100, 120)


class ChangeError(Exception):
    """A change that cannot be made faithfully; the message says why, in one line."""


class BrokenError(Exception):
    """Changes that leave code that does not parse: a mistake of the rule that asks for them."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Text to put from `start` to `end`. At one offset, lower ranks come first."""

    start: int
    end: int
    content: str
    rank: int = 0


def newline(file: SourceFile) -> str:
    """The line end that the file uses."""
    return file.tree.module.default_newline


def unit(file: SourceFile) -> str:
    """One step of indentation in the file."""
    return file.tree.module.default_indent


def width(file: SourceFile) -> int:
    """How long the lines of the file get: what a formatter was told, as far as they show it."""
    lines = file.text.splitlines()
    for most in _WIDTHS:
        if sum(len(line) > most for line in lines) * 100 <= len(lines):
            return most
    return _WIDTHS[-1]


def line_start(file: SourceFile, offset: int) -> int:
    """Where the line of `offset` begins."""
    return file.lines.starts[file.lines.location(offset).row - 1]


def next_line(file: SourceFile, offset: int) -> int:
    """Where the line after that of `offset` begins; the end of the text after the last one."""
    row = file.lines.location(offset).row
    return file.lines.starts[row] if row < len(file.lines) else len(file.text)


def margin(file: SourceFile, offset: int) -> str:
    """The white space that the line of `offset` begins with, form feeds left out."""
    line = file.text[line_start(file, offset) : offset]
    space = line[: len(line) - len(line.lstrip())]
    return space.rpartition("\f")[2]


def start_of(file: SourceFile, statement: cst.CSTNode) -> int:
    """Where the code of a statement begins, decorators included."""
    if isinstance(statement, (cst.FunctionDef, cst.ClassDef)) and statement.decorators:
        return file.spans[statement.decorators[0]][0]
    return file.spans[statement][0]


def first_line(file: SourceFile, statement: cst.CSTNode) -> int:
    """Where the lines of a statement begin: with the comments directly above it, decorators too.

    Comments at the top of the file (`#!`, coding, licence) belong to the file.
    """
    row = file.lines.location(start_of(file, statement)).row
    above = row
    for line in reversed(getattr(statement, "leading_lines", ())):
        if line.comment is None:
            break
        above -= 1
    return file.lines.starts[(above if above > 1 else row) - 1]


def end_of(file: SourceFile, statement: cst.CSTNode) -> int:
    """Where the line after a statement begins; comments at the end of its body are part of it."""
    start, end = file.spans[statement]
    after = next_line(file, end)
    if isinstance(statement, cst.SimpleStatementLine):
        return after
    outer = len(margin(file, start).expandtabs())
    row = file.lines.location(end).row + 1
    while row <= len(file.lines):
        line = file.lines.line(row)
        code = line.strip()
        if code and not (code[0] == "#" and _width(line) > outer):
            break
        row += 1
        if code:
            after = file.lines.starts[row - 1] if row <= len(file.lines) else len(file.text)
    return after


def whole_lines(file: SourceFile, offset: int, lines: str, rank: int = 0) -> Splice:
    """Put `lines` (without the last line end) where a line begins or at the end of the text."""
    end = newline(file)
    if offset == len(file.text) and offset and file.text[-1] not in "\r\n":
        return Splice(offset, offset, end + lines, rank)
    return Splice(offset, offset, lines + end, rank)


def indented(file: SourceFile, text: str, indentation: str) -> str:
    """`text` with every line indented, in the file's indentation and line ends.

    Lines that begin inside a string stay as they are, but for docstrings. Raises ChangeError if
    it cannot be told which these are.
    """
    lines = _LINE_END.split(text.strip("\r\n"))
    inside: set[int] = set()
    step = _UNIT
    if len(lines) > 1:
        inside, step = _strings("\n".join(lines))
    made = []
    for row, line in enumerate(lines):
        if row in inside:
            made.append(line)
        elif not line.strip():
            made.append("")
        else:
            code = line.lstrip(" \t")
            deep, rest = _steps(line[: len(line) - len(code)], step)
            made.append(indentation + unit(file) * deep + rest + code)
    return newline(file).join(made)


def parsed(text: str) -> cst.Module | None:
    """`text` as statements, or else as an expression; None if it is neither."""
    for code in (text, f"({text}\n)"):
        try:
            return cst.parse_module(code)
        except (cst.ParserSyntaxError, RecursionError):
            continue
    return None


def _strings(text: str) -> tuple[set[int], str]:
    """The rows (from 0) that begin inside a string, docstrings aside; the step of indentation."""
    module = parsed(text)
    if module is None:
        if '"""' in text or "'''" in text:
            raise ChangeError("the new text has a long string and cannot be parsed by itself")
        return set(), _UNIT
    code = module.code
    found = spans(module, code)
    indexed = tree.index(module)
    lines = Lines(code)
    rows: set[int] = set()
    for node in (*indexed.all(cst.SimpleString), *indexed.all(cst.FormattedString)):
        if isinstance(indexed.parent(node), cst.Expr):
            continue
        start, end = found[node]
        rows.update(range(lines.location(start).row, lines.location(end).row))
    return rows, module.default_indent


def _steps(space: str, step: str) -> tuple[int, str]:
    deep = 0
    while step and space.startswith(step):
        deep += 1
        space = space[len(step) :]
    return deep, space


def _width(line: str) -> int:
    expanded = line.rpartition("\f")[2].expandtabs()
    return len(expanded) - len(expanded.lstrip())
