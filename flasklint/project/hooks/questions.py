"""Questions about hooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.project.hooks import Hook
from flasklint.project.questions import Questions, once, question

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis


class HookQuestions(Questions):
    """Questions about hooks."""

    @question
    def hooks_in(self, filename: str) -> tuple[Hook, ...]:
        """The hooks whose functions a file defines, as often as they are registered."""
        return tuple(hooks(self.analysis).get(filename, ()))


@once
def hooks(analysis: Analysis) -> dict[str, list[Hook]]:
    """The hooks by the file of their functions."""
    from flasklint.project.hooks import functions

    return functions.by_file(analysis.evaluation)
