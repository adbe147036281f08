"""One file: its bytes, its text, its tree, and where things stand in it."""

from __future__ import annotations

import codecs
import io
import re
import tokenize
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from unicodedata import normalize

import libcst as cst

from flasklint.diagnostics import positions
from flasklint.diagnostics.positions import Location
from flasklint.facts.node import Place
from flasklint.languages.python import imports, names, parsing, spans, tree
from flasklint.languages.python.gather import package_of
from flasklint.languages.python.imports import Import
from flasklint.languages.python.literals import dotted
from flasklint.languages.python.outline import Outline
from flasklint.languages.python.places import Places
from flasklint.limits import LIMITS, Limits, SourceError
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
            return parsing.parsed(self.data, self.limits)

    @cached_property
    def encoding(self) -> str:
        """The encoding of the text. Raises SourceError for one that Python does not know."""
        with parsing.decoding():
            return tokenize.detect_encoding(io.BytesIO(self.data).readline)[0].removesuffix("-sig")

    @property
    def bom(self) -> bytes:
        """The byte order mark that the file begins with."""
        return codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""

    @cached_property
    def text(self) -> str:
        """The text, without byte order mark, line ends as they are. Raises SourceError if the file
        cannot be decoded."""
        with parsing.decoding():
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

    @property
    def imported(self) -> tuple[tuple[str, str], ...]:
        """The names that the file imports, `*` for all of a module, and the paths that they stand
        for; takes less than `imports`."""
        if self.outline is not None:
            return self.outline.imported
        return tuple((each.name, each.path) for each in self.imports)

    @cached_property
    def outline(self) -> Outline | None:
        """What the file has, and what its names may refer to, at a first look; None if that cannot
        be told, and takes looking at `tree` and `names`."""
        tree = parsing.python_tree(self.data)
        if tree is None:
            return None
        return Outline(tree, self.module, self.package, self.roots)

    def resolve(self, roots: Mapping[str, str]) -> None:
        """Say in which directories the file finds top-level names that are not in the root."""
        if roots != self.roots:
            self.roots = roots
            self._drop("names", "imports", "outline", "_imported")

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

    def range(self, place: Place, by_name: bool = False) -> tuple[Location, Location]:
        """Where the node at a place of this file begins and ends; a definition may be shown
        `by_name`. It takes no `tree` where Python's own parser knows. The beginning of the file, if
        nothing does."""
        span = self._places.span(place.node, by_name) if self._places is not None else None
        if span is None and self.has_spans:
            node = self.tree.node(place.node)
            is_named = by_name and isinstance(node, (cst.FunctionDef, cst.ClassDef))
            span = self.spans[node.name if is_named else node]  # type: ignore[attr-defined]
        start, end = span or (0, 0)
        return self.lines.location(start), self.lines.location(end)

    @cached_property
    def _places(self) -> Places | None:
        known = self.__dict__.get("outline")
        tree = known.tree if known is not None else parsing.python_tree(self.data)
        return None if tree is None else Places(tree, self.lines)

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
