"""Follows a statement of a module, or a function, by itself: nothing that goes wrong there ends
more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flasklint.diagnostics.positions import brief
from flasklint.facts.node import Place

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

_UNDER_WAY = (
    "running",
    "certain",
    "doubts",
    "called_for",
    "following",
    "importing",
    "describing",
    "deciding",
)


@contextmanager
def unit(ev: Machine, place: Place) -> Iterator[None]:
    """Follow what stands at a place of the project, or is described for it, with steps of its own.
    If that fails, an error of flasklint, the file is one that is not followed to its end."""
    before = [getattr(ev, name) for name in _UNDER_WAY]
    frames, trials, path = list(ev.frames), list(ev.trials), ev.branches.path
    with ev.budget.unit(place):
        try:
            yield
        except Exception as error:
            if os.environ.get("FLASKLINT_DEBUG") == "1":
                raise
            for name, value in zip(_UNDER_WAY, before, strict=True):
                setattr(ev, name, value)
            ev.frames, ev.trials, ev.branches.path = frames, trials, path
            ev.budget.fail(place.filename, brief(error))
