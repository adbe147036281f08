"""Questions about errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.facts.node import Place
from flasklint.project.errors import ErrorClass, ErrorHandler, ErrorShape, Handled, JsonApi, Raised
from flasklint.project.questions import Questions, once, question

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis


class ErrorQuestions(Questions):
    """Questions about errors."""

    @question
    def error_handlers(self) -> frozenset[str]:
        """The paths of the functions that handle errors."""
        handlers = self.analysis.wiring.handlers
        return frozenset(handler.function.path for handler in handlers if handler.function)

    @property
    @question
    def error_classes(self) -> tuple[ErrorClass, ...]:
        """The exception classes that stand for error answers in JSON, the usual ones first."""
        return error_classes(self.analysis)

    @property
    @question
    def error_class(self) -> ErrorClass | None:
        """The API error of the whole project."""
        from flasklint.project.errors import choice

        return choice.the_error_class(error_classes(self.analysis))

    @question
    def error_classes_for(self, view: str) -> tuple[ErrorClass, ...]:
        """Those whose handlers answer the view at a path."""
        from flasklint.project.errors import classes

        owners = [
            declared.owner
            for declared in self.analysis.wiring.routes
            if declared.view is not None and declared.view.path in (view, view.rpartition(".")[0])
        ]
        return classes.classes_for(error_classes(self.analysis), owners)

    @question
    def error_handlers_in(self, filename: str) -> tuple[ErrorHandler, ...]:
        """The registrations of error handlers that stand in a file."""
        return tuple(each for each in _handlers(self.analysis) if each.place.filename == filename)

    @question
    def registrations_of(self, function: Place) -> tuple[ErrorHandler, ...]:
        """The registrations of one error handler."""
        return tuple(each for each in _handlers(self.analysis) if each.function == function)

    @question
    def refused_by_views(self, blueprint: Place) -> frozenset[int]:
        """The statuses of HTTP errors that views of a Blueprint, or of one that is registered on
        it, are known to raise: by `abort`, by an exception, by reading what may be missing."""
        return _refused(self.analysis).get(blueprint, frozenset())

    @question
    def blueprint_handlers(self) -> tuple[ErrorHandler, ...]:
        """For each Blueprint the registrations of error handlers that answer its errors, and not
        those of all: its own, and those of Blueprints around it."""
        from flasklint.project.errors import handlers

        return handlers.by_blueprint(self.analysis.wiring, _handlers(self.analysis))

    @question
    def handled_errors(self, blueprint: Place | None) -> Handled:
        """What the error handlers of one Blueprint answer, or (None) those of the apps."""
        from flasklint.project.errors import handlers

        analysis = self.analysis
        found = analysis.evaluation, analysis.wiring, _handlers(analysis)
        return handlers.handled(*found, blueprint, analysis.hidden)

    @question
    def errors_handled_anywhere(self) -> frozenset[str | int]:
        """What the error handlers of all apps and Blueprints answer, as in `Handled.errors`."""
        return frozenset(error for handler in _handlers(self.analysis) for error in handler.errors)

    @question
    def raised_by_views(self, path: str) -> tuple[Raised, ...]:
        """Where views raise the class at a path, or a class that derives from it."""
        return tuple(_raised(self.analysis).get(path, ()))

    @question
    def raised_classes_of(self, module: str) -> tuple[str, ...]:
        """The paths of classes in a module that views raise, themselves or as a base of another."""
        inside = f"{module}."
        return tuple(sorted(path for path in _raised(self.analysis) if path.startswith(inside)))

    @question
    def invents_statuses(self) -> bool:
        """Whether the project may add to the statuses that Werkzeug has exceptions for."""
        from flasklint.project.errors import handlers

        return handlers.invents_statuses(self.analysis.evaluation)

    @property
    @question
    def json_api(self) -> JsonApi:
        """How many of the views answer JSON."""
        from flasklint.project.errors import json_api

        analysis = self.analysis
        return json_api.json_api(analysis.evaluation, analysis.wiring, analysis.route_table)

    @property
    @question
    def error_shape(self) -> ErrorShape | None:
        """The shape in which the project answers errors in JSON; None if no answer shows it."""
        from flasklint.project.errors import raised, shape

        wiring = self.analysis.wiring
        handlers = (each.function for each in wiring.handlers if each.function)
        views = dict.fromkeys(raised.view_functions(wiring.routes))
        return shape.error_shape(self.analysis.evaluation, views, dict.fromkeys(handlers))


@once
def error_classes(analysis: Analysis) -> tuple[ErrorClass, ...]:
    """The exception classes that stand for error answers in JSON."""
    from flasklint.project.errors import classes

    chosen = analysis.settings.error_class
    return classes.error_classes(analysis.evaluation, analysis.wiring, chosen)


@once
def _handlers(analysis: Analysis) -> tuple[ErrorHandler, ...]:
    from flasklint.project.errors import handlers

    return handlers.handlers(analysis.wiring)


@once
def _refused(analysis: Analysis) -> dict[Place, frozenset[int]]:
    """The statuses of HTTP errors that views raise, by Blueprint."""
    from flasklint.project.errors import view_errors

    return view_errors.by_blueprint(analysis.evaluation, analysis.wiring)


@once
def _raised(analysis: Analysis) -> dict[str, list[Raised]]:
    """What views raise, by the path of the class."""
    from flasklint.project.errors import raised

    return raised.by_class(analysis.evaluation, analysis.wiring)
