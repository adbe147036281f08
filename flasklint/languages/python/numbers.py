"""Which nodes of a file are named by a number in facts, which hold no nodes, and how they are
counted: in the order of the source, so that both parsers count alike. What stands in the body of a
function is counted for itself, so that an edit there leaves all other numbers as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

BODY = 1 << 24
"""How far apart the numbers of bodies are: more than a file that is read has nodes."""

NUMBERED = (
    "AnnAssign", "Assert", "Assign", "AugAssign", "Call", "ClassDef", "Expr", "For", "FunctionDef",
    "Import", "ImportFrom", "Lambda", "Raise", "Return", "While",
)  # fmt: skip
"""What is counted, by the names that libcst and `ast` share; `async` is none of its own."""


class Counter:
    """`next` gives the next number: from 1 on outside of functions, from `BODY` on in the body of
    the first function that is not in another one, from twice as much in that of the second."""

    def __init__(self) -> None:
        self.bodies = 0
        self.outside: Callable[[], int] = count(1).__next__
        self.next = self.outside

    def enter(self) -> None:
        """The body of a function begins that is not in another one."""
        self.bodies += 1
        self.next = count(self.bodies * BODY).__next__

    def leave(self) -> None:
        """It ends."""
        self.next = self.outside
