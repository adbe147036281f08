"""The findings that a team has put off, in a file that is reviewed and only gets shorter.

A line says which rule, in which file, and what: there are no line numbers, so code may move, and
the lines are sorted, so branches can be merged. A finding is known if its line is there as often as
it is found; one in a file that has been renamed is known by the rest of its line.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from flasklint.config.config import ConfigError
from flasklint.diagnostics.diagnostic import Diagnostic
from flasklint.diagnostics.own_codes import own_code
from flasklint.disk import reading
from flasklint.reports.cells import visible

FILE = "flasklint-baseline.txt"
HEADER = """\
# Findings of flasklint that are put off: `check` reports what is not among them.
# `flasklint baseline prune` takes out those that are mended; nothing adds to them by itself.
"""
_LINE = re.compile(r"(?P<code>\S+) (?P<filename>.+?): (?P<message>.+)")
_MOST_BYTES = 20_000_000


class Split(NamedTuple):
    """Findings that the baseline does not have, those that it has, its lines that no longer hold,
    and what it is without these."""

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...]
    stale: tuple[str, ...]
    pruned: tuple[str, ...]


class Scope(NamedTuple):
    """What a run has looked at: the codes of its rules, the files that it was asked for, and all
    files of the project."""

    codes: Collection[str]
    asked: Collection[str]
    files: Collection[str]


def read(root: Path) -> tuple[str, ...] | None:
    """The lines of the baseline of a project; None if it has none. Raises ConfigError for what is
    no baseline."""
    path = root / FILE
    try:
        text = reading.read(path, _MOST_BYTES, follow_links=False).decode()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([f"{FILE}: cannot be read: {error}"]) from None
    lines = []
    for row, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if _LINE.fullmatch(line) is None:
            raise ConfigError([f"{FILE}:{row}: is not `CODE FILE: MESSAGE`"])
        lines.append(line)
    return tuple(lines)


def text(lines: Iterable[str]) -> str:
    """The lines as they are kept."""
    return HEADER + "".join(f"{line}\n" for line in sorted(lines))


def line_of(diagnostic: Diagnostic) -> str:
    """The line that a finding has in a baseline."""
    filename, message = visible(diagnostic.filename), visible(diagnostic.message)
    return f"{diagnostic.code} {filename}: {message}"


def can_be_put_off(diagnostic: Diagnostic) -> bool:
    """Whether a finding may be in a baseline: not what flasklint says of itself, as of files that
    it cannot read."""
    return own_code(diagnostic.code) is None


def split(
    diagnostics: Sequence[Diagnostic], lines: Iterable[str], scope: Scope, of_all: bool = False
) -> Split:
    """What a baseline makes of the findings of a run; one `of_all` has also those that cannot be
    put off."""
    left = Counter(lines)
    new: list[Diagnostic] = []
    known: list[Diagnostic] = []
    for diagnostic in diagnostics:
        line = line_of(diagnostic)
        is_known = left[line] > 0 and (of_all or can_be_put_off(diagnostic))
        left[line] -= is_known
        (known if is_known else new).append(diagnostic)
    files = {visible(name) for name in scope.files}
    gone = defaultdict[str, list[str]](list)
    for line in left.elements():
        if _file_of(line) not in files:
            gone[_bare(line)].append(line)
    rest: list[Diagnostic] = []
    for diagnostic in new:
        may_be_known = of_all or can_be_put_off(diagnostic)
        renamed = gone[_bare(line_of(diagnostic))] if may_be_known else []
        (known if renamed else rest).append(diagnostic)
        if renamed:
            left[renamed.pop()] -= 1
    known.sort(key=Diagnostic.sort_key)
    asked = {visible(name) for name in scope.asked}
    stale = Counter(
        {
            line: count
            for line, count in (+left).items()
            if line.partition(" ")[0] in scope.codes
            and (_file_of(line) in asked or (files <= asked and _file_of(line) not in files))
        }
    )
    pruned = (*map(line_of, known), *(left - stale).elements())
    return Split(tuple(rest), tuple(known), tuple(sorted(stale.elements())), tuple(sorted(pruned)))


def _file_of(line: str) -> str:
    found = _LINE.fullmatch(line)
    return found["filename"] if found is not None else ""


def _bare(line: str) -> str:
    """A line without its file."""
    found = _LINE.fullmatch(line)
    return f"{found['code']} {found['message']}" if found is not None else line
