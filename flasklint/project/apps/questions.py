"""Questions about apps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.facts.node import Place
from flasklint.packages import flask_api
from flasklint.project.apps import AppRoute, BoundExtension, MadeObject, ModuleApp, RouteShare
from flasklint.project.paths.questions import PathQuestions
from flasklint.project.questions import once, question

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis


class AppQuestions(PathQuestions):
    """Questions about apps."""

    @question
    def program_of(self, filename: str) -> str:
        """The directory of the program that a file belongs to; "" if the project is but one, or
        the file may belong to any."""
        return self.analysis.programs.get(filename, "")

    @property
    @question
    def has_others_beside(self) -> bool:
        """Whether this is one of several programs of a repository."""
        return bool(self.program)

    @question
    def factories(self) -> tuple[tuple[str | None, Place | None, Place], ...]:
        """For each app: path and place of its factory (None at module level), where it is made."""
        return tuple(
            (app.factory.path, app.factory.place, app.place)
            if app.factory
            else (None, None, app.place)
            for app in self.analysis.apps
        )

    @question
    def is_app(self, path: str | None) -> bool:
        """Whether an object at a path is known to be a Flask application, or stands for one."""
        known = self.canonical(path)
        if known is None or known == "flask.current_app":
            return known is not None
        cls = known.removesuffix("()")
        return cls != known and self.is_subclass(cls, flask_api.APP_CLASSES) is True

    @question
    def made_objects(self) -> tuple[MadeObject, ...]:
        """The objects of classes from outside that modules make and name: `db = SQLAlchemy()`."""
        from flasklint.project.apps import extensions

        return extensions.made_objects(self.analysis.evaluation)

    @question
    def has_plain_database(self) -> bool:
        """Whether the project makes objects of Flask-SQLAlchemy, none of them with a class or
        sessions of its own."""
        from flasklint.project.apps import extensions

        return extensions.has_plain_database(self.analysis.evaluation)

    @question
    def bound_extensions(self, filename: str) -> tuple[BoundExtension, ...]:
        """The extensions that a file binds at its top level to an app that a factory makes."""
        return tuple(_bound_extensions(self.analysis).get(filename, ()))

    @question
    def routes_on_apps(self, filename: str) -> tuple[AppRoute, ...]:
        """The routes that a file declares on applications that register Blueprints."""
        from flasklint.project.apps import routes_on_apps

        return routes_on_apps.routes_on_apps(self.analysis.wiring, filename)

    @question
    def route_share(self) -> RouteShare:
        """How many views are put on Blueprints, and how many on applications."""
        from flasklint.project.apps import routes_on_apps

        return routes_on_apps.route_share(self.analysis.wiring)

    @question
    def apps_made_in(self, filename: str) -> tuple[int, ...]:
        """The calls of a file that make applications, by number."""
        places = (app.place for app in self.analysis.wiring.apps)
        return tuple(sorted({place.node for place in places if place.filename == filename}))

    @question
    def module_apps(self, filename: str) -> tuple[ModuleApp, ...]:
        """The applications that a file makes as it is imported, and who imports them."""
        from flasklint.project.apps import routes_on_apps

        return routes_on_apps.module_apps(self.analysis.evaluation, self.analysis.wiring, filename)

    @question
    def may_override(self, names: tuple[str, ...]) -> bool:
        """Whether an app or a Blueprint has, or may have, one of some of Flask's methods in a way
        of its own."""
        from flasklint.project.apps import overriding

        return overriding.may_override(self.analysis.wiring, names)

    @question
    def beyond(self) -> dict[str, tuple[Place, str]]:
        """The files that do more than is followed, where following them ends, and the error of
        flasklint if it is for one."""
        budget = self.analysis.evaluation.budget
        return {name: (at, budget.failed.get(name, "")) for name, at in budget.beyond.items()}


@once
def _bound_extensions(analysis: Analysis) -> dict[str, list[BoundExtension]]:
    """The extensions that are bound as files are imported, by file."""
    from flasklint.project.apps import extensions

    return extensions.bound_extensions(analysis.evaluation, analysis.wiring.apps)
