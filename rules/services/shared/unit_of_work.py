"""Who does the work that a view commits: the view, or the services that it calls."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import libcst as cst

from flasklint.rule import Checker, SourceFile
from flasklint_rules.services.shared.accesses import Access, Run, model_of
from flasklint_rules.services.shared.queries import WRITES, ends_work, steps
from flasklint_rules.services.shared.stretches import Stretch, changed_object, made_model

_CHANGING = {"append", "extend", "insert", "remove", "pop", "clear", "update"}
"""What changes a list of rows."""


def only_ends_work(run: Run) -> bool:
    """Whether a run is nothing but `commit()`, `rollback()` or `flush()`."""
    return all(ends_work(access.node) for access in run.accesses)


def does_work(view: cst.FunctionDef, runs: Sequence[Run], checker: Checker) -> bool:
    """Whether a view changes what is stored by itself: it writes to the session, makes a model, or
    sets what a row has."""
    file = checker.file
    if any(_writes(access, file) for run in runs for access in run.accesses):
        return True
    rows = {access.node for run in runs for access in run.accesses}
    for node in file.tree.inside(view.body):
        if isinstance(node, cst.Call):
            if made_model(node, checker) is not None:
                return True
            if isinstance(node.func, cst.Attribute) and node.func.attr.value == "populate_obj":
                return True
        owner = changed_object(node)
        if owner is not None and _is_row(owner, rows, checker):
            return True
    return False


def is_ended_later(stretch: Stretch, runs: Sequence[Run], file: SourceFile) -> bool:
    """Whether a view stores what a stretch does by a commit that stands further down."""
    if any(_commits(access) for access in stretch.accesses):
        return False
    end = file.tree.rank(stretch.lines[-1])
    accesses = (access for run in runs for access in run.accesses)
    return any(_commits(access) and file.tree.rank(access.node) > end for access in accesses)


def _commits(access: Access) -> bool:
    return ends_work(access.node) and steps(access.node)[-1].name == "commit"


def ends_more(
    stretch: Stretch,
    owners: Collection[str],
    runs: Sequence[Run],
    view: cst.FunctionDef,
    checker: Checker,
) -> bool:
    """Whether a commit in a stretch may store more than the objects of some names: what else the
    view added, deleted or set before."""
    file = checker.file
    inside = {node for line in stretch.lines for node in file.tree.inside(line)}
    start = file.tree.rank(stretch.lines[0])
    is_pending = False
    for access in (access for run in runs for access in run.accesses):
        if file.tree.rank(access.node) < start:
            is_pending = not ends_work(access.node) and (is_pending or _writes(access, file))
    if is_pending:
        return True
    for node in file.tree.inside(view.body):
        if file.tree.rank(node) < start and _changes_another(node, owners, checker):
            return True
        owner = changed_object(node)
        if owner is None or node in inside or owner.value in owners or file.tree.rank(node) > start:
            continue
        if owner.value != "self" and not _is_external(owner, checker):
            return True
    return False


def _changes_another(node: cst.CSTNode, owners: Collection[str], checker: Checker) -> bool:
    """Whether a call changes a row of another name: by a method of its model, or what a list of it
    has."""
    match node:
        case cst.Call(func=cst.Attribute(value=cst.Name() as owner, attr=cst.Name(value=method))):
            path = None if owner.value in owners else _model_path(owner, checker)
            place = checker.project.defined_at(f"{path}.{method}") if path else None
            if place is None:
                return False
            other = checker.file.open(place.filename)
            return any(_changes(inner) for inner in other.tree.inside(other.node(place)))
        case cst.Call(func=cst.Attribute(value=cst.Attribute(value=cst.Name() as owner))):
            is_other = owner.value not in owners
            return is_other and _changes(node) and bool(_model_path(owner, checker))
    return False


def _changes(node: cst.CSTNode) -> bool:
    match node:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Attribute())]):
            return True
        case cst.AugAssign(target=cst.Attribute()):
            return True
        case cst.Call(func=cst.Attribute(value=cst.Attribute(), attr=cst.Name(value=method))):
            return method in _CHANGING
    return False


def _model_path(name: cst.Name, checker: Checker) -> str | None:
    """The model of the row that a name is bound to."""
    binding = checker.file.names.binding_of(name)
    if binding is None or not isinstance(binding.value, cst.BaseExpression):
        return None
    model = model_of(binding.value, checker)
    return next((path for path in checker.project.models if path.endswith(f".{model}")), None)


def _is_external(owner: cst.Name, checker: Checker) -> bool:
    """Whether a name is surely of something that no database has: a response, `g`."""
    path = checker.canonical(owner)
    return path is not None and path.startswith(("flask.", "werkzeug.", "builtins."))


def _writes(access: Access, file: SourceFile) -> bool:
    """Whether an access changes something; raw SQL may."""
    names = {step.name for step in steps(access.node) if step.call is not None}
    if "select(" in file.code(access.node):
        names.discard("execute")
    return not names.isdisjoint(WRITES)


def _is_row(owner: cst.Name, rows: set[cst.BaseExpression], checker: Checker) -> bool:
    """Whether a local name is surely a row: what the view found, or a service gave."""
    file, project = checker.file, checker.project
    binding = file.names.binding_of(owner)
    if binding is None or not isinstance(binding.value, cst.BaseExpression):
        return False
    if binding.value in rows or model_of(binding.value, checker) is not None:
        return True
    path = file.names.path(binding.value)
    return path is not None and project.module_of(path) in project.service_modules
