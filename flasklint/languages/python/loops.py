"""What the loop around some code goes over, where that is written out in the same file."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flasklint.languages.python.source import SourceFile

Written = cst.List | cst.Tuple | cst.Set | cst.Dict
_WRITTEN = (cst.List, cst.Tuple, cst.Set, cst.Dict)
_OF_ALL_ITEMS = {"items", "keys", "values", "enumerate", "list", "tuple", "sorted", "reversed"}
_DEEPEST = 10


def looped_over(node: cst.CSTNode, file: SourceFile) -> Written | None:
    """The list, tuple, set or dict whose items the innermost loop around `node` takes: written in
    the loop, or under a name; None if there is no loop, or not one such thing."""
    for around in file.tree.ancestors(node):
        if isinstance(around, (cst.FunctionDef, cst.ClassDef)):
            return None
        if isinstance(around, cst.For):
            found = {id(each): each for each in _written(around.iter, file, 0)}
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _written(node: cst.CSTNode | str | None, file: SourceFile, depth: int) -> Iterator[Written]:
    match node:
        case cst.Name() if depth < _DEEPEST:
            scope = file.names.holder(node)
            bound = file.names.bindings[scope].get(node.value, []) if scope is not None else []
            for binding in bound:
                if binding.kind == "value":
                    yield from _written(binding.value, file, depth + 1)
        case cst.Call(func=func, args=args):
            called = func.attr if isinstance(func, cst.Attribute) else func
            if isinstance(called, cst.Name) and called.value in _OF_ALL_ITEMS:
                of = func.value if isinstance(func, cst.Attribute) else None
                given = args[0].value if args else None
                yield from _written(of if of is not None else given, file, depth)
        case cst.List() | cst.Tuple() | cst.Set() | cst.Dict():
            yield node
