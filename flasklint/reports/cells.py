"""Text in the cells of a terminal: widths, tabs, characters that must not reach it, cuts."""

from __future__ import annotations

import os
import textwrap
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TextIO

Paint = Callable[[str, str], str]
"""Gives a text (the second argument) in a style of rich (the first)."""

TAB = 4
ELLIPSIS = "…"


def plain(style: str, text: str) -> str:
    """No colour."""
    return text


def painter(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Paint:
    """How to colour what goes to a stream: a terminal gets colours, unless NO_COLOR is set;
    with FORCE_COLOR everything gets them."""
    if environ.get("NO_COLOR"):
        return plain
    is_terminal = stream.isatty() and environ.get("TERM") != "dumb"
    if not is_terminal and not environ.get("FORCE_COLOR"):
        return plain
    from rich.style import Style

    @lru_cache(maxsize=64)
    def parsed(style: str) -> Style:
        return Style.parse(style)

    return lambda style, text: parsed(style).render(text) if text else ""


def width_of(stream: TextIO, environ: Mapping[str, str] = os.environ) -> int:
    """How many cells a line may have: what the terminal has, at most 120; 80 elsewhere."""
    if not stream.isatty():
        return 80
    try:
        columns = int(environ.get("COLUMNS", "")) or 80
    except ValueError:
        try:
            columns = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            columns = 80
    # A terminal that does not know its size says 0.
    return max(40, min(columns or 80, 120))


def visible(text: str) -> str:
    """A text in one line, without what would steer a terminal or turn the writing direction."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(cell for cell, _ in cells(text))


def cells(text: str) -> list[tuple[str, int]]:
    """Each character of a line as it is shown, and how many cells it takes."""
    shown: list[tuple[str, int]] = []
    column = 0
    for char in text:
        if " " <= char < "\x7f":
            shown.append((char, 1))
            column += 1
            continue
        if char == "\t":
            char, width = " " * (TAB - column % TAB), TAB - column % TAB
        elif unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            char, width = "·", 1
        elif unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
            width = 0
        else:
            width = 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
        shown.append((char, width))
        column += width
    return shown


def width(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else sum(size for _, size in cells(text))


def cut(text: str, room: int) -> str:
    """The beginning of a line, with an ellipsis if it has more than `room` cells."""
    shown = cells(text)
    if sum(size for _, size in shown) <= room:
        return "".join(char for char, _ in shown)
    kept, used = [], 0
    for char, size in shown:
        if used + size > room - 1:
            break
        kept.append(char)
        used += size
    return "".join(kept) + ELLIPSIS


def wrap(text: str, room: int, first: str, rest: str) -> list[str]:
    """A text as lines of at most `room` cells, indented by `first` and then by `rest`."""
    shown = visible(" ".join(text.split()))
    if not shown.isascii():
        room -= (width(shown) - len(shown)) * room // max(1, width(shown))
    return textwrap.wrap(
        shown,
        max(room, len(rest) + 20),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
