"""Which service serves a view, and how the view calls it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import libcst as cst

from flasklint.facts.code import Place
from flasklint.project import Project
from flasklint.source import SourceFile


@dataclass(frozen=True)
class Target:
    """A service: a class (`cls` its place, `session` the attribute that holds its session) or the
    functions of a module. `call` is what a view writes before `.method(...)`; `reached` if the
    view's file imports what that needs."""

    module: str
    filename: str
    name: str
    cls: Place | None
    session: str
    call: str
    reached: bool = True


def target_for(
    view: cst.FunctionDef, model: str | None, file: SourceFile, project: Project
) -> Target | None:
    """The service that serves a view: the one named for the model, first among those that the
    file uses, then in the whole layer; else one that the file uses and that is named for it; where
    no model is known, the only one that the file uses."""
    used = _used(file, project)
    if model:
        wanted = _stem(model)
        for target in (*used, *_in_layer(file, project)):
            if wanted in _words(target):
                return target
    here = _stem(file.module.rpartition(".")[2])
    for target in used:
        if here in _words(target):
            return target
    return used[0] if len(used) == 1 and model is None else None


def _used(file: SourceFile, project: Project) -> list[Target]:
    """The services that calls in a file reach, in the order of the file."""
    found: dict[tuple[str, str], Target] = {}
    for node in file.tree.all(cst.Call):
        target = _class_target(node, file, project) or _module_target(node, file, project)
        if target is not None:
            found.setdefault((target.module, target.name), target)
    return list(found.values())


def _class_target(node: cst.Call, file: SourceFile, project: Project) -> Target | None:
    """`node` makes or gives an object of a class of the service layer."""
    path = project.canonical(file.names.path(node))
    if path is None or not path.endswith("()"):
        return None
    cls = path.removesuffix("()")
    module = project.module_of(cls)
    place = project.defined_at(cls)
    if module not in project.services.modules or place is None or project.bases(cls) is None:
        return None
    if not _reusable(node, file):
        return None
    session = session_attribute(place, file)
    name = cls.removeprefix(f"{module}.")
    return Target(str(module), place.filename, name, place, session, file.code(node))


def _module_target(node: cst.Call, file: SourceFile, project: Project) -> Target | None:
    """`node` calls a function of a module of the service layer."""
    function = project.canonical(file.names.path(node.func))
    if function is None:
        return None
    module = project.module_of(function)
    if module not in project.services.modules or project.bases(function) is not None:
        return None
    place = project.defined_at(function)
    if place is None or function.count(".") != str(module).count(".") + 1:
        return None
    call = file.code(node.func.value) if isinstance(node.func, cst.Attribute) else ""
    return Target(str(module), place.filename, "", None, "", call)


def _in_layer(file: SourceFile, project: Project) -> list[Target]:
    """The classes of the service layer that keep a session, and its modules without such a
    class, as targets that the file does not reach yet."""
    found = []
    for module in sorted(project.services.modules):
        filename = project.filename_of(module)
        if filename is None or filename == file.filename:
            continue
        classes = project.classes_in(module)
        for name in classes:
            place = project.defined_at(f"{module}.{name}")
            if place is not None:
                session = session_attribute(place, file)
                if not session:
                    continue
                found.append(Target(module, filename, name, place, session, "", False))
        if not any(target.module == module for target in found):
            found.append(Target(module, filename, "", None, "", "", False))
    return found


def session_attribute(place: Place, file: SourceFile) -> str:
    """The attribute in which a service class keeps the session it is given; "" if none."""
    other = file.open(place.filename)
    node = other.node(place)
    for inner in other.tree.inside(node):
        match inner:
            case cst.Assign(
                targets=[
                    cst.AssignTarget(target=cst.Attribute(value=cst.Name(value="self")) as to)
                ],
                value=cst.Name(value=given),
            ) if given in {"session", "db_session", "db", "sess", "database"}:
                return to.attr.value
    return ""


def _reusable(node: cst.Call, file: SourceFile) -> bool:
    """Whether the call means the same anywhere in the file: it uses no local names."""
    return all(
        file.names.holder(name) in (None, file.tree.module)
        for name in file.tree.inside(node)
        if isinstance(name, cst.Name)
    )


def _words(target: Target) -> set[str]:
    text = f"{target.module.rpartition('.')[2]}_{target.name}"
    return {_stem(word) for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", text)}


def _stem(word: str) -> str:
    """A word without its plural, in lower case: `Categories` and `category` are one."""
    word = word.lower().removesuffix("_service").removesuffix("_views").removesuffix("_routes")
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")
