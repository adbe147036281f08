"""Where the time of a run goes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class Profile:
    """Seconds by stage and by rule, and how often something happened.

    What is measured inside something that is measured counts once, for the inner one.
    """

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self._inner = 0.0

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Add the time that the block takes to a stage."""
        outside, self._inner = self._inner, 0.0
        started = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - started
            self.seconds[stage] += spent - self._inner  # type: ignore[assignment]
            self._inner = outside + spent

    def count(self, what: str, times: int = 1) -> None:
        """Note that something happened."""
        self.counts[what] += times

    def add(self, other: Profile) -> None:
        """Take in what another process measured."""
        self.seconds.update(other.seconds)
        self.counts.update(other.counts)
