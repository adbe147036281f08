"""Names that join an import which is there already, the way it is written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

import libcst as cst

from flasklint.languages.python import layout
from flasklint.languages.python.layout import Splice
from flasklint.languages.python.source import SourceFile

Named = tuple[str, str]
"""A name to import and its alias, "" for none."""


def joined(node: cst.ImportFrom, names: Sequence[Named], file: SourceFile) -> list[Splice] | None:
    """The splices that add `names` to an import, one a line if it gets too long otherwise; None if
    it is a star, or is laid out in another way."""
    if isinstance(node.names, cst.ImportStar):
        return None
    aliases = list(node.names)
    present = [(one.evaluated_name, one.evaluated_alias or "") for one in aliases]
    groups: dict[int, list[Named]] = {}
    known, key = _order(present)
    for name in sorted(names, key=key):
        at = bisect_right(present, key(name), key=key) if known else len(present)
        groups.setdefault(at, []).append(name)
    if node.lpar is not None and _one_a_line(aliases, file):
        return [
            splice
            for at, group in groups.items()
            for splice in _lines(aliases, at, [_written(name) for name in group], file)
        ]
    made = []
    for at, group in groups.items():
        text = ", ".join(_written(name) for name in group)
        if at < len(aliases):
            offset = file.spans[aliases[at]][0]
            made.append(Splice(offset, offset, f"{text}, "))
        else:
            offset = file.spans[aliases[-1]][1]
            made.append(Splice(offset, offset, f", {text}"))
    added: dict[int, int] = {}
    for splice in made:
        row = file.lines.location(splice.start).row
        added[row] = added.get(row, 0) + len(splice.content)
    most = layout.width(file)
    if all(len(file.lines.line(row)) + more <= most for row, more in added.items()):
        return made
    written = sorted((*present, *names), key=key) if known else [*present, *names]
    return _in_brackets(node, [_written(name) for name in written], file)


def _in_brackets(
    node: cst.ImportFrom, names: Sequence[str], file: SourceFile
) -> list[Splice] | None:
    """The splice that puts the names of an import on lines of their own; None if it is longer than
    one line, or has a comment."""
    start, end = file.spans[node]
    behind = layout.next_line(file, end)
    if "\n" in file.text[start:end] or "#" in file.text[end:behind]:
        return None
    names_start = file.spans[node.names[0]][0]  # type: ignore[index]
    first = file.text.rindex("import", start, names_start) + len("import")
    newline, step = layout.newline(file), layout.unit(file)
    lines = "".join(f"{step}{name},{newline}" for name in names)
    return [Splice(first, end, f" ({newline}{lines})")]


def _order(present: Sequence[Named]) -> tuple[bool, Callable[[Named], tuple[object, ...]]]:
    """Whether names are sorted, and how."""
    for key in (_by_kind, _by_text, _by_letter):
        keys = [key(name) for name in present]
        if keys == sorted(keys):
            return True, key
    return False, _by_kind


def _by_kind(name: Named) -> tuple[object, ...]:
    """Constants, classes, functions."""
    kind = 0 if name[0].isupper() and len(name[0]) > 1 else 1 if name[0][:1].isupper() else 2
    return (kind, name)


def _by_text(name: Named) -> tuple[object, ...]:
    return name


def _by_letter(name: Named) -> tuple[object, ...]:
    return (name[0].lower(), name)


def _one_a_line(aliases: Sequence[cst.ImportAlias], file: SourceFile) -> bool:
    starts = [file.spans[alias][0] for alias in aliases]
    return all(not file.text[layout.line_start(file, at) : at].strip() for at in starts)


def _lines(
    aliases: Sequence[cst.ImportAlias], at: int, names: Sequence[str], file: SourceFile
) -> list[Splice]:
    end = layout.newline(file)
    space = layout.margin(file, file.spans[aliases[0]][0])
    if at < len(aliases):
        start = layout.line_start(file, file.spans[aliases[at]][0])
        while at and file.lines.line(file.lines.location(start).row - 1).strip()[:1] == "#":
            start = layout.line_start(file, start - 1)
        return [Splice(start, start, "".join(f"{space}{name},{end}" for name in names))]
    last = file.spans[aliases[-1]][1]
    after = layout.next_line(file, last)
    comma = aliases[-1].comma
    if isinstance(comma, cst.Comma):
        rest = file.text[file.spans[comma][1] : after]
        if rest.strip()[:1] in ("", "#"):
            return [Splice(after, after, "".join(f"{space}{name},{end}" for name in names))]
        place = file.spans[comma][1]
        return [Splice(place, place, "".join(f"{end}{space}{name}," for name in names))]
    if file.text[last:after].strip()[:1] == "#":
        lines = f",{end}".join(f"{space}{name}" for name in names)
        return [Splice(last, last, ","), Splice(after, after, lines + end)]
    return [Splice(last, last, "".join(f",{end}{space}{name}" for name in names))]


def _written(name: Named) -> str:
    return f"{name[0]} as {name[1]}" if name[1] else name[0]
