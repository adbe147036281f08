"""What a result depends on besides the files: flasklint itself, its rules, and the settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from importlib.util import find_spec

from flasklint.run.plug_ins import plug_ins

PACKAGES = ("libcst", "pathspec", "click")
"""What flasklint runs on: a new version may answer differently."""


def engine() -> str:
    """The digest of flasklint without its rules, of Python, and of the packages in use."""
    versions = (_version(name) for name in PACKAGES)
    return of(sys.version, *versions, *_states("flasklint"))


def rules(isolated: bool) -> str:
    """The digest of the sources of all rules, those of plug-ins included unless `isolated`."""
    found = sorted(set(plug_ins(isolated)))
    tops = sorted({each.package.partition(".")[0] for each in found})
    return of(found, *(state for name in tops for state in _states(name)))


def of(*parts: object) -> str:
    """The digest of some values."""
    made = blake2b(digest_size=16)
    for part in parts:
        made.update(repr(part).encode() + b"\0")
    return made.hexdigest()


def _states(package: str) -> Iterator[tuple[str, int, int]]:
    """The Python files of an installed package, with what changes when they are written."""
    for path in _sources(package):
        with suppress(OSError):
            state = os.stat(path)
            yield path, state.st_size, state.st_mtime_ns


def _sources(package: str) -> Iterator[str]:
    """The Python files of an installed package, without importing it."""
    for place in _places(package):
        if not os.path.isdir(place):
            yield place
            continue
        for directory, below, names in os.walk(place):
            below[:] = sorted(name for name in below if name != "__pycache__")
            yield from (
                os.path.join(directory, name) for name in sorted(names) if name.endswith(".py")
            )


def _places(package: str) -> Sequence[str]:
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return ()
    if spec is None:
        return ()
    if spec.submodule_search_locations:
        return list(spec.submodule_search_locations)
    return (spec.origin,) if spec.origin else ()


def _version(package: str) -> str:
    """The version of an installed package, from the name of the directory that says so."""
    for place in _places(package):
        parent = os.path.dirname(place)
        for name in os.listdir(parent):
            if name.endswith(".dist-info") and name.startswith(f"{package}-"):
                return name
    return package
