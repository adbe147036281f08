"""From the changes that a rule asks for to edits of text, checked before anyone sees them.

What is not named in a change stays as it is, comments included: those inside code that is
replaced or removed move to lines of their own above it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from flasklint.diagnostics import Edit
from flasklint.facts.code import Place
from flasklint.facts.expressions import dotted
from flasklint.fixes import layout, splicing
from flasklint.fixes.appending import appended, appended_to_module
from flasklint.fixes.importing import import_splices
from flasklint.fixes.layout import BrokenError, ChangeError, Splice
from flasklint.fixes.replacing import replaced
from flasklint.positions import PositionError
from flasklint.rule import (
    AddImport,
    AppendToBody,
    AppendToModule,
    Change,
    InsertAfter,
    InsertBefore,
    Remove,
    Replace,
)
from flasklint.source import SourceError, SourceFile

__all__ = ["BrokenError", "ChangeError", "checked", "to_edits"]

_AFTER, _BEFORE = 0, 1


def to_edits(
    changes: Sequence[Change], file: SourceFile, open_file: Callable[[str], SourceFile]
) -> tuple[Edit, ...]:
    """The edits that make `changes`, by file and position.

    A node among the changes is one of `file`; a Place may be in any file, which `open_file`
    gives. Raises ChangeError if a change cannot be made or if changes overlap, BrokenError if the
    result would not parse or would lose a comment: in either case there is no fix.
    """
    edits: list[Edit] = []
    for filename, wanted in _by_file(changes, file).items():
        source = file if filename == file.filename else _opened(filename, open_file)
        try:
            splices = splicing.joined(_splices(wanted, source))
            splicing.check(source, splices)
        except PositionError as error:
            raise ChangeError(f"{filename}: {error}") from None
        edits += (_edit(splice, source) for splice in splices)
    return tuple(sorted(edits, key=lambda edit: (edit.filename, edit.start)))


def checked(edits: Sequence[Edit], open_file: Callable[[str], SourceFile]) -> tuple[Edit, ...]:
    """The edits of one fix, if every file still parses with them made and has all its comments.

    An edit that touches nothing but a comment may change it. Raises BrokenError otherwise.
    """
    for filename in dict.fromkeys(edit.filename for edit in edits):
        splices = [
            Splice(edit.start, edit.end, edit.content)
            for edit in edits
            if edit.filename == filename
        ]
        file = _opened(filename, open_file)
        try:
            splicing.check(file, splicing.joined(splices))
        except PositionError as error:
            raise BrokenError(f"{filename}: {error}") from None
    return tuple(edits)


def _by_file(changes: Sequence[Change], file: SourceFile) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        if isinstance(change, (AddImport, AppendToModule)):
            filename = change.filename
        else:
            filename = change.node.filename if isinstance(change.node, Place) else file.filename
        found.setdefault(filename, []).append(change)
    return found


def _opened(filename: str, open_file: Callable[[str], SourceFile]) -> SourceFile:
    try:
        return open_file(filename)
    except (SourceError, OSError, KeyError) as error:
        raise ChangeError(f"{filename} cannot be read: {error}") from error


def _splices(changes: Sequence[Change], file: SourceFile) -> list[Splice]:
    imports = [change for change in changes if isinstance(change, AddImport)]
    gone = [_node(change.node, file) for change in changes if isinstance(change, Remove)]
    bodies: dict[cst.CSTNode, list[str]] = {}
    made = import_splices(imports, file)
    made += _removed(gone, file)
    ends = []
    for change in changes:
        match change:
            case Replace(anchor, text):
                made += replaced(_node(anchor, file), text, file)
            case InsertBefore(anchor, text):
                made.append(_inserted_before(_node(anchor, file), text, file))
            case InsertAfter(anchor, text):
                made.append(_inserted_after(_node(anchor, file), text, file))
            case AppendToBody(anchor, text):
                bodies.setdefault(_node(anchor, file), []).append(text.strip("\r\n"))
            case AppendToModule(_, text):
                ends.append(text.strip("\r\n"))
    made += (appended(node, texts, file) for node, texts in bodies.items())
    if ends:
        made.append(appended_to_module(ends, file))
    return made


def _node(anchor: cst.CSTNode | Place, file: SourceFile) -> cst.CSTNode:
    if isinstance(anchor, Place):
        try:
            return file.node(anchor)
        except KeyError:
            raise ChangeError(f"{file.filename} has no node {anchor.node}") from None
    if not file.tree.has(anchor):
        raise ChangeError(f"the node to change is not one of {file.filename}")
    return anchor


# removing


def _removed(nodes: Sequence[cst.CSTNode], file: SourceFile) -> list[Splice]:
    parent = file.tree.parent
    gone = dict.fromkeys(nodes)
    for node in nodes:
        line = parent(node)
        if isinstance(line, cst.SimpleStatementLine) and all(small in gone for small in line.body):
            gone = {other: None for other in gone if parent(other) is not line}
            gone[line] = None
    made: list[Splice] = []
    for node in gone:
        above = parent(node)
        if isinstance(above, (cst.Module, cst.IndentedBlock)):
            emptied = isinstance(above, cst.IndentedBlock) and all(s in gone for s in above.body)
            made += _removed_lines(node, file, emptied and above.body[-1] is node)
        elif isinstance(above, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
            made += _removed_small(node, above, file)
        else:
            raise ChangeError("only a whole statement can be removed")
    return made


def _removed_lines(statement: cst.CSTNode, file: SourceFile, put_pass: bool) -> list[Splice]:
    first = layout.start_of(file, statement)
    start = layout.line_start(file, first)
    end = layout.next_line(file, file.spans[statement][1])
    lines = splicing.comments_between(file, start, end)
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


# inserting


def _inserted_before(node: cst.CSTNode, text: str, file: SourceFile) -> Splice:
    statement = _statement(node, file, 0)
    _refuse_above_the_future([statement], statement, file)
    return layout.whole_lines(
        file, layout.first_line(file, statement), _beside(statement, text, file), _BEFORE
    )


def _inserted_after(node: cst.CSTNode, text: str, file: SourceFile) -> Splice:
    statement = _statement(node, file, -1)
    _refuse_above_the_future([], statement, file)
    return layout.whole_lines(
        file, layout.end_of(file, statement), _beside(statement, text, file), _AFTER
    )


def _refuse_above_the_future(
    below: Sequence[cst.CSTNode], statement: cst.CSTNode, file: SourceFile
) -> None:
    """Nothing but comments and the docstring may stand above `from __future__ import ...`."""
    body: list[cst.CSTNode] = list(file.tree.module.body)
    if statement in body:
        below = [*below, *body[body.index(statement) + 1 :]]
    if any(
        isinstance(small, cst.ImportFrom) and dotted(small.module) == "__future__"
        for line in below
        if isinstance(line, cst.SimpleStatementLine)
        for small in line.body
    ):
        raise ChangeError("no code may stand above a __future__ import")


def _beside(statement: cst.CSTNode, text: str, file: SourceFile) -> str:
    return layout.indented(file, text, layout.margin(file, layout.start_of(file, statement)))


def _statement(node: cst.CSTNode, file: SourceFile, place: int) -> cst.CSTNode:
    """The statement around `node` that has lines of its own; `place` is where `node` must stand
    among those that share the line."""
    statement = file.tree.statement(node)
    if not isinstance(file.tree.parent(statement), (cst.Module, cst.IndentedBlock)):
        raise ChangeError("there is no place for a line beside this statement")
    if node is statement:
        return statement
    for around in (node, *file.tree.ancestors(node)):
        if around is statement:
            break
        if isinstance(around, cst.SimpleStatementSuite):
            raise ChangeError("the statement stands on the line of the statement around it")
        line = file.tree.around(around)
        if isinstance(line, cst.SimpleStatementLine) and line.body[place] is not around:
            raise ChangeError("the statement shares its line with another one")
    return statement


def _edit(splice: Splice, file: SourceFile) -> Edit:
    location = file.lines.location
    return Edit(
        file.filename, splice.start, splice.end, splice.content,
        location(splice.start), location(splice.end),
    )  # fmt: skip
