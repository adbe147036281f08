"""Questions about database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.packages import database_api
from flasklint.project.paths.questions import PathQuestions
from flasklint.project.questions import question

if TYPE_CHECKING:
    pass


class DatabaseQuestions(PathQuestions):
    """Questions about database."""

    @question
    def model_library(self, path: str) -> str | None:
        """The library whose model the class at a path is; None if it is no model."""
        return database_api.library_of(self.bases(path) or ())

    @question
    def touches_database(self, path: str | None, name: str) -> str | None:
        """What of a database is touched by taking `name` of what a path leads to.

        "the session", "a query", "a connection", "the persistence of `Book`"; None if nothing is.
        """
        known = self.canonical(path)
        if known is None:
            return None
        step = database_api.step_on(known, name)
        if step is not None:
            return step
        cls = known.removesuffix("()")
        is_object = cls != known
        library = self.model_library(cls)
        if library is None:
            return None
        from flasklint.project.database import models

        steps = database_api.INSTANCE_STEPS if is_object else database_api.CLASS_STEPS
        label = cls.rpartition(".")[2]
        own = models.kind_of_attribute(self.analysis, cls, name)
        if own == "column":
            return None
        if name in steps[library]:
            return f"the persistence of `{label}`" if is_object else f"a query of `{label}`"
        return f"the persistence of `{label}`" if own == "session" else None

    @question
    def is_open_model(self, path: str) -> bool:
        """Whether the class at a path is surely a model that takes whatever it is given: nothing of
        the project chooses among the values."""
        from flasklint.project.database import open_models

        value, rest = self.analysis.paths.value(path)
        return not rest and open_models.is_open(self.analysis.evaluation, value)
