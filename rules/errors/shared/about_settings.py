"""Whether code asks for settings, or the environment, and for nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flasklint.rule import Checker, SourceFile

_ENVIRONMENT = ("os.environ", "os.getenv")
_DEEPEST = 5


def is_about_settings(node: cst.CSTNode, function: cst.FunctionDef, checker: Checker) -> bool:
    """Whether a statement is run because of the app's settings, or of the environment: by the
    nearest test around it, or the `try` that failed."""
    inside = node
    for at in checker.file.tree.ancestors(node):
        if at is function:
            return False
        if isinstance(at, cst.If):
            return _asks(at.test, checker)
        if isinstance(at, cst.Try) and isinstance(inside, cst.ExceptHandler):
            return _asks(at.body, checker)
        inside = at
    return False


def _asks(node: cst.CSTNode, checker: Checker, depth: int = 0) -> bool:
    """Whether all that an expression or body asks for are settings, and it asks for one."""
    found = [_is_setting(*pair, checker, depth) for pair in _read(node, checker.file)]
    return bool(found) and all(found)


def _read(node: cst.CSTNode, file: SourceFile) -> Iterator[tuple[cst.Name, cst.BaseExpression]]:
    """The names that are read, builtins left out, each with all that is taken of it: `current_app`
    and `current_app.config.get`."""
    for name in file.tree.inside(node):
        around = file.tree.parent(name)
        if not isinstance(name, cst.Name) or isinstance(around, cst.AssignTarget):
            continue
        if isinstance(around, cst.Attribute) and around.attr is name:
            continue
        if isinstance(around, cst.Arg) and around.keyword is name:
            continue
        taken: cst.BaseExpression = name
        while isinstance(around, cst.Attribute):
            taken, around = around, file.tree.parent(around)
        if file.names.holder(name) is not None:
            yield name, taken


def _is_setting(name: cst.Name, taken: cst.BaseExpression, checker: Checker, depth: int) -> bool:
    project = checker.project
    if depth > _DEEPEST:
        return False
    path = checker.canonical(taken) or ""
    app, config, _ = f"{path}.".partition(".config.")
    values = _assigned(name, checker.file) if taken is name else []
    if values:
        return all(_asks(value, checker, depth + 1) for value in values)
    if path.startswith(_ENVIRONMENT) or (config and project.is_app(app)):
        return True
    sources, owner = project.config_sources, path.rpartition(".")[0].removesuffix("()")
    return owner in sources.classes or owner in sources.modules


def _assigned(name: cst.Name, file: SourceFile) -> list[cst.BaseExpression]:
    """What assignments give a name of a function or module."""
    holder = file.names.holder(name)
    return [
        each.value
        for each in file.tree.all(cst.Assign)
        for target in (at.target for at in each.targets)
        if isinstance(target, cst.Name)
        and target.value == name.value
        and file.names.holder(target) is holder
    ]
