"""Questions about calls."""

from __future__ import annotations

from flasklint.project.calls import CallSite, Method
from flasklint.project.questions import Questions, question


class CallQuestions(Questions):
    """Questions about calls."""

    @question
    def calls_of(self, path: str) -> tuple[CallSite, ...]:
        """Where the function or class of the project at a path is called, as far as files show."""
        from flasklint.project.calls import sites

        return sites.calls_at(self.analysis, path)

    @question
    def is_handed_on(self, path: str) -> bool:
        """Whether the function of the project at a path is named anywhere and not called: passed
        on, kept in a table, used as a decorator."""
        from flasklint.project.calls import handed_on

        return handed_on.is_handed_on_at(self.analysis, path)

    @question
    def method_on_class(self, path: str, name: str) -> Method | None:
        """The plain method by a name of the class at a path; None if it has none for sure."""
        from flasklint.project.calls import methods

        value, rest = self.analysis.paths.value(path)
        return None if rest else methods.plain_method(self.analysis.evaluation, value, name)
