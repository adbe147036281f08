"""Reads files that may be anything: a device, a pipe, a link that leads elsewhere, endless."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

MOST_BYTES = 10_000_000
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@contextmanager
def opened(path: str | os.PathLike[str], follow_links: bool = True) -> Iterator[BinaryIO]:
    """A regular file, to be read. Raises OSError for what is none."""
    flags = _FLAGS if follow_links else _FLAGS | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags)
    with open(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", os.fspath(path))
        yield file


def read(path: str | os.PathLike[str], most: int = MOST_BYTES, follow_links: bool = True) -> bytes:
    """The bytes of a regular file. Raises OSError for what is none, and for a file that has more
    than `most` bytes."""
    data = begun(path, most + 1, follow_links)
    if len(data) > most:
        reason = f"it has more than {most // 1_000_000} MB"
        raise OSError(errno.EFBIG, reason, os.fspath(path))
    return data


def begun(path: str | os.PathLike[str], most: int, follow_links: bool = True) -> bytes:
    """The first bytes of a regular file, no more than `most`. Raises OSError for what is none."""
    with opened(path, follow_links) as file:
        # Room is made for all that is asked for.
        return file.read(min(most, os.fstat(file.fileno()).st_size + MOST_BYTES))
