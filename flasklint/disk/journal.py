"""The journal: a file in the root that says, while fixes are written, what is to be done.

It is on the disk before anything else is touched and goes last, so whoever finds one knows what an
interrupted run had begun. Its writer holds a lock on it, which ends with the process.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from flasklint.disk import staging

JOURNAL = ".flasklint_fixing"
"""A file that is in the root while fixes are written."""
_BEGINNING = b'{"flasklint_fixing": 1, '


class JournalError(Exception):
    """A journal that must not be followed; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, by its name in the root with `/`. `staged` is the name of its new content beside it;
    `before` and `after` are digests, and `before` is None if the file is to be made."""

    filename: str
    staged: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be done. `directories` are to be made, outer ones first."""

    entries: Sequence[Entry]
    directories: Sequence[str] = ()


class Journal:
    """A journal that this process has locked. Ends with `delete` or `close`."""

    def __init__(self, root: Path, handle: int) -> None:
        self._root = root
        self._path = root / JOURNAL
        self._handle = handle

    @classmethod
    def make(cls, root: Path, plan: Plan) -> Journal:
        """A new one, on the disk. Raises FileExistsError if there is one, and OSError."""
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | staging.BINARY
        journal = cls(root, os.open(root / JOURNAL, flags, 0o666))
        try:
            if not _lock(journal._handle, alone=True, wait=True) or not journal._is_there():
                raise FileExistsError
            staging.fill(journal._handle, _text(root, plan))
            staging.sync([root])
        except FileExistsError:
            journal.close()
            raise
        except BaseException:
            journal.delete()
            raise
        return journal

    @classmethod
    def open(cls, root: Path, *, alone: bool) -> Journal | None:
        """The one that an interrupted run left, to change things if `alone`, or else to look at.

        None if there is none. Raises BlockingIOError if its writer is still running, and
        JournalError if it cannot be read.
        """
        flags = os.O_RDWR if alone else os.O_RDONLY
        for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"):
            flags |= getattr(os, name, 0)
        try:
            if not stat.S_ISREG(os.lstat(root / JOURNAL).st_mode):
                raise JournalError("is not a regular file")
            journal = cls(root, os.open(root / JOURNAL, flags))
        except FileNotFoundError:
            return None
        except OSError as error:
            raise JournalError(f"cannot be read: {error.strerror}") from error
        if not _lock(journal._handle, alone=alone, wait=False):
            journal.close()
            raise BlockingIOError
        if journal._is_there():
            return journal
        journal.close()
        return None

    def read(self) -> Plan:
        """What it says: nothing, if it was not written to its end. Raises JournalError."""
        data = b""
        try:
            while more := os.read(self._handle, 1 << 20):
                data += more
        except OSError as error:
            raise JournalError(f"cannot be read: {error.strerror}") from error
        if not data.endswith(b"}\n") and _BEGINNING.startswith(data[: len(_BEGINNING)]):
            return Plan(())
        try:
            return _plan(self._root, data)
        except (ValueError, TypeError, LookupError, RecursionError) as error:
            raise JournalError("is damaged") from error

    def delete(self) -> None:
        """Delete it, and let go of it."""
        try:
            try:
                os.unlink(self._path)
            except PermissionError:  # Windows does not delete a file that is open.
                self.close()
                self._path.unlink(missing_ok=True)
        finally:
            self.close()

    def close(self) -> None:
        """Let go of it, and leave it where it is."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def _is_there(self) -> bool:
        """Whether it has not been deleted since it was opened."""
        try:
            return os.path.samestat(os.lstat(self._path), os.fstat(self._handle))
        except FileNotFoundError:
            return False


def digest(data: bytes) -> str:
    """What stands for the content of a file."""
    return blake2b(data, digest_size=32).hexdigest()


def place(root: Path, name: str) -> Path:
    """Where a file of the project is. Raises JournalError if the name, or a link on the way, leads
    elsewhere; `root` must be resolved."""
    path = root.joinpath(*name.split("/"))
    with suppress(OSError, RuntimeError, ValueError):
        if {"", ".", ".."}.isdisjoint(name.split("/")) and path.resolve() == path:
            return path
    raise JournalError(f"names {name!r}, which is not a file of this project")


def _text(root: Path, plan: Plan) -> bytes:
    rest = {
        "root": os.stat(root).st_ino,
        "directories": list(plan.directories),
        "files": [asdict(entry) for entry in plan.entries],
    }
    return _BEGINNING + json.dumps(rest)[1:].encode() + b"\n"


def _plan(root: Path, data: bytes) -> Plan:
    """What a journal says, if it was made here and names only what `write_all` would."""
    made = json.loads(data)
    if not data.startswith(_BEGINNING) or made["root"] != os.stat(root).st_ino:
        raise JournalError("was not made in this directory")
    entries = tuple(map(_entry, made["files"]))
    directories = tuple(map(_string, made["directories"]))
    names = [entry.filename for entry in entries]
    new = [entry.filename for entry in entries if entry.before is None]
    for name in (*names, *directories):
        place(root, name)
    if len(set(names)) != len(names):
        raise ValueError("a file stands in it twice")
    for directory in directories:
        if not any(name.startswith(f"{directory}/") for name in new):
            raise ValueError("a directory is for no file")
    return Plan(entries, directories)


def _entry(made: Any) -> Entry:
    before = made["before"] if made["before"] is None else _string(made["before"])
    entry = Entry(
        _string(made["filename"]), _string(made["staged"]), before, _string(made["after"])
    )
    if not staging.is_beside(entry.staged, entry.filename.rpartition("/")[2]):
        raise ValueError("not a name that files are staged by")
    return entry


def _string(made: Any) -> str:
    if not isinstance(made, str):
        raise TypeError(made)
    return made


def _lock(handle: int, *, alone: bool, wait: bool) -> bool:
    """Lock an open journal; whether nobody else has. Without `alone`, others may look at it, too.

    Where the file system has no locks, nobody is taken to have one.
    """
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 1 << 30, os.SEEK_SET)  # beyond the end: what is locked cannot be read
        try:
            msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
    else:
        import fcntl

        kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
        try:
            fcntl.flock(handle, kind if wait else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            pass
    return True
