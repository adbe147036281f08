"""A file as the project knows it."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.facts.code import ImportFrom, Statement
from flasklint.facts.node import Node


class Module(Node):
    """A file as the project knows it.

    `definitions` are its functions and classes, nested ones included, `raised` the names of what
    it raises. `imports` are all imports that run, at module level or in a function (`import a.b`
    has no names), `dynamic_imports` those that name no module, `names` every name mentioned, and in
    quotes every string that is read as a key or tested, `dotted_strings` the strings that could
    name a module.
    """

    name: str
    filename: str
    is_package: bool
    body: tuple[Statement, ...]
    imports: tuple[ImportFrom, ...] = ()
    dynamic_imports: tuple[Dynamic, ...] = ()
    names: frozenset[str] = frozenset()
    dotted_strings: frozenset[str] = frozenset()
    definitions: tuple[Definition, ...] = ()
    raised: tuple[str, ...] = ()

    @property
    def is_library(self) -> bool:
        """Whether this describes a library and is no file of the project."""
        return self.filename.startswith("<")


class Definition(NamedTuple):
    """A function or a class, and what calling it may mention."""

    name: str
    names: frozenset[str]


class Dynamic(NamedTuple):
    """A call that imports something whose name is computed."""

    function: str
    node: int
