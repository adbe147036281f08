"""Whose names are seen where in a file."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flasklint.languages.python.tree import COMPREHENSIONS, Tree


def scopes(tree: Tree) -> tuple[list[int], list[cst.CSTNode]]:
    """Ranks, and the scope whose names are seen from each of them on, up to the next."""
    starts: list[int] = [0]
    scopes: list[cst.CSTNode] = [tree.module]
    # Where the scopes around end, the innermost last.
    around: list[tuple[int, cst.CSTNode]] = [(len(tree.nodes), tree.module)]
    for start, end, scope in sorted(_ranges(tree), key=lambda each: each[0]):
        while around[-1][0] <= start:
            starts.append(around.pop()[0])
            scopes.append(around[-1][1])
        # What a comprehension goes over is seen from outside of it.
        seen = around[-2][1] if scope is None else scope
        starts.append(start)
        scopes.append(seen)
        around.append((end, seen))
    while len(around) > 1:
        starts.append(around.pop()[0])
        scopes.append(around[-1][1])
    return starts, scopes


def _ranges(tree: Tree) -> Iterator[tuple[int, int, cst.CSTNode | None]]:
    """From which rank on, and up to which, names of a function, class or comprehension are seen
    first; None for those of what is around the comprehension that stands around."""
    for rank, end in tree.ends.items():
        scope = tree.nodes[rank]
        if isinstance(scope, (cst.FunctionDef, cst.Lambda, cst.ClassDef)):
            yield tree.rank(scope.body), end, scope
        elif isinstance(scope, COMPREHENSIONS):
            yield rank + 1, end, scope
            first = scope.for_in
            after = next(iter((*first.ifs, first.inner_for_in)), None)
            yield tree.rank(first.iter), end if after is None else tree.rank(after), None
