"""Settings: where they come from, and who reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flasklint.facts.node import Place
from flasklint.project.answers import plain


@plain
@dataclass(frozen=True, slots=True)
class ConfigSources:
    """Classes and modules that an app loads its settings from: path or module name to the place
    of the call that loads it; the bases of classes are loaded with them, `direct` are without, and
    `made` those of them of which an object is loaded. What a module takes all names from is loaded
    with it. `overridable` if settings are also read from outside the code."""

    classes: Mapping[str, Place]
    modules: Mapping[str, Place]
    overridable: Place | None
    direct: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
