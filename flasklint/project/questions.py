"""Remembers what a project is asked while a file is checked, and compares answers between runs.

What was found in a file stands as long as the file and the answers that its rules were given stay
the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from flasklint.project import answers

Question = tuple[str, tuple[Any, ...]]
"""The name of a method of `Project` and its arguments: strings, numbers, None, tuples of them. The
name of a program comes before that of the method, with a colon."""

Method = TypeVar("Method", bound=Callable[..., Any])


@dataclass
class Record:
    """The answers so far; `asked` collects the questions while it is a set; `kept` are answers from
    an earlier run, as text."""

    answers: dict[Question, Any] = field(default_factory=dict)
    asked: set[Question] | None = None
    kept: Mapping[Question, str] = field(default_factory=dict)


class Asked(Protocol):
    """What answers questions and keeps a record of them; `program` is part of the question."""

    record: Record
    program: str

    def following(self) -> AbstractContextManager[None]:
        """Around each answer, so that none depends on what was asked before."""


def question(method: Method) -> Method:
    """Make a method a question: answered once, and noted for the file that is being checked.

    What an answer asks on its way is part of the answer, and is not noted.
    """
    name = method.__name__

    def found(self: Asked, key: Question, args: tuple[Any, ...]) -> Any:
        record = self.record
        if record.kept.get(key):
            return answers.decode(record.kept[key])
        asked, record.asked = record.asked, None
        try:
            with self.following():
                return method(self, *args)
        finally:
            record.asked = asked

    @wraps(method)
    def ask(self: Asked, *args: Any) -> Any:
        record = self.record
        is_plain = len(args) == 1 and args[0].__class__ is str
        asked = f"{self.program}:{name}" if self.program else name
        key = (asked, args if is_plain else tuple(map(_plain, args)))
        if key not in record.answers:
            record.answers[key] = found(self, key, args)
        if record.asked is not None:
            record.asked.add(key)
        return record.answers[key]

    return cast(Method, ask)


def answer(to: Any, asked: Question) -> str:
    """The answer to a question as text, asked again; "" if it can no longer be asked."""
    (program, _, name), args = asked[0].rpartition(":"), asked[1]
    try:
        found = getattr(to.at(program), name)
        return answers.encode(found(*args) if callable(found) else found)
    except Exception:
        # Whoever asks anew, in a file that is checked again, tells of what is wrong.
        return ""


def _plain(argument: Any) -> Any:
    if argument.__class__ is str:
        return argument
    if isinstance(argument, (set, frozenset)):
        return tuple(sorted(argument))
    return tuple(argument) if isinstance(argument, list) else argument
