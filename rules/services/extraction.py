"""Moves database access out of a view: what moves, where to, what the view calls then."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

import libcst as cst

from flasklint import database_api
from flasklint.flask_api import HTTP_VERBS
from flasklint.project import Project
from flasklint.rule import (
    AddImport,
    AppendToBody,
    AppendToModule,
    Change,
    CreateModule,
    Fix,
    Remove,
    Replace,
)
from flasklint.source import SourceFile
from flasklint_rules.services.accesses import Access, Run
from flasklint_rules.services.method_names import described
from flasklint_rules.services.moving import Mover
from flasklint_rules.services.same_code import same_code
from flasklint_rules.services.service_targets import Target, shared_session
from flasklint_rules.services.stretches import Stretch, accessed, around, changed_object, made_model
from flasklint_rules.services.usage import CannotMove, names_around
from flasklint_rules.services.words import snake

Lines = Sequence[cst.SimpleStatementLine]


def extraction(
    run: Run,
    runs: Sequence[Run],
    view: cst.FunctionDef,
    target: Target,
    file: SourceFile,
    project: Project,
) -> Fix:
    """The fix that moves a run, or the beginning of it, into a function of a service.

    With it goes what stands around it and prepares it, as long as all of it can move. Raises
    CannotMove.
    """
    if view.asynchronous is not None:
        raise CannotMove("an async view")
    if target.is_constructed and not target.call:
        target = _constructed(run, target, file, project)
    stretch = around(run, runs, file, project)
    if stretch is None:
        return _of_expression(run, Mover(target, file, project, view))
    for part in _parts(run, stretch):
        try:
            return _of_statements(part, Mover(target, file, project, view))
        except CannotMove as error:
            reason = error
    raise reason


def _parts(run: Run, stretch: Stretch) -> list[Stretch]:
    """What to try to move, the most first: all of it, then what the run begins with."""
    accesses = {access.node: access for access in stretch.accesses}
    own = [line for line in stretch.lines if line in run.statements]
    parts = [stretch]
    for length in range(len(own), 0, -1):
        found = [accessed(line, accesses) for line in own[:length]]
        part = Stretch(tuple(own[:length]), tuple(accesses[node] for node in found if node))
        if part != stretch:
            parts.append(part)
    return parts


def _of_statements(stretch: Stretch, mover: Mover) -> Fix:
    """The fix that moves whole statements and puts a call in the place of the first."""
    body, result = mover.statements(stretch)
    name, is_new = _method_name(mover, stretch.accesses, stretch.lines, body)
    call = _call(mover, name)
    first = f"{result} = {call}" if result else call
    changes: list[Change] = [Replace(stretch.lines[0].body[0], first)]
    changes += (Remove(line, with_comments=True) for line in stretch.lines[1:])
    return _fix(mover, name, is_new, body, changes)


def _of_expression(run: Run, mover: Mover) -> Fix:
    """The fix that moves one expression and puts a call in its place."""
    node = run.accesses[0].node
    if mover.in_inner_scope(node):
        raise CannotMove("the code uses names of a comprehension or inner function")
    body = [f"return {mover.expression(node)}"]
    name, is_new = _method_name(mover, run.accesses[:1], (), body)
    return _fix(mover, name, is_new, body, [Replace(node, _call(mover, name))])


def _call(mover: Mover, method: str) -> str:
    """What the view writes to call a function of the service."""
    receiver = mover.target.call or mover.target.name
    roots = set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", receiver or method))
    if not roots.isdisjoint(names_around(mover.view, mover.file)):
        raise CannotMove("the view has something else of the service's name")
    passed = mover.parameters
    are_named = len(passed) > 1 and any(name != value for name, value in passed.items())
    given = [f"{name}={value}" if are_named else value for name, value in passed.items()]
    return f"{receiver}.{method}({', '.join(given)})".removeprefix(".")


def _fix(mover: Mover, name: str, is_new: bool, body: list[str], changes: list[Change]) -> Fix:
    """The changes of the view with those that they ask for elsewhere."""
    target = mover.target
    made = [*_view_imports(mover, name), *changes]
    if is_new:
        text = _definition(mover, name, body)
        if target.is_new:
            made.append(CreateModule(target.filename))
            made += target.imports
        made += mover.imports.values()
        if target.cls is not None:
            made.append(AppendToBody(target.cls, text))
        else:
            if target.name:
                gap = "\n\n" if "\n" in target.head else "\n"
                text = f"{target.head}{gap}{textwrap.indent(text, '    ')}"
            made.append(AppendToModule(target.filename, text))
    where = f"{target.name or target.module}.{name}"
    return Fix(f"move it to {where}", tuple(made))


def _method_name(
    mover: Mover,
    accesses: Sequence[Access],
    lines: Lines,
    body: list[str],
) -> tuple[str, bool]:
    """A free name, or that of a function that does the same already; and whether it is new."""
    file = mover.file
    base = described(
        accesses,
        file,
        mover.parameters,
        [model for line in lines if (model := _made(line, mover))],
        [name for line in lines if (name := _changed(line, mover))],
    )
    taken = _taken(mover)
    wanted = _definition(mover, base, body)
    for name, function in taken.items() if mover.means_the_same() else ():
        if function is None or _count(function, mover) != len(mover.parameters):
            continue
        other = file.open(mover.target.filename)
        parameters = same_code(other.tree.module.code_for_node(function), wanted)
        if parameters is not None:
            mover.rename(parameters)
            return name, False
    for name in (base, f"{base}_for_{_view_name(mover)}"):
        if name not in taken:
            return name, True
    raise CannotMove("no free name for the method")


def _view_name(mover: Mover) -> str:
    """The name of a view, or of its class where that says more."""
    owner = mover.file.names.scope(mover.view)
    is_method = isinstance(owner, cst.ClassDef) and mover.view.name.value in HTTP_VERBS
    return snake(owner.name.value) if is_method else mover.view.name.value


def _made(line: cst.SimpleStatementLine, mover: Mover) -> str | None:
    small = line.body[0]
    if not isinstance(small, cst.Assign):
        return None
    return made_model(small.value, mover.file, mover.project)


def _changed(line: cst.SimpleStatementLine, mover: Mover) -> str | None:
    owner = changed_object(line.body[0])
    return None if owner is None else owner.value


def _definition(mover: Mover, name: str, body: list[str]) -> str:
    parameters = list(mover.parameters)
    if mover.target.is_constructed:
        parameters.insert(0, "self")
    above = "@staticmethod\n" if mover.target.kind == "static" else ""
    lines = textwrap.indent("\n".join(body), "    ")
    return f"{above}def {name}({', '.join(parameters)}):\n{lines}\n"


def _count(function: cst.FunctionDef, mover: Mover) -> int:
    """How many arguments a function of the service takes, itself aside."""
    return len(function.params.params) - mover.target.is_constructed


def _taken(mover: Mover) -> dict[str, cst.FunctionDef | None]:
    """The names that the service has, with those that are functions."""
    target, file = mover.target, mover.file
    taken: dict[str, cst.FunctionDef | None] = {}
    if not target.is_new:
        other = file.open(target.filename)
        scope = other.tree.module if target.cls is None else other.node(target.cls)
        for name, bindings in other.names.bindings.get(scope, {}).items():
            made = bindings[0].node
            taken[name] = made if isinstance(made, cst.FunctionDef) else None
    if not target.name and not target.call:
        for name in (*file.names.bindings[file.tree.module], *names_around(mover.view, file)):
            taken.setdefault(name, None)
    if target.name and not target.is_new:
        for name in _inherited(target, file, mover.project):
            taken.setdefault(name, None)
    return taken


def _inherited(target: Target, file: SourceFile, project: Project) -> Iterator[str]:
    """The names that the bases of a service's class have."""
    for base in (project.bases(f"{target.module}.{target.name}") or ())[1:]:
        if base in {"object", "abc.ABC", "typing.Generic", "typing.Protocol"}:
            continue
        place = project.defined_at(base)
        if place is None:
            raise CannotMove("it is not known what the service's class inherits")
        other = file.open(place.filename)
        yield from other.names.bindings.get(other.node(place), ())


def _view_imports(mover: Mover, method: str) -> list[Change]:
    """The import that the view needs for a function that it does not reach yet."""
    target, file = mover.target, mover.file
    if target.reached and (target.name or target.call):
        return []
    if mover.project.would_be_circular(file.module, target.module):
        raise CannotMove("the service imports the view's module")
    return [AddImport(file.filename, target.module, target.name or method)]


def _constructed(run: Run, target: Target, file: SourceFile, project: Project) -> Target:
    """The target with a call that makes the service from the session that the view uses."""
    if not target.session:
        raise CannotMove("the view does not reach the service")
    if not target.is_new:
        parameters = project.parameters_of(f"{target.module}.{target.name}") or ()
        if len(parameters) != 1:
            raise CannotMove("the view does not reach the service")
    for given, path in (
        *_sessions_of(run, file, project),
        *_sessions_of_others(file, project),
        *_sessions_of_extension(file, project),
    ):
        call = f"{target.name}({given})"
        return replace(target, call=call, session_path=path, reached=False)
    raise CannotMove("the view does not reach the service")


Session = tuple[str, str]
"""A session as it is written in a file, and what that is in the world."""


def _sessions_of(run: Run, file: SourceFile, project: Project) -> Iterator[Session]:
    """The sessions that a run uses, as expressions of the file's own names."""
    for access in run.accesses:
        for node in file.tree.inside(access.node):
            if isinstance(node, (cst.Name, cst.Attribute)):
                yield from _session(node, file, project)


def _sessions_of_others(file: SourceFile, project: Project) -> Iterator[Session]:
    """The sessions that the file gives to other services."""
    for node in file.tree.all(cst.Call):
        if len(node.args) == 1 and not node.args[0].star and not node.args[0].keyword:
            path = project.canonical(file.names.path(node.func))
            if path is not None and project.module_of(path) in project.service_modules:
                yield from _session(node.args[0].value, file, project)


def _sessions_of_extension(file: SourceFile, project: Project) -> Iterator[Session]:
    """The session of the one Flask-SQLAlchemy object that the file has."""
    names = [
        name
        for name in file.names.bindings[file.tree.module]
        if database_api.is_extension(project.canonical(f"{file.module}.{name}"))
    ]
    if len(names) == 1:
        path = project.canonical(f"{file.module}.{names[0]}")
        yield f"{names[0]}.session", f"{path}.session"


def _session(node: cst.CSTNode, file: SourceFile, project: Project) -> Iterator[Session]:
    path = shared_session(node, file, project)
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
