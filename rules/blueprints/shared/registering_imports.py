"""How a Blueprint gets its name where it is registered: as those beside it do."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.loops import looped_over
from flasklint.rule import AddImport, Change, Checker, SourceFile


def blocks_around(node: cst.CSTNode, other: SourceFile) -> list[cst.CSTNode]:
    """The loops, conditions and other blocks around a node in its function, innermost first."""
    found: list[cst.CSTNode] = []
    for around in other.tree.ancestors(node):
        if isinstance(around, (cst.FunctionDef, cst.ClassDef)):
            break
        if isinstance(around, (cst.For, cst.While, cst.If, cst.Try, cst.With)):
            found.append(around)
    return found


@dataclass(frozen=True)
class Imported:
    """How the Blueprint gets its name in another file: by `statement` behind the import `inside`
    a function, or else by `change` at the top."""

    expression: str
    statement: str
    change: Change | None
    inside: cst.CSTNode | None


def importing(
    variable: str, checker: Checker, other: SourceFile, calls: list[cst.Call], anchor: cst.CSTNode
) -> Imported:
    """An import in the style of those that serve `calls`: of the module or of the name, in the
    function or at the top, relative or absolute, with an alias where the name is taken."""
    file = checker.file
    if other.filename == file.filename:
        return Imported(variable, "", None, None)
    model, call = _model_import(calls, anchor, other)
    inside = None
    if model is not None and other.names.scope(model) is not other.tree.module:
        inside = other.tree.statement(model)
    relative = model is not None and bool(model.relative)
    by_module = call is not None and _imports_module(call, other)
    module, name = file.module, variable
    if by_module:
        module, _, name = file.module.rpartition(".")
    of_module = _already_bound(file.module, other)
    present = f"{of_module}.{variable}" if of_module else _already_bound(f"{module}.{name}", other)
    if present:
        return Imported(present, "", None, None)
    alias = _alias(name, file, other, model)
    shown = _relative(module, other) if relative else checker.project.import_name(module)
    statement = f"from {shown} import {name}" + (f" as {alias}" if alias else "")
    bound = alias or name
    expression = f"{bound}.{variable}" if by_module else bound
    return Imported(expression, statement, AddImport(other.filename, module, name, alias), inside)


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


def imports_for(calls: list[cst.Call], other: SourceFile) -> list[cst.CSTNode]:
    """The imports that bind what the calls register."""
    bindings = [
        other.names.binding_of(name) for call in calls for name in _registered_names(call, other)
    ]
    return [
        binding.node
        for binding in bindings
        if binding is not None and isinstance(binding.node, (cst.Import, cst.ImportFrom))
    ]


def in_other_context(node: cst.CSTNode, anchor: cst.CSTNode, other: SourceFile) -> bool:
    """Whether a node stands in a `with` that is not around the anchor."""
    around = list(other.tree.ancestors(anchor))
    return any(
        isinstance(each, cst.With) and each not in around for each in blocks_around(node, other)
    )


def _registered(call: cst.Call, other: SourceFile) -> list[cst.BaseExpression]:
    """What a call registers: its argument, or what the loop around it goes over, `books.bp` for a
    loop over modules that registers `module.bp`."""
    if not call.args:
        return []
    given = call.args[0].value
    looped = looped_over(call, other)
    of_module = given if isinstance(given, cst.Attribute) else None
    item = given if of_module is None else of_module.value
    binding = other.names.binding_of(item) if isinstance(item, cst.Name) else None
    if binding is None or binding.kind == "import" or looped is None:
        return [given]
    if isinstance(looped, cst.Dict):
        pairs = [each for each in looped.elements if isinstance(each, cst.DictElement)]
        return [value for pair in pairs for value in (pair.key, pair.value)]
    if binding.kind != "element":
        return [given]
    items = [each.value for each in looped.elements]
    return items if of_module is None else [cst.Attribute(each, of_module.attr) for each in items]


def _registered_names(call: cst.Call, other: SourceFile) -> list[cst.Name]:
    """The names that the registered Blueprints are reached by."""
    return [root for value in _registered(call, other) for root in _roots(value)]


def _roots(node: cst.BaseExpression) -> list[cst.Name]:
    while isinstance(node, cst.Attribute):
        node = node.value
    return [node] if isinstance(node, cst.Name) else []


def _imports_module(call: cst.Call, other: SourceFile) -> bool:
    """Whether the Blueprints are reached through their modules (`books.bp`)."""
    return any(isinstance(value, cst.Attribute) for value in _registered(call, other))


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
