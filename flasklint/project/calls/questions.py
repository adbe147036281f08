"""Questions about calls."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flasklint.facts import code
from flasklint.project.calls import CallSite, Method
from flasklint.project.questions import Questions, once, question

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis


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

    @question
    def may_be_method(self, name: str) -> bool:
        """Whether a class of the project may define a function of that name."""
        return name in _methods(self.analysis)


@once
def _methods(analysis: Analysis) -> frozenset[str]:
    """The names of functions that do not stand at the top of a module."""
    found = set[str]()
    for module in analysis.modules.values():
        names = Counter(each.name for each in module.definitions)
        names.subtract(each.name for each in module.body if isinstance(each, code.Function))
        found.update(+names)
    return frozenset(found)
