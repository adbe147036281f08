"""Questions about blueprints."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from flasklint.facts.node import Place
from flasklint.project.answers import Answer
from flasklint.project.blueprints import (
    BlueprintClash,
    MadeBlueprint,
    RegistrationSite,
    ReplacedPrefix,
    StrayNamespace,
)
from flasklint.project.questions import Questions, once, question

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis


class BlueprintQuestions(Questions):
    """Questions about blueprints."""

    @question
    def blueprints_in(self, filename: str) -> tuple[MadeBlueprint, ...]:
        """The Blueprints that a file makes."""
        from flasklint.project.blueprints import declared

        return declared.in_file(self.analysis, filename)

    @question
    def blueprints(self) -> list[Answer]:
        """For every Blueprint of the project, whether some app registers it."""
        from flasklint.project.blueprints import declared

        return declared.registered(self.analysis)

    @question
    def registration_sites(self) -> tuple[RegistrationSite, ...]:
        """Every place that registers a Blueprint on an app, or on another Blueprint."""
        from flasklint.project.blueprints import declared

        return declared.registration_sites(self.analysis)

    @question
    def clashes_in(self, filename: str) -> tuple[BlueprintClash, ...]:
        """The Blueprints registered under a taken name for which a file is to blame."""
        return tuple(clash for clash in _clashes(self.analysis) if clash.blame.filename == filename)

    @question
    def is_name_free(self, owner: Place, name: str | None) -> bool:
        """Whether a Blueprint that nothing registers can be registered on the app or Blueprint that
        is made at `owner`: no other has its name there."""
        from flasklint.project.blueprints import free_places

        known = _names_on(self.analysis)
        if owner not in known:
            known[owner] = free_places.names_on(self.analysis.reach, owner)
        return name is not None and known[owner][name] <= 1

    @question
    def registered_names(self) -> frozenset[str]:
        """The names, as far as they are known, under which Blueprints are registered."""
        from flasklint.project.blueprints import free_places

        found = free_places.names_under_parents(self.analysis.wiring)
        return frozenset(name for name in found if name is not None)

    @question
    def replaced_prefixes_in(self, filename: str) -> tuple[ReplacedPrefix, ...]:
        """The Blueprints registered by a file whose own URL prefix is replaced there."""
        from flasklint.project.blueprints import replaced_prefixes

        found = replaced_prefixes.replaced_prefixes(self.analysis.wiring)
        return tuple(prefix for prefix in found if prefix.place.filename == filename)

    @question
    def stray_namespaces_in(self, filename: str) -> tuple[StrayNamespace, ...]:
        """The namespaces of Flask-RESTX that a file makes and that no Api of the project adds."""
        found = _stray_namespaces(self.analysis)
        return tuple(each for each in found if each.place.filename == filename)


@once
def _clashes(analysis: Analysis) -> list[BlueprintClash]:
    from flasklint.project.blueprints import name_clashes

    return name_clashes.clashes(analysis.evaluation, analysis.reach)


@once
def _stray_namespaces(analysis: Analysis) -> list[StrayNamespace]:
    from flasklint.project.blueprints import namespaces

    return namespaces.stray_namespaces(analysis.reach)


@once
def _names_on(analysis: Analysis) -> dict[Place, Counter[str | None]]:
    """The names on apps and Blueprints, by where these are made."""
    return {}
