"""Takes back what code changed that was followed though it is not run."""

from __future__ import annotations

from typing import Any

from flasklint.follow.values import DictValue, ListValue

Container = dict[Any, Any] | ListValue | DictValue


class Trial:
    """The containers that were changed, each with what it held before."""

    def __init__(self) -> None:
        self._before: dict[int, tuple[Container, Any, bool]] = {}

    def touch(self, container: Container) -> int:
        """Remember a container; to be called before it is changed. How much is copied."""
        if id(container) in self._before:
            return 0
        if isinstance(container, dict):
            self._before[id(container)] = (container, dict(container), True)
        else:
            saved = container, container.items.copy(), container.complete
            self._before[id(container)] = saved
        return len(container if isinstance(container, dict) else container.items)

    def roll_back(self) -> None:
        """Give every container what it held before."""
        for container, held, complete in self._before.values():
            if isinstance(container, dict):
                container.clear()
                container.update(held)
            else:
                container.items = held
                container.complete = complete
