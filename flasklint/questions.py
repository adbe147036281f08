"""Remembers what a project is asked while a file is checked, and compares answers between runs.

What was found in a file stands as long as the file and the answers that its rules were given stay
the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, fields, is_dataclass
from functools import wraps
from hashlib import blake2b
from typing import Any, Protocol, TypeVar, cast

Question = tuple[str, tuple[Any, ...]]
"""The name of a method of `Project` and its arguments: strings, numbers, None, tuples of them."""

Method = TypeVar("Method", bound=Callable[..., Any])


@dataclass
class Record:
    """The answers so far; `asked` collects the questions while it is a set."""

    answers: dict[Question, Any] = field(default_factory=dict)
    asked: set[Question] | None = None


class Asked(Protocol):
    """What answers questions and keeps a record of them."""

    record: Record

    def following(self) -> AbstractContextManager[None]:
        """Around each answer, so that none depends on what was asked before."""


def question(method: Method) -> Method:
    """Make a method a question: answered once, and noted for the file that is being checked.

    What an answer asks on its way is part of the answer, and is not noted.
    """
    name = method.__name__

    @wraps(method)
    def ask(self: Asked, *args: Any) -> Any:
        record = self.record
        asked = record.asked
        key = (name, tuple(map(_plain, args)))
        if key not in record.answers:
            record.asked = None
            try:
                with self.following():
                    record.answers[key] = method(self, *args)
            finally:
                record.asked = asked
        if asked is not None:
            asked.add(key)
        return record.answers[key]

    return cast(Method, ask)


def answer(to: Any, asked: Question) -> str:
    """The digest of the answer to a question, asked again; "" if it can no longer be asked."""
    name, args = asked
    try:
        found = getattr(to, name)
        return digest(found(*args) if callable(found) else found)
    except Exception:
        # Whoever asks anew, in a file that is checked again, tells of what is wrong.
        return ""


def digest(value: Any) -> str:
    """A digest that is the same for equal answers in every process."""
    text = json.dumps(_stable(value))
    return blake2b(text.encode(), digest_size=12).hexdigest()


def _plain(argument: Any) -> Any:
    if argument.__class__ is str:
        return argument
    if isinstance(argument, (set, frozenset)):
        return tuple(sorted(argument))
    return tuple(argument) if isinstance(argument, list) else argument


def _stable(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (set, frozenset)):
        return ["set", *sorted(json.dumps(_stable(item)) for item in value)]
    if isinstance(value, Mapping):
        return ["map", *([_stable(key), _stable(held)] for key, held in value.items())]
    if is_dataclass(value):
        held = (getattr(value, part.name) for part in fields(value))
        return [type(value).__name__, *map(_stable, held)]
    if isinstance(value, (tuple, list)):
        return [type(value).__name__, *map(_stable, value)]
    return [type(value).__name__, repr(value)]
