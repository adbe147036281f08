"""Names that are imported from another module than before."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from flasklint.fixes.bindings import Origin, package_of
from flasklint.fixes.removing import removed
from flasklint.fixes.replacing import replaced
from flasklint.languages.python import layout
from flasklint.languages.python.gather import absolute_module
from flasklint.languages.python.layout import ChangeError, Splice
from flasklint.languages.python.literals import dotted
from flasklint.languages.python.names import Binding
from flasklint.languages.python.source import SourceFile
from flasklint.rule import AddImport, MoveImport


def moved(
    change: MoveImport, statement: cst.CSTNode, file: SourceFile
) -> tuple[list[Splice], AddImport | None, tuple[str, Origin]]:
    """The splices that take a name out of its import and call it by its new name; the import that
    is wanted in its place, None if it stays in the same one; and the name as it was.

    Raises ChangeError for what is no name in `from ... import` at the top level.
    """
    if not isinstance(statement, cst.ImportFrom) or isinstance(statement.names, cst.ImportStar):
        raise ChangeError("only a name in `from ... import` can be moved")
    if file.tree.parent(file.tree.statement(statement)) is not file.tree.module:
        raise ChangeError("an import that is not at the top level cannot be moved")
    node = next((each for each in statement.names if each.evaluated_name == change.old), None)
    if node is None:
        raise ChangeError(f"the import does not get {change.old}")
    before = node.evaluated_alias or node.evaluated_name
    after = before if change.stay or node.asname or _is_taken(change, file) else change.name
    alias = "" if after == change.name else after
    made: list[Splice] = [] if after == before else _renamed(before, after, file)
    module = absolute_module(package_of(file), len(statement.relative), dotted(statement.module))
    was = (before, (module, change.old))
    if module == change.module and not _has(statement, change.name, after):
        text = f"{change.name} as {alias}" if alias else change.name
        start, end = file.spans[node]
        return [*made, Splice(start, end, text)], None, was
    is_alone = len(statement.names) == 1
    if is_alone and "#" in file.text[file.spans[statement][1] : layout.end_of(file, statement)]:
        # What the comment says is about this line.
        start, end = file.spans[statement]
        as_name = f" as {alias}" if alias else ""
        text = f"from {change.module} import {change.name}{as_name}"
        return [*made, Splice(start, end, text)], None, was
    made += _taken_out(node, statement, file)
    return made, AddImport(file.filename, change.module, change.name, alias), was


def joined_in_place(
    moves: Sequence[Splice], imports: Sequence[Splice], file: SourceFile
) -> list[Splice]:
    """The splices of moves and of imports; blank lines that go with a statement stay where an
    import takes its place."""
    put = {splice.start for splice in imports if splice.start == splice.end}
    ends = {splice.end for splice in moves if {splice.start, splice.end} & put}
    made = [
        splice
        for splice in moves
        if splice.start not in ends or file.text[splice.start : splice.end].strip()
    ]
    return [*made, *imports]


def _is_taken(change: MoveImport, file: SourceFile) -> bool:
    """Whether the new name stands for something else in the file."""
    path = f"{change.module}.{change.name}"
    bound = [each for scope in file.names.bindings.values() for each in scope.get(change.name, ())]
    used = any(
        node.value == change.name and _is_bound(node, file) for node in file.tree.all(cst.Name)
    )
    return any(each.value != path for each in bound) or (used and not bound)


def _is_imported(binding: Binding | None) -> bool:
    return binding is not None and binding.kind == "import"


def _is_bound(node: cst.Name, file: SourceFile) -> bool:
    """Whether a name is one by itself: no attribute, and no keyword of an argument."""
    parent = file.tree.parent(node)
    if isinstance(parent, cst.Attribute):
        return parent.value is node
    return not (isinstance(parent, cst.Arg) and parent.keyword is node)


def _renamed(before: str, after: str, file: SourceFile) -> list[Splice]:
    made = []
    for name in file.tree.all(cst.Name):
        if name.value != before or not _is_bound(name, file):
            continue
        if file.names.holder(name) is not file.tree.module:
            continue
        if not _is_imported(file.names.binding_of(name)):
            raise ChangeError(f"{before} also means something else in {file.filename}")
        made += replaced(name, after, file)
    return made


def _has(statement: cst.ImportFrom, name: str, bound: str) -> bool:
    """Whether an import gets a name already, under the name that is wanted."""
    if isinstance(statement.names, cst.ImportStar):
        return True
    return any(
        (each.evaluated_name, each.evaluated_alias or name) == (name, bound)
        for each in statement.names
    )


def _taken_out(node: cst.ImportAlias, statement: cst.ImportFrom, file: SourceFile) -> list[Splice]:
    names = [] if isinstance(statement.names, cst.ImportStar) else list(statement.names)
    if len(names) <= 1:
        return removed({statement: False}, file)
    at = names.index(node)
    start, end = file.spans[node]
    if at + 1 < len(names):
        return [Splice(start, file.spans[names[at + 1]][0], "")]
    return [Splice(file.spans[names[at - 1]][1], end, "")]
