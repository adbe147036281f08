"""What a team declares of its architecture, and how much is followed."""

from __future__ import annotations

from typing import NamedTuple

from flasklint.limits import LIMITS


class Settings(NamedTuple):
    """What the configuration says of the architecture, where empty means: find it; and how many
    steps are followed at a time."""

    services: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    error_class: str = ""
    factory: str = ""
    steps: int = LIMITS.steps


NOTHING_SAID = Settings()
