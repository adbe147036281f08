"""What fixes change, as patches that `git apply` takes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from flasklint.diagnostics import edits
from flasklint.diagnostics.diagnostic import Fix
from flasklint.reports.cells import Paint, visible

Changed = Mapping[str, tuple[bytes | None, bytes]]
"""For files by name: their bytes before, None where there was no file, and after."""


def place(root: str, filenames: Sequence[str]) -> str:
    """The directory that names in a patch are relative to: the top of the repository, for there
    git reads them so from everywhere in it. Where there is none, the current directory if all
    files are below it, or else the root."""
    at = root
    while not os.path.exists(os.path.join(at, ".git")):
        above = os.path.dirname(at)
        if above == at:
            here = os.getcwd()
            return here if _all_below(here, root, filenames) else root
        at = above
    return at


def is_whole_here(top: str, root: str, filenames: Sequence[str]) -> bool:
    """Whether git, in the current directory, makes all of a patch whose names begin at `top`: in
    a directory below, it leaves out what is not in that."""
    here = os.getcwd()
    return _below(here, top) and _all_below(here, root, filenames)


def patch(changed: Changed, root: str, top: str) -> bytes:
    """A patch of files below `root`, by names relative to `top`: each file has its own bytes in it,
    whatever their encoding."""
    made = []
    for filename, (before, after) in sorted(changed.items()):
        name = os.path.relpath(os.path.join(root, filename), top).replace(os.sep, "/")
        old = None if before is None else _escaped(before)
        made.append(edits.diff(name, old, _escaped(after)))
    return "".join(made).encode("utf-8", "surrogateescape")


def of_fix(fix: Fix, read: Callable[[str], str], named: Callable[[str], str]) -> str:
    """All that one fix changes, in all its files. `read` gives their text, or raises OSError."""
    made = []
    for filename in dict.fromkeys(edit.filename for edit in fix.edits):
        try:
            before = read(filename)
        except OSError:
            before = None
        wanted = [edit for edit in fix.edits if edit.filename == filename]
        made.append(edits.diff(named(filename), before, edits.apply(before or "", wanted)))
    return "".join(made)


def shown(text: str, paint: Paint, *, headers: bool = True) -> Iterator[str]:
    """The lines of a patch for a terminal, with or without those that only git needs."""
    for line in text.split("\n")[:-1]:
        if not headers and line.startswith("diff --git "):
            continue
        style = next((style for start, style in _STYLES.items() if line.startswith(start)), None)
        line = visible(line.rstrip("\r\t"))
        yield paint(style, line) if style else line


def _escaped(data: bytes) -> str:
    """Text that stands for bytes, so that the line ends are where git sees them."""
    return data.decode("ascii", "surrogateescape")


def _below(path: str, directory: str) -> bool:
    return path == directory or path.startswith(os.path.join(directory, ""))


def _all_below(directory: str, root: str, filenames: Sequence[str]) -> bool:
    return all(_below(os.path.join(root, filename), directory) for filename in filenames)


_STYLES = {
    "diff --git ": "bold", "--- ": "bold", "+++ ": "bold", "@@": "cyan", "-": "red", "+": "green",
}  # fmt: skip
