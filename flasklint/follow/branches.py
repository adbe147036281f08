"""Under which conditions the code under way is run, as far as they are not known to hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

Path = tuple[int, ...]
"""The conditions that code stands under, outermost first, each with a number of its own. What has
the same path is run together or not at all; the first number is that of the module or function
where following began."""


def comes_along(one: Path, other: Path) -> bool:
    """Whether what has the path `one` is run if what has `other` is, as far as they are followed
    from one root."""
    return one[:1] != other[:1] or one == other[: len(one)]


class Branches:
    """The path of the code under way."""

    def __init__(self) -> None:
        self.path: Path = ()
        self._made = 0

    def fork(self) -> None:
        """What comes now is run only perhaps, or begins anew."""
        self._made += 1
        self.path += (self._made,)

    def perhaps(self, forks: bool = True) -> _Branch:
        """Around code that is run only perhaps, if it `forks`."""
        return _Branch(self, forks)

    @contextmanager
    def begin(self) -> Iterator[None]:
        """Around a module's body, or a function that following begins with."""
        before, self.path = self.path, ()
        self.fork()
        try:
            yield
        finally:
            self.path = before


class _Branch:
    """A part of the code under way. A class, for every call is one."""

    __slots__ = ("before", "branches", "forks")

    def __init__(self, branches: Branches, forks: bool) -> None:
        self.branches = branches
        self.forks = forks

    def __enter__(self) -> None:
        self.before = self.branches.path
        if self.forks:
            self.branches.fork()

    def __exit__(self, *_: object) -> None:
        self.branches.path = self.before
