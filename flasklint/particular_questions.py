"""Questions to the project that few rules ask; what answers them is in `particulars`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from flasklint.answers import (
    AppRoute,
    BoundExtension,
    CallSite,
    MadeObject,
    Method,
    ModuleApp,
    RouteShare,
)
from flasklint.questions import Record, question

if TYPE_CHECKING:
    from flasklint.followed import Followed


class ParticularQuestions:
    """The part of `Project` that is there for few rules."""

    record: Record

    @property
    def _followed(self) -> Followed:
        raise NotImplementedError

    def following(self) -> AbstractContextManager[None]:
        """See `Project.following`."""
        raise NotImplementedError

    # calls of the project's own functions

    @question
    def calls_of(self, path: str) -> tuple[CallSite, ...]:
        """Where the function or class of the project at a path is called, as far as files show."""
        return self._followed.particulars.calls_of(path)

    @question
    def method_on_class(self, path: str, name: str) -> Method | None:
        """The plain method by a name of the class at a path; None if it has none for sure."""
        return self._followed.particulars.method_on_class(path, name)

    @question
    def made_objects(self) -> tuple[MadeObject, ...]:
        """The objects of classes from outside that modules make and name: `db = SQLAlchemy()`."""
        return self._followed.particulars.made_objects()

    @question
    def bound_extensions(self, filename: str) -> tuple[BoundExtension, ...]:
        """The extensions that a file binds at its top level to an app that a factory makes."""
        return self._followed.particulars.bound_extensions(filename)

    # what stands on applications themselves

    @question
    def routes_on_apps(self, filename: str) -> tuple[AppRoute, ...]:
        """The routes that a file declares on applications that register Blueprints."""
        return self._followed.particulars.routes_on_apps(filename)

    @question
    def route_share(self) -> RouteShare:
        """How many views are put on Blueprints, and how many on applications."""
        return self._followed.particulars.route_share()

    @question
    def module_apps(self, filename: str) -> tuple[ModuleApp, ...]:
        """The applications that a file makes as it is imported, and who imports them."""
        return self._followed.particulars.module_apps(filename)
