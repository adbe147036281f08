"""Shows how far a run is, once it takes long, if a person looks at it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SECONDS_BEFORE = 0.5


class Bar:
    """A bar on standard error: call it with how much is done, and how much there is to do."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show how far the run is."""
        if self._shown is not None:
            bar, task = self._shown
            bar.update(task, completed=done, total=total)
        elif time.monotonic() - self._started > SECONDS_BEFORE:
            bar = _bar()
            bar.start()
            self._shown = bar, bar.add_task("Reading", completed=done, total=total)

    def stop(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown[0].stop()
            self._shown = None


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
