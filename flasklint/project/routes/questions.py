"""Questions about routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flasklint.project.questions import Questions, once, question
from flasklint.project.routes import (
    Converters,
    Endpoint,
    EndpointClash,
    Gap,
    LateConverter,
    RuleArgument,
    ServedRoute,
    ShadowedRoute,
)

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis


class RouteQuestions(Questions):
    """Questions about routes."""

    @question
    def route_calls_in(self, filename: str) -> frozenset[int]:
        """The calls of a file that declare a route by themselves, by number."""
        places = (declared.event.place for declared in self.analysis.wiring.routes)
        return frozenset(place.node for place in places if place.filename == filename)

    @question
    def served_routes_in(self, filename: str) -> tuple[ServedRoute, ...]:
        """The routes that a file declares and an app has, surely or perhaps."""
        return tuple(_served_routes(self.analysis).get(filename, ()))

    @question
    def endpoint_clashes_in(self, filename: str) -> tuple[EndpointClash, ...]:
        """The routes of a file whose endpoint another view of the app has already."""
        return tuple(_endpoint_clashes(self.analysis).get(filename, ()))

    @question
    def shadowed_routes_in(self, filename: str) -> tuple[ShadowedRoute, ...]:
        """The routes of a file that another view of the app has too, under the same rule."""
        return tuple(_shadowed_routes(self.analysis).get(filename, ()))

    @property
    @question
    def converters(self) -> Converters:
        """The URL converters that the project's apps have."""
        from flasklint.project.routes import converters

        return converters.converters(self.analysis.evaluation, self.analysis.wiring)

    @question
    def late_converters_in(self, filename: str) -> tuple[LateConverter, ...]:
        """The URL converters that an app gets only after a route that a file puts there."""
        return tuple(_late_converters(self.analysis).get(filename, ()))

    @question
    def endpoint(self, name: str, view: str = "") -> Endpoint:
        """Whether all apps that have the view at a path (a function, or a class view's method), or
        all there are for "", have an endpoint. One that begins with a dot is that of the view's
        Blueprint."""
        from flasklint.project.routes import endpoints

        analysis = self.analysis
        apps = frozenset(app.place for app in analysis.wiring.apps)
        is_whole = not (_gaps(analysis) or analysis.hidden)
        return endpoints.endpoint(
            analysis.route_table, apps, is_whole, name, _routed(analysis, view)
        )

    @question
    def may_lead_somewhere(self, relative: str, view: str = "") -> bool:
        """Whether a relative URL may lead to a page of the project: from the pages of the view at a
        path, or from any page for ""; or whether an app has a `redirect` of its own, which may make
        another URL of it."""
        from flasklint.project.apps.overriding import overrides
        from flasklint.project.routes import endpoints

        analysis = self.analysis
        if any(overrides(app.instance, ("redirect",)) for app in analysis.wiring.apps):
            return True
        is_strict = not any(
            analysis.mentions(module, ("strict_slashes",)) for module in analysis.modules
        )
        views = _routed(analysis, view)
        return endpoints.may_lead(analysis.route_table, relative, views, is_strict)

    @question
    def rule_arguments_in(self, filename: str, name: str) -> tuple[RuleArgument, ...]:
        """The calls of a file by which an argument of a name surely reaches the class that Flask
        itself has for URL rules."""
        from flasklint.project.routes import flask_calls

        analysis = self.analysis
        found = flask_calls.rule_arguments(analysis.evaluation, analysis.wiring, name)
        return tuple(found.get(filename, ()))

    @property
    @question
    def table_gaps(self) -> tuple[Gap, ...]:
        """Why apps may have routes that the route table lacks; no reason: it has all."""
        return _gaps(self.analysis)


def _routed(analysis: Analysis, view: str) -> frozenset[str]:
    """What routes have as their view where a function answers: the function, or the classes that
    have it as a method."""
    owner = view.rpartition(".")[0]
    paths = {route.view for route in analysis.route_table if route.view is not None}
    return frozenset(
        path for path in paths if view and (path == view or owner in (analysis.bases(path) or ()))
    )


@once
def _served_routes(analysis: Analysis) -> dict[str, list[ServedRoute]]:
    """The routes that apps have, by file."""
    from flasklint.project.routes import served

    return served.by_file(analysis.route_table)


@once
def _endpoint_clashes(analysis: Analysis) -> dict[str, list[EndpointClash]]:
    """The routes with a taken endpoint, by file."""
    from flasklint.project.routes import endpoint_clashes

    return endpoint_clashes.by_file(analysis.wiring, analysis.route_table)


@once
def _shadowed_routes(analysis: Analysis) -> dict[str, list[ShadowedRoute]]:
    """The routes that another view has too, by file."""
    from flasklint.project.routes import shadowed

    return shadowed.by_file(analysis.evaluation, analysis.wiring, analysis.route_table)


@once
def _late_converters(analysis: Analysis) -> dict[str, list[LateConverter]]:
    """The converters that are added too late, by file."""
    from flasklint.project.routes import converters

    return converters.late(analysis.evaluation, analysis.wiring, analysis.route_table)


@once
def _gaps(analysis: Analysis) -> tuple[Gap, ...]:
    from flasklint.project.routes import gaps

    return gaps.gaps(analysis.evaluation, analysis.wiring, analysis.route_table)
