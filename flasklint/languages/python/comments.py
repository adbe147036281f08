"""The comments of a file, where they stand; a `#` in a string is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from flasklint.languages.python.source import SourceFile


@dataclass(frozen=True, slots=True, order=True)
class Comment:
    """A comment from `start` to `end` (offsets); `text` begins with `#`."""

    start: int
    end: int
    text: str


def comments_in(file: SourceFile) -> list[Comment]:
    """Every comment of a file, in order. Raises PositionError as `file.spans` does."""
    if "#" not in file.text:
        return []
    return comments_at(file.spans, file.text)


def comments_at(spans: Mapping[cst.CSTNode, tuple[int, int]], text: str) -> list[Comment]:
    """Every comment of a text whose nodes stand at `spans`, in order."""
    return sorted(
        Comment(start, end, text[start:end].strip())
        for node, (start, end) in spans.items()
        if node.__class__ is cst.Comment
    )
