"""The Blueprints that the project makes itself, not through a package, and their registrations."""

from __future__ import annotations

from flasklint.follow.flask import objects
from flasklint.follow.values import Instance, Value
from flasklint.project.analysis import Analysis
from flasklint.project.answers import Answer
from flasklint.project.blueprints import MadeBlueprint, RegistrationSite
from flasklint.project.questions import once
from flasklint.project.wiring import App, Blueprint


def in_file(analysis: Analysis, filename: str) -> tuple[MadeBlueprint, ...]:
    """The Blueprints that a file makes."""
    return tuple(
        MadeBlueprint(
            made.place.node,
            made.name,
            analysis.reach.is_registered(made),
            _is_empty(analysis, made),
        )
        for made in _own(analysis)
        if made.place.filename == filename
    )


def registered(analysis: Analysis) -> list[Answer]:
    """For every Blueprint, whether some app registers it."""
    return [analysis.reach.is_registered(made) for made in _own(analysis)]


def registration_sites(analysis: Analysis) -> tuple[RegistrationSite, ...]:
    """Every place that registers a Blueprint on an app, or on another Blueprint."""
    owners: list[App | Blueprint] = [*analysis.apps, *_own(analysis)]
    return tuple(
        RegistrationSite(
            made.event.place,
            made.event.within.place if made.event.within else None,
            owner.factory.place if isinstance(owner, App) and owner.factory else None,
            owner.place,
            owner.name if isinstance(owner, Blueprint) else None,
            made.child.place,
        )
        for owner in owners
        for made in owner.registrations
    )


def _own(analysis: Analysis) -> list[Blueprint]:
    return [made for made in analysis.wiring.blueprints if not made.instance.foreign]


def _is_empty(analysis: Analysis, made: Blueprint) -> bool:
    """Whether nothing is put on a Blueprint, and it has no files."""
    folders = ("static_folder", "template_folder")
    return made.instance not in _used(analysis) and all(
        objects.given("blueprint", made.instance, folder) is None for folder in folders
    )


@once
def _used(analysis: Analysis) -> set[Value]:
    """The objects that something is done to, elsewhere than where they are made."""
    return {
        event.receiver
        for event in analysis.evaluation.events
        if isinstance(event.receiver, Instance) and event.place != event.receiver.place
    }
