"""Edits of text: applied, chosen so that they do not disturb each other, shown as a patch."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence

from flasklint.diagnostics.diagnostic import Diagnostic, Edit

__all__ = ["Edit", "apply", "choose", "diff"]

_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
EMPTY_FILE = "index 0000000..e69de29\n"
"""Says of a new file that it stays empty: there is nothing else to say so."""
_NEEDS_QUOTES = re.compile(r'[\x00-\x1f\x7f"\\]')


def apply(text: str, edits: Sequence[Edit]) -> str:
    """`text` with the edits of one file made. Equal edits are made once.

    Raises ValueError if edits overlap or reach beyond the text.
    """
    made: list[str] = []
    at = 0
    last: tuple[int, int, str] | None = None
    for edit in sorted(edits, key=_order):
        if _order(edit) == last:
            continue
        last = _order(edit)
        if edit.start < at or edit.end < edit.start or edit.end > len(text):
            raise ValueError(f"{edit.filename}: an edit overlaps another or leaves the text")
        made += (text[at : edit.start], edit.content)
        at = edit.end
    return "".join((*made, text[at:]))


def choose(
    diagnostics: Sequence[Diagnostic],
    allow_unsafe: bool,
    wanted: Callable[[Diagnostic], bool] = lambda diagnostic: True,
) -> list[Diagnostic]:
    """The diagnostics whose fixes can be applied together, in report order.

    A fix is taken whole or not. Equal edits merge; a fix with an edit that overlaps or touches
    a different one of a fix already taken waits for the next pass. `wanted` is asked about the
    others in turn.
    """
    chosen: list[Diagnostic] = []
    taken: dict[str, list[tuple[int, int, str]]] = {}
    for diagnostic in sorted(diagnostics, key=Diagnostic.sort_key):
        fix = diagnostic.fix
        if fix is None or not fix.edits or (fix.applicability != "safe" and not allow_unsafe):
            continue
        if any(_disturbs(_order(edit), taken.get(edit.filename, [])) for edit in fix.edits):
            continue
        if not wanted(diagnostic):
            continue
        chosen.append(diagnostic)
        for edit in fix.edits:
            taken.setdefault(edit.filename, []).append(_order(edit))
    return chosen


def diff(filename: str, before: str | None, after: str) -> str:
    """The change of one file as a patch that `git apply` takes; "" if nothing changed.

    `before` is None for a file that is new. Give texts with their byte order mark: git compares it.
    """
    if before == after:
        return ""
    old, new = _quoted(f"a/{filename}"), _quoted(f"b/{filename}")
    header = f"diff --git {old} {new}\n"
    if before is None:
        header += f"new file mode 100644\n{'' if after else EMPTY_FILE}"
    first = "/dev/null" if before is None else _set_off(old)
    lines = difflib.unified_diff(_git_lines(before or ""), _git_lines(after), first, _set_off(new))
    return header + "".join(_ended(lines))


def _order(edit: Edit) -> tuple[int, int, str]:
    return (edit.start, edit.end, edit.content)


def _disturbs(edit: tuple[int, int, str], taken: list[tuple[int, int, str]]) -> bool:
    return any(edit != other and edit[0] <= other[1] and other[0] <= edit[1] for other in taken)


def _quoted(name: str) -> str:
    """A file name as git writes it: in quotes if need be."""
    if _NEEDS_QUOTES.search(name):
        escaped = (
            _ESCAPES.get(char, f"\\{ord(char):03o}" if _NEEDS_QUOTES.match(char) else char)
            for char in name
        )
        return '"' + "".join(escaped) + '"'
    return name


def _set_off(name: str) -> str:
    """A file name with a tab behind it if it has spaces."""
    return f"{name}\t" if " " in name else name


def _git_lines(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n\\ No newline at end of file\n"
