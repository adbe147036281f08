"""The lines of code that a diagnostic is about, with its span marked, and fixes as small diffs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence

from flasklint.diagnostics.diagnostic import Edit, Fix
from flasklint.diagnostics.positions import Lines, Location
from flasklint.reports.cells import ELLIPSIS, Paint, cells, cut

Changed = tuple[str, str, int]
"""`-` or `+`, a line, and the index of the first character that changes in it."""

MOST_CHANGED_LINES = 8
CONTEXT = 10
_COMMENT = re.compile(r"\s*(#[^'\"]*)?$")


def frame(lines: Lines, start: Location, end: Location, width: int, paint: Paint) -> list[str]:
    """The line of `start` and the one before it, with carets below the span.

    A span over several lines is marked to the end of its first one. Lines that do not fit into
    `width` cells are cut around the span. Empty if there is no such line.
    """
    if start.row > len(lines):
        return []
    line = lines.line(start.row)
    first = start.column - 1
    last = end.column - 1 if end.row == start.row else len(_COMMENT.sub("", line))
    digits = max(2, len(str(start.row)))
    begin, stop = _cells_before(line, first), _cells_before(line, last)
    left, right = _window(_cells_before(line, len(line)), begin, stop, width - digits - 3)
    result = [paint("blue", f"{'':{digits}} |")]
    before = lines.line(start.row - 1) if start.row > 1 else ""
    if before.strip():
        number = paint("blue", f"{start.row - 1:>{digits}} |")
        result.append(f"{number} {cut(before, width - digits - 3)}")
    number = paint("blue", f"{start.row:>{digits}} |")
    result.append(f"{number} {_part(line, left, right)}")
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
    named: Callable[[str], str] = str,
) -> list[str]:
    """What a fix of a diagnostic in `filename` changes, as lines with `-` and `+`, by file.

    `named` says how to call the files, if there are others. Long lines are cut around what
    changes.
    """
    by_file: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_file.setdefault(edit.filename, []).append(edit)
    result: list[str] = []
    for name, edits in by_file.items():
        if set(by_file) != {filename}:
            result.append(cut(named(name), width))
        changed = _changed_lines(edits, _text(read, name))
        indent = min((_indent(line) for _, line, _ in changed), default=0)
        for sign, line, focus in changed[:MOST_CHANGED_LINES]:
            line, at = line[indent:].rstrip(), max(0, focus - indent)
            total = _cells_before(line, len(line))
            begin = _cells_before(line, at)
            left, right = _window(total, begin, min(total, begin + 2 * CONTEXT), width - 2)
            style = "red" if sign == "-" else "green"
            result.append(paint(style, f"{sign} {_part(line, left, right)}"))
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


def _changed_lines(edits: Sequence[Edit], text: str) -> list[Changed]:
    """The lines that edits take away and put there, in order."""
    changed: list[Changed] = []
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


def _difference(before: str, after: str) -> list[Changed]:
    old, new = before.splitlines(), after.splitlines()
    changed: list[Changed] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = old[first:last], new[new_first:new_last]
        pairs = list(zip(gone, come, strict=False)) if len(gone) == len(come) else []
        focus = [_shared(*pair) for pair in pairs] or [0] * len(gone + come)
        changed += [("-", line, at) for line, at in zip(gone, focus, strict=False)]
        changed += [("+", line, at) for line, at in zip(come, focus, strict=False)]
    return [entry for entry in changed if entry[1].strip()]


def _shared(old: str, new: str) -> int:
    """How many characters two lines have in common at their beginning."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))
