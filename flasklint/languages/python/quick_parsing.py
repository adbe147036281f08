"""Has libcst make its nodes with less effort."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from unicodedata import normalize

import libcst as cst

_SHARED: dict[str, Any] = {
    cls.__name__: lru_cache(maxsize=None)(cls) for cls in (cst.SimpleWhitespace, cst.Newline)
}
_NAME = cst.Name


@contextmanager
def quick_nodes(normalizing: bool = False) -> Iterator[None]:
    """A block in which nobody but libcst's parser makes nodes. `normalizing` has names read as
    Python reads them: in Unicode's form NFKC, so that `ﬁle` is `file`.

    libcst validates every node that is made; those that its parser makes are valid, and parsing
    takes an eighth less without. Half of all nodes are white space: equal ones are one node, which
    takes a fifth off the memory. Nodes do not change, and whoever goes by their identity asks for
    none of these.
    """
    validating = cst.CSTNode.__post_init__
    makers = {**_SHARED, "Name": _normalized} if normalizing else _SHARED
    classes = {name: getattr(cst, name) for name in makers}
    cst.CSTNode.__post_init__ = _nothing  # type: ignore[assignment, method-assign]
    for name, maker in makers.items():
        setattr(cst, name, maker)
    try:
        yield
    finally:
        cst.CSTNode.__post_init__ = validating  # type: ignore[method-assign]
        for name, cls in classes.items():
            setattr(cst, name, cls)


def _normalized(value: str, **rest: Any) -> cst.Name:
    return _NAME(value if value.isascii() else normalize("NFKC", value), **rest)


def _nothing(node: cst.CSTNode) -> None:
    pass
