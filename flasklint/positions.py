"""Where nodes stand in the text of their file: the only user of libcst's code generator.

libcst's own position provider counts lines and columns for every token; here one pass notes the
offset at which each node's code begins and ends, and lines are looked up for what is reported.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import libcst as cst
from libcst._nodes.internal import CodegenState


class PositionError(Exception):
    """The text that libcst prints is not the text it was given."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A line and a column, both from 1; columns count Unicode code points."""

    row: int
    column: int


class _Recorder(CodegenState):
    """A code generator that notes offsets: of all of a node, and of its code without layout."""

    def __init__(self, indent: str, newline: str) -> None:
        super().__init__(default_indent=indent, default_newline=newline)
        self.offset = 0
        self.starts: dict[cst.CSTNode, int] = {}
        self.spans: dict[cst.CSTNode, tuple[int, int]] = {}

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        self.offset += len(value)

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.add_token(token)

    def before_codegen(self, node: cst.CSTNode) -> None:
        self.starts[node] = self.offset

    def after_codegen(self, node: cst.CSTNode) -> None:
        if node not in self.spans:
            self.spans[node] = (self.starts[node], self.offset)

    @contextmanager
    def record_syntactic_position(
        self,
        node: cst.CSTNode,
        *,
        start_node: cst.CSTNode | None = None,
        end_node: cst.CSTNode | None = None,
    ) -> Iterator[None]:
        start = self.offset
        try:
            yield
        finally:
            first = self.spans.get(start_node, (start,)) if start_node else (start,)
            last = self.spans.get(end_node, (0, self.offset)) if end_node else (0, self.offset)
            self.spans[node] = (first[0], last[1])


def spans(module: cst.Module, text: str) -> dict[cst.CSTNode, tuple[int, int]]:
    """For each node the offsets in `text` where its code begins and ends (end exclusive).

    Raises PositionError if libcst does not give `text` back.
    """
    recorder = _Recorder(module.default_indent, module.default_newline)
    module._codegen(recorder)
    printed = "".join(recorder.tokens)
    if printed == text:
        return recorder.spans
    # libcst drops form feeds: shift what comes behind each.
    # It also drops a lone carriage return at the end.
    if printed != text.replace("\f", "") and f"{printed}\r" != text.replace("\f", ""):
        raise PositionError("libcst prints this file differently from how it is written")
    drops: list[int] = []
    for at, char in enumerate(text):
        if char == "\f":
            drops.append(at - len(drops))
    return {
        node: (start + bisect_right(drops, start), end + bisect_right(drops, end - 1))
        for node, (start, end) in recorder.spans.items()
    }


class Lines:
    """The lines of a text, split as Python does: at \\n, \\r\\n and \\r only."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        at = 0
        while at < len(text):
            char = text[at]
            if char == "\r" and text[at + 1 : at + 2] == "\n":
                at += 1
            if char in "\r\n":
                self.starts.append(at + 1)
            at += 1

    def location(self, offset: int) -> Location:
        """The line and column of an offset."""
        row = bisect_right(self.starts, offset)
        return Location(row, offset - self.starts[row - 1] + 1)

    def offset(self, location: Location) -> int:
        """The offset of a line and column."""
        return self.starts[location.row - 1] + location.column - 1

    def line(self, row: int) -> str:
        """Line `row` (from 1) without its line end."""
        end = self.starts[row] if row < len(self.starts) else len(self.text)
        return self.text[self.starts[row - 1] : end].rstrip("\r\n")

    def __len__(self) -> int:
        return len(self.starts)
