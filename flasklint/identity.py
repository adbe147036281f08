"""What a result depends on besides the files: flasklint itself, its rules, and the settings."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from importlib.metadata import entry_points
from importlib.util import find_spec

GROUP = "flasklint.rules"
OWN_PACKAGE = "flasklint_rules"
PACKAGES = ("libcst", "pathspec", "click")
"""What flasklint runs on: a new version may answer differently."""


def engine() -> str:
    """The digest of flasklint without its rules, of Python, and of the packages in use."""
    versions = (_version(name) for name in PACKAGES)
    return _digest((sys.version, *versions), _sources("flasklint"))


def rules(isolated: bool) -> str:
    """The digest of the sources of all rules, those of plug-ins included unless `isolated`."""
    entries = sorted(
        (entry.name, entry.value)
        for entry in entry_points(group=GROUP)
        if not isolated or entry.value == OWN_PACKAGE
    )
    tops = sorted({value.partition(":")[0].partition(".")[0] for _, value in entries})
    return _digest((repr(entries),), (path for name in tops for path in _sources(name)))


def of(*parts: object) -> str:
    """The digest of some values."""
    return _digest(map(repr, parts), ())


def _digest(words: Iterable[str], paths: Iterable[str]) -> str:
    made = blake2b(digest_size=16)
    for word in words:
        made.update(word.encode() + b"\0")
    for path in paths:
        try:
            with open(path, "rb") as file:
                made.update(path.encode(errors="surrogateescape") + b"\0" + file.read())
        except OSError:
            made.update(path.encode(errors="surrogateescape") + b"\1")
    return made.hexdigest()


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
