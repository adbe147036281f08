"""Globs in the syntax of .gitignore, matched in time that grows with the name and the glob only.

The library pathspec makes regular expressions of them. With many `*` these take for ever on a name
that nearly fits, so globs with more than two are matched here, part by part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

MOST_STARS = 2
_STARS = re.compile(r"\*+")
_PIECE = re.compile(r"\\.|\*+|\?|\[[!^]?\]?[^\]]*\]|.", re.DOTALL)
_ANY_DIRECTORIES = "**"
T = TypeVar("T")
Made = TypeVar("Made")


class Spec(Protocol):
    """Globs of which the last one that fits decides."""

    def match_file(self, file: str) -> bool:
        """Whether a name, or a directory above it, is meant."""


class Glob(NamedTuple):
    """One line of a .gitignore. `include` is false for one that begins with `!`."""

    parts: tuple[str, ...]
    only_directories: bool
    include: bool

    def depths(self, name: str) -> Iterable[int]:
        """How many parts of a name this fits: all, or fewer for a directory above it."""
        states = self._with_skipped({0})
        for depth, part in enumerate(name.split("/"), start=1):
            following = set()
            for state in states:
                if state == len(self.parts):
                    continue
                if self.parts[state] == _ANY_DIRECTORIES:
                    following.add(state)
                elif _fits(self.parts[state], part):
                    following.add(state + 1)
            states = self._with_skipped(following)
            if len(self.parts) in states:
                yield depth

    def _with_skipped(self, states: set[int]) -> set[int]:
        """The states with those behind a `**`, which may stand for nothing."""
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if self.parts[state : state + 1] == (_ANY_DIRECTORIES,) and state + 1 not in states:
                states.add(state + 1)
                waiting.append(state + 1)
        return states


class Line:
    """One line of a .gitignore, matched by pathspec or here. Raises ValueError for what is none."""

    def __init__(self, text: str) -> None:
        self.include: bool | None = None
        self._glob: Glob | None = None
        self._pattern: GitIgnoreSpecPattern | None = None
        if len(_STARS.findall(text)) > MOST_STARS and not text.startswith("#"):
            self._glob = _glob(text)
            self.include = self._glob.include
        else:
            self._pattern = _by_pathspec(GitIgnoreSpecPattern, text)
            self.include = self._pattern.include

    def fits(self, name: str) -> bool:
        """Whether this means a name itself."""
        if self._glob is not None:
            depth = name.count("/") + 1
            return not self._glob.only_directories and depth in self._glob.depths(name)
        result = self._pattern.match_file(name) if self._pattern is not None else None
        # A group is set if the pattern fits a directory above.
        return result is not None and not any(result.match.groupdict().values())

    def is_above(self, name: str) -> bool:
        """Whether this means a directory above a name."""
        if self._glob is not None:
            return any(depth <= name.count("/") for depth in self._glob.depths(name))
        result = self._pattern.match_file(name) if self._pattern is not None else None
        return result is not None and any(result.match.groupdict().values())


class _Lines:
    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = [line for line in lines if line.include is not None]

    def match_file(self, file: str) -> bool:
        """See Spec."""
        for means in (Line.fits, Line.is_above):
            found = (line for line in reversed(self._lines) if means(line, file))
            for line in found:
                return line.include is True
        return False


def spec(lines: Sequence[str]) -> Spec:
    """Globs as one matcher. Raises ValueError for what is no glob."""
    if all(len(_STARS.findall(line)) <= MOST_STARS for line in lines):
        return _by_pathspec(GitIgnoreSpec.from_lines, lines)
    return _Lines(Line(line) for line in lines)


def _by_pathspec(make: Callable[[T], Made], given: T) -> Made:
    """What pathspec makes of globs, which takes `[z-a]` over into a regular expression."""
    try:
        return make(given)
    except re.error as error:
        raise ValueError(str(error)) from None


def _glob(line: str) -> Glob:
    include = not line.startswith("!")
    text = line if include else line[1:]
    text = re.sub(r"(?<!\\) +$", "", text)
    only_directories = text.endswith("/")
    text = text.rstrip("/")
    parts = text.lstrip("/").split("/")
    if "/" not in text and parts[0] != _ANY_DIRECTORIES:
        parts.insert(0, _ANY_DIRECTORIES)
    if parts[-1] == _ANY_DIRECTORIES:
        # `shop/**` is all that is in it.
        parts.append("*")
    try:
        for piece in (piece for part in parts for piece in _PIECE.findall(part)):
            _is_one(piece, "")
    except re.error as error:
        raise ValueError(str(error)) from None
    return Glob(tuple(parts), only_directories, include)


def _fits(part: str, text: str) -> bool:
    """Whether a glob without `/` means a whole text: a `*` takes as little as it can, and the last
    one is taken up again where what follows does not fit."""
    pieces = _PIECE.findall(part)
    at = star = 0
    piece, after = 0, -1
    while at < len(text):
        if piece < len(pieces) and pieces[piece][0] == "*":
            after, star = piece + 1, at
            piece += 1
        elif piece < len(pieces) and _is_one(pieces[piece], text[at]):
            piece += 1
            at += 1
        elif after >= 0:
            star += 1
            piece, at = after, star
        else:
            return False
    return all(each[0] == "*" for each in pieces[piece:])


def _is_one(piece: str, char: str) -> bool:
    """Whether a piece of a glob means a character."""
    if piece == "?":
        return True
    if piece[0] == "\\" and len(piece) == 2:
        return piece[1] == char
    if piece[0] != "[" or len(piece) < 3:
        return piece == char
    inside = piece[1:-1]
    if inside[0] in "!^":
        return re.fullmatch(f"[^{_escaped(inside[1:])}]", char) is not None
    return re.fullmatch(f"[{_escaped(inside)}]", char) is not None


def _escaped(inside: str) -> str:
    return re.sub(r"[\[\]^&~|\\]", r"\\\g<0>", inside)
