"""Where things stand in a text: offsets, lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n?|\n")


def brief(error: Exception) -> str:
    """An error in one line."""
    return f"{type(error).__name__}: {error}".partition("\n")[0]


class PositionError(Exception):
    """The text that libcst prints is not the text it was given."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A line and a column, both from 1; columns count Unicode code points."""

    row: int
    column: int


class Lines:
    """The lines of a text, split as Python does: at \\n, \\r\\n and \\r only."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

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
