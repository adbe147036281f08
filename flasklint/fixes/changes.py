"""From the changes that a rule asks for to edits of text, checked before anyone sees them.

What is not named in a change stays as it is, comments included: those inside code that is
replaced or removed move to lines of their own above it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import libcst as cst

from flasklint.diagnostics.diagnostic import Edit
from flasklint.diagnostics.edits import apply
from flasklint.diagnostics.positions import Location, PositionError
from flasklint.discover.files import new_file
from flasklint.facts.node import Place
from flasklint.fixes import splicing
from flasklint.fixes.appending import appended, appended_to_module
from flasklint.fixes.importing import import_splices
from flasklint.fixes.moving import joined_in_place, moved
from flasklint.fixes.removing import removed
from flasklint.fixes.replacing import replaced
from flasklint.languages.python import layout
from flasklint.languages.python.layout import BrokenError, ChangeError, Splice
from flasklint.languages.python.literals import dotted
from flasklint.languages.python.source import SourceFile, parse
from flasklint.limits import SourceError
from flasklint.rule import (
    AddImport,
    AppendToBody,
    AppendToModule,
    Change,
    CreateModule,
    InsertAfter,
    InsertBefore,
    MoveImport,
    Remove,
    Replace,
)

__all__ = ["BrokenError", "ChangeError", "checked", "to_edits"]

_AFTER, _BEFORE = 0, 1


def to_edits(
    changes: Sequence[Change], file: SourceFile, open_file: Callable[[str], SourceFile]
) -> tuple[Edit, ...]:
    """The edits that make `changes`, by file and position.

    A node among the changes is one of `file`; a Place may be in any file, which `open_file`
    gives. Raises ChangeError if a change cannot be made, loses a comment or overlaps another:
    there is no fix then. Raises BrokenError if the result would not parse.
    """
    edits: list[Edit] = []

    def opened(filename: str) -> SourceFile:
        return file if filename == file.filename else open_file(filename)

    for filename, wanted in _by_file(changes, file).items():
        if any(isinstance(change, CreateModule) for change in wanted):
            edits.append(_created(filename, wanted, file, opened))
            continue
        source = _opened(filename, opened)
        try:
            splices = splicing.joined(_splices(wanted, source))
            edits += (_edit(splice, source) for splice in splices)
        except PositionError as error:
            raise ChangeError(f"{filename}: {error}") from None
    return checked(sorted(edits, key=lambda edit: (edit.filename, edit.start)), opened)


def checked(edits: Sequence[Edit], open_file: Callable[[str], SourceFile]) -> tuple[Edit, ...]:
    """The edits of one fix, if every file still parses with them made and no comment is lost.

    A comment may move to another file. An edit that touches nothing but a comment may change it.
    Raises BrokenError for a file that would not parse, and ChangeError for a comment that would
    be lost.
    """
    for filename in dict.fromkeys(edit.filename for edit in edits):
        own = [edit for edit in edits if edit.filename == filename]
        if not _exists(filename, open_file):
            _new(filename, "".join(edit.content for edit in own))
            continue
        elsewhere = "\n".join(edit.content for edit in edits if edit.filename != filename)
        splices = [Splice(edit.start, edit.end, edit.content) for edit in own]
        file = _opened(filename, open_file)
        try:
            splicing.check(file, splicing.joined(splices), elsewhere)
        except PositionError as error:
            raise ChangeError(f"{filename}: {error}") from None
    return tuple(edits)


def _created(
    filename: str,
    wanted: Sequence[Change],
    file: SourceFile,
    open_file: Callable[[str], SourceFile],
) -> Edit:
    """The edit that makes a file: all its text, with the line ends of `file`."""
    if _exists(filename, open_file):
        raise ChangeError(f"{filename} exists already")
    texts = {change.text for change in wanted if isinstance(change, CreateModule)}
    if len(texts) > 1:
        raise ChangeError(f"{filename} would be made twice")
    text = texts.pop()
    # What goes to the end stands below the imports.
    for are_imports in (True, False):
        source = _new(filename, text)
        now = [change for change in wanted if isinstance(change, AddImport) == are_imports]
        splices = splicing.joined(_splices(now, source))
        text = apply(text, [_edit(splice, source) for splice in splices])
    start = Location(1, 1)
    return Edit(filename, 0, 0, text.replace("\n", layout.newline(file)), start, start)


def _new(filename: str, text: str) -> SourceFile:
    found = new_file(filename, Path())
    try:
        return parse(text.encode(), filename, found.module, found.is_package)
    except SourceError as error:
        raise BrokenError(f"{filename}: {error.message}") from None


def _exists(filename: str, open_file: Callable[[str], SourceFile]) -> bool:
    try:
        open_file(filename)
    except KeyError:
        return False
    except (SourceError, OSError):
        return True
    return True


def _by_file(changes: Sequence[Change], file: SourceFile) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        if isinstance(change, (AddImport, AppendToModule, CreateModule)):
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
    made: list[Splice] = []
    names = []
    for change in changes:
        if isinstance(change, MoveImport):
            splices, wanted, was = moved(change, _node(change.node, file), file)
            made += splices
            names.append(was)
            imports += [wanted] if wanted is not None else []
    gone = {
        _node(change.node, file): change.with_comments
        for change in changes
        if isinstance(change, Remove)
    }
    bodies: dict[cst.CSTNode, list[str]] = {}
    made = joined_in_place(made, import_splices(imports, file, names), file)
    made += removed(gone, file)
    ends = []
    for change in changes:
        match change:
            case Replace(anchor, text, with_comments):
                made += replaced(_node(anchor, file), text, file, with_comments)
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
    lines = layout.indented(file, text, layout.margin(file, layout.start_of(file, statement)))
    end = layout.newline(file)
    above = len(text) - len(text.lstrip("\n"))
    below = max(0, len(text) - len(text.rstrip("\n")) - 1)
    return f"{end * above}{lines}{end * below}"


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
