"""Where the value of a setting is written, if a name stands for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.rule import Checker, SourceFile
from flasklint_rules.config.shared.setting_places import assignments_in, is_loaded, targets_in


@dataclass(frozen=True)
class Source:
    """The one assignment at the top of a module that gives a name its value."""

    file: SourceFile
    name: cst.Name
    value: cst.BaseExpression


def source_of(node: cst.BaseExpression, checker: Checker) -> Source | None:
    """What gives a name its value, in this file or in the one that it is imported from; None if
    that is not sure, or if an app loads it there as a setting of its own."""
    file, project = checker.file, checker.project
    if isinstance(node, cst.Name) and file.names.holder(node) is file.tree.module:
        found = [*_assigned(node.value, file)]
        if found:
            return found[0] if len(found) == 1 and not is_loaded(file.module, project) else None
    owner, _, name = (file.names.path(node) or "").rpartition(".")
    module = project.module_of(owner)
    filename = project.filename_of(module) if module is not None else None
    if module is None or filename is None or owner not in (module, project.import_name(module)):
        return None
    found = [*_assigned(name, file.open(filename))]
    return found[0] if len(found) == 1 and not is_loaded(module, project) else None


def _assigned(name: str, file: SourceFile) -> Iterator[Source]:
    module = file.tree.module
    for target, value in targets_in(assignments_in(module)):
        if isinstance(target, cst.Name) and target.value == name:
            at_top = file.tree.parent(file.tree.statement(target)) is module
            yield Source(file, target, value if at_top else cst.Ellipsis())
