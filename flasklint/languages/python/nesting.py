"""What is nested too deeply, or goes on too long, to be parsed: libcst copies all of `a + b` at
each `+ c`, and ends the process where code is nested deeper than its stack is.

Python's own parser and a walk over what it gives decide; they take a tenth of what libcst takes. So
they are asked only about files that have as many signs in one stretch of code as that needs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from flasklint.diagnostics.positions import Location
from flasklint.facts.unread import named_encoding, plain_encoding
from flasklint.limits import SourceError, refused_by_python

DEEPEST = 1_000
"""How deep expressions may be nested in each other, `a + b + c` and `a.b().c` included."""
MOST_PARTS = 4_000
"""How many parts `a or b or c`, `import a.b.c` and a chain of `elif` may have."""
MOST_COPIED = 1_000_000
"""How much may be copied in all: what is nested in n others counts n, if it is nested deeply."""
DEEP = 50
MOST_BRACKETS = 100
_LINKS = f"an expression or condition has more than {DEEPEST:,} links"
_PARTS = f"an expression or condition has more than {MOST_PARTS:,} parts"

_NOT_SIGNS = bytes(set(range(256)) - set(b"-+*/%|&^@<>~.(["))
_NOT_BRACKETS = bytes(set(range(256)) - set(b"()[]{}"))
_WORDS = (b"not", b"lambda", b"else", b"and", b"or")
_LEXEMES = re.compile(
    rb"#[^\n\r]*"
    rb"|'''[^\\']*(?:(?:\\(?:\r\n|.)?|'(?!''))[^\\']*)*(?:'''|\Z)"
    rb'|"""[^\\"]*(?:(?:\\(?:\r\n|.)?|"(?!""))[^\\"]*)*(?:"""|\Z)'
    rb"|'[^'\\\n\r]*(?:\\(?:\r\n|.)?[^'\\\n\r]*)*'?"
    rb'|"[^"\\\n\r]*(?:\\(?:\r\n|.)?[^"\\\n\r]*)*"?',
    re.DOTALL,
)
"""Comments and texts. Whatever begins like one is one, so none is looked at twice."""
_STARTS = re.compile(
    rb"[\n\r][ \t\f]*(?:def|class|return|import|raise|try|while|with|assert|del|pass)\b"
)
"""Where a statement begins: no expression goes on with any of these words."""
_DOTTED = re.compile(rb"(?:[\w\x80-\xff]++[ \t\f\\\r\n]*+\.[ \t\f\\\r\n]*+)++")
_INNER_TEXTS = re.compile(rb"'[^']*'|\"[^\"]*\"")


def refuse_nested(data: bytes) -> ast.Module | None:
    """Raise SourceError for a file that libcst would take too long for, or not survive. Gives what
    Python's own parser has made of it, if it was asked."""
    source: bytes | str = data
    if plain_encoding(data) is None:
        try:
            source = data.decode(named_encoding(data))
            data = source.encode()
        except (UnicodeError, LookupError) as error:
            message = str(error).partition("\n")[0]
            raise SourceError(f"the file cannot be decoded: {message}") from None
    if not _may_be_nested(data):
        return None
    for found in _DOTTED.finditer(data):
        # Python's own parser copies all of `a.b` at each `.c` of an import.
        if found[0].count(b".") > MOST_PARTS:
            row = data.count(b"\n", 0, found.start()) + 1
            raise SourceError(f"valid Python, but {_PARTS}", Location(row, 1), is_valid=True)
    try:
        parsed: Any = compile(source, "<file>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except (RecursionError, MemoryError):
        raise _valid(None, _LINKS) from None
    except (SyntaxError, ValueError):
        refused = refused_by_python(data)
        raise refused or SourceError("Python does not take it") from None
    _refuse_deep(parsed)
    return parsed  # type: ignore[no-any-return]


def _may_be_nested(data: bytes) -> bool:
    """Whether a file has what very deep code needs, in one stretch of code."""
    if _has_deep_brackets(data.translate(None, _NOT_BRACKETS)) or data.count(b"elif") > MOST_PARTS:
        return True
    if _signs(data) <= DEEPEST:
        return False
    stretches = _stretches(data)
    if stretches is None:
        return True
    counts = [_signs(stretch) for stretch in stretches]
    return max(counts) > DEEPEST or sum(count * count for count in counts) > 2 * MOST_COPIED


def _signs(data: bytes) -> int:
    """How many signs and words there are that nest what stands beside them."""
    return len(data.translate(None, _NOT_SIGNS)) + sum(map(data.count, _WORDS))


def _stretches(data: bytes) -> list[bytes] | None:
    """The code between places where surely a statement begins, and long texts, as f-strings hold
    code; None if it is not sure where texts end, as in an f-string with its own quotes inside."""
    bare: list[bytes] = []
    texts: list[bytes] = []
    at = 0
    for found in _LEXEMES.finditer(data):
        start, end = found.span()
        bare.append(data[at:start])
        at = end
        if data[start - 1 : start] in (b"f", b"F", b"r", b"R") and b"{" in found[0]:
            inner = _INNER_TEXTS.sub(b"", found[0].strip(b"\"'"))
            if b"#" in inner or b"'" in inner or b'"' in inner:
                return None
            if inner.count(b"{") != inner.count(b"}"):
                return None
        if end - start > 2 * DEEP and data[start] != 35:
            texts.append(found[0])
    bare.append(data[at:])
    return [*_STARTS.split(b"".join(bare)), *texts]


def _has_deep_brackets(brackets: bytes) -> bool:
    """Whether brackets may be nested more than MOST_BRACKETS deep, those in texts included; takes
    pairs away from within."""
    for _ in range(MOST_BRACKETS):
        if len(brackets) <= MOST_BRACKETS:
            return False
        left = brackets.replace(b"()", b"").replace(b"[]", b"").replace(b"{}", b"")
        if left == brackets:
            return True
        brackets = left
    return True


def _refuse_deep(parsed: ast.AST) -> None:
    copied = 0
    for node, depth, parts in _nested(parsed):
        if depth > DEEP and not isinstance(node, (ast.Name, ast.Constant)):
            copied += depth
        if depth > DEEPEST:
            raise _valid(node, _LINKS)
        if copied > MOST_COPIED:
            raise _valid(node, "its expressions have too many links")
        if parts > MOST_PARTS:
            raise _valid(node, _PARTS)


def _valid(node: ast.AST | None, what: str) -> SourceError:
    row = getattr(node, "lineno", 1)
    return SourceError(f"valid Python, but {what}", Location(row, 1), is_valid=True)


def _nested(parsed: ast.AST) -> Iterator[tuple[ast.AST, int, int]]:
    """Every node, with how many expressions are around it, and how many parts it has or, for
    `elif`, how many came before it."""
    waiting: list[tuple[ast.AST, int, int]] = [(parsed, 0, 0)]
    while waiting:
        node, depth, parts = waiting.pop()
        match node:
            case ast.BoolOp(values=values):
                parts = len(values)
            case ast.ImportFrom(module=str(path)):
                parts = path.count(".")
            case ast.Import(names=names):
                parts = max(alias.name.count(".") for alias in names)
        yield node, depth, parts
        inside = depth + 1 if isinstance(node, (ast.expr, ast.pattern)) else depth
        before = parts + 1 if isinstance(node, ast.If) else 0
        for name in node._fields:
            held = getattr(node, name, None)
            for child in held if isinstance(held, list) else (held,):
                if isinstance(child, ast.stmt):
                    waiting.append((child, 0, before))
                elif isinstance(child, ast.AST) and child._fields:
                    waiting.append((child, inside, 0))
