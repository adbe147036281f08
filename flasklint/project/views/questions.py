"""Questions about views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.project.questions import Questions, once, question
from flasklint.project.views import View, ViewCall

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis


class ViewQuestions(Questions):
    """Questions about views."""

    @question
    def views_in(self, filename: str) -> tuple[View, ...]:
        """The view functions and the request methods of class views that a file defines."""
        return tuple(self.analysis.views.get(filename, ()))

    @question
    def urls_of(self, path: str) -> tuple[str, ...]:
        """The URL rules of the view function, or of the class view's method, at a path."""
        from flasklint.project.views import functions

        return functions.urls_of(self.analysis.views, self.analysis.route_table, path)

    @question
    def holds_views(self, module: str) -> bool:
        """Whether a module defines views or makes Blueprints."""
        from flasklint.project.layers.layers import layers

        return layers(self.analysis).holds_views(module)

    @question
    def view_calls_in(self, filename: str) -> tuple[ViewCall, ...]:
        """What the routes that a file declares call, with which arguments, where that is sure."""
        return tuple(_view_calls(self.analysis).get(filename, ()))

    @question
    def replaces_function(self, path: str | None) -> bool | None:
        """Whether the decorator at a path gives another function that calls the decorated one.

        False if it gives the function itself; None if cannot tell."""
        from flasklint.project.views import replacing

        return None if path is None else replacing.replaces(self.analysis.paths, path)


@once
def _view_calls(analysis: Analysis) -> dict[str, list[ViewCall]]:
    """What routes call, by file."""
    from flasklint.project.views import calls

    return calls.by_file(analysis.evaluation, analysis.wiring, analysis.route_table)
