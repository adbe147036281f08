"""What is known of a file that cannot be read as Python, or not wholly followed: its words."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.facts.walk import IMPORTERS

_WORD = re.compile(rb"[A-Za-z_\x80-\xff][\w\x80-\xff]*")
_COOKIE = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_PLAIN_ENCODINGS = re.compile(
    r"(?:utf_?8(?:_sig)?|u8|(?:us_)?ascii|latin_?1|l1|iso_?8859_\d+|iso_latin_1|cp125\d"
    r"|windows_125\d|koi8_[rtu])$"
)
"""Those in which every byte of ASCII is what it looks like."""
_COMPUTED = frozenset({*IMPORTERS, "exec", "eval"})


class Unread(NamedTuple):
    """A file whose code is not known, its module, and every word in it; None if not even its bytes
    can be read. `beyond` is where following a file ended that does too much."""

    module: str
    filename: str
    words: frozenset[str] | None
    beyond: Place | None = None

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
    encoding = None if data is None else plain_encoding(data)
    if data is None or encoding is None:
        return Unread(module, filename, None)
    found = (word.decode(encoding, "replace") for word in set(_WORD.findall(data)))
    words = (unicodedata.normalize("NFKC", word) for word in found)
    return Unread(module, filename, frozenset(words))


def plain_encoding(data: bytes) -> str | None:
    """The encoding of the bytes of a file, or one like it; None if what looks like ASCII in them
    need not be what it looks like."""
    name = named_encoding(data)
    if b"\0" in data or not _PLAIN_ENCODINGS.match(name.lower().replace("-", "_")):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def named_encoding(data: bytes) -> str:
    """The encoding that a file names in one of its first two lines, UTF-8 if none."""
    for line in data[:2_000].replace(b"\r", b"\n").split(b"\n", 2)[:2]:
        found = _COOKIE.match(line)
        if found is not None:
            return found[1].decode("ascii", "replace")
    return "utf-8"


def not_followed(module: Module, beyond: Place) -> Unread:
    """What is known of a file that is followed only up to some place."""
    parts = {part for node in module.imports for part in node.module.split(".")}
    imported = {name for node in module.imports for name, _ in node.names}
    return Unread(module.name, module.filename, module.names | parts | imported, beyond)
