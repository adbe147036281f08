"""The bytes of the project's files, and a digest of each."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from flasklint import manifests
from flasklint.discovery import Found, FoundFile, new_file


@dataclass
class Contents:
    """The files below `root` that are neither tests nor migrations. `unreadable` says why one
    could not be read; `stdin` is the name of a file whose content is not what is on disk;
    `manifests` are the texts of the files that name packages, `has_tests` says whether there are
    tests, which are not read."""

    root: Path
    files: dict[str, FoundFile] = field(default_factory=dict)
    data: dict[str, bytes] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    stdin: str | None = None
    manifests: dict[str, str] = field(default_factory=dict)
    has_tests: bool = False

    def digest(self, filename: str) -> str:
        """The digest of a file; "" if there is none of that name, and "unseen" if there is one
        that is not among the files: a test, or what is excluded."""
        made = self.digests.get(filename)
        if made is not None:
            return made
        return "unseen" if os.path.lexists(self.root / filename) else ""

    def put(self, filename: str, data: bytes) -> None:
        """Take `data` for the content of a file, which may be new."""
        file = self.files.setdefault(filename, new_file(filename, self.root))
        made = blake2b(data, digest_size=16)
        made.update(f"\0{filename}\0{file.module}\0{file.is_package}".encode())
        self.data[filename] = data
        self.digests[filename] = made.hexdigest()


def read(root: Path, found: Found, stdin: tuple[str, bytes] | None = None) -> Contents:
    """Read the files below `root`; `stdin` gives one file's name, and content instead of what is
    on disk."""
    contents = Contents(
        root,
        {file.filename: file for file in found.files if not file.role},
        stdin=stdin[0] if stdin is not None else None,
        has_tests=any(file.role == "test" for file in found.files),
    )
    for filename, file in contents.files.items():
        if file.unreadable:
            contents.unreadable[filename] = file.unreadable
            continue
        try:
            if stdin is not None and stdin[0] == filename:
                contents.put(filename, stdin[1])
                continue
            with open(file.path, "rb") as stream:
                contents.put(filename, stream.read())
        except OSError as error:
            contents.unreadable[filename] = error.strerror or type(error).__name__
    for filename in found.manifests:
        text = _small_text(root / filename)
        if text is not None:
            contents.manifests[filename] = text
    return contents


def _small_text(path: Path) -> str | None:
    """The text of a regular file of no extraordinary size."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > manifests.MOST_BYTES:
            return None
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
