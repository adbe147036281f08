"""What a view does not need any more when code has moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import libcst as cst

from flasklint.rule import SourceFile


def unused_aliases(
    aliases: Iterable[cst.Name],
    moved: Sequence[cst.CSTNode],
    view: cst.FunctionDef,
    file: SourceFile,
) -> Iterator[cst.SimpleStatementLine]:
    """The statements of a view that gave a session a local name, if only what has moved used it."""
    tree = file.tree
    gone = {node for each in moved for node in tree.inside(each)}
    for name in sorted({node.value for node in aliases}):
        (binding, *more) = file.names.bindings[view][name]
        statement = tree.statement(binding.node)
        match statement:
            case cst.SimpleStatementLine(body=[cst.Assign(value=cst.Name() | cst.Attribute())]):
                gone.update(tree.inside(statement))
                uses = (each for each in tree.inside(view) if isinstance(each, cst.Name))
                if not more and not any(n.value == name and n not in gone for n in uses):
                    yield statement
