"""The files that a report speaks of: their text, and how to call them."""

from __future__ import annotations

import io
import os
import tokenize
from collections.abc import Callable, Mapping

from flasklint.disk import reading


def display_name(root: str, filename: str) -> str:
    """How to call a file so that a terminal can open it: relative to the current directory where
    one of the two is in the other, or else absolute."""
    here = os.getcwd()
    full = os.path.join(root, filename)
    if root == here:
        return filename
    if root.startswith(os.path.join(here, "")) or here.startswith(os.path.join(root, "")):
        return os.path.relpath(full, here).replace(os.sep, "/")
    return full.replace(os.sep, "/")


def reader(root: str, given: Mapping[str, str]) -> Callable[[str], str]:
    """Gives the text of a file by its name: from `given`, or else from the disk below `root`.

    What it gives raises OSError for a file that cannot be read.
    """

    def read(filename: str) -> str:
        if filename in given:
            return given[filename]
        return decode(reading.read(os.path.join(root, filename)))[0]

    return read


def decode(data: bytes) -> tuple[str, str]:
    """The text of Python source, line ends as they are, without a byte order mark; and the
    encoding that gives `data` back. What cannot be decoded is replaced."""
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
        return data.decode(encoding), encoding
    except (SyntaxError, UnicodeDecodeError):
        return data.decode("utf-8", "replace"), "utf-8"
