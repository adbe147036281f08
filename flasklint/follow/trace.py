"""Where evaluation is: the calls under way, whether they are sure to be made, and the events noted
on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.follow.branches import Branches
from flasklint.follow.budget import EVENT, Budget
from flasklint.follow.doubts import SETTING
from flasklint.follow.flask import wired
from flasklint.follow.values import Event, FunctionValue, Instance, Scope, Value


class Frame(NamedTuple):
    """A call under way, where it stands and what it is given; no place for a call that is only
    supposed."""

    function: FunctionValue
    place: Place | None
    receiver: Value | None
    given: list[Value]


class Trace:
    """Where evaluation is, and what it has noted so far."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.events: list[Event] = []
        self.changes: dict[Value, list[Event]] = {}
        self.running: Module | None = None
        self.frames: list[Frame] = []
        self.certain = True
        self.doubts: tuple[str, ...] = ()
        """Why the code under way may not be run, outermost first, settings aside."""
        self.branches = Branches()
        self.called_for = True
        self.describing = 0
        self.imported_at: dict[str, Place] = {}

    @property
    def adrift(self) -> bool:
        """Whether what is made now is made in a function whose callers are not known."""
        return bool(self.frames) and all(frame.place is None for frame in self.frames)

    @property
    def in_library(self) -> bool:
        """Whether the code under way is that of a description."""
        return self.frames[-1].function.is_library if self.frames else self.describing > 0

    @property
    def here(self) -> Module | None:
        """The module of the project whose code is under way."""
        for frame in reversed(self.frames):
            if not frame.function.is_library:
                return frame.function.scope.module
        return self.running

    def site(self, scope: Scope, node: int) -> Place:
        """The place of a node of the code under way; for code that describes a library, the place
        in the project that calls or imports it."""
        if scope.module.is_library:
            for frame in reversed(self.frames):
                if frame.place is not None:
                    return frame.place
            first = next(iter(self.imported_at.values()), None)
            at = self.imported_at.get(scope.module.name, first)
            if at is not None:
                return at
        return Place(scope.module.filename, node)

    @property
    def is_sure(self) -> bool:
        """Whether the code under way is surely run, with the settings in the code."""
        return self.certain and not self.doubts

    def note(
        self,
        path: str,
        receiver: Value | None,
        args: tuple[Value, ...],
        keywords: dict[str, Value],
        place: Place,
        open_ended: bool = False,
    ) -> Event:
        """Note a call that the wiring may depend on.

        Where a method of the same name only passes it on (an overridden `register_blueprint`), the
        place is that of the call of this method.
        """
        method = path.rpartition(".")[2]
        frames = list(self.frames)
        while frames:
            function, outer, *_ = frames[-1]
            if outer is None or not (function.is_library or function.code.name == method):
                break
            place = outer
            frames.pop()
        within = frames[-1].function if frames else None
        chain = tuple(frame.place for frame in frames if frame.place is not None)
        # What is done to an object is as sure as the object itself.
        made = receiver.doubts if isinstance(receiver, Instance) else 0
        doubts = self.doubts[made:]
        event = Event(
            path, receiver, args, keywords, place, chain, within, None, open_ended,
            self.certain and not doubts, doubt=self._doubt(doubts), branches=self.branches.path,
        )  # fmt: skip
        self.events.append(event)
        self.budget.left -= EVENT
        if receiver is not None and wired.is_change(path):
            self.changes.setdefault(receiver, []).append(event)
        return event

    def _doubt(self, doubts: Sequence[str]) -> str:
        if not self.called_for:
            return ""
        return next(iter(doubts), "" if self.certain else SETTING)

    def take_back(self, before: int) -> list[Event]:
        """The events since there were `before`, which are no longer noted."""
        taken = self.events[before:]
        del self.events[before:]
        for event in taken:
            if event.receiver is not None and wired.is_change(event.path):
                self.changes[event.receiver].remove(event)
        return taken

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Follow something and leave no trace of it."""
        before = len(self.events)
        try:
            yield
        finally:
            self.take_back(before)
