"""What all files say together: answers questions, holds no syntax.

Every question is answered yes, no or cannot tell (None); a rule about absence fires on no only.
The questions stand with their subjects. What answers them is an `Analysis`, which is not there
before a question is asked that no earlier run has had answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from flasklint.facts.module import Module
from flasklint.project.apps.questions import AppQuestions
from flasklint.project.blueprints.questions import BlueprintQuestions
from flasklint.project.bodies.questions import BodyQuestions
from flasklint.project.calls.questions import CallQuestions
from flasklint.project.contexts.questions import ContextQuestions
from flasklint.project.database.questions import DatabaseQuestions
from flasklint.project.declared import NOTHING_SAID, Settings
from flasklint.project.errors.questions import ErrorQuestions
from flasklint.project.hooks.questions import HookQuestions
from flasklint.project.layers.questions import LayerQuestions
from flasklint.project.modules.questions import ModuleQuestions
from flasklint.project.questions import Question, Record
from flasklint.project.routes.questions import RouteQuestions
from flasklint.project.settings.questions import SettingQuestions
from flasklint.project.versions.questions import VersionQuestions
from flasklint.project.views.questions import ViewQuestions

if TYPE_CHECKING:
    from flasklint.facts.unread import Unread
    from flasklint.project.analysis import Analysis
    from flasklint.project.routes.table import Route


class Project(
    AppQuestions,
    BlueprintQuestions,
    BodyQuestions,
    CallQuestions,
    ContextQuestions,
    DatabaseQuestions,
    ErrorQuestions,
    HookQuestions,
    LayerQuestions,
    ModuleQuestions,
    RouteQuestions,
    SettingQuestions,
    VersionQuestions,
    ViewQuestions,
):
    """The project as a whole: all that rules may ask, and nothing besides.

    `unread` are the files that cannot be read; `described` are the team's descriptions of packages,
    by name; `manifests` are the texts of the files that name packages; `has_tests` says whether
    there are tests beside the modules. Where a repository holds several programs, each is asked by
    itself (`around`).
    """

    def __init__(
        self,
        modules: Mapping[str, Module],
        unread: Sequence[Unread] = (),
        settings: Settings = NOTHING_SAID,
        described: Mapping[str, Module] = {},
        manifests: Mapping[str, str] = {},
        has_tests: bool = False,
    ) -> None:
        from flasklint.project.analysis import Analysis

        self.record = Record()
        self._programs: dict[str, Project] = {}
        self._whole: Analysis | Callable[[], Analysis] = Analysis(
            modules, unread, settings, described, manifests, has_tests
        )

    @classmethod
    def remembered(cls, kept: Mapping[Question, str], make: Callable[[], Project]) -> Project:
        """A project that `make` would make, and what it is known to answer."""
        project = cls.__new__(cls)
        project.record = Record(kept=kept)
        project._programs = {}
        project._whole = lambda: make().analysis
        return project

    @property
    def analysis(self) -> Analysis:
        if callable(self._whole):
            self._whole = self._whole()
        return self._whole

    # programs side by side

    def around(self, filename: str) -> Project:
        """What the rules of a file may ask: its program. The record is shared."""
        return self.at(self.program_of(filename))

    def at(self, directory: str) -> Project:
        """The program in a directory; the project itself for ""."""
        if not directory:
            return self
        if directory not in self._programs:
            made = type(self).__new__(type(self))
            made.program = directory
            made.record = self.record
            made._programs = {}
            made._whole = lambda: self.analysis.program(directory)
            self._programs[directory] = made
        return self._programs[directory]

    def programs(self) -> Iterator[Project]:
        """The programs, each by itself; the project as a whole if it is but one."""
        directories = sorted(set(self.analysis.programs.values()))
        yield from map(self.at, directories or [""])

    def following(self) -> AbstractContextManager[None]:
        """Around each answer, so that none depends on what was asked before."""
        return self.analysis.evaluation.apart()

    @property
    def route_table(self) -> list[Route]:
        """All declared routes, with what is known of where they end up."""
        return self.analysis.route_table

    # for `flasklint routes` and `flasklint config`

    def misconfigured(self) -> list[str]:
        """What the configuration says of the project and the project does not have."""
        with self.following():
            from flasklint.project.misconfigured import misconfigured

            return misconfigured(self.analysis)

    def words(self) -> set[str]:
        """The names that so far have decided something by being mentioned in the code or not;
        none if nothing has been followed."""
        own = set() if callable(self._whole) else self._whole.evaluation.words
        return own.union(*(each.words() for each in self._programs.values()))
