"""Where the time of a run goes."""

from __future__ import annotations

import time
from collections import Counter


class Profile:
    """Seconds by stage and by rule, how often something happened, what each stage was the first to
    look at, and what was refused.

    What is measured inside something that is measured counts once, for the inner one.
    """

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.opened: Counter[str] = Counter()
        """Of how many files a stage or rule was the first to ask for the syntax tree."""
        self.refused: list[str] = []
        """Fixes that rules asked for and that could not be made faithfully: where, and why."""
        self.inner = 0.0
        self.stage = ""

    def measure(self, stage: str) -> _Measured:
        """Add the time that the `with` block takes to a stage."""
        return _Measured(self, stage)

    def count(self, what: str, times: int = 1) -> None:
        """Note that something happened."""
        self.counts[what] += times

    def open(self) -> _Measured:
        """Add the time that parsing a file takes, for the stage under way."""
        self.opened[self.stage] += 1
        return _Measured(self, "parsing")

    def add(self, other: Profile) -> None:
        """Take in what another process measured."""
        self.seconds.update(other.seconds)
        self.counts.update(other.counts)
        self.opened.update(other.opened)
        self.refused += other.refused


class _Measured:
    """A block under way. A class, for every rule comes by here with every file."""

    __slots__ = ("around", "outside", "profile", "stage", "started")

    def __init__(self, profile: Profile, stage: str) -> None:
        self.profile = profile
        self.stage = stage

    def __enter__(self) -> None:
        self.outside, self.profile.inner = self.profile.inner, 0.0
        self.around, self.profile.stage = self.profile.stage, self.stage
        self.started = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        spent = time.perf_counter() - self.started
        self.profile.seconds[self.stage] += spent - self.profile.inner  # type: ignore[assignment]
        self.profile.inner = self.outside + spent
        self.profile.stage = self.around
