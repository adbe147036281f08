"""From the bytes of a file to libcst's tree of it, or to a line that says why there is none."""

from __future__ import annotations

import ast
import gc
import io
import sys
import tokenize
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from warnings import catch_warnings, simplefilter

import libcst as cst

from flasklint.diagnostics.positions import Location
from flasklint.languages.python import tree
from flasklint.languages.python.nesting import refuse_nested
from flasklint.languages.python.quick_parsing import quick_nodes
from flasklint.limits import (
    DEEPEST_RECURSION,
    Limits,
    SourceError,
    refuse,
    refused_by_python,
)


def parsed(data: bytes, limits: Limits) -> tree.Tree:
    """The tree of the bytes of a file. Raises SourceError, with a message of one line, for what
    cannot be parsed or is beyond the limits."""
    refuse_unreadable(data, limits)
    allow_deep_code()
    collecting = gc.isenabled()
    gc.disable()
    try:
        with decoding(), quick_nodes(normalizing=not data.isascii()):
            module_node = cst.parse_module(data)
        return tree.index(module_node)
    except cst.ParserSyntaxError as error:
        raise _syntax_error(error, data) from None
    except RecursionError:
        raise SourceError("the code is nested too deeply to be parsed") from None
    finally:
        if collecting:
            gc.enable()


def python_tree(data: bytes) -> ast.Module | None:
    """The tree that Python's own parser makes of the bytes of a file; None if it refuses them."""
    try:
        with catch_warnings():
            simplefilter("ignore")
            return ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@contextmanager
def decoding() -> Iterator[None]:
    """Whatever keeps the bytes of a file from being decoded is a SourceError."""
    try:
        yield
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        message = str(error).partition("\n")[0]
        raise SourceError(f"the file cannot be decoded: {message}") from None


def refuse_unreadable(data: bytes, limits: Limits) -> ast.Module | None:
    """Raise SourceError for the bytes of a file that no parser is to be given. Gives what Python's
    own parser has made of it, if that was asked on the way."""
    if b"\0" in data:
        raise SourceError("the file has NUL bytes: it is not Python source")
    refuse(data, limits)
    return refuse_nested(data)


def allow_deep_code() -> None:
    """Have Python follow code that is nested as deeply as libcst can parse it."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), DEEPEST_RECURSION))


def _syntax_error(error: cst.ParserSyntaxError, data: bytes) -> SourceError:
    """What is wrong with code that libcst cannot parse."""
    refused = refused_by_python(data)
    if refused is not None:
        return refused
    where = _mixed_indent(data)
    if where is not None:
        what = "refuses tabs and spaces mixed"
    else:
        what = "cannot read it"
        where = Location(max(1, error.editor_line), max(1, error.editor_column))
    return SourceError(f"valid Python, but the parser libcst {what}", where, is_valid=True)


def _mixed_indent(data: bytes) -> Location | None:
    """The first line that is indented by both tabs and spaces."""
    # `tokenize` takes less than Python: no indentation that begins with a backslash.
    with suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.tokenize(io.BytesIO(data).readline):
            if token.type == tokenize.INDENT and not {"\t", " "} - set(token.string):
                return Location(token.start[0], 1)
    return None
