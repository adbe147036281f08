"""Writing files: all of them or none, and only those that are still as they were read."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


class WriteError(Exception):
    """Files that were not written; `filename` is the one that stood in the way."""

    def __init__(self, filename: str, reason: str) -> None:
        super().__init__(f"{filename}: {reason}")
        self.filename = filename
        self.reason = reason


def write_all(root: Path, files: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Write files below `root`: file name -> the bytes that were read, the bytes to write.

    Each is written beside its old self and renamed over it, with the same permissions: at any
    moment a file is old or new. Raises WriteError, and leaves every file as it was, if one has
    changed since it was read, is a link that leads out of `root`, or cannot be written. Where a
    file cannot be put back either, the message names it.
    """
    targets = [
        _target(root, filename, before, after)
        for filename, (before, after) in sorted(files.items())
        if before != after
    ]
    _refuse_twice(targets)
    staged: list[tuple[_Target, Path]] = []
    done: list[_Target] = []
    try:
        for target in targets:
            staged.append((target, _beside(target, target.after)))
        for target, new in staged:
            _refuse_changed(target)
            done.append(target)  # before, not after: an interrupt may come between
            try:
                os.replace(new, target.path)
            except OSError as error:
                done.pop()
                raise WriteError(target.filename, f"cannot be written: {error.strerror}") from error
    except BaseException as error:
        _put_back(done, error)
        raise
    finally:
        for _, new in staged:
            new.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class _Target:
    filename: str
    path: Path
    mode: int
    before: bytes
    after: bytes


def _target(root: Path, filename: str, before: bytes, after: bytes) -> _Target:
    try:
        path = (root / filename).resolve(strict=True)
        status = path.stat()
    except (OSError, RuntimeError) as error:
        raise WriteError(filename, "has gone since it was read") from error
    if not path.is_relative_to(root.resolve()):
        raise WriteError(filename, "leads outside the project: not written")
    mode = stat.S_IMODE(status.st_mode)
    if not stat.S_ISREG(status.st_mode) or not mode & 0o222 or not os.access(path, os.W_OK):
        raise WriteError(filename, "is not writable")
    target = _Target(filename, path, mode, before, after)
    _refuse_changed(target)
    return target


def _refuse_changed(target: _Target) -> None:
    try:
        data = target.path.read_bytes()
    except OSError as error:
        raise WriteError(target.filename, f"cannot be read again: {error.strerror}") from error
    if data != target.before:
        raise WriteError(target.filename, "has changed since it was read: not written")


def _refuse_twice(targets: list[_Target]) -> None:
    seen: dict[Path, _Target] = {}
    for target in targets:
        other = seen.setdefault(target.path, target)
        if other is not target:
            raise WriteError(target.filename, f"is the same file as {other.filename}: not written")


def _beside(target: _Target, data: bytes) -> Path:
    """A new file with `data` in the folder of `target`, with its permissions."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.path.name[:50]}.", dir=target.path.parent)
    except OSError as error:
        raise WriteError(target.filename, f"cannot be written: {error.strerror}") from error
    path = Path(name)
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _same_owner(target.path, path)
        path.chmod(target.mode)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise WriteError(target.filename, f"cannot be written: {error.strerror}") from error
        raise
    return path


def _same_owner(old: Path, new: Path) -> None:
    theirs, ours = old.stat(), new.stat()
    if (theirs.st_uid, theirs.st_gid) != (ours.st_uid, ours.st_gid):
        with suppress(OSError):
            os.chown(new, theirs.st_uid, theirs.st_gid)


def _put_back(done: list[_Target], cause: BaseException) -> None:
    """Give files their old bytes again; raises WriteError naming those that cannot have them."""
    stuck = []
    for target in reversed(done):
        try:
            os.replace(_beside(target, target.before), target.path)
        except (OSError, WriteError):
            stuck.append(target.filename)
    if stuck:
        reason = f"could not be put back after a failed write: {', '.join(sorted(stuck))}"
        raise WriteError(stuck[0], reason) from cause
