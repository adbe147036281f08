"""Remembers what a project is asked while a file is checked, and compares answers between runs.

What was found in a file stands as long as the file and the answers that its rules were given stay
the same.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast

from flasklint.project import answers

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis

Question = tuple[str, tuple[Any, ...]]
"""The name of a method of `Project`, or the path of a function, and the arguments: strings,
numbers, None, tuples of them. The name of a program comes before it, with a colon."""

Method = TypeVar("Method", bound=Callable[..., Any])
Result = TypeVar("Result")


@dataclass
class Record:
    """The answers so far; `asked` collects the questions while it is a set; `kept` are answers from
    an earlier run, as text."""

    answers: dict[Question, Any] = field(default_factory=dict)
    asked: set[Question] | None = None
    kept: Mapping[Question, str] = field(default_factory=dict)


class Questions(ABC):
    """What answers questions and keeps a record of them; `program`, the directory of the program
    that is asked, is part of the question. Each subject has a class of it, and `Project` is of
    all."""

    record: Record
    program = ""

    @property
    @abstractmethod
    def analysis(self) -> Analysis:
        """What answers the questions; made when one is asked that nothing else answers."""

    @abstractmethod
    def following(self) -> AbstractContextManager[None]:
        """Around each answer, so that none depends on what was asked before."""


def once(make: Callable[[Analysis], Result]) -> Callable[[Analysis], Result]:
    """Keep what a function makes of an analysis."""

    @wraps(make)
    def kept(analysis: Analysis) -> Result:
        if make not in analysis.kept:
            analysis.kept[make] = make(analysis)
        return cast(Result, analysis.kept[make])

    return kept


def question(method: Method) -> Method:
    """Make a method of `Questions` a question: answered once, and noted for the file that is being
    checked. So is a function at the top of a module, whose first parameter is the project: a
    question that a rule or a plug-in brings itself.

    What an answer asks on its way is part of the answer, and is not noted.
    """
    is_method = method.__qualname__ != method.__name__
    name = method.__name__ if is_method else f"{method.__module__}.{method.__name__}"

    def found(self: Questions, key: Question, args: tuple[Any, ...]) -> Any:
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
    def ask(self: Questions, *args: Any) -> Any:
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
        module, _, function = name.rpartition(".")
        if module:
            return answers.encode(getattr(import_module(module), function)(to.at(program), *args))
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
