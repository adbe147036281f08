"""How much is followed: a number of steps, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from contextlib import contextmanager

from flasklint.facts.node import Place
from flasklint.follow.values import (
    ClassValue,
    DictValue,
    Instance,
    Known,
    ListValue,
    Partial,
    Value,
)
from flasklint.limits import LIMITS

LEAST_STEPS = 1_000
"""What is left for each of them when the project has taken up all its steps."""
MOST_STEPS_OF_ALL = 1_000_000
MOST_STEPS_OF_A_FILE = 500
MOST_STEPS_OF_A_FLASK_FILE = 10_000
"""What each file of the project adds to that, and one that imports Flask or an extension."""
EVENT = 20
"""What a call counts that the wiring may depend on."""
CHARACTERS = 128
ITEMS = 8
"""How many characters of a text, and items of a list that is copied, count as one step."""


class Budget:
    """What is left to be followed, of at most `most` steps for one statement of a module, or for a
    function that following begins with: values, statements and items of loops; large values count
    more.

    `left` counts down the steps of what is under way, `near` is the last call or loop. `beyond` has
    the files with a statement or function that is not followed to its end, and where that was;
    `failed` says of which of them it was an error of flasklint, and which.

    Nothing is left while nothing is under way: what a rule asks is begun by whoever follows it.
    """

    def __init__(self, files: int, flask_files: int, most: int = LIMITS.steps) -> None:
        self.most = most
        self.left = 0
        self.near: Place | None = None
        self.beyond: dict[str, Place] = {}
        self.failed: dict[str, str] = {}
        whole = MOST_STEPS_OF_ALL + files * MOST_STEPS_OF_A_FILE
        whole += flask_files * MOST_STEPS_OF_A_FLASK_FILE
        self._all = whole * most // LIMITS.steps
        self._units = 0

    def size(self, value: Value, fresh: bool = False) -> Value:
        """Count a value that was just made by how large it is; gives it back. `fresh` if what is
        in it may have been made with it."""
        match value:
            case ListValue(items=items) | DictValue(items=items) | Partial(args=items):
                self.left -= len(items) // (2 if fresh else ITEMS)
            case Known(value=str() | bytes() as text):
                self.left -= len(text) // CHARACTERS
            case Instance(cls=cls, attributes=attributes):
                fields = cls.fields if isinstance(cls, ClassValue) else ()
                self.left -= len(attributes) + len(fields)
        return value

    def count(self, items: Sized, each: int = ITEMS) -> None:
        """Count that some items are looked at, of which so many are as much as a step."""
        self.left -= len(items) // each

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way: a rule asks something."""
        return not self._units

    @contextmanager
    def unit(self, place: Place) -> Iterator[None]:
        """Follow a statement of a module or a function, with steps of its own out of those for the
        whole project."""
        outside, near = self.left, self.near
        given = self.left = min(self.most, max(LEAST_STEPS, self._all))
        self.near = None
        self._units += 1
        try:
            yield
        finally:
            self._units -= 1
            self._all -= given - max(self.left, 0)
            if self.left < 0:
                self.beyond.setdefault(place.filename, self.near or place)
            self.left, self.near = outside, near

    def fail(self, filename: str, error: str) -> None:
        """End what is under way, for an error."""
        self.left = -1
        self.failed.setdefault(filename, error)

    @contextmanager
    def question(self, most: int | None = None) -> Iterator[None]:
        """Follow something that a rule asks, with steps that count nowhere else."""
        outside, near = self.left, self.near
        self.left = self.most if most is None else most
        self._units += 1
        try:
            yield
        finally:
            self._units -= 1
            self.left, self.near = outside, near
