"""What a project that has been followed says to the questions of `particular_questions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint import app_routes, call_sites, class_methods, extensions
from flasklint.answers import (
    AppRoute,
    BoundExtension,
    CallSite,
    MadeObject,
    Method,
    ModuleApp,
    RouteShare,
)
from flasklint.follow.values import ClassValue, FunctionValue

if TYPE_CHECKING:
    from flasklint.followed import Followed


class Particulars:
    """What few rules ask. Each method is described in `ParticularQuestions`."""

    def __init__(self, followed: Followed) -> None:
        self._followed = followed
        self._evaluation = followed.evaluation
        self._wiring = followed.wiring

    # calls of the project's own functions

    def calls_of(self, path: str) -> tuple[CallSite, ...]:
        """See `ParticularQuestions.calls_of`."""
        value, rest = self._followed.paths.value(path)
        if rest or not isinstance(value, (FunctionValue, ClassValue)):
            return ()
        return call_sites.calls_of(self._evaluation, value)

    def method_on_class(self, path: str, name: str) -> Method | None:
        """See `ParticularQuestions.method_on_class`."""
        value, rest = self._followed.paths.value(path)
        return None if rest else class_methods.plain_method(self._evaluation, value, name)

    def made_objects(self) -> tuple[MadeObject, ...]:
        """See `ParticularQuestions.made_objects`."""
        return extensions.made_objects(self._evaluation)

    def bound_extensions(self, filename: str) -> tuple[BoundExtension, ...]:
        """See `ParticularQuestions.bound_extensions`."""
        return extensions.bound_extensions(self._evaluation, self._wiring.apps, filename)

    # what stands on applications themselves

    def routes_on_apps(self, filename: str) -> tuple[AppRoute, ...]:
        """See `ParticularQuestions.routes_on_apps`."""
        return app_routes.routes_on_apps(self._wiring, filename)

    def route_share(self) -> RouteShare:
        """See `ParticularQuestions.route_share`."""
        return app_routes.route_share(self._wiring)

    def module_apps(self, filename: str) -> tuple[ModuleApp, ...]:
        """See `ParticularQuestions.module_apps`."""
        return app_routes.module_apps(self._evaluation, self._wiring, filename)
