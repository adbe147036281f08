"""Processes that end, or fail, at a chosen moment of their work on files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flasklint.disk.writing import WriteError, write_all

OPERATIONS = (
    "open", "write", "fsync", "close", "mkdir", "chmod", "replace", "unlink", "rmdir",
)  # fmt: skip
DIED, REFUSED, COPED = 42, 43, 44
"""Exit codes: ended on the way, gave up and said so, went on to the end in spite of a failure."""

FILES: dict[str, tuple[bytes | None, bytes]] = {
    "app.py": (b"app\r\n", b"\xef\xbb\xbfAPP\r\n"),
    "shop/books.py": (b"books", b"BOOKS" * 1000),
    "shop/orders.py": (b"orders", b""),
    "shop/services/late/books.py": (None, b"SERVICE"),
}
OLD = {name: before for name, (before, _) in FILES.items() if before is not None}
NEW = {name: after for name, (_, after) in FILES.items()}


def project(root: Path) -> Path:
    """A directory with the old files."""
    for name, data in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def on_disk(root: Path) -> dict[str, bytes]:
    """Every file below a directory, whatever it is called."""
    paths = (path for path in root.rglob("*") if not path.is_dir())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def sources(root: Path) -> dict[str, bytes]:
    """The files that are not there for the sake of writing."""
    found = on_disk(root)
    return {name: found[name] for name in found if "/." not in f"/{name}"}


def folders(root: Path) -> set[str]:
    """Every directory below a directory."""
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_dir()}


def is_mixed(root: Path) -> bool:
    """Whether some of the files are old and others new."""
    return sources(root) not in (OLD, NEW)


def ends(action: Callable[[], object], stop: Callable[[], object], moment: int) -> int:
    """The exit code of a process that does `action`, with `stop` called before its file operation
    number `moment`, or in the middle of what it writes; 0 if it has no such moment."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        operations = _interfere(stop, moment)
        action()
        code = COPED if 0 <= moment < len(operations) else 0
    except (WriteError, KeyboardInterrupt):
        code = REFUSED
    finally:
        os._exit(code)


def die() -> None:
    os._exit(DIED)


def write_dying(root: Path, moment: int) -> bool:
    """Write the files in a process that dies; whether it lived to the end."""
    code = ends(lambda: write_all(root, FILES), die, moment)
    assert code in (0, DIED)
    return code == 0


def every_death(directory: Path) -> Iterator[Path]:
    """Projects that were being written when the process died: at its first moment, its second..."""
    moment, is_done = 0, False
    while not is_done:
        root = project(directory / str(moment))
        is_done = write_dying(root, moment)
        yield root
        moment += 1


def half_written(root: Path) -> Path:
    """A project of which the first file is new and the others are old."""
    return interrupted(project(root), FILES)


def interrupted(root: Path, files: dict[str, tuple[bytes | None, bytes]]) -> Path:
    """Write files in a process that dies when the first of them is new."""
    replace, calls = os.replace, []

    def dying(old: Path, new: Path) -> None:
        if calls:
            die()
        calls.append(new)
        replace(old, new)

    def write() -> None:
        os.replace = dying  # type: ignore[assignment]
        write_all(root, files)

    assert ends(write, die, -1) == DIED
    return root


def _interfere(stop: Callable[[], object], moment: int) -> list[str]:
    operations: list[str] = []

    def count(name: str) -> None:
        operations.append(name)
        if len(operations) == moment + 1:
            stop()

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*args: Any, **named: Any) -> Any:
            count(name)
            return function(*args, **named)

        return instead

    write = os.write

    def write_half(handle: int, data: memoryview) -> int:
        count("write")
        half = write(handle, data[: len(data) // 2])
        count("write")
        return half + write(handle, data[half:])

    for name in OPERATIONS:
        setattr(os, name, counted(name, getattr(os, name)))
    os.write = write_half  # type: ignore[assignment]
    return operations
