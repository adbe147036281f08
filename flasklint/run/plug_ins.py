"""Which installed packages have rules, as their entry points say."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

GROUP = "flasklint.rules"
OWN_PACKAGE = "flasklint_rules"


class PlugIn(NamedTuple):
    """An entry point: its name, and the package that it means."""

    name: str
    package: str


def plug_ins(isolated: bool = False) -> Iterator[PlugIn]:
    """The entry points in the group `flasklint.rules`; with `isolated`, only flasklint's own.

    They are those of `importlib.metadata.entry_points`, but loading that takes an eighth of a run
    with nothing to do.
    """
    for place in dict.fromkeys(sys.path):
        found = []
        with suppress(OSError):
            found = sorted(os.listdir(place or os.curdir))
        for name in found:
            if name.endswith((".dist-info", ".egg-info")):
                with suppress(OSError, UnicodeDecodeError):
                    path = os.path.join(place, name, "entry_points.txt")
                    with open(path, encoding="utf-8") as file:
                        given = list(_of_group(file.read()))
                    yield from (each for each in given if not isolated or each[1] == OWN_PACKAGE)


def _of_group(text: str) -> Iterator[PlugIn]:
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip(" []")
        elif section == GROUP and "=" in line:
            name, _, package = line.partition("=")
            yield PlugIn(name.strip(), package.partition("[")[0].strip())
