"""Registers a Blueprint where the others are registered, in the style of that file."""

from __future__ import annotations

import keyword
from dataclasses import dataclass, replace

import libcst as cst

from flasklint.answers import RegistrationSite
from flasklint.project import Project
from flasklint.rule import AddImport, Change, Fix, InsertAfter, InsertBefore
from flasklint.source import SourceFile


def importable(file: SourceFile, project: Project) -> bool:
    """Whether an import statement can name a file's module: not `sign-in.py` or `import.py`."""
    path = file.filename.removesuffix(".py").removesuffix("/__init__").split("/")
    parts = path[-len(project.import_name(file.module).split(".")) :]
    return all(part.isidentifier() and not keyword.iskeyword(part) for part in parts)


def best_sites(project: Project) -> list[RegistrationSite]:
    """The registrations in the function that registers most, on the app that has most."""
    sites = project.registration_sites()
    if not sites:
        return []
    apps = [site.app for site in sites]
    app = max(apps, key=apps.count)
    functions = [(site.place.filename, site.function) for site in sites if site.app == app]
    best = max(functions, key=functions.count)
    found = [
        site for site in sites if site.app == app and (site.place.filename, site.function) == best
    ]
    return sorted(found, key=lambda site: site.place.node)


def registering(
    node: cst.CSTNode, file: SourceFile, project: Project, sites: list[RegistrationSite]
) -> Fix | None:
    """The fix that imports the Blueprint made at `node` and registers it beside `sites`; None if
    there is no sure way."""
    variable = _module_variable(node, file)
    if variable is None or not importable(file, project):
        return None
    if not sites:
        return _first_registration(variable, file, project)
    other = file.open(sites[0].place.filename)
    calls = [
        call
        for call in (other.node(site.place) for site in sites)
        if isinstance(call, cst.Call) and isinstance(call.func, cst.Attribute)
    ]
    if not calls:
        return None
    last = next((call for call in reversed(calls) if not _conditional(call, other)), calls[-1])
    assert isinstance(last.func, cst.Attribute)
    anchor = _outside_blocks(last, other)
    served = _imports_for(calls, other)
    inside = [node for node in served if other.names.scope(node) is not other.tree.module]
    if any(_in_other_context(node, anchor, other) for node in inside):
        return None
    imported = _import(variable, file, other, calls, anchor, project)
    register = f"{other.code(last.func.value)}.register_blueprint({imported.expression})"
    if (
        imported.inside is None
        and imported.change
        and (
            (inside and len(inside) == len(served))
            or project.would_be_circular(other.module, file.module)
        )
    ):
        register = f"{imported.statement}\n\n{register}"
        imported = replace(imported, change=None)
    changes: tuple[Change, ...] = (InsertAfter(other.place(anchor), register),)
    if imported.inside is not None:
        changes = (InsertAfter(other.place(imported.inside), imported.statement), *changes)
    elif imported.change is not None:
        changes = (imported.change, *changes)
    return Fix(f"register it beside the others in {other.filename}", changes)


def _first_registration(variable: str, file: SourceFile, project: Project) -> Fix | None:
    """The fix where nothing is registered yet: before the factory returns its app."""
    for path, place, made in project.factories()[:1]:
        if path is None or place is None or made.filename != place.filename:
            return None
        other = file.open(place.filename)
        function = other.node(place)
        returned = [node for node in other.tree.inside(function) if isinstance(node, cst.Return)]
        if len(returned) != 1 or not isinstance(returned[0].value, cst.Name):
            return None
        app = returned[0].value.value
        line = other.tree.statement(returned[0])
        text = (
            f"from {project.import_name(file.module)} import {variable}\n\n"
            f"{app}.register_blueprint({variable})\n"
        )
        return Fix(f"register it in {other.filename}", (InsertBefore(other.place(line), text),))
    return None


def _module_variable(node: cst.CSTNode, file: SourceFile) -> str | None:
    """The module-level name that the Blueprint is assigned to."""
    assigned = file.tree.parent(node)
    if not isinstance(assigned, (cst.Assign, cst.AnnAssign)):
        return None
    target = assigned.targets[0].target if isinstance(assigned, cst.Assign) else assigned.target
    if not isinstance(target, cst.Name):
        return None
    at_top = file.names.scope(assigned) is file.tree.module
    bound = file.names.bindings[file.tree.module].get(target.value, [])
    return target.value if at_top and len(bound) == 1 else None


def _blocks(node: cst.CSTNode, other: SourceFile) -> list[cst.CSTNode]:
    """The loops, conditions and other blocks around a node in its function, innermost first."""
    found: list[cst.CSTNode] = []
    for around in other.tree.ancestors(node):
        if isinstance(around, (cst.FunctionDef, cst.ClassDef)):
            break
        if isinstance(around, (cst.For, cst.While, cst.If, cst.Try, cst.With)):
            found.append(around)
    return found


def _conditional(call: cst.Call, other: SourceFile) -> bool:
    return any(isinstance(block, (cst.If, cst.Try)) for block in _blocks(call, other))


def _outside_blocks(call: cst.Call, other: SourceFile) -> cst.CSTNode:
    """The statement to stand behind: that of the call, or the outermost block around it that is
    not a `with` or around one: what is imported may need the context."""
    anchor: cst.CSTNode = other.tree.statement(call)
    for block in _blocks(call, other):
        if isinstance(block, cst.With):
            break
        anchor = block
    return anchor


@dataclass(frozen=True)
class _Import:
    """How the Blueprint gets its name in another file: by `statement` behind the import `inside`
    a function, or else by `change` at the top."""

    expression: str
    statement: str
    change: Change | None
    inside: cst.CSTNode | None


def _import(
    variable: str,
    file: SourceFile,
    other: SourceFile,
    calls: list[cst.Call],
    anchor: cst.CSTNode,
    project: Project,
) -> _Import:
    """An import in the style of those that serve `calls`: of the module or of the name, in the
    function or at the top, relative or absolute, with an alias where the name is taken."""
    if other.filename == file.filename:
        return _Import(variable, "", None, None)
    model, call = _model_import(calls, anchor, other)
    inside = None
    if model is not None and other.names.scope(model) is not other.tree.module:
        inside = other.tree.statement(model)
    relative = model is not None and bool(model.relative)
    by_module = call is not None and _imports_module(call, other)
    module, name = file.module, variable
    if by_module:
        module, _, name = file.module.rpartition(".")
    present = _already_bound(f"{module}.{name}", other)
    if present:
        expression = f"{present}.{variable}" if by_module else present
        return _Import(expression, "", None, None)
    alias = _alias(name, file, other, model)
    shown = _relative(module, other) if relative else project.import_name(module)
    statement = f"from {shown} import {name}" + (f" as {alias}" if alias else "")
    bound = alias or name
    expression = f"{bound}.{variable}" if by_module else bound
    return _Import(expression, statement, AddImport(other.filename, module, name, alias), inside)


def _already_bound(path: str, other: SourceFile) -> str:
    """The name that the top of the other file has for what is to be imported; "" if none."""
    for name, bindings in other.names.bindings[other.tree.module].items():
        if [binding.value for binding in bindings] == [path]:
            return name
    return ""


def _model_import(
    calls: list[cst.Call], anchor: cst.CSTNode, other: SourceFile
) -> tuple[cst.ImportFrom | None, cst.Call | None]:
    """The last import that binds what one of the calls registers, at the top or in the block of
    the anchor; and that call."""
    for call in reversed(calls):
        for name in reversed(_registered_names(call, other)):
            binding = other.names.binding_of(name)
            if binding is None or not isinstance(binding.node, cst.ImportFrom):
                continue
            at_top = other.names.scope(binding.node) is other.tree.module
            block = other.tree.around(other.tree.statement(binding.node))
            if at_top or block is other.tree.around(anchor):
                return binding.node, call
    return None, None


def _imports_for(calls: list[cst.Call], other: SourceFile) -> list[cst.CSTNode]:
    """The imports that bind what the calls register."""
    bindings = [
        other.names.binding_of(name) for call in calls for name in _registered_names(call, other)
    ]
    return [
        binding.node
        for binding in bindings
        if binding is not None and isinstance(binding.node, (cst.Import, cst.ImportFrom))
    ]


def _in_other_context(node: cst.CSTNode, anchor: cst.CSTNode, other: SourceFile) -> bool:
    """Whether a node stands in a `with` that is not around the anchor."""
    around = list(other.tree.ancestors(anchor))
    return any(isinstance(each, cst.With) and each not in around for each in _blocks(node, other))


def _registered_names(call: cst.Call, other: SourceFile) -> list[cst.Name]:
    """The names that the registered Blueprints are reached by: of the argument or the loop."""
    if not call.args:
        return []
    names = _roots(call.args[0].value)
    for name in list(names):
        binding = other.names.binding_of(name)
        if binding is not None and binding.kind == "element":
            iterable = binding.value
            if isinstance(iterable, (cst.Tuple, cst.List)):
                names = [root for item in iterable.elements for root in _roots(item.value)]
    return names


def _roots(node: cst.BaseExpression) -> list[cst.Name]:
    while isinstance(node, cst.Attribute):
        node = node.value
    return [node] if isinstance(node, cst.Name) else []


def _imports_module(call: cst.Call, other: SourceFile) -> bool:
    """Whether the Blueprints are reached through their modules (`books.bp`)."""
    value = call.args[0].value
    if isinstance(value, cst.Name):
        binding = other.names.binding_of(value)
        if binding is not None and isinstance(binding.value, (cst.Tuple, cst.List)):
            return any(isinstance(item.value, cst.Attribute) for item in binding.value.elements)
    return isinstance(value, cst.Attribute)


def _alias(name: str, file: SourceFile, other: SourceFile, model: cst.ImportFrom | None) -> str:
    """An alias where `name` is taken in the other file, in the form that its imports use."""
    taken = {bound for names in other.names.bindings.values() for bound in names}
    last = file.module.rpartition(".")[2]
    if model is not None and not isinstance(model.names, cst.ImportStar):
        for item in model.names:
            alias = item.evaluated_alias
            if alias and item.evaluated_name == name:
                used = _suffix(alias, model, other)
                if used is not None:
                    return f"{last}{used}"
    if name not in taken:
        return ""
    for candidate in (f"{last}_{name}", f"{last}_blueprint"):
        if candidate not in taken:
            return candidate
    return ""


def _suffix(alias: str, model: cst.ImportFrom, other: SourceFile) -> str | None:
    """`_bp` in `from .books import bp as books_bp`."""
    path = other.names.path(model.module) if model.module is not None else None
    last = other.code(model.module).rpartition(".")[2] if model.module else (path or "")
    return alias.removeprefix(last) if last and alias.startswith(last) else None


def _relative(module: str, other: SourceFile) -> str:
    """`module` as it is written in a relative import of the other file."""
    package = other.module if other.is_package else other.module.rpartition(".")[0]
    here, there = package.split("."), module.split(".")
    same = 0
    while same < min(len(here), len(there)) and here[same] == there[same]:
        same += 1
    if not same:
        return module
    return "." * (len(here) - same + 1) + ".".join(there[same:])
