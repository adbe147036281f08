"""The bytes of the project's files, and a digest of each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from flasklint.discover.files import Found, FoundFile, new_file
from flasklint.disk import reading
from flasklint.languages.plain import manifests
from flasklint.limits import LIMITS, Limits

_IMPORT = re.compile(rb"^[ \t]*(?:from|import)\b[^\n(]*(?:\([^)]{0,2000}\))?", re.MULTILINE)
_WORD = re.compile(rb"\w+")


@dataclass
class Contents:
    """The files below `root` that are neither tests nor migrations, and the tests that those
    import. `unreadable` says why one could not be read, `skipped` what looks like code and was not
    looked at, and why; `stdin` is the name of a file whose content is not what is on disk;
    `manifests` are the texts of the files that name packages, `has_tests` says whether there are
    tests."""

    root: Path
    files: dict[str, FoundFile] = field(default_factory=dict)
    data: dict[str, bytes] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    skipped: tuple[tuple[str, str], ...] = ()
    stdin: str | None = None
    manifests: dict[str, str] = field(default_factory=dict)
    has_tests: bool = False
    limits: Limits = LIMITS

    @property
    def checked(self) -> set[str]:
        """The files that rules are asked about."""
        return {filename for filename, file in self.files.items() if not file.role}

    def digest(self, filename: str) -> str:
        """The digest of a file; "" if there is none of that name, and "unseen" if there is one
        that is not among the files: a test, or what is excluded."""
        made = self.digests.get(filename)
        if made is not None:
            return made
        return "unseen" if os.path.lexists(self.root / filename) else ""

    def put(self, filename: str, data: bytes) -> None:
        """Take `data` for the content of a file, which may be new."""
        if filename not in self.files:
            self.files[filename] = new_file(filename, self.root)
        file = self.files[filename]
        made = blake2b(data, digest_size=16)
        made.update(f"\0{filename}\0{file.module}\0{file.is_package}\0{self.limits}".encode())
        self.data[filename] = data
        self.digests[filename] = made.hexdigest()


def read(
    root: Path,
    found: Found,
    stdin: tuple[str, bytes] | None = None,
    limits: Limits = LIMITS,
) -> Contents:
    """Read the files below `root`; `stdin` gives one file's name, and content instead of what is
    on disk. Of a file beyond the limits as much is read as shows it."""
    contents = Contents(
        root,
        {file.filename: file for file in found.files if not file.role},
        skipped=tuple(found.skipped),
        stdin=stdin[0] if stdin is not None else None,
        has_tests=any(file.role == "test" for file in found.files),
        limits=limits,
    )
    waiting = list(contents.files.values())
    while waiting:
        for file in waiting:
            _take(contents, file, stdin)
        waiting = [
            file
            for file in _imported_tests(contents, found, waiting)
            if file.filename not in contents.files
        ]
        contents.files |= {file.filename: file for file in waiting}
    for filename in found.manifests:
        text = _small_text(root / filename)
        if text is not None:
            contents.manifests[filename] = text
    return contents


def _take(contents: Contents, file: FoundFile, stdin: tuple[str, bytes] | None) -> None:
    """Read a file."""
    if file.unreadable:
        contents.unreadable[file.filename] = file.unreadable
    elif stdin is not None and stdin[0] == file.filename:
        contents.put(file.filename, stdin[1])
    else:
        try:
            contents.put(file.filename, reading.begun(file.path, contents.limits.file_size + 1))
        except OSError as error:
            contents.unreadable[file.filename] = error.strerror or type(error).__name__


def _imported_tests(
    contents: Contents, found: Found, importing: Iterable[FoundFile]
) -> list[FoundFile]:
    """The files called tests that some files import, by what the imports say: a module
    `shop/test_setup.py` of an application, or all of a laboratory's `tests`."""
    tests = [file for file in found.files if file.role == "test"]
    if not tests:
        return []
    said: set[str] = set()
    for importer in importing:
        data = contents.data.get(importer.filename, b"")
        if b"test" in data:
            for line in _IMPORT.findall(data):
                if b"test" in line:
                    said.update(word.decode("utf-8", "replace") for word in _WORD.findall(line))
    return [file for file in tests if file.module.rpartition(".")[2] in said]


def _small_text(path: Path) -> str | None:
    """The text of a regular file of no extraordinary size."""
    try:
        data = reading.read(path, manifests.MOST_BYTES, follow_links=False)
    except OSError:
        return None
    return data.decode("utf-8", "replace")
