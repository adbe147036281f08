"""One file: its bytes, its text, its tree, and where things stand in it."""

from __future__ import annotations

import codecs
import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import libcst as cst

from flasklint import names, positions, tree
from flasklint.positions import Location
from flasklint.facts.code import Place

MOST_BYTES = 2_000_000


class SourceError(Exception):
    """A file that cannot be read as Python; `location` is where, if that is known."""

    def __init__(self, message: str, location: Location | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.location = location or Location(1, 1)


@dataclass(eq=False)
class SourceFile:
    """A parsed file. `filename` is relative to the project's root, with `/`; `text` is decoded,
    without byte order mark, line ends as they are; `opener` gives the project's other files."""

    filename: str
    module: str
    is_package: bool
    text: str
    encoding: str
    bom: bytes
    tree: tree.Tree
    opener: Callable[[str], SourceFile] | None = None

    @cached_property
    def names(self) -> names.Names:
        """What the names in this file refer to."""
        return names.Names(self.tree, self.module, self.is_package)

    @cached_property
    def spans(self) -> dict[cst.CSTNode, tuple[int, int]]:
        """Where the code of each node begins and ends, as offsets in `text`."""
        return positions.spans(self.tree.module, self.text)

    @cached_property
    def lines(self) -> positions.Lines:
        """The lines of `text`."""
        return positions.Lines(self.text)

    def code(self, node: cst.CSTNode) -> str:
        """The text of a node."""
        start, end = self.spans[node]
        return self.text[start:end]

    def place(self, node: cst.CSTNode) -> Place:
        """The node as a place that may be kept."""
        return Place(self.filename, self.tree.number[node])

    def node(self, place: Place) -> cst.CSTNode:
        """The node at a place of this file."""
        return self.tree.nodes[place.node]

    def open(self, filename: str) -> SourceFile:
        """Another file of the project, for evidence and fixes there.

        Raises KeyError if the project has no such file.
        """
        if filename == self.filename:
            return self
        if self.opener is None:
            raise KeyError(filename)
        return self.opener(filename)

    def encode(self, text: str) -> bytes:
        """`text` as this file's bytes."""
        return self.bom + text.encode(self.encoding)


def parse(data: bytes, filename: str, module: str, is_package: bool) -> SourceFile:
    """Parse the bytes of a file. Raises SourceError with a one-line message."""
    if len(data) > MOST_BYTES:
        raise SourceError(f"the file has more than {MOST_BYTES // 1_000_000} MB: not checked")
    if b"\0" in data:
        raise SourceError("the file has NUL bytes: it is not Python source")
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    collecting = gc.isenabled()
    gc.disable()
    try:
        module_node = cst.parse_module(data)
        text = data[len(bom) :].decode(module_node.encoding.removesuffix("-sig"))
        indexed = tree.index(module_node)
    except cst.ParserSyntaxError as error:
        where = Location(max(1, error.editor_line), max(1, error.editor_column))
        raise SourceError(_syntax_message(error, data), where) from None
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        message = str(error).partition("\n")[0]
        raise SourceError(f"the file cannot be decoded: {message}") from None
    except RecursionError:
        raise SourceError("the code is nested too deeply to be parsed") from None
    finally:
        if collecting:
            gc.enable()
    encoding = module_node.encoding.removesuffix("-sig")
    return SourceFile(filename, module, is_package, text, encoding, bom, indexed)


def _syntax_message(error: cst.ParserSyntaxError, data: bytes) -> str:
    try:
        compile(data, "<file>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as found:
        reason = getattr(found, "msg", None) or str(found)
        return f"syntax error: {reason}"
    return "syntax error: libcst cannot parse this file"
