"""New files beside old ones: made whole and on the disk before they are renamed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)
"""Only Windows has it, where line ends change without it."""


def name_beside(name: str) -> str:
    """A name for the new content of the file `name`, in its folder; nothing takes it for code."""
    return f"{_beginning(name)}{os.urandom(8).hex()}"


def is_beside(staged: str, name: str) -> bool:
    """Whether `name_beside` may have given a name."""
    token = staged.removeprefix(_beginning(name))
    return token != staged and len(token) == 16 and set(token) <= set("0123456789abcdef")


def make(path: Path, data: bytes, mode: int) -> None:
    """A file that does not exist yet, with `data` on the disk. Removed again if that fails."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode)
    try:
        try:
            fill(handle, data)
        finally:
            os.close(handle)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def fill(handle: int, data: bytes) -> None:
    """Write `data` and wait until the disk has it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def sync(folders: Iterable[Path]) -> None:
    """Wait until the disk has the names of the files in some folders, where it can be asked to."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    with suppress(FileNotFoundError, NotADirectoryError):
        path.unlink()


def _beginning(name: str) -> str:
    return f".{name[:50]}."
