"""How a function ends: by which `return`, or at the end of its body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from flasklint.source import SourceFile

_NEVER_RETURN = {"abort", "exit", "_exit", "quit"}


def own_nodes(function: cst.FunctionDef, file: SourceFile) -> Iterator[cst.CSTNode]:
    """The nodes of a function's body, without those of functions and classes inside it."""
    for node in file.tree.inside(function.body):
        around = file.tree.ancestors(node)
        inner = (cst.FunctionDef, cst.Lambda, cst.ClassDef)
        if next((at for at in around if isinstance(at, inner)), None) is function:
            yield node


def reaches_end(body: cst.BaseSuite, file: SourceFile) -> bool:
    """Whether a body can be run to its end, as far as its statements show."""
    return _all_pass(body.body, file)


def _all_pass(body: Sequence[cst.BaseStatement | cst.BaseSmallStatement], file: SourceFile) -> bool:
    return all(_passes(statement, file) for statement in body)


def _passes(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether what follows a statement can be reached."""
    match node:
        case cst.SimpleStatementLine(body=body):
            return all(_passes(small, file) for small in body)
        case cst.Return() | cst.Raise() | cst.Break() | cst.Continue():
            return False
        case cst.Assert(test=cst.Name(value="False")):
            return False
        case cst.Expr(value=cst.Call(func=cst.Name(value=name))):
            return name not in _NEVER_RETURN
        case cst.Expr(value=cst.Call(func=cst.Attribute(attr=attr))):
            return attr.value not in _NEVER_RETURN
        case cst.If(body=body, orelse=orelse):
            return reaches_end(body, file) or orelse is None or _passes(orelse, file)
        case cst.Else(body=body) | cst.Finally(body=body) | cst.With(body=body):
            return reaches_end(body, file)
        case cst.While(test=cst.Name(value="True") | cst.Integer(value="1")):
            return _breaks(node, file)
        case cst.For(orelse=orelse) | cst.While(orelse=orelse):
            return orelse is None or _breaks(node, file) or _passes(orelse, file)
        case cst.Try() | cst.TryStar():
            return _try_passes(node, file)
        case cst.Match(cases=cases):
            # Whether the cases are all that there can be is not known.
            return any(reaches_end(case.body, file) for case in cases)
    return True


def _try_passes(node: cst.Try | cst.TryStar, file: SourceFile) -> bool:
    if node.finalbody is not None and not _passes(node.finalbody, file):
        return False
    tried = reaches_end(node.body, file) and (node.orelse is None or _passes(node.orelse, file))
    return tried or any(reaches_end(handler.body, file) for handler in node.handlers)


def _breaks(loop: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a loop has a `break` of its own."""
    for node in file.tree.inside(loop):
        if isinstance(node, cst.Break):
            around = (
                at for at in file.tree.ancestors(node) if isinstance(at, (cst.For, cst.While))
            )
            if next(around, None) is loop:
                return True
    return False
