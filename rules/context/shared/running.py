"""What is sure to run when a body of code does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import libcst as cst

from flasklint.languages.python.tree import COMPREHENSIONS, Tree, children

_BRANCHES = (cst.If, cst.For, cst.While, cst.Try, cst.TryStar, cst.With, cst.Match)
_LEAVES = (cst.Return, cst.Raise, cst.Yield)
_SPECIAL = {
    cst.FunctionDef, cst.Lambda, cst.IfExp, cst.BooleanOperation, cst.AnnAssign, *COMPREHENSIONS,
    *_BRANCHES,
}  # fmt: skip
"""The nodes of which not all parts are evaluated."""


def run_by(body: Iterable[cst.CSTNode], tree: Tree) -> Iterator[cst.CSTNode]:
    """The nodes that are evaluated, in order, whenever a body of statements runs to its end.

    Of conditions, loops and `with` there is only what comes first, the test or what is gone through
    or entered; `try` is left out, and so is what follows a statement that may leave the body.
    """
    for statement in body:
        yield from _evaluated(statement)
        if isinstance(statement, _BRANCHES):
            if any(isinstance(node, _LEAVES) for node in tree.inside(statement)):
                return
        elif any(isinstance(node, _LEAVES[:2]) for node in children(statement)):
            return


def _evaluated(top: cst.CSTNode) -> Iterator[cst.CSTNode]:
    stack = [top]
    while stack:
        node = stack.pop()
        yield node
        stack += reversed(_parts(node))


def _parts(node: cst.CSTNode) -> list[cst.CSTNode]:
    """What is evaluated for a node, of what is in it."""
    if node.__class__ not in _SPECIAL:
        return children(node)
    match node:
        case cst.FunctionDef(decorators=decorators, params=params):
            return [*decorators, *_defaults(params)]
        case cst.Lambda(params=params):
            return _defaults(params)
        case cst.IfExp(test=test) | cst.If(test=test) | cst.While(test=test):
            return [test]
        case cst.For(iter=first) | cst.Match(subject=first):
            return [first]
        case cst.With(items=[cst.WithItem(item=first), *_]):
            return [first]
        case cst.BooleanOperation(left=left):
            return [left]
        case cst.AnnAssign(target=target, value=value):
            return [target] if value is None else [target, value]
    if isinstance(node, COMPREHENSIONS):
        return [node.for_in.iter]
    # A `try`: what is raised in it may be handled.
    return []


def _defaults(params: cst.Parameters) -> list[cst.CSTNode]:
    every = (*params.posonly_params, *params.params, *params.kwonly_params)
    return [param.default for param in every if param.default is not None]
