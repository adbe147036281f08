"""What is known of a file that cannot be read as Python: the words in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from flasklint.facts.expressions import IMPORTERS

_WORD = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")
_COMPUTED = frozenset({*IMPORTERS, "exec", "eval"})


class Unread(NamedTuple):
    """A file whose code is not known, its module, and every word in it; None if not even its bytes
    can be read."""

    module: str
    filename: str
    words: frozenset[str] | None

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
        return package == self.module.rpartition(".")[0] or self.may_mention(
            [package.rpartition(".")[2] or last]
        )


def unread(module: str, filename: str, data: bytes | None) -> Unread:
    """What is known of a file from its bytes; None if they cannot be read."""
    if data is None:
        return Unread(module, filename, None)
    words = {word.decode("utf-8", "replace") for word in set(_WORD.findall(data))}
    return Unread(module, filename, frozenset(words))
