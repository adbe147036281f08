"""Takes back what code changed that was followed though it is not run."""

from __future__ import annotations

from typing import Any

from flasklint.follow.values import DictValue, ListValue

Container = dict[Any, Any] | ListValue | DictValue


class Trial:
    """The containers that were changed, each with what it held before."""

    def __init__(self) -> None:
        self._before: dict[int, tuple[Container, Any, bool]] = {}

    def touch(self, container: Container) -> None:
        """Remember a container; to be called before it is changed."""
        if id(container) in self._before:
            return
        if isinstance(container, dict):
            self._before[id(container)] = (container, dict(container), True)
        else:
            saved = container, container.items.copy(), container.complete
            self._before[id(container)] = saved

    def roll_back(self) -> None:
        """Give every container what it held before."""
        for container, held, complete in self._before.values():
            if isinstance(container, dict):
                container.clear()
                container.update(held)
            else:
                container.items = held
                container.complete = complete
