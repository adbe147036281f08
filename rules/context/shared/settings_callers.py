"""Who calls a function that makes settings: whether requests do, and what they do with them."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flasklint.facts.node import Place
from flasklint.project.calls import CallSite
from flasklint.rule import Checker, SourceFile

_FARTHEST = 4
_KEEPING = frozenset(("add", "append", "put", "set", "setattr", "setdefault", "update"))
_CHANGING = _KEEPING | {"clear", "discard", "extend", "insert", "pop", "remove", "sort"}


def asked_by_request(path: str, checker: Checker) -> CallSite | None:
    """A call of the function at a path that requests lead to, each time anew: from a view or a
    hook, or through functions of the project that are not decorated. None keeps what it gets."""
    seen = {path}
    level: list[tuple[str, CallSite | None]] = [(path, None)]
    for _ in range(_FARTHEST):
        following: list[tuple[str, CallSite | None]] = []
        for callee, first in level:
            for call in checker.project.calls_of(callee):
                home = checker.file.open(call.place.filename)
                function = _function_around(home.node(call.place), home)
                if function is None or _is_kept(home.node(call.place), function, home):
                    continue
                if _runs_per_request(function, checker.at(home)):
                    return first or call
                caller = home.names.definition_path(function)
                if caller not in seen and not function.decorators:
                    seen.add(caller)
                    following.append((caller, first or call))
        level = following
    return None


def _function_around(node: cst.CSTNode, file: SourceFile) -> cst.FunctionDef | None:
    around = file.tree.ancestors(node)
    return next((each for each in around if isinstance(each, cst.FunctionDef)), None)


def _runs_per_request(function: cst.FunctionDef, checker: Checker) -> bool:
    file, project = checker.file, checker.project
    number = file.tree.number(function)
    if any(view.node == number for view in project.views_in(file.filename)):
        return True
    place = Place(file.filename, number)
    return any(hook.function == place for hook in project.hooks_in(file.filename))


def _is_kept(node: cst.CSTNode, function: cst.FunctionDef, file: SourceFile) -> bool:
    """Whether what an expression gives may be there after the function has ended: it, or a name
    that it is given, is put somewhere."""
    return any(_is_put_away(each, function, file) for each in (node, *_uses(node, function, file)))


def _uses(node: cst.CSTNode, function: cst.FunctionDef, file: SourceFile) -> Iterator[cst.CSTNode]:
    """The mentions of the local name that an expression is given."""
    statement = file.tree.statement(node)
    assigned = {
        target.target.value
        for each in file.tree.inside(statement)
        if isinstance(each, cst.Assign)
        for target in each.targets
        if isinstance(target.target, cst.Name)
    }
    for name in file.tree.inside(function.body) if assigned else ():
        is_target = isinstance(file.tree.parent(name), cst.AssignTarget)
        if isinstance(name, cst.Name) and name.value in assigned and not is_target:
            yield name


def _is_put_away(node: cst.CSTNode, function: cst.FunctionDef, file: SourceFile) -> bool:
    for around in file.tree.ancestors(node):
        if around is function:
            return False
        match around:
            case cst.Assign(targets=targets):
                return not all(_is_local(each.target, function, file) for each in targets)
            case cst.AnnAssign(target=target) | cst.AugAssign(target=target):
                return not _is_local(target, function, file)
            case cst.NamedExpr(target=target) if not _is_local(target, function, file):
                return True
            case cst.Call(func=cst.Attribute(attr=cst.Name(value=name)) | cst.Name(value=name)):
                if name in _KEEPING:
                    return True
    return False


def _is_local(target: cst.BaseExpression, function: cst.FunctionDef, file: SourceFile) -> bool:
    return isinstance(target, cst.Name) and file.names.holder(target) is function


def only_read(path: str, checker: Checker) -> bool:
    """Whether no caller of the function at a path may change what it gets."""
    for call in checker.project.calls_of(path):
        home = checker.file.open(call.place.filename)
        node = home.node(call.place)
        function = _function_around(node, home)
        uses = () if function is None else tuple(_uses(node, function, home))
        if not all(_is_read(each, home) for each in (node, *uses)):
            return False
    return True


def _is_read(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether an expression, or what is reached from it, surely stays as it is."""
    above = file.tree.parent(node)
    if isinstance(above, cst.Arg):
        return False
    while isinstance(above, (cst.Attribute, cst.Subscript)) and above.value is node:
        node, above = above, file.tree.parent(above)
    if isinstance(above, (cst.AssignTarget, cst.AugAssign, cst.AnnAssign, cst.Del)):
        return isinstance(above, cst.AnnAssign) and above.value is node
    if isinstance(above, cst.Call) and isinstance(node, cst.Attribute):
        return node.attr.value not in _CHANGING
    return True
