"""Whether something that a function gives a value to may keep or serve it."""

from __future__ import annotations

import libcst as cst

from flasklint.rule import Checker, SourceFile

_DEEPEST = 3
_LOOKING = {
    f"builtins.{name}"
    for name in ("print", "isinstance", "getattr", "hasattr", "str", "repr", "type", "id", "dir")
}
_SERVING = {"run", "serve", "test_client"}
_KEEPING = _SERVING | {"Manager", "FlaskGroup", "FlaskClient"}
_EXTENSIONS = {"flasgger", "prometheus_flask_exporter"}
"""Extensions of Flask that are not called so."""


def is_handed_over(function: cst.FunctionDef, name: str, checker: Checker, depth: int = 0) -> bool:
    """Whether a function gives the app that it calls `name` to anything that may keep or serve it.

    An `init_app` and the extensions of Flask are known not to, and functions of the project are
    read.
    """
    file = checker.file
    return any(
        _goes_away(node, checker, depth)
        for node in file.tree.inside(function.body)
        if isinstance(node, cst.Name) and node.value == name and file.names.scope(node) is function
    )


def _goes_away(node: cst.Name, checker: Checker, depth: int) -> bool:
    file = checker.file
    parent = file.tree.parent(node)
    match parent:
        case cst.Arg(value=value) if value is node:
            return _may_keep(parent, checker, depth)
        case cst.Element() | cst.DictElement() | cst.StarredElement() | cst.NamedExpr():
            return True
        case cst.Assign(value=value) if value is node:
            return depth > 0
        case cst.Attribute(value=value, attr=attr) if value is node:
            return attr.value in _SERVING or (
                attr.value == "wsgi_app" and _is_passed_only(parent, file)
            )
    return False


def _is_passed_only(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether an expression is passed to a call whose result is dropped."""
    arg = file.tree.parent(node)
    call = file.tree.parent(arg) if isinstance(arg, cst.Arg) else None
    return call is not None and isinstance(file.tree.parent(call), cst.Expr)


def _may_keep(arg: cst.Arg, checker: Checker, depth: int) -> bool:
    """Whether the call that an argument stands in may keep it; so if it cannot be told."""
    file, project = checker.file, checker.project
    call = file.tree.parent(arg)
    if not isinstance(call, cst.Call):
        return True
    if isinstance(call.func, cst.Attribute) and call.func.attr.value == "init_app":
        return False
    path = file.names.path(call.func)
    known = project.canonical(path)
    if known is None or path is None or known.rpartition(".")[2] in _SERVING:
        return True
    place = project.defined_at(path)
    if place is None:
        return not _is_harmless(known)
    other = file.open(place.filename)
    function = other.node(place)
    if not isinstance(function, cst.FunctionDef) or function.decorators or depth >= _DEEPEST:
        return True
    if isinstance(other.names.scope(function), cst.ClassDef):
        return True
    name = _parameter(function, arg, call)
    return name is None or is_handed_over(function, name, checker.at(other), depth + 1)


def _is_harmless(path: str) -> bool:
    root, last = path.partition(".")[0], path.rpartition(".")[2]
    if path in _LOOKING:
        return True
    return (root.startswith("flask_") or root in _EXTENSIONS) and last not in _KEEPING


def _parameter(function: cst.FunctionDef, arg: cst.Arg, call: cst.Call) -> str | None:
    """The parameter by which a function gets an argument; None if it cannot be told."""
    params = function.params
    if arg.keyword is not None:
        every = (*params.params, *params.kwonly_params)
        names = [param.name.value for param in every]
        return arg.keyword.value if arg.keyword.value in names else None
    at = call.args.index(arg)
    named = [*params.posonly_params, *params.params]
    if any(before.star for before in call.args[: at + 1]) or at >= len(named):
        return None
    return named[at].name.value
