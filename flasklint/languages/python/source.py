"""One file: its bytes, its text, its tree, and where things stand in it."""

from __future__ import annotations

import ast
import codecs
import gc
import io
import sys
import tokenize
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

import libcst as cst

from flasklint.diagnostics import positions
from flasklint.diagnostics.positions import Location
from flasklint.facts.code import Place
from flasklint.languages.python import imports, names, spans, tree
from flasklint.languages.python.gather import package_of
from flasklint.languages.python.imports import Import
from flasklint.languages.python.literals import dotted
from flasklint.languages.python.nesting import refuse_nested
from flasklint.languages.python.quick_parsing import quick_nodes
from flasklint.limits import (
    DEEPEST_RECURSION,
    LIMITS,
    Limits,
    SourceError,
    refuse,
    refused_by_python,
)


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
    roots: Mapping[str, str] = field(default_factory=dict)

    @property
    def package(self) -> str:
        """The package that relative imports begin at."""
        return package_of(self.module, self.is_package)

    @cached_property
    def names(self) -> names.Names:
        """What the names in this file refer to."""
        return names.Names(self.tree, self.module, self.imports)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """What the file imports; takes less than `names`."""
        return tuple(imports.imports(self.tree, self.package, self.roots))

    def resolve(self, roots: Mapping[str, str]) -> None:
        """Say in which directories the file finds top-level names that are not in the root."""
        if roots != self.roots:
            self.roots = roots
            self._drop("names", "imports", "_imported")

    def imported_paths(self, node: cst.BaseExpression | None) -> list[str]:
        """What `a.b.c` may lead to by the imports of the file, whatever else `a` may be somewhere:
        to see whether `names` need be asked, which takes longer."""
        first, dot, rest = dotted(node).partition(".")
        return [f"{path}{dot}{rest}" for path in self._imported.get(first, ())]

    def last_name(self, node: cst.CSTNode) -> str:
        """The name at the end of `a().b.c`, as it is called where it is imported from: `request`
        for `asked` after `from flask import request as asked`. It takes less than a path in
        `names`; "" for what does not end with a name."""
        kind = node.__class__
        # To ask whether a node is of a class takes long where it is not.
        if kind is cst.Attribute and isinstance(node, cst.Attribute):
            return node.attr.value
        if kind is cst.Name and isinstance(node, cst.Name):
            paths = self._imported.get(node.value)
            return paths[-1].rpartition(".")[2] if paths else node.value
        return ""

    @cached_property
    def _imported(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in self.imports:
            found.setdefault(each.name, []).append(each.path)
        return found

    @cached_property
    def spans(self) -> dict[cst.CSTNode, tuple[int, int]]:
        """Where the code of each node begins and ends, as offsets in `text`."""
        return spans.spans(self.tree.module, self.text)

    def reach(self, node: cst.CSTNode) -> tuple[int, int]:
        """Where a node with its own parentheses begins and ends."""
        if isinstance(node, cst.BaseExpression) and node.lpar:
            return self.spans[node.lpar[0]][0], self.spans[node.rpar[-1]][1]
        return self.spans[node]

    @cached_property
    def has_spans(self) -> bool:
        """Whether it is known where the code of nodes begins and ends."""
        try:
            return bool(self.spans)
        except positions.PositionError:
            return False

    @cached_property
    def lines(self) -> positions.Lines:
        """The lines of `text`."""
        return positions.Lines(self.text)

    def code(self, node: cst.CSTNode) -> str:
        """The text of a node, without parentheses around it."""
        start, end = self.spans[node]
        return self.text[start:end]

    def place(self, node: cst.CSTNode) -> Place:
        """The node as a place that may be kept."""
        return Place(self.filename, self.tree.number(node))

    def node(self, place: Place) -> cst.CSTNode:
        """The node at a place of this file."""
        return self.tree.node(place.node)

    def open(self, filename: str) -> SourceFile:
        """Another file of the project, for evidence and fixes there.

        Raises KeyError if the project has no such file.
        """
        if filename == self.filename:
            return self
        if self.opener is None:
            raise KeyError(filename)
        return self.opener(filename)

    def forget(self) -> None:
        """Let go of what can be made again."""
        self.tree.forget()
        self._drop("names", "imports", "_imported", "spans", "has_spans", "lines")

    def _drop(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    def encode(self, text: str) -> bytes:
        """`text` as this file's bytes."""
        return self.bom + text.encode(self.encoding)


def parse(
    data: bytes, filename: str, module: str, is_package: bool, limits: Limits = LIMITS
) -> SourceFile:
    """Parse the bytes of a file. Raises SourceError, with a message of one line, for one that
    cannot be parsed or is beyond the limits."""
    refuse_unreadable(data, limits)
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    allow_deep_code()
    collecting = gc.isenabled()
    gc.disable()
    try:
        with quick_nodes(normalizing=not data.isascii()):
            module_node = cst.parse_module(data)
        text = data[len(bom) :].decode(module_node.encoding.removesuffix("-sig"))
        indexed = tree.index(module_node)
    except cst.ParserSyntaxError as error:
        raise _syntax_error(error, data) from None
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
