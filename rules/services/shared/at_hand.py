"""How a view calls a service that is an object: by one that it has at hand, or by one made from the
session that it uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import libcst as cst

from flasklint.languages.python.import_origins import origin_of
from flasklint.packages import database_api
from flasklint.rule import Checker, SourceFile
from flasklint_rules.services.shared.accesses import Run
from flasklint_rules.services.shared.service_targets import Target, shared_session
from flasklint_rules.services.shared.usage import CannotMove

Session = tuple[str, str]
"""A session as it is written in a file, and what that is in the world."""
_Made = tuple[str, cst.CSTNode | str | None, SourceFile]
"""A service object as it is written in a view, and the expression that makes it, with its file."""


def with_object(target: Target, run: Run, view: cst.FunctionDef, checker: Checker) -> Target:
    """The target with what the view writes before `.method(...)`. Raises CannotMove."""
    for written, made, source in _objects(target, run, view, checker):
        path = _session_of(made, checker.at(source))
        if target.session and not path:
            raise CannotMove("it is not known which session the service of the view has")
        return replace(target, call=written, session_path=path, reached=True, is_at_hand=True)
    if target.call:
        return target
    return _constructed(target, run, checker)


def _objects(target: Target, run: Run, view: cst.FunctionDef, checker: Checker) -> Iterator[_Made]:
    """The objects of a service's class that are there where a run begins: local names, attributes
    of the view object, names of the module."""
    file = checker.file
    wanted = f"{target.module}.{target.name}()"
    start = run.accesses[0].statement
    around = {id(each) for each in file.tree.ancestors(start)}
    for name, bindings in file.names.bindings.get(view, {}).items():
        if len(bindings) != 1 or bindings[0].kind != "value":
            continue
        statement = file.tree.statement(bindings[0].node)
        is_before = file.tree.rank(statement) < file.tree.rank(start)
        if is_before and id(file.tree.parent(statement)) in around:
            value = bindings[0].value
            if _path(value, checker) == wanted:
                yield name, value, file
    owner = file.names.scope(view)
    if isinstance(owner, cst.ClassDef):
        for name, value in _attributes(owner, file):
            if _path(value, checker) == wanted:
                yield f"self.{name}", value, file
    module = file.tree.module
    for name, bindings in file.names.bindings[module].items():
        if len(bindings) != 1 or checker.project.canonical(f"{file.module}.{name}") != wanted:
            continue
        value, node = bindings[0].value, bindings[0].node
        if bindings[0].kind == "value":
            yield name, value, file
        elif isinstance(node, cst.ImportFrom):
            yield name, *_imported(cst.Name(name), checker)


def _attributes(cls: cst.ClassDef, file: SourceFile) -> Iterator[tuple[str, cst.CSTNode]]:
    """What a class and its methods set on its objects."""
    for name, bindings in file.names.bindings.get(cls, {}).items():
        if isinstance(bindings[-1].value, cst.CSTNode):
            yield name, bindings[-1].value
    for node in file.tree.inside(cls):
        match node:
            case cst.Assign(
                targets=[
                    cst.AssignTarget(target=cst.Attribute(value=cst.Name(value="self"), attr=attr))
                ],
                value=value,
            ):
                yield attr.value, value


def _imported(node: cst.Name, checker: Checker) -> tuple[cst.CSTNode | str | None, SourceFile]:
    """The expression that makes an object which a file imports, and where it stands."""
    file = checker.file
    module, name, _ = origin_of(node, file) or ("", "", "")
    filename = checker.project.filename_of(module)
    if filename is None:
        return None, file
    other = file.open(filename)
    bindings = other.names.bindings[other.tree.module].get(name, [])
    return (bindings[0].value if len(bindings) == 1 else None), other


def _path(value: cst.CSTNode | str | None, checker: Checker) -> str | None:
    return checker.canonical(value) if isinstance(value, cst.CSTNode) else None


def _session_of(value: cst.CSTNode | str | None, checker: Checker) -> str:
    """What the one session is that a call passes to the service it makes; "" if that is not
    known."""
    match value:
        case cst.Call(args=[cst.Arg(star="", value=given)]):
            return shared_session(given, checker)
    return ""


def _constructed(target: Target, run: Run, checker: Checker) -> Target:
    """The target with a call that makes the service from the session that the view uses."""
    if not target.session:
        raise CannotMove("the view does not reach the service")
    if not target.is_new:
        parameters = checker.project.parameters_of(f"{target.module}.{target.name}") or ()
        if len(parameters) != 1:
            raise CannotMove("the view does not reach the service")
    for given, path in (
        *_sessions_of(run, checker),
        *_sessions_of_others(checker),
        *_sessions_of_extension(checker),
    ):
        call = f"{target.name}({given})"
        return replace(target, call=call, session_path=path, reached=False)
    raise CannotMove("the view does not reach the service")


def _sessions_of(run: Run, checker: Checker) -> Iterator[Session]:
    """The sessions that a run uses, as expressions of the file's own names."""
    for access in run.accesses:
        for node in checker.file.tree.inside(access.node):
            if isinstance(node, (cst.Name, cst.Attribute)):
                yield from _session(node, checker)


def _sessions_of_others(checker: Checker) -> Iterator[Session]:
    """The sessions that the file gives to other services."""
    project = checker.project
    for node in checker.file.tree.all(cst.Call):
        if len(node.args) == 1 and not node.args[0].star and not node.args[0].keyword:
            path = checker.canonical(node.func)
            if path is not None and project.module_of(path) in project.service_modules:
                yield from _session(node.args[0].value, checker)


def _sessions_of_extension(checker: Checker) -> Iterator[Session]:
    """The session of the one Flask-SQLAlchemy object that the file has."""
    file, project = checker.file, checker.project
    names = [
        name
        for name in file.names.bindings[file.tree.module]
        if database_api.is_extension(project.canonical(f"{file.module}.{name}"))
    ]
    if len(names) == 1:
        path = project.canonical(f"{file.module}.{names[0]}")
        yield f"{names[0]}.session", f"{path}.session"


def _session(node: cst.CSTNode, checker: Checker) -> Iterator[Session]:
    file = checker.file
    path = shared_session(node, checker)
    found = _at_module_level(node, file) if path else None
    if found is not None:
        yield file.code(found), path


def _at_module_level(node: cst.CSTNode, file: SourceFile) -> cst.CSTNode | None:
    """The expression, or what its local name is bound to, if its names are those of the file."""
    if isinstance(node, cst.Name):
        binding = file.names.binding_of(node)
        if binding is not None and isinstance(binding.value, (cst.Name, cst.Attribute)):
            return _at_module_level(binding.value, file)
    root = next((name for name in file.tree.inside(node) if isinstance(name, cst.Name)), None)
    if root is None or file.names.holder(root) is not file.tree.module:
        return None
    return node
