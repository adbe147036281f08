"""One file: its bytes, its text, its tree, and where things stand in it."""

from __future__ import annotations

import ast
import codecs
import gc
import io
import re
import sys
import tokenize
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from unicodedata import normalize
from warnings import catch_warnings, simplefilter

import libcst as cst

from flasklint.diagnostics import positions
from flasklint.diagnostics.positions import Location
from flasklint.facts.code import Place
from flasklint.languages.python import imports, names, spans, tree
from flasklint.languages.python.gather import package_of
from flasklint.languages.python.imports import Import
from flasklint.languages.python.literals import dotted
from flasklint.languages.python.nesting import refuse_nested
from flasklint.languages.python.outline import Outline
from flasklint.languages.python.quick_parsing import quick_nodes
from flasklint.limits import (
    DEEPEST_RECURSION,
    LIMITS,
    Limits,
    SourceError,
    refuse,
    refused_by_python,
)
from flasklint.profile import Profile

_WORDS = re.compile(r"[^\W\d]\w*")


@dataclass(eq=False)
class SourceFile:
    """A file of Python code. `filename` is relative to the project's root, with `/`; `opener` gives
    the project's other files. What is made of `data` is made when it is first asked for, and most
    files have nothing that anybody must look at: `tree`, and what rests on it, costs more than all
    else.
    """

    filename: str
    module: str
    is_package: bool
    data: bytes
    limits: Limits = LIMITS
    opener: Callable[[str], SourceFile] | None = None
    roots: Mapping[str, str] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)

    @cached_property
    def tree(self) -> tree.Tree:
        """The syntax tree. Raises SourceError if the file cannot be parsed."""
        with self.profile.open():
            return _parsed(self.data, self.limits)

    @cached_property
    def python_tree(self) -> ast.Module | None:
        """The tree of Python's own parser, for a first look: it takes a tenth of what `tree` takes,
        and knows no layout. None if Python does not take the file."""
        try:
            with catch_warnings():
                simplefilter("ignore")
                return ast.parse(self.data)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    @cached_property
    def encoding(self) -> str:
        """The encoding of the text. Raises SourceError for one that Python does not know."""
        with _decoding():
            return tokenize.detect_encoding(io.BytesIO(self.data).readline)[0].removesuffix("-sig")

    @property
    def bom(self) -> bytes:
        """The byte order mark that the file begins with."""
        return codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""

    @cached_property
    def text(self) -> str:
        """The text, without byte order mark, line ends as they are. Raises SourceError if the file
        cannot be decoded."""
        with _decoding():
            return self.data[len(self.bom) :].decode(self.encoding)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the text: each name that the code has is one of them."""
        text = self.text if self.text.isascii() else normalize("NFKC", self.text)
        return frozenset(_WORDS.findall(text))

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

    @cached_property
    def imported(self) -> tuple[tuple[str, str], ...]:
        """The names that the file imports, `*` for all of a module, and the paths that they stand
        for; takes less than `imports`."""
        if self.python_tree is None:
            return tuple((each.name, each.path) for each in self.imports)
        return tuple(imports.imported(self.python_tree, self.package, self.roots))

    @cached_property
    def outline(self) -> Outline | None:
        """What the names in this file may refer to, at a first look; None if that cannot be told,
        and takes looking at `names`."""
        tree = self.python_tree
        return None if tree is None else Outline(tree, self.module, self.imported)

    def resolve(self, roots: Mapping[str, str]) -> None:
        """Say in which directories the file finds top-level names that are not in the root."""
        if roots != self.roots:
            self.roots = roots
            self._drop("names", "imports", "imported", "outline", "_imported")

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
        for name, path in self.imported:
            found.setdefault(name, []).append(path)
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
        """Whether the file can be parsed, and it is known where the code of nodes stands."""
        try:
            return bool(self.spans)
        except (positions.PositionError, SourceError):
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
        self._drop(*(self.__dict__.keys() - self.__dataclass_fields__.keys()))

    def _drop(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    def encode(self, text: str) -> bytes:
        """`text` as this file's bytes."""
        return self.bom + text.encode(self.encoding)


def parse(
    data: bytes, filename: str, module: str, is_package: bool, limits: Limits = LIMITS
) -> SourceFile:
    """A file with its tree. Raises SourceError, with a message of one line, for one that cannot be
    parsed or is beyond the limits."""
    file = SourceFile(filename, module, is_package, data, limits)
    _ = file.tree, file.text
    return file


def _parsed(data: bytes, limits: Limits) -> tree.Tree:
    """The tree of the bytes of a file."""
    refuse_unreadable(data, limits)
    allow_deep_code()
    collecting = gc.isenabled()
    gc.disable()
    try:
        with _decoding(), quick_nodes(normalizing=not data.isascii()):
            module_node = cst.parse_module(data)
        return tree.index(module_node)
    except cst.ParserSyntaxError as error:
        raise _syntax_error(error, data) from None
    except RecursionError:
        raise SourceError("the code is nested too deeply to be parsed") from None
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _decoding() -> Iterator[None]:
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
