"""Error answers: handlers, exception classes, and their shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from flasklint.facts.node import Place
from flasklint.project.answers import plain


@plain
@dataclass(frozen=True, slots=True)
class ErrorClass:
    """An exception class that stands for error answers: how it is made and which handler answers.

    `message`, `status` and `details` are the names of the constructor's parameters; `message` is
    given by position if there are no `parameters`. `default_status` is what the class has if none
    is given, `fixed` the one status that the answer always has. `blueprints` are those whose errors
    alone the handler answers; without any it answers those of all views of the `apps`, or of all
    apps if it is not known of which.
    """

    path: str
    place: Place
    parameters: tuple[str, ...]
    message: str
    status: str
    default_status: int | None
    details: str
    handler: Place | None
    why: str
    fixed: int | None = None
    blueprints: frozenset[Place] = frozenset()
    apps: frozenset[Place] = frozenset()


@plain
class ErrorHandler(NamedTuple):
    """A registration of an error handler: `place` is the call, `function` what it registers.

    `errors` are statuses and paths of classes, "?" for one that cannot be told; there are several
    if the call stands in a loop. `blueprint` is the Blueprint whose errors alone it answers.
    `certain` if an app is known to run the registration.
    """

    place: Place
    errors: tuple[str | int, ...]
    function: Place | None
    blueprint: Place | None
    certain: bool


@plain
class Handled(NamedTuple):
    """All that the error handlers of the apps, or of one Blueprint, answer; `open` says why there
    may be more than `errors`. Where handlers surely hand HTTP errors back, which Flask answers as
    if there was none, `handed_back` is what they are for."""

    errors: frozenset[str | int]
    open: str
    handed_back: frozenset[str | int] = frozenset()


@plain
class JsonApi(NamedTuple):
    """How many views answer JSON, how many pages, and how many there are whose answers have a
    body; `open` says why errors that no handler answers may not be answered by Flask."""

    json: int
    pages: int
    total: int
    open: str


@plain
class ErrorShape(NamedTuple):
    """The keys of a JSON body that answers an error, each with the text of the constant that it
    has; the one whose text is empty has the message."""

    keys: tuple[tuple[str, str], ...]


@plain
class Raised(NamedTuple):
    """A `raise` of the class `error` in the view that is defined at `view`."""

    error: str
    place: Place
    view: Place
