"""What not to look at: the project's `exclude` globs and the .gitignore files around it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from flasklint.config.config import Config
from flasklint.disk import globs, reading
from flasklint.disk.globs import Line

MOST_LINES = 10_000
"""Of a .gitignore."""


class _Patterns(NamedTuple):
    """Patterns of one directory, the last one first. A name relative to the root becomes one
    relative to it when `within` is cut off its front or, for a directory above the root, `above`
    is put there."""

    within: str
    above: str
    directories: tuple[Line, ...]
    files: tuple[Line, ...]

    def says(self, name: str, patterns: tuple[Line, ...]) -> bool | None:
        """Whether a name is to be ignored; None if no pattern speaks of it."""
        if not patterns or not name.startswith(self.within):
            return None
        inner = self.above + name[len(self.within) :]
        for pattern in patterns:
            # What fits a directory above has been decided there.
            if pattern.fits(inner):
                return pattern.include
        return None


class Ignores:
    """Decides which names, relative to the root, are left out.

    It is asked from the top down: who asks about a name has not been told to ignore what is
    above it. The nearest .gitignore decides, and in it the last pattern that fits.
    """

    def __init__(self, config: Config) -> None:
        self._excluded = _patterns(config.exclude + config.extend_exclude)
        self._respects_git = config.respect_gitignore
        self._git: list[_Patterns] = []
        if self._respects_git:
            self._read_above(os.fspath(config.root))

    def read(self, directory: str, within: str) -> None:
        """Take in the .gitignore of a directory; `within` is its name and a `/`, or empty."""
        if self._respects_git and (patterns := _patterns(_lines(directory), within)):
            self._git.append(patterns)

    def directory(self, name: str) -> bool:
        """Whether a directory is left out, and all that is in it."""
        if self._excluded and self._excluded.says(name, self._excluded.directories):
            return True
        for patterns in reversed(self._git):
            said = patterns.says(name, patterns.directories)
            if said is not None:
                return said
        return False

    def file(self, name: str) -> bool:
        """Whether a Python file is left out."""
        if self._excluded and self._excluded.says(name, self._excluded.files):
            return True
        for patterns in reversed(self._git):
            said = patterns.says(name, patterns.files)
            if said is not None:
                return said
        return False

    @staticmethod
    def of(lines: Sequence[str]) -> globs.Spec | None:
        """Globs as one matcher; None if there are none."""
        return globs.spec(lines) if lines else None

    def _read_above(self, root: str) -> None:
        """Take in what the git repository around the root says, unless it ignores the root."""
        found: list[_Patterns] = []
        directory, above = root, ""
        while True:
            if os.path.exists(os.path.join(directory, ".git")):
                lines = _lines(directory, os.path.join(".git", "info", "exclude"))
                if patterns := _patterns(lines, above=above):
                    found.append(patterns)
                break
            parent, name = os.path.split(directory)
            if parent == directory:
                return
            directory, above = parent, f"{name}/{above}"
            if patterns := _patterns(_lines(directory), above=above):
                found.append(patterns)
        if not any(map(_ignores_root, found)):
            self._git = found[::-1]


def _lines(directory: str, name: str = ".gitignore") -> list[str]:
    """The lines of a .gitignore; as git does, one that is a link is not read."""
    try:
        data = reading.read(os.path.join(directory, name), follow_links=False)
    except OSError:
        return []
    return data.decode("utf-8", "replace").splitlines()[:MOST_LINES]


def _ignores_root(patterns: _Patterns) -> bool:
    parts = patterns.above.split("/")[:-1]
    bare = patterns._replace(above="")
    names = ("/".join(parts[: end + 1]) for end in range(len(parts)))
    return any(bare.says(name, bare.directories) for name in names)


def _patterns(lines: Sequence[str], within: str = "", above: str = "") -> _Patterns | None:
    directories = [pattern for line in lines if (pattern := _compiled(line.rstrip("/ ")))]
    files = [
        pattern
        for line in lines
        if not line.rstrip().endswith("/") and _can_mean_python_file(line)
        if (pattern := _compiled(line))
    ]
    if not directories:
        return None
    return _Patterns(within, above, tuple(directories[::-1]), tuple(files[::-1]))


def _compiled(line: str) -> Line | None:
    """A line of a .gitignore; None for a comment, an empty line and what git takes for none."""
    try:
        pattern = Line(line)
    except ValueError:
        return None
    return None if pattern.include is None else pattern


def _can_mean_python_file(line: str) -> bool:
    """Whether a pattern can fit a name that ends in `.py`. Most lines of a .gitignore cannot, and
    to ask each for each file takes time."""
    return line.rstrip()[-1:] in tuple("y*?]\\")
