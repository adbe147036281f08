"""Which of several exception classes to raise for an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flasklint.packages.flask_api import HTTP_ERROR_CLASSES
from flasklint.project.errors import ErrorClass

HANDLED = "has a handler that answers JSON"
_AROUND = re.compile("^(API|Api|HTTP|Http)|(Error|Exception)$")


def the_error_class(classes: Sequence[ErrorClass]) -> ErrorClass | None:
    """The API error of the whole project: one that may have any status, before others."""
    everywhere = [each for each in classes if not each.blueprints]
    return general_class(everywhere) or next(filter(_stands_for_status, everywhere), None)


def general_class(classes: Sequence[ErrorClass]) -> ErrorClass | None:
    """The first class that may have any status, or that is configured."""
    return next((each for each in classes if each.status or each.why != HANDLED), None)


def _stands_for_status(made: ErrorClass) -> bool:
    """Whether a class with one status is for all errors of that status, as its name says, and not
    for one of them."""
    name = _AROUND.sub("", made.path.rpartition(".")[2])
    return name == HTTP_ERROR_CLASSES.get(made.fixed or 0)


def class_for(classes: Sequence[ErrorClass], status: int) -> ErrorClass | None:
    """The class for an answer with a status; None if there is none, or if several have it as their
    own."""
    general = general_class(classes)
    if general is not None:
        return general
    own = [made for made in classes if made.fixed == status and _stands_for_status(made)]
    return own[0] if len(own) == 1 and own[0].message else None
