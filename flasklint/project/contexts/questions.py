"""Questions about contexts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.packages import database_api, flask_api
from flasklint.packages.flask_api import FLASK_FORM
from flasklint.project.questions import Questions, once, question

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis


class ContextQuestions(Questions):
    """Questions about contexts."""

    @question
    def runs_without_context(self, module: str) -> bool:
        """Whether it is sure that a module is imported where no application context is."""
        return module in _imported_early(self.analysis)

    @question
    def may_need_context(self, name: str) -> bool:
        """Whether a function or class of that name may mention what needs a request or an
        application context, directly or not."""
        return name in _context_users(self.analysis)


@once
def _imported_early(analysis: Analysis) -> frozenset[str]:
    """The modules that are surely imported where no application context is."""
    from flasklint.project.contexts import import_time

    return import_time.imported_early(analysis)


@once
def _context_users(analysis: Analysis) -> frozenset[str]:
    """The names of functions and classes that may mention what needs a context."""
    needing = flask_api.CONTEXT_NAMES | database_api.CONTEXT_NAMES | {FLASK_FORM}
    found = analysis.evaluation.mentions.leading_to(needing)
    analysis.evaluation.words.update(found)
    return found
