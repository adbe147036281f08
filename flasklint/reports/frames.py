"""The lines of code that a diagnostic is about, with its span marked, and fixes as small diffs."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

from flasklint.diagnostics import Edit, Fix
from flasklint.positions import Lines, Location
from flasklint.reports.cells import ELLIPSIS, Paint, cells, cut

MOST_CHANGED_LINES = 8
CONTEXT = 10


def frame(lines: Lines, start: Location, end: Location, width: int, paint: Paint) -> list[str]:
    """The line of `start` and the one before it, with carets below the span.

    A span over several lines is marked to the end of its first one. Lines that do not fit into
    `width` cells are cut around the span. Empty if there is no such line.
    """
    if start.row > len(lines):
        return []
    line = lines.line(start.row)
    first = start.column - 1
    last = end.column - 1 if end.row == start.row else len(line.rstrip())
    digits = max(2, len(str(start.row)))
    begin, stop = _cells_before(line, first), _cells_before(line, last)
    left, right = _window(_cells_before(line, len(line)), begin, stop, width - digits - 3)
    result = [paint("blue", f"{'':{digits}} |")]
    before = lines.line(start.row - 1) if start.row > 1 else ""
    shown = [(start.row - 1, before)] if before.strip() else []
    for row, text in [*shown, (start.row, line)]:
        number = paint("blue", f"{row:>{digits}} |")
        result.append(f"{number} {_part(text, left, right)}".rstrip())
    indent = min(begin, right - 1) - left
    marks = paint("bold red", "^" * max(1, min(stop, right) - left - indent))
    result.append(f"{paint('blue', f'{chr(32) * digits} |')} {' ' * indent}{marks}")
    return result


def _cells_before(line: str, index: int) -> int:
    return sum(size for _, size in cells(line[:index]))


def _window(total: int, begin: int, end: int, room: int) -> tuple[int, int]:
    """From which cell to which a line of `total` cells is shown so that the span is seen."""
    if total <= room or end < room:
        return 0, room
    left = begin - CONTEXT if end - begin + 2 * CONTEXT > room else end + CONTEXT - room
    left = max(0, min(left, total - room))
    return left, left + room


def _part(line: str, left: int, right: int) -> str:
    """The cells of a line from `left` to `right`, with an ellipsis where it is cut."""
    shown = cells(line.rstrip())
    total = sum(size for _, size in shown)
    text, filled = (ELLIPSIS, left + 1) if left and total > left else ("", left)
    end = right - 1 if total > right else right
    at = 0
    for char, size in shown:
        if at >= filled and at + size <= end:
            text += " " * (at - filled) + char
            filled = at + size
        at += size
    return text + ELLIPSIS if total > right else text


def diff(
    fix: Fix,
    filename: str,
    read: Callable[[str], str],
    width: int,
    paint: Paint,
) -> list[str]:
    """What a fix of a diagnostic in `filename` changes, as lines with `-` and `+`, by file."""
    by_file: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_file.setdefault(edit.filename, []).append(edit)
    named = set(by_file) != {filename}
    result: list[str] = []
    for name, edits in by_file.items():
        if named:
            result.append(cut(name, width))
        changed = _changed_lines(edits, _text(read, name))
        indent = min((_indent(line) for _, line in changed if line.strip()), default=0)
        for sign, line in changed[:MOST_CHANGED_LINES]:
            style = "red" if sign == "-" else "green"
            result.append(paint(style, cut(f"{sign} {line[indent:]}".rstrip(), width)))
        if len(changed) > MOST_CHANGED_LINES:
            result.append(f"... {len(changed) - MOST_CHANGED_LINES} more")
    return result


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _text(read: Callable[[str], str], filename: str) -> str:
    """The text of a file; a file that a fix creates has none."""
    try:
        return read(filename)
    except OSError:
        return ""


def _changed_lines(edits: Sequence[Edit], text: str) -> list[tuple[str, str]]:
    """The lines that edits take away (`-`) and put there (`+`), in order."""
    changed: list[tuple[str, str]] = []
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    at = 0
    while at < len(ordered):
        hunk = [ordered[at]]
        begin, end = _whole_lines(text, ordered[at].start, ordered[at].end)
        at += 1
        while at < len(ordered) and ordered[at].start < end:
            hunk.append(ordered[at])
            end = max(end, _whole_lines(text, ordered[at].start, ordered[at].end)[1])
            at += 1
        changed += _difference(text[begin:end], _applied(text, begin, end, hunk))
    return changed


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    begin = text.rfind("\n", 0, start) + 1
    if end > start and text[end - 1 : end] == "\n":
        return begin, end
    stop = text.find("\n", end)
    return begin, len(text) if stop < 0 else stop + 1


def _applied(text: str, begin: int, end: int, edits: Sequence[Edit]) -> str:
    parts, at = [], begin
    for edit in edits:
        parts += [text[at : edit.start], edit.content]
        at = max(at, edit.end)
    return "".join([*parts, text[at:end]])


def _difference(before: str, after: str) -> list[tuple[str, str]]:
    old, new = before.splitlines(), after.splitlines()
    lines = difflib.unified_diff(old, new, n=0, lineterm="")
    return [
        (line[0], line[1:])
        for line in list(lines)[2:]
        if line[:1] in ("-", "+") and line[1:].strip()
    ]
