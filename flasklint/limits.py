"""What is too large or too deep to be parsed: libcst would take minutes, gigabytes, or end the
process."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from flasklint.diagnostics.positions import Location

MOST_BRACKETS = 100
MOST_PARTS = 4_000
MOST_LINKS = 1_000
"""How often an expression may go on with what stands before: `a + b + c`, `a.b().c()`. libcst
copies all of it at each step."""
DEEPEST_RECURSION = 10_000
"""Enough for whoever follows a tree step by step, libcst's code generator too; what is nested more
deeply ends in a RecursionError, before the process would."""

_NO_BRACKETS = bytes(set(range(256)) - set(b"()[]{}"))
_STRINGS = re.compile(rb"'[^'\n]*'|\"[^\"\n]*\"")
_LONG_STRINGS = re.compile(rb"\'\'\'.*?\'\'\'|\"\"\".*?\"\"\"", re.DOTALL)
_TOKENS = re.compile(rb"\w+|[^\w\s]")
_PARTS = re.compile(rb"[-+*/%|&.]|\band\b|\bor\b")
_PREFIXES = re.compile(rb"(?:[-+~]\s*){500}|(?:\bnot\s+){500}|(?:\blambda[^:\n]*:\s*){500}")
_LINKS = re.compile(rb"[-+*/%|&^@]|[\])]\s*[.\[(]|\n\s*\.")


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
    long_lines = (line for line in data.split(b"\n") if len(line) > 2 * MOST_PARTS)
    parts = max((len(_PARTS.findall(_STRINGS.sub(b"", line))) for line in long_lines), default=0)
    if max(parts, data.count(b"elif ")) > MOST_PARTS:
        raise SourceError(f"an expression or condition has more than {MOST_PARTS:,} parts")
    if _is_deep(data):
        # Brackets in strings count there: Python knows better, and refuses 200 itself.
        refused = refused_by_python(data)
        if refused is not None:
            raise refused
    if sum(1 for _ in _LINKS.finditer(data)) > MOST_LINKS:
        _refuse_chains(data)


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


def _is_deep(data: bytes) -> bool:
    """Whether brackets or signs before a value may be nested very deep."""
    if _has_deep_brackets(data.translate(None, _NO_BRACKETS)):
        return True
    many = any(data.count(prefix) >= 500 for prefix in (b"-", b"+", b"~", b"not", b"lambda"))
    return many and _PREFIXES.search(data) is not None


def _has_deep_brackets(brackets: bytes) -> bool:
    """Whether brackets may be nested more than MOST_BRACKETS deep; takes pairs away from within."""
    for _ in range(MOST_BRACKETS):
        if len(brackets) <= MOST_BRACKETS:
            return False
        left = brackets.replace(b"()", b"").replace(b"[]", b"").replace(b"{}", b"")
        if left == brackets:
            return True
        brackets = left
    return True


def _refuse_chains(data: bytes) -> None:
    """Raise SourceError for an expression of very many links. What Python does not take is left to
    whoever parses it."""
    try:
        parsed = compile(data, "<file>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except (SyntaxError, ValueError):
        return
    except (RecursionError, MemoryError):
        raise SourceError("the code is nested too deeply", is_valid=True) from None
    for node in _walk(parsed):
        links = 0
        at: ast.AST | None = node
        while at is not None:
            links += 1
            at = _before(at)
        if links > MOST_LINKS:
            message = f"valid Python, but an expression has more than {MOST_LINKS:,} links"
            raise SourceError(message, Location(getattr(node, "lineno", 1), 1), is_valid=True)


def _walk(parsed: ast.AST) -> Iterator[ast.AST]:
    """Every node that is not one that another one goes on with."""
    waiting = [parsed]
    while waiting:
        node = waiting.pop()
        yield node
        at: ast.AST | None = node
        while at is not None:
            before = _before(at)
            waiting.extend(child for child in ast.iter_child_nodes(at) if child is not before)
            at = before


def _before(node: ast.AST) -> ast.AST | None:
    """What an expression goes on with."""
    match node:
        case ast.BinOp(left=before):
            return before
        case ast.Call(func=before):
            return before
        case ast.Attribute(value=before) | ast.Subscript(value=before):
            return before
    return None
