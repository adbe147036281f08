"""What is known of a file that cannot be read as Python, or not wholly followed: its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from flasklint.facts import code
from flasklint.facts.walk import IMPORTERS

_WORD = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")
_COMPUTED = frozenset({*IMPORTERS, "exec", "eval"})


class Unread(NamedTuple):
    """A file whose code is not known, its module, and every word in it; None if not even its bytes
    can be read. `beyond` is where following a file ended that does too much."""

    module: str
    filename: str
    words: frozenset[str] | None
    beyond: code.Place | None = None

    @property
    def why(self) -> str:
        """Why nobody can tell what it does."""
        if self.beyond is None:
            return f"{self.filename} could not be read"
        return f"{self.filename} does more than is followed"

    def may_mention(self, names: Iterable[str]) -> bool:
        """Whether the code may mention one of some names."""
        return self.words is None or not self.words.isdisjoint(names)

    def may_import(self, module: str) -> bool:
        """Whether the code may import a module of the project, given by its full name."""
        if self.may_mention(_COMPUTED):
            return True
        package, _, last = module.rpartition(".")
        if not self.may_mention([last]):
            return False
        # Beside it or, for a package, in it: `from .books import bp`.
        near = package in (self.module, self.module.rpartition(".")[0])
        return near or self.may_mention([package.rpartition(".")[2] or last])


def unread(module: str, filename: str, data: bytes | None) -> Unread:
    """What is known of a file from its bytes; None if they cannot be read."""
    if data is None:
        return Unread(module, filename, None)
    words = {word.decode("utf-8", "replace") for word in set(_WORD.findall(data))}
    return Unread(module, filename, frozenset(words))


def not_followed(module: code.Module, beyond: code.Place) -> Unread:
    """What is known of a file that is followed only up to some place."""
    parts = {part for node in module.imports for part in node.module.split(".")}
    imported = {name for node in module.imports for name, _ in node.names}
    return Unread(module.name, module.filename, module.names | parts | imported, beyond)
