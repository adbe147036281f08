"""What is too large to be parsed: libcst would take minutes and gigabytes."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from flasklint.diagnostics.positions import Location

DEEPEST_RECURSION = 10_000
"""Enough for whoever follows a tree step by step, libcst's code generator too; what is nested more
deeply ends in a RecursionError, before the process would."""

_STRINGS = re.compile(rb"'[^'\n]*'|\"[^\"\n]*\"")
_LONG_STRINGS = re.compile(rb"\'\'\'.*?\'\'\'|\"\"\".*?\"\"\"", re.DOTALL)
_TOKENS = re.compile(rb"\w+|[^\w\s]")


@dataclass(frozen=True)
class Limits:
    """How much is read and followed: the bytes of a file; its names, numbers and signs; and the
    steps of one statement of a module, or of a function that following begins with.

    The first two are what takes libcst about five seconds, and most of a gigabyte.
    """

    file_size: int = 2_000_000
    file_tokens: int = 300_000
    steps: int = 300_000


LIMITS = Limits()


class SourceError(Exception):
    """A file that cannot be read; `location` is where, if that is known, and `is_valid` says that
    Python itself would read it."""

    def __init__(
        self, message: str, location: Location | None = None, is_valid: bool = False
    ) -> None:
        super().__init__(message)
        self.is_valid = is_valid
        self.message = message
        self.location = location or Location(1, 1)


def refuse(data: bytes, limits: Limits) -> None:
    """Raise SourceError for the bytes of a file that is not to be parsed."""
    if len(data) > limits.file_size:
        what = f"{limits.file_size:,} bytes (limits.file-size)"
        raise SourceError(f"the file has more than {what}: not checked")
    if _is_long(data, limits.file_tokens):
        what = f"{limits.file_tokens:,} names and signs (limits.file-tokens)"
        raise SourceError(f"the file has more than {what}: not checked")


def refused_by_python(data: bytes) -> SourceError | None:
    """What Python says of code that it does not take."""
    try:
        compile(data, "<file>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as found:
        reason = getattr(found, "msg", None) or str(found) or "the code is nested too deeply"
        row, column = getattr(found, "lineno", None), getattr(found, "offset", None)
        return SourceError(f"syntax error: {reason}", Location(row or 1, column or 1))
    return None


def _is_long(data: bytes, most: int) -> bool:
    """Whether a file has more names, numbers and signs than are read."""
    if len(data) <= most:
        return False
    bare = _STRINGS.sub(b"''", _LONG_STRINGS.sub(b"''", data))
    return sum(1 for _ in _TOKENS.finditer(bare)) > most
