"""Where nodes stand in the text of their file: the only user of libcst's code generator.

libcst's own position provider counts lines and columns for every token; here one pass notes the
offset at which each node's code begins and ends, and lines are looked up for what is reported.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import AbstractContextManager

import libcst as cst
from libcst._nodes.internal import CodegenState

from flasklint.diagnostics.positions import PositionError

_LAYOUT = "\f\r\n\t \\"


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

    def record_syntactic_position(  # type: ignore[override]
        self,
        node: cst.CSTNode,
        *,
        start_node: cst.CSTNode | None = None,
        end_node: cst.CSTNode | None = None,
    ) -> AbstractContextManager[None]:
        return _Position(self, node, start_node, end_node)


class _Position:
    """Notes where the code of a node begins and ends. A class, for there is one for each node."""

    __slots__ = ("end_node", "node", "recorder", "start", "start_node")

    def __init__(
        self,
        recorder: _Recorder,
        node: cst.CSTNode,
        start_node: cst.CSTNode | None,
        end_node: cst.CSTNode | None,
    ) -> None:
        self.recorder = recorder
        self.node = node
        self.start_node = start_node
        self.end_node = end_node

    def __enter__(self) -> None:
        self.start = self.recorder.offset

    def __exit__(self, *_: object) -> None:
        spans, start, end = self.recorder.spans, self.start, self.recorder.offset
        if self.start_node is not None and self.start_node in spans:
            start = spans[self.start_node][0]
        if self.end_node is not None and self.end_node in spans:
            end = spans[self.end_node][1]
        spans[self.node] = (start, end)


def spans(module: cst.Module, text: str) -> dict[cst.CSTNode, tuple[int, int]]:
    """For each node the offsets in `text` where its code begins and ends (end exclusive).

    Raises PositionError if libcst does not give `text` back.
    """
    recorder = _Recorder(module.default_indent, module.default_newline)
    module._codegen(recorder)
    printed = "".join(recorder.tokens)
    if printed == text:
        return recorder.spans
    drops = list(_dropped(printed, text))
    return {
        node: (start + bisect_right(drops, start), end + bisect_right(drops, end - 1))
        for node, (start, end) in recorder.spans.items()
    }


def _dropped(printed: str, text: str) -> Iterator[int]:
    """Where libcst has left something out: an offset in `printed` for each character of `text`
    that is not there.

    It drops form feeds, the blank in `except Error :`, a line that is only a backslash, and a
    carriage return at the end.
    """
    at = 0
    for char in text:
        if printed[at : at + 1] == char:
            at += 1
        elif char in _LAYOUT:
            yield at
        else:
            break
    else:
        if at == len(printed):
            return
    raise PositionError("libcst prints this file differently from how it is written")
