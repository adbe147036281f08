"""What moves together: a run of accesses with the statements that prepare them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Checker, SourceFile
from flasklint_rules.services.shared.accesses import Access, Run, model_of
from flasklint_rules.services.shared.queries import is_query, value_of


@dataclass(frozen=True)
class Stretch:
    """Whole statements that follow each other in one block, and the accesses in them."""

    lines: tuple[cst.SimpleStatementLine, ...]
    accesses: tuple[Access, ...]


def around(run: Run, runs: Sequence[Run], checker: Checker) -> Stretch | None:
    """The longest stretch that holds a run of a view: other `runs` beside it, models that are made
    for it, attributes that are set before it.

    `book = Book(...)`, `session.add(book)`, `session.commit()` are one. None if the run is part of
    something larger.
    """
    file = checker.file
    accesses = {access.node: access for each in runs for access in each.accesses}
    first = run.accesses[0].statement
    block = file.tree.around(first)
    if not isinstance(block, (cst.IndentedBlock, cst.Module)):
        return None
    body = list(block.body)
    begin = end = body.index(first)  # type: ignore[arg-type]
    if accessed(body[begin], accesses) is None:
        return None

    def belongs(at: int) -> bool:
        if not 0 <= at < len(body):
            return False
        line = body[at]
        return accessed(line, accesses) is not None or _prepares(line, accesses, checker)

    while belongs(begin - 1):
        begin -= 1
    while belongs(end + 1):
        end += 1
    lines = [line for line in body[begin : end + 1] if isinstance(line, cst.SimpleStatementLine)]
    while accessed(lines[-1], accesses) is None:
        lines.pop()
    while accessed(lines[0], accesses) is None and _is_idle(lines, file):
        del lines[0]
    nodes = [accessed(line, accesses) for line in lines]
    return Stretch(tuple(lines), tuple(accesses[node] for node in nodes if node is not None))


def model_in(run: Run, runs: Sequence[Run], checker: Checker) -> str | None:
    """The name of the model that a run is about: the first that it mentions, or that of the object
    which is changed before it."""
    model = next((access.model for access in run.accesses if access.model), None)
    stretch = None if model else around(run, runs, checker)
    for line in stretch.lines if stretch is not None else ():
        owner = changed_object(line.body[0])
        if owner is not None and model is None:
            model = model_of(owner, checker)
    return model


def accessed(
    line: cst.CSTNode, accesses: dict[cst.BaseExpression, Access]
) -> cst.BaseExpression | None:
    """The access that is all of a statement, but for the name that it is given."""
    match line:
        case cst.SimpleStatementLine(
            body=[
                cst.Expr(value=value)
                | cst.Assign(targets=[cst.AssignTarget(target=cst.Name())], value=value)
            ]
        ) if value in accesses and _is_whole(accesses[value]):
            return value
    return None


def _is_whole(access: Access) -> bool:
    """Whether an access gives what the database says, or a query, and no part of it."""
    value = value_of(access.node, access.is_own)
    return value is None or value.node is access.node


def made_model(node: cst.CSTNode, checker: Checker) -> str | None:
    """The name of the model class that an expression makes an object of."""
    if not isinstance(node, cst.Call):
        return None
    path = checker.canonical(node.func)
    if path is None or checker.project.model_library(path) is None:
        return None
    return path.rpartition(".")[2]


def changed_object(small: cst.CSTNode) -> cst.Name | None:
    """`book` in `book.title = title` and in `book.stock -= 1`."""
    match small:
        case cst.Assign(
            targets=[cst.AssignTarget(target=cst.Attribute(value=cst.Name() as owner))]
        ):
            return owner
        case cst.AugAssign(target=cst.Attribute(value=cst.Name() as owner)):
            return owner
    return None


def _prepares(
    line: cst.CSTNode, accesses: dict[cst.BaseExpression, Access], checker: Checker
) -> bool:
    """Whether a statement makes a model or a query, or sets an attribute of a model that the view
    has."""
    match line:
        case cst.SimpleStatementLine(
            body=[cst.Assign(targets=[cst.AssignTarget(target=cst.Name())], value=value)]
        ):
            return is_query(value) or made_model(value, checker) is not None
        case cst.SimpleStatementLine(body=[small]):
            owner = changed_object(small)
            binding = checker.file.names.binding_of(owner) if owner is not None else None
            if binding is None or binding.value is None or isinstance(binding.value, str):
                return False
            kept = binding.value
            return kept in accesses or made_model(kept, checker) is not None
    return False


def _is_idle(lines: Sequence[cst.SimpleStatementLine], file: SourceFile) -> bool:
    """Whether the first statement makes something that no other one uses."""
    match lines[0].body[0]:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]):
            inside = (node for line in lines[1:] for node in file.tree.inside(line))
            return not any(isinstance(node, cst.Name) and node.value == name for node in inside)
    return False
