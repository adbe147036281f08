"""Registers a Blueprint where the others are registered, in the style of that file."""

from __future__ import annotations

import keyword
from dataclasses import replace

import libcst as cst

from flasklint.languages.python.loops import looped_over
from flasklint.project.blueprints import RegistrationSite
from flasklint.rule import (
    Change,
    Checker,
    Fix,
    InsertAfter,
    InsertBefore,
    Replace,
    SourceFile,
)
from flasklint_rules.blueprints.shared.registering_imports import (
    blocks_around,
    importing,
    imports_for,
    in_other_context,
)


def importable(checker: Checker) -> bool:
    """Whether an import statement can name a file's module: not `sign-in.py` or `import.py`."""
    file = checker.file
    path = file.filename.removesuffix(".py").removesuffix("/__init__").split("/")
    parts = path[-len(checker.project.import_name(file.module).split(".")) :]
    return all(part.isidentifier() and not keyword.iskeyword(part) for part in parts)


def best_sites(checker: Checker) -> list[RegistrationSite]:
    """The registrations in the function that registers most, on the app or Blueprint that has most:
    of those that this file makes, or that stand in one that imports it; or that the files beside it
    make; or else of all on apps."""
    file, project = checker.file, checker.project
    sites = project.registration_sites()
    importers = {place.filename for place in project.imports_of(file.module)}
    folder = _folder(file.filename)
    model = (
        [site for site in sites if site.child.filename == file.filename]
        or [site for site in sites if site.place.filename in importers]
        or [site for site in sites if _folder(site.child.filename) == folder]
        or [site for site in sites if site.around is None]
    )
    owners = [site.owner for site in model]
    found = [site for site in model if site.owner == max(owners, key=owners.count)]
    functions = [(site.place.filename, site.function) for site in found]
    best = max(functions, key=functions.count, default=None)
    return sorted(
        (site for site in found if (site.place.filename, site.function) == best),
        key=lambda site: site.place.node,
    )


def _folder(filename: str) -> str:
    return filename.rpartition("/")[0]


def registering(node: cst.CSTNode, checker: Checker, sites: list[RegistrationSite]) -> Fix | None:
    """The fix that imports the Blueprint made at `node` and registers it beside `sites`; None if
    there is no sure way."""
    file = checker.file
    variable = _module_variable(node, file)
    if variable is None or not importable(checker):
        return None
    if not sites:
        return _first_registration(variable, checker)
    other = file.open(sites[0].place.filename)
    places = dict.fromkeys(site.place for site in sites)
    calls = [
        call
        for call in map(other.node, places)
        if isinstance(call, cst.Call) and isinstance(call.func, cst.Attribute)
    ]
    if not calls:
        return None
    listed = looped_over(calls[-1], other)
    given = calls[-1].args[0].value if calls[-1].args else None
    fits = not isinstance(given, cst.Attribute) or given.attr.value == variable
    if isinstance(listed, cst.List | cst.Tuple) and len(calls) == 1 and fits:
        return _listing(variable, listed, checker, other, calls)
    last = next((call for call in reversed(calls) if not _conditional(call, other)), calls[-1])
    assert isinstance(last.func, cst.Attribute)
    anchor = _outsideblocks_around(last, other)
    served = imports_for(calls, other)
    inside = [node for node in served if other.names.scope(node) is not other.tree.module]
    if any(in_other_context(node, anchor, other) for node in inside):
        return None
    imported = importing(variable, checker, other, calls, anchor)
    register = f"{other.code(last.func.value)}.register_blueprint({imported.expression})"
    if (
        imported.inside is None
        and imported.change
        and (
            (inside and len(inside) == len(served))
            or checker.project.would_be_circular(other.module, file.module)
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


def _listing(
    variable: str,
    listed: cst.List | cst.Tuple,
    checker: Checker,
    other: SourceFile,
    calls: list[cst.Call],
) -> Fix | None:
    """The fix that adds the Blueprint to what a loop goes over."""
    if not all(isinstance(each.value, cst.Name | cst.Attribute) for each in listed.elements):
        return None
    imported = importing(variable, checker, other, calls, listed)
    is_local = imported.inside is not None
    if is_local and other.names.scope(listed) is not other.names.scope(calls[0]):
        return None
    if not is_local and checker.project.would_be_circular(other.module, checker.file.module):
        return None
    item = cst.parse_expression(imported.expression)
    if isinstance(calls[0].args[0].value, cst.Attribute):  # `for module in ...: module.bp`
        if not isinstance(item, cst.Attribute):
            return None
        item = item.value
    longer = _with_one_more(listed, item)
    if longer is None:
        return None
    changes: list[Change] = [Replace(other.place(listed), cst.Module([]).code_for_node(longer))]
    if imported.inside is not None:
        changes.insert(0, InsertAfter(other.place(imported.inside), imported.statement))
    elif imported.change is not None:
        changes.insert(0, imported.change)
    return Fix(f"register it with the others in {other.filename}", tuple(changes))


def _with_one_more(
    listed: cst.List | cst.Tuple, value: cst.BaseExpression
) -> cst.List | cst.Tuple | None:
    """A list or tuple with one more item at its end, on a line of its own if the others are; None
    where a comment stands in the way."""
    if not listed.elements or (isinstance(listed, cst.Tuple) and not listed.lpar):
        return None
    *before, last = listed.elements
    opening, closing = (
        (listed.lbracket, listed.rbracket)
        if isinstance(listed, cst.List)
        else (listed.lpar[0], listed.rpar[-1])
    )
    code = cst.Module([]).code_for_node
    is_laid_out = "\n" in code(closing.whitespace_before)
    space = opening.whitespace_after if is_laid_out else cst.SimpleWhitespace(" ")
    comma = before[-1].comma if before else cst.Comma(whitespace_after=space)
    parts = (comma, closing.whitespace_before)
    if any("#" in code(each) for each in parts if isinstance(each, cst.CSTNode)):
        return None
    behind = last.comma if before or is_laid_out else cst.MaybeSentinel.DEFAULT
    new = cst.Element(value, comma=behind)
    return listed.with_changes(elements=[*before, last.with_changes(comma=comma), new])


def _first_registration(variable: str, checker: Checker) -> Fix | None:
    """The fix where nothing is registered yet: before the factory returns its app."""
    file, project = checker.file, checker.project
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


def _conditional(call: cst.Call, other: SourceFile) -> bool:
    return any(isinstance(block, (cst.If, cst.Try)) for block in blocks_around(call, other))


def _outsideblocks_around(call: cst.Call, other: SourceFile) -> cst.CSTNode:
    """The statement to stand behind: that of the call, or the outermost block around it that is
    not a `with` or around one: what is imported may need the context."""
    anchor: cst.CSTNode = other.tree.statement(call)
    for block in blocks_around(call, other):
        if isinstance(block, cst.With):
            break
        anchor = block
    return anchor
