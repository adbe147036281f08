"""Writing files: all of them or none, and only those that are still as they were read."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flasklint.disk import staging
from flasklint.disk.journal import JOURNAL, Entry, Journal, Plan, digest


class WriteError(Exception):
    """Files that were not written; `filename` is the one that stood in the way."""

    def __init__(self, filename: str, reason: str) -> None:
        super().__init__(f"{filename}: {reason}")
        self.filename = filename
        self.reason = reason


def write_all(root: Path, files: Mapping[str, tuple[bytes | None, bytes]]) -> None:
    """Write files below `root`: file name -> the bytes that were read, the bytes to write.

    None for the bytes that were read means that the file is to be made, with its directories.

    Each is written beside its old self and renamed over it, with the same permissions: at any
    moment a file is old or new. What is to be done stands in the journal before it begins, so
    that `unfinished` can finish it if this process ends on the way. Raises WriteError, and leaves
    every file as it was, if one has changed since it was read, leads out of `root`, or cannot be
    written. Where a file cannot be put back either, the message names it.
    """
    top = root.resolve()
    targets = [
        _target(top, filename, before, after)
        for filename, (before, after) in sorted(files.items())
        if before != after
    ]
    _refuse_twice(targets)
    if not targets:
        return
    folders = _missing_folders(top, targets)
    journal = _announced(top, targets, folders)
    done: list[_Target] = []
    try:
        _write(top, targets, folders, done)
    except BaseException as error:
        stuck = _put_back(done)  # an interrupt here leaves the journal for the next run
        _tidy(targets, folders, journal)
        if stuck:
            reason = f"could not be put back after a failed write: {', '.join(sorted(stuck))}"
            raise WriteError(stuck[0], reason) from error
        raise
    else:
        _tidy(targets, [], journal)
    finally:
        journal.close()


@dataclass(frozen=True, slots=True)
class _Target:
    """A file to be written. `path` is where it really is, and `mode` None if it is to be made."""

    filename: str
    path: Path
    staged: Path
    mode: int | None
    before: bytes | None
    after: bytes


def _target(top: Path, filename: str, before: bytes | None, after: bytes) -> _Target:
    is_new = before is None
    try:
        path = (top / filename).resolve(strict=not is_new)
        status = None if is_new else path.stat()
    except (OSError, RuntimeError) as error:
        reason = "cannot be made" if is_new else "has gone since it was read"
        raise WriteError(filename, reason) from error
    if not path.is_relative_to(top):
        raise WriteError(filename, "leads outside the project: not written")
    mode = None if status is None else stat.S_IMODE(status.st_mode)
    if status is not None and mode is not None:
        is_regular = stat.S_ISREG(status.st_mode)
        if not is_regular or not mode & 0o222 or not os.access(path, os.W_OK):
            raise WriteError(filename, "is not writable")
    staged = path.with_name(staging.name_beside(path.name))
    target = _Target(filename, path, staged, mode, before, after)
    _refuse_changed(target)
    return target


def _refuse_changed(target: _Target) -> None:
    if target.before is None:
        if os.path.lexists(target.path):
            raise WriteError(target.filename, "exists by now: not written")
        return
    try:
        data = target.path.read_bytes()
    except OSError as error:
        raise WriteError(target.filename, f"cannot be read again: {error.strerror}") from error
    if data != target.before:
        raise WriteError(target.filename, "has changed since it was read: not written")


def _refuse_twice(targets: Sequence[_Target]) -> None:
    seen: dict[Path, _Target] = {}
    for target in targets:
        other = seen.setdefault(target.path, target)
        if other is not target:
            raise WriteError(target.filename, f"is the same file as {other.filename}: not written")


def _missing_folders(top: Path, targets: Sequence[_Target]) -> list[Path]:
    """The folders that new files need, outer ones first."""
    new = [target.path for target in targets if target.before is None]
    needed = {folder for path in new for folder in path.parents if folder.is_relative_to(top)}
    return sorted(folder for folder in needed if not folder.exists())


def _announced(top: Path, targets: Sequence[_Target], folders: Sequence[Path]) -> Journal:
    entries = [
        Entry(
            target.path.relative_to(top).as_posix(),
            target.staged.name,
            None if target.before is None else digest(target.before),
            digest(target.after),
        )
        for target in targets
    ]
    directories = [folder.relative_to(top).as_posix() for folder in folders]
    try:
        return Journal.make(top, Plan(entries, directories))
    except FileExistsError as error:
        reason = "another run is writing fixes, or was interrupted: `flasklint check --fix` again"
        raise WriteError(JOURNAL, reason) from error
    except OSError as error:
        raise WriteError(JOURNAL, f"cannot be written: {error.strerror}") from error


def _write(
    top: Path, targets: Sequence[_Target], folders: Sequence[Path], done: list[_Target]
) -> None:
    """Stage everything, then rename everything; `done` tells what was renamed."""
    for folder in folders:
        try:
            os.mkdir(folder)
        except OSError as error:
            name = folder.relative_to(top).as_posix()
            raise WriteError(name, f"cannot be made: {error.strerror}") from error
    for target in targets:
        _stage(target, target.after)
    touched = {top, *folders, *(target.path.parent for target in targets)}
    touched |= {folder.parent for folder in folders}
    staging.sync(touched)
    for target in targets:
        _refuse_changed(target)
        done.append(target)  # before, not after: an interrupt may come between
        try:
            os.replace(target.staged, target.path)
        except OSError as error:
            done.pop()
            raise WriteError(target.filename, f"cannot be written: {error.strerror}") from error
    staging.sync(touched)


def _stage(target: _Target, data: bytes) -> None:
    """Put `data` beside `target`, with its permissions; a new file has what the umask gives."""
    try:
        if target.mode is None:
            staging.make(target.staged, data, 0o666)
            return
        staging.make(target.staged, data, 0o600)
        _same_owner(target.path, target.staged)
        target.staged.chmod(target.mode)
    except OSError as error:
        raise WriteError(target.filename, f"cannot be written: {error.strerror}") from error


def _same_owner(old: Path, new: Path) -> None:
    theirs, ours = old.stat(), new.stat()
    if (theirs.st_uid, theirs.st_gid) != (ours.st_uid, ours.st_gid):
        with suppress(OSError):
            os.chown(new, theirs.st_uid, theirs.st_gid)


def _put_back(done: Sequence[_Target]) -> list[str]:
    """Give files their old bytes again, and remove new ones; gives those that are stuck."""
    stuck = []
    for target in reversed(done):
        try:
            if target.before is None:
                staging.remove(target.path)
                continue
            staging.remove(target.staged)
            _stage(target, target.before)
            os.replace(target.staged, target.path)
        except (OSError, WriteError):
            stuck.append(target.filename)
    return stuck


def _tidy(targets: Sequence[_Target], folders: Sequence[Path], journal: Journal) -> None:
    """Remove what is staged, `folders` if they are empty, and then the journal. Where that fails
    the journal stays, and the next run goes on from it."""
    with suppress(OSError):
        for target in targets:
            staging.remove(target.staged)
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        journal.delete()
