"""What facts are as data: named tuples, and the places that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, Self, dataclass_transform

if TYPE_CHECKING:

    @dataclass_transform(frozen_default=True)
    class Node:
        """A named tuple. Type checkers see a class: they compare tuples that hold one another
        item by item, again and again, which takes minutes.
        """

        _fields: ClassVar[tuple[str, ...]]

        def _replace(self, **changes: object) -> Self: ...

else:
    Node = NamedTuple


class Place(NamedTuple):
    """A node of a file, by number."""

    filename: str
    node: int
