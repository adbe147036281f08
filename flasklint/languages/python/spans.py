"""Where nodes stand in the text of their file: the only user of libcst's code generator.

libcst's own position provider counts lines and columns for every token; here one pass notes the
offset at which each node's code begins and ends, and lines are looked up for what is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from contextlib import AbstractContextManager
from unicodedata import normalize

import libcst as cst
from libcst._nodes.internal import CodegenState

from flasklint.diagnostics.positions import PositionError

_LAYOUT = "\f\r\n\t \\"
_PARTS = re.compile(r"(?:\w|[^\x00-\x7f])+|.", re.DOTALL)
"""Names and what may be part of one, or a character."""


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
    shifts = _Shifts(printed, text)
    return {
        node: (shifts.of_start(start), shifts.of_end(end))
        for node, (start, end) in recorder.spans.items()
    }


class _Shifts:
    """How far what libcst prints is off from what is written.

    It drops form feeds, the blank in `except Error :`, a line that is only a backslash, and a
    carriage return at the end; and names are read in their normal form. Raises PositionError where
    anything else differs.
    """

    def __init__(self, printed: str, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._sums = [0]
        at = 0
        for part in _PARTS.findall(text):
            if printed.startswith(part, at):
                at += len(part)
            elif part in _LAYOUT:
                self._add(at, at, 1)
            else:
                name = normalize("NFKC", part)
                if not printed.startswith(name, at):
                    break
                at += len(name)
                self._add(at, at - 1, len(part) - len(name))
        else:
            if at == len(printed):
                return
        raise PositionError("libcst prints this file differently from how it is written")

    def of_start(self, offset: int) -> int:
        """The offset in the text of what begins at an offset in what is printed."""
        return offset + self._sums[bisect_right(self._starts, offset)]

    def of_end(self, offset: int) -> int:
        """The offset in the text of what ends before an offset in what is printed."""
        return offset + self._sums[bisect_right(self._ends, offset - 1)]

    def _add(self, start: int, end: int, shift: int) -> None:
        self._starts.append(start)
        self._ends.append(end)
        self._sums.append(self._sums[-1] + shift)
