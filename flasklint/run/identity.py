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
    return of(sys.version_info[:3], sys.implementation.name, *versions, *_contents("flasklint"))


def rules(isolated: bool) -> str:
    """The digest of the sources of all rules, those of plug-ins included unless `isolated`."""
    found = sorted(set(plug_ins(isolated)))
    tops = sorted({each.package.partition(".")[0] for each in found})
    return of(found, *(each for name in tops for each in _contents(name)))


def of(*parts: object) -> str:
    """The digest of some values."""
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(repr(part).encode() + b"\0")
    return digest.hexdigest()


def _contents(package: str) -> Iterator[tuple[str, bytes]]:
    """The Python files of an installed package, without importing it: where they stand in it, and
    what they say."""
    for place in _places(package):
        for path in _sources(place):
            with suppress(OSError), open(path, "rb") as file:
                yield os.path.relpath(path, place), file.read()


def _sources(place: str) -> Iterator[str]:
    if not os.path.isdir(place):
        yield place
        return
    for directory, below, names in os.walk(place):
        below[:] = sorted(name for name in below if name != "__pycache__")
        yield from (os.path.join(directory, name) for name in sorted(names) if name.endswith(".py"))


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
