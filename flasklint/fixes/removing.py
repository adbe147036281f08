"""Statements taken out, with their lines, but for the comments there."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from flasklint.fixes import splicing
from flasklint.languages.python import layout
from flasklint.languages.python.layout import ChangeError, Splice
from flasklint.languages.python.source import SourceFile


def removed(nodes: Mapping[cst.CSTNode, bool], file: SourceFile) -> list[Splice]:
    """The splices that take whole statements out, some with their comments; `pass` stays where a
    body would be empty.

    Raises ChangeError for what is no statement.
    """
    parent = file.tree.parent
    gone = dict(nodes)
    for node, with_comments in nodes.items():
        line = parent(node)
        if isinstance(line, cst.SimpleStatementLine) and all(small in gone for small in line.body):
            gone = {other: each for other, each in gone.items() if parent(other) is not line}
            gone[line] = with_comments
    made: list[Splice] = []
    for node, with_comments in gone.items():
        above = parent(node)
        if isinstance(above, (cst.Module, cst.IndentedBlock)):
            emptied = isinstance(above, cst.IndentedBlock) and all(s in gone for s in above.body)
            put_pass = emptied and above.body[-1] is node
            made += _removed_lines(node, file, put_pass, with_comments)
        elif isinstance(above, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
            made += _removed_small(node, above, file)
        else:
            raise ChangeError("only a whole statement can be removed")
    return made


def _removed_lines(
    statement: cst.CSTNode, file: SourceFile, put_pass: bool, with_comments: bool
) -> list[Splice]:
    first = layout.start_of(file, statement)
    start = layout.first_line(file, statement) if with_comments else layout.line_start(file, first)
    end = layout.next_line(file, file.spans[statement][1])
    lines = [] if with_comments else splicing.comments_between(file, start, end)
    if put_pass:
        lines.append("pass")
    indentation = layout.margin(file, first)
    ended = file.text[end - 1] in "\r\n"
    content = layout.newline(file).join(indentation + line for line in lines)
    if lines and ended:
        content += layout.newline(file)
    blank = 0 if lines else _blank_lines_left(file, start, end)
    return [Splice(start, end, content), *([Splice(end, blank, "")] if blank else [])]


def _blank_lines_left(file: SourceFile, start: int, end: int) -> int:
    """Up to where blank lines would be left twice, once from above and once from below."""
    row = file.lines.location(start).row
    above = 0
    while row - above > 1 and not file.lines.line(row - above - 1).strip(" \t"):
        above += 1
    after = end
    for _ in range(above):
        row = file.lines.location(after).row
        if after == len(file.text) or file.lines.line(row).strip(" \t"):
            break
        after = layout.next_line(file, after)
    return after if after > end else 0


def _removed_small(node: cst.CSTNode, line: cst.CSTNode, file: SourceFile) -> list[Splice]:
    if not isinstance(line, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
        raise ChangeError("only a whole statement can be removed")
    body = list(line.body)
    at = body.index(node)  # type: ignore[arg-type]
    start, end = file.spans[node]
    if splicing.comments_between(file, start, end):
        raise ChangeError("a comment stands inside a statement that shares its line")
    if len(body) == 1:
        return [Splice(start, end, "pass")]
    if at + 1 < len(body):
        return [Splice(start, file.spans[body[at + 1]][0], "")]
    return [Splice(file.spans[body[at - 1]][1], end, "")]
