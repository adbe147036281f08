"""What not to look at: the project's `exclude` globs and the .gitignore files around it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pathspec import GitIgnoreSpec

from flasklint.config import Config


class _Patterns(NamedTuple):
    """Patterns of one directory. A name relative to the root becomes one relative to it when
    `within` is cut off its front or, for a directory above the root, `above` is put there."""

    within: str
    above: str
    directories: GitIgnoreSpec
    files: GitIgnoreSpec | None

    def says(self, name: str, spec: GitIgnoreSpec) -> bool | None:
        """Whether a name is to be ignored; None if no pattern speaks of it."""
        if not name.startswith(self.within):
            return None
        return spec.check_file(self.above + name[len(self.within) :]).include


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
        name += "/"
        if self._excluded and self._excluded.says(name, self._excluded.directories):
            return True
        for patterns in reversed(self._git):
            said = patterns.says(name, patterns.directories)
            if said is not None:
                return said
        return False

    def file(self, name: str) -> bool:
        """Whether a Python file is left out."""
        excluded = self._excluded
        if excluded and excluded.files and excluded.says(name, excluded.files):
            return True
        for patterns in reversed(self._git):
            if patterns.files is not None:
                said = patterns.says(name, patterns.files)
                if said is not None:
                    return said
        return False

    @staticmethod
    def of(globs: Sequence[str]) -> GitIgnoreSpec | None:
        """Globs as one matcher; None if there are none."""
        return GitIgnoreSpec.from_lines(globs) if globs else None

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
        if not any(patterns.above and patterns.says("", patterns.directories) for patterns in found):
            self._git = found[::-1]


def _lines(directory: str, name: str = ".gitignore") -> list[str]:
    try:
        with open(os.path.join(directory, name), encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()
    except OSError:
        return []


def _patterns(lines: Iterable[str], within: str = "", above: str = "") -> _Patterns | None:
    kept = [line for line in lines if line.strip() and not line.startswith("#") and _valid(line)]
    if not kept:
        return None
    files = [line for line in kept if _can_mean_python_file(line)]
    return _Patterns(
        within,
        above,
        GitIgnoreSpec.from_lines(kept),
        GitIgnoreSpec.from_lines(files) if files else None,
    )


def _can_mean_python_file(line: str) -> bool:
    """Whether a pattern can fit a name that ends in `.py`, other than through a directory above
    it. Most lines of a .gitignore cannot, and asking pathspec for each file takes time."""
    return line[0] == "!" or line.rstrip()[-1] in "y*?]\\"


def _valid(line: str) -> bool:
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
