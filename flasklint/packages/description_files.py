"""The files that describe a package: one, or a folder of them that are read as one."""

from __future__ import annotations

from pathlib import Path


def files_of(path: Path) -> list[Path]:
    """The file that a path is, or those of the folder, in the order in which they are read: by
    name, and last `__init__.py`, which has use for the others."""
    if not path.is_dir():
        return [path]
    return sorted(path.glob("*.py"), key=lambda file: (file.name == "__init__.py", file.name))
