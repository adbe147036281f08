"""Questions about bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.project.bodies import BodyCustom
from flasklint.project.hooks.questions import hooks
from flasklint.project.questions import Questions, once, question

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis
    from flasklint.project.bodies.validated import ValidatedBodies


class BodyQuestions(Questions):
    """Questions about bodies."""

    @question
    def body_custom(self, filename: str, own: tuple[str, ...] = ()) -> BodyCustom:
        """What the views of the project do with the bodies of requests, and those of one file;
        `own` are the paths of the team's functions and decorators that validate."""
        return _bodies(self.analysis).custom(filename, own)

    @question
    def may_validate(self, path: str) -> bool:
        """Whether the function or class at a path may validate what it is passed; so if it cannot
        be told."""
        return _bodies(self.analysis).may_validate_at(self.analysis.paths, path)

    @question
    def is_plain_form(self, path: str) -> bool:
        """Whether the class at a path is surely a form of Flask-WTF that is made as Flask-WTF makes
        it."""
        from flasklint.project.bodies import forms

        value, rest = self.analysis.paths.value(path)
        return not rest and forms.is_plain_form(value)


@once
def _bodies(analysis: Analysis) -> ValidatedBodies:
    """What views do with the bodies of requests."""
    from flasklint.project.bodies.validated import ValidatedBodies

    return ValidatedBodies(
        analysis.evaluation, analysis.views, analysis.route_table, hooks(analysis)
    )
