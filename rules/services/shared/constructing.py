"""How a file makes an object of a service class: as other files do, or with the session."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from flasklint.facts.code import Param
from flasklint.facts.walk import last_name
from flasklint.languages.python.import_origins import origin_of
from flasklint.languages.python.literals import dotted
from flasklint.packages import database_api
from flasklint.rule import AddImport, Checker, SourceFile
from flasklint_rules.services.shared.service_targets import session_attribute

_SESSION_NAMES = ("session", "db_session", "db")


@dataclass(frozen=True)
class Arguments:
    """What stands between the parentheses, and the imports that it needs."""

    text: str
    imports: tuple[AddImport, ...] = ()


def arguments_for(cls: str, checker: Checker) -> Arguments | None:
    """What a file passes to make an object of the class at a path: what all other places pass, or
    the one session of the project, or nothing; None if that is not sure."""
    project = checker.project
    sites = project.calls_of(cls)
    if sites:
        given = []
        for site in sites:
            other = checker.file.open(site.place.filename)
            call = other.node(site.place)
            if not isinstance(call, cst.Call):
                return None
            given.append(_as_elsewhere(call, checker, other))
        return given[0] if all(each == given[0] for each in given) else None
    params = project.parameters_of(cls)
    if params is None:
        bases = project.bases(cls) or ("?",)
        return Arguments("") if all(_is_bare(base, checker) for base in bases) else None
    required = [p for p in params if p.default is None and p.kind in ("", "/", "kw")]
    if not required:
        return Arguments("")
    return _session(cls, required[0], checker) if len(required) == 1 else None


def _is_bare(base: str, checker: Checker) -> bool:
    """Whether a class without a constructor of its own has none from elsewhere either."""
    place = checker.project.defined_at(base)
    if place is None:
        return base in ("builtins.object", "abc.ABC")
    node = checker.file.open(place.filename).node(place)
    return isinstance(node, cst.ClassDef) and not node.decorators


def _as_elsewhere(call: cst.Call, checker: Checker, other: SourceFile) -> Arguments | None:
    """The arguments of a call in another file, if this file can have them, too."""
    texts, imports = [], []
    for arg in call.args:
        root = _root(arg.value)
        if root is None or arg.star or other.names.holder(root) is not other.tree.module:
            return None
        origin = origin_of(root, other) or (other.module, root.value, "")
        if len(other.names.bindings[other.tree.module][root.value]) != 1:
            return None
        if other.filename != checker.file.filename:
            found = _import(*origin, checker)
            if found is None:
                return None
            imports += found
        keyword = f"{arg.keyword.value}=" if arg.keyword else ""
        texts.append(keyword + dotted(arg.value))
    return Arguments(", ".join(texts), tuple(imports))


def _root(node: cst.BaseExpression) -> cst.Name | None:
    while isinstance(node, cst.Attribute):
        node = node.value
    return node if isinstance(node, cst.Name) else None


def _session(cls: str, param: Param, checker: Checker) -> Arguments | None:
    """`db.session` of the one database extension of the project, for a parameter that is a
    session."""
    project = checker.project
    place = project.defined_at(cls)
    kept = session_attribute(place, checker.file) if place is not None else ""
    is_session = last_name(param.annotation) in ("Session", "scoped_session")
    if not is_session and param.name not in _SESSION_NAMES:
        return None
    databases = [
        made for made in project.made_objects() if database_api.EXTENSION.fullmatch(f"{made.cls}()")
    ]
    if not kept or len(databases) != 1:
        return None
    module, _, name = databases[0].path.rpartition(".")
    imports = _import(module, name, "", checker)
    if imports is None:
        return None
    text = name if kept.endswith(".session") else f"{name}.session"
    return Arguments(f"{param.name}={text}" if param.kind == "kw" else text, tuple(imports))


def _import(module: str, name: str, alias: str, checker: Checker) -> list[AddImport] | None:
    """The import by which a file gets a name, if it does not have it; None if it cannot."""
    file = checker.file
    if not name:
        return None
    bound = alias or name
    own = file.names.bindings[file.tree.module].get(bound, [])
    scopes = (scope for scope in file.names.bindings if scope is not file.tree.module)
    if any(bound in file.names.bindings[scope] for scope in scopes):
        return None
    if own:
        return [] if {binding.value for binding in own} == {f"{module}.{name}"} else None
    if module == file.module or checker.project.would_be_circular(file.module, module):
        return None
    return [AddImport(file.filename, module, name, alias)]
