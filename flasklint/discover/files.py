"""Which Python files a project has, what their modules are called, and what part they play."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from flasklint.config.config import Config
from flasklint.discover.ignores import Ignores
from flasklint.languages.plain.manifests import is_manifest
from flasklint.languages.plain.starting import says_what_starts

Role = Literal["", "test", "migration"]

NEVER = frozenset({"__pycache__", "node_modules", "site-packages"})
NEVER_ENDING = (".data", ".dist-info", ".egg-info")
BUILT = frozenset({"build", "dist"})
_TEST_FILE = re.compile(r"conftest\.py|test_.*\.py|.*_test\.py")
MARKERS = (".git", "pyproject.toml", "flasklint.toml", "setup.py", "setup.cfg")


MISNAMED = "its name is not UTF-8"


class ScopeError(Exception):
    """A path that cannot be checked; the text is one line."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A Python file. `filename` is relative to the root, with `/`; `module` is unique; `role` is
    "test", "migration" or, for the application, empty; `unreadable` says why it cannot be read,
    if that shows before it is opened."""

    path: Path
    filename: str
    module: str
    is_package: bool
    role: str
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The files in the order of their names, what was left out though it looks like one (file name
    and reason), and the names of the files that name packages."""

    files: Sequence[FoundFile]
    skipped: Sequence[tuple[str, str]] = ()
    manifests: Sequence[str] = ()

    def having(self, filename: str, root: Path) -> Found:
        """The same with a file that need not be on disk yet."""
        if any(file.filename == filename for file in self.files):
            return self
        return replace(self, files=(*self.files, new_file(filename, root)))


def new_file(filename: str, root: Path) -> FoundFile:
    """A file of the application that is not on disk yet."""
    path = filename.removesuffix(".py").removesuffix("/__init__")
    is_package = f"/{filename}".endswith("/__init__.py")
    return FoundFile(root / filename, filename, _dotted(path), is_package, "")


def discover(config: Config) -> Found:
    """Every Python file below the root.

    Left out are hidden and generated directories, virtual environments, what is excluded or
    ignored by git, and links that lead out of the root or to directories.
    """
    walk = _Walk(os.fspath(config.root), Ignores(config))
    walk.search()
    names = sorted(walk.files)
    modules = _modules(walk, names)
    roles = _Roles(config, walk)
    files = tuple(
        FoundFile(
            Path(f"{walk.root}/{filename}"),
            filename,
            modules[filename],
            f"/{filename}".endswith("/__init__.py"),
            roles.role(filename),
            MISNAMED if filename in walk.misnamed else "",
        )
        for filename in names
    )
    return Found(files, tuple(sorted(walk.skipped)), tuple(sorted(walk.manifests())))


def scope(found: Found, config: Config, paths: Sequence[Path]) -> set[str]:
    """The names of the found files that `paths`, files and directories, mean; none means all.

    Raises ScopeError for a path that does not exist or lies outside the root.
    """
    names = {file.filename for file in found.files}
    if not paths:
        return names
    wanted: set[str] = set()
    for path in paths:
        if not os.path.lexists(path):
            raise ScopeError(f"{path}: no such file or directory")
        filename = relative(config, path)
        if filename is None:
            raise ScopeError(f"{path}: lies outside the project's root {config.root}")
        filename = _printable(filename)
        if filename in names:
            wanted.add(filename)
        elif filename == "":
            return names
        else:
            wanted.update(name for name in names if name.startswith(f"{filename}/"))
    return wanted


def relative(config: Config, path: Path) -> str | None:
    """A path relative to the root, with `/`: the root is "", and None lies outside.

    A file that is a link goes by its own name, not by that of what it leads to.
    """
    if os.path.isdir(path):
        full = os.path.realpath(path)
    else:
        absolute = os.path.abspath(path)
        full = os.path.join(os.path.realpath(os.path.dirname(absolute)), os.path.basename(absolute))
    root = os.fspath(config.root)
    if full == root:
        return ""
    top = os.path.join(root, "")
    return full[len(top) :].replace(os.sep, "/") if full.startswith(top) else None


@dataclass
class _Walk:
    """Looks through directories. `files` has the names found, as they can be printed, `misnamed`
    those that are otherwise on disk; `directories` the names that each directory holds."""

    root: str
    ignores: Ignores
    files: set[str] = field(default_factory=set)
    directories: dict[str, frozenset[str]] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    misnamed: set[str] = field(default_factory=set)

    def search(self) -> None:
        """Look through the root and all below it."""
        waiting = [""]
        while waiting:
            waiting.extend(self._look_into(waiting.pop()))

    def manifests(self) -> Iterator[str]:
        """The files that name packages, or what to start."""
        for directory, names in self.directories.items():
            within = f"{directory}/" if directory else ""
            for filename in (f"{within}{name}" for name in names):
                if is_manifest(filename) or says_what_starts(filename):
                    yield filename

    def _look_into(self, directory: str) -> Iterator[str]:
        full = f"{self.root}/{directory}" if directory else self.root
        try:
            with os.scandir(full) as scan:
                entries = list(scan)
        except OSError as error:
            self.skipped.append((directory or ".", f"cannot be read: {error.strerror}"))
            return
        names = frozenset(entry.name for entry in entries)
        if directory and _is_foreign(directory.rpartition("/")[2], names):
            return
        self.directories[directory] = names
        within = f"{directory}/" if directory else ""
        if ".gitignore" in names:
            self.ignores.read(full, within)
        for entry in entries:
            name = entry.name
            is_python = name.endswith(".py")
            if entry.is_dir(follow_symlinks=False):
                if name[0] == "." or name in NEVER or name.endswith(NEVER_ENDING):
                    continue
                if not self.ignores.directory(f"{within}{name}"):
                    yield f"{within}{name}"
            elif is_python and not self.ignores.file(f"{within}{name}"):
                if reason := self._unusable(entry):
                    self.skipped.append((_printable(f"{within}{name}"), reason))
                else:
                    self._add(f"{within}{name}")

    def _add(self, filename: str) -> None:
        shown = filename if filename.isascii() else _printable(filename)
        self.files.add(shown)
        if shown != filename:
            self.misnamed.add(shown)

    def _unusable(self, entry: os.DirEntry[str]) -> str | None:
        """Why something named like a Python file is none that can be read."""
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if os.path.isdir(target):
                return "a link to a directory"
            if not target.startswith(os.path.join(self.root, "")):
                return "a link that leads out of the project"
            if not os.path.exists(target):
                return "a link that leads nowhere"
        try:
            return None if entry.is_file() else "not a regular file"
        except OSError as error:
            return f"cannot be read: {error.strerror}"


def _is_foreign(name: str, entries: frozenset[str]) -> bool:
    """Whether a directory is a virtual environment or the output of a build."""
    if "pyvenv.cfg" in entries or "conda-meta" in entries:
        return True
    return name in BUILT and "__init__.py" not in entries


def _printable(name: str) -> str:
    """A name with what is not UTF-8 in it written as `\\xe9`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _modules(walk: _Walk, names: Sequence[str]) -> dict[str, str]:
    """The module name of each file. A package goes before a module of the same name; whoever
    comes second is numbered."""
    prefix = _enclosing_packages(walk)
    drop_src = "src" in walk.directories and "__init__.py" not in walk.directories["src"]
    taken: set[str] = set()
    modules: dict[str, str] = {}
    for filename in sorted(names, key=lambda name: (not name.endswith("/__init__.py"), name)):
        path = filename.removesuffix(".py").removesuffix("/__init__")
        short = path.removeprefix("src/") if drop_src else path
        module = base = prefix + _dotted(short)
        if module in taken and short != path:
            module = base = prefix + _dotted(path)
        number = 1
        while module in taken:
            number += 1
            module = f"{base}_{number}"
        taken.add(module)
        modules[filename] = module
    if prefix and "__init__.py" in modules:
        modules["__init__.py"] = prefix[:-1]
    return modules


def _dotted(path: str) -> str:
    if path.replace("/", "_").isidentifier():
        return path.replace("/", ".")
    parts = (re.sub(r"\W", "_", part) for part in path.split("/"))
    return ".".join(part if part.isidentifier() else f"_{part}" for part in parts)


def _enclosing_packages(walk: _Walk) -> str:
    """What comes before the names of all modules: the root itself may be a package, when nothing
    marks it as a project."""
    if "__init__.py" not in walk.directories.get("", ()):
        return ""
    if any(os.path.exists(os.path.join(walk.root, marker)) for marker in MARKERS):
        return ""
    parts: list[str] = []
    directory = walk.root
    while os.path.isfile(os.path.join(directory, "__init__.py")):
        directory, name = os.path.split(directory)
        if not name:
            break
        parts.insert(0, name)
    return f"{_dotted('/'.join(parts))}." if parts else ""


class _Roles:
    """Tells tests and migrations from the application."""

    def __init__(self, config: Config, walk: _Walk) -> None:
        self._tests = Ignores.of(config.architecture.tests)
        self._migrations = Ignores.of(config.architecture.migrations)
        self._directories = walk.directories
        self._known: dict[str, Role] = {}

    def role(self, filename: str) -> Role:
        """The part that a file plays; a migration among tests is a test."""
        directory, _, name = filename.rpartition("/")
        known = self._known.get(directory)
        if known is None:
            known = self._known[directory] = self._role_of_directory(directory)
        if self._tests is not None:
            if self._tests.match_file(filename):
                return "test"
        elif known == "test" or _TEST_FILE.fullmatch(name):
            return "test"
        if self._migrations is not None:
            return "migration" if self._migrations.match_file(filename) else ""
        return known if known == "migration" else ""

    def _role_of_directory(self, directory: str) -> Role:
        parts = directory.split("/")
        if self._tests is None and not {"test", "tests"}.isdisjoint(parts):
            return "test"
        for index, part in enumerate(parts):
            if part in ("migrations", "alembic"):
                above = "/".join(parts[:index])
                inside = self._directories.get("/".join(parts[: index + 1]), frozenset())
                if not inside.isdisjoint(("versions", "env.py", "alembic.ini")):
                    return "migration"
                if "alembic.ini" in self._directories.get(above, ()):
                    return "migration"
        return ""
