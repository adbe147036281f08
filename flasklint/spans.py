"""Where nodes stand in the text of their file: the only user of libcst's code generator.

libcst's own position provider counts lines and columns for every token; here one pass notes the
offset at which each node's code begins and ends, and lines are looked up for what is reported.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager

import libcst as cst
from libcst._nodes.internal import CodegenState

from flasklint.positions import PositionError


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
