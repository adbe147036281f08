"""What a project that has been followed says to the questions of `particular_questions`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from flasklint.facts.code import Place
from flasklint.follow.values import Bound, ClassValue, FunctionValue, ancestors
from flasklint.packages import database_api, flask_api
from flasklint.project.answers import (
    AppRoute,
    BlueprintClash,
    BoundExtension,
    CallSite,
    Converters,
    EndpointClash,
    ErrorHandler,
    ErrorShape,
    Gap,
    Handled,
    Hook,
    JsonApi,
    LateConverter,
    MadeObject,
    Method,
    ModuleApp,
    Raised,
    ReplacedPrefix,
    RouteShare,
    ServedRoute,
    ShadowedRoute,
    StrayModule,
    StrayNamespace,
    ViewCall,
)
from flasklint.project.apps import extensions, overriding
from flasklint.project.apps import routes_on_apps as app_routes
from flasklint.project.blueprints import free_places as registering_places
from flasklint.project.blueprints import name_clashes as clashes
from flasklint.project.blueprints import namespaces
from flasklint.project.blueprints import replaced_prefixes as prefixes
from flasklint.project.bodies import forms
from flasklint.project.bodies.validated import ValidatedBodies
from flasklint.project.calls import handed_on
from flasklint.project.calls import methods as class_methods
from flasklint.project.calls import sites as call_sites
from flasklint.project.contexts import import_time
from flasklint.project.database import open_models
from flasklint.project.errors import handlers as error_handlers
from flasklint.project.errors import json_api, raised, view_errors
from flasklint.project.errors import shape as error_shape
from flasklint.project.hooks import functions as hooks
from flasklint.project.modules import import_chains
from flasklint.project.modules import stray as stray_modules
from flasklint.project.routes import converters, endpoint_clashes
from flasklint.project.routes import gaps as table_gaps
from flasklint.project.routes import served as served_routes
from flasklint.project.routes import shadowed as shadowed_routes
from flasklint.project.settings import start_checks
from flasklint.project.settings.uses import Uses
from flasklint.project.views import calls as view_calls
from flasklint.project.views import replacing as decorators

if TYPE_CHECKING:
    from flasklint.project.analysis import Followed


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

    def is_handed_on(self, path: str) -> bool:
        """See `ParticularQuestions.is_handed_on`."""
        value, rest = self._followed.paths.value(path)
        if rest or not isinstance(value, FunctionValue):
            return False
        return handed_on.is_handed_on(self._evaluation, value)

    def method_on_class(self, path: str, name: str) -> Method | None:
        """See `ParticularQuestions.method_on_class`."""
        value, rest = self._followed.paths.value(path)
        return None if rest else class_methods.plain_method(self._evaluation, value, name)

    def made_objects(self) -> tuple[MadeObject, ...]:
        """See `ParticularQuestions.made_objects`."""
        return extensions.made_objects(self._evaluation)

    def has_plain_database(self) -> bool:
        """See `ParticularQuestions.has_plain_database`."""
        return extensions.has_plain_database(self._evaluation)

    @cached_property
    def bound_extensions(self) -> dict[str, list[BoundExtension]]:
        """The extensions that are bound as files are imported, by file."""
        return extensions.bound_extensions(self._evaluation, self._wiring.apps)

    # what stands on applications themselves

    def routes_on_apps(self, filename: str) -> tuple[AppRoute, ...]:
        """See `ParticularQuestions.routes_on_apps`."""
        return app_routes.routes_on_apps(self._wiring, filename)

    def route_share(self) -> RouteShare:
        """See `ParticularQuestions.route_share`."""
        return app_routes.route_share(self._wiring)

    def apps_made_in(self, filename: str) -> tuple[int, ...]:
        """See `ParticularQuestions.apps_made_in`."""
        places = (app.place for app in self._wiring.apps)
        return tuple(sorted({place.node for place in places if place.filename == filename}))

    def module_apps(self, filename: str) -> tuple[ModuleApp, ...]:
        """See `ParticularQuestions.module_apps`."""
        return app_routes.module_apps(self._evaluation, self._wiring, filename)

    def may_override(self, names: tuple[str, ...]) -> bool:
        """See `ParticularQuestions.may_override`."""
        return overriding.may_override(self._wiring, names)

    # error handlers and hooks

    def error_handlers_in(self, filename: str) -> tuple[ErrorHandler, ...]:
        """See `ParticularQuestions.error_handlers_in`."""
        return tuple(each for each in self._handlers if each.place.filename == filename)

    def registrations_of(self, function: Place) -> tuple[ErrorHandler, ...]:
        """See `ParticularQuestions.registrations_of`."""
        return tuple(each for each in self._handlers if each.function == function)

    @cached_property
    def refused(self) -> dict[Place, frozenset[int]]:
        """The statuses of HTTP errors that views raise, by Blueprint."""
        return view_errors.by_blueprint(self._evaluation, self._wiring)

    def blueprint_handlers(self) -> tuple[ErrorHandler, ...]:
        """See `ParticularQuestions.blueprint_handlers`."""
        return error_handlers.by_blueprint(self._wiring, self._handlers)

    def handled_errors(self, blueprint: Place | None) -> Handled:
        """See `ParticularQuestions.handled_errors`."""
        found = self._evaluation, self._wiring, self._handlers
        return error_handlers.handled(*found, blueprint, self._followed.hidden)

    def errors_handled_anywhere(self) -> frozenset[str | int]:
        """See `ParticularQuestions.errors_handled_anywhere`."""
        return frozenset(error for handler in self._handlers for error in handler.errors)

    def invents_statuses(self) -> bool:
        """See `ParticularQuestions.invents_statuses`."""
        return error_handlers.invents_statuses(self._evaluation)

    @cached_property
    def _handlers(self) -> tuple[ErrorHandler, ...]:
        return error_handlers.handlers(self._wiring)

    @cached_property
    def raised(self) -> dict[str, list[Raised]]:
        """What views raise, by the path of the class."""
        return raised.by_class(self._evaluation, self._wiring)

    @cached_property
    def hooks(self) -> dict[str, list[Hook]]:
        """The hooks by the file of their functions."""
        return hooks.by_file(self._evaluation)

    def json_api(self) -> JsonApi:
        """See `ParticularQuestions.json_api`."""
        return json_api.json_api(self._evaluation, self._wiring, self._followed.route_table)

    def error_shape(self) -> ErrorShape | None:
        """See `ParticularQuestions.error_shape`."""
        handlers = (each.function for each in self._wiring.handlers if each.function)
        views = dict.fromkeys(raised.view_functions(self._wiring.routes))
        return error_shape.error_shape(self._evaluation, views, dict.fromkeys(handlers))

    # routing

    def route_calls_in(self, filename: str) -> frozenset[int]:
        """See `ParticularQuestions.route_calls_in`."""
        places = (declared.event.place for declared in self._wiring.routes)
        return frozenset(place.node for place in places if place.filename == filename)

    def replaces_function(self, path: str) -> bool | None:
        """See `ParticularQuestions.replaces_function`."""
        return decorators.replaces(self._followed.paths, path)

    @cached_property
    def served_routes(self) -> dict[str, list[ServedRoute]]:
        """The routes that apps have, by file."""
        return served_routes.by_file(self._followed.route_table)

    @cached_property
    def endpoint_clashes(self) -> dict[str, list[EndpointClash]]:
        """The routes with a taken endpoint, by file."""
        return endpoint_clashes.by_file(self._wiring, self._followed.route_table)

    @cached_property
    def shadowed_routes(self) -> dict[str, list[ShadowedRoute]]:
        """The routes that another view has too, by file."""
        return shadowed_routes.by_file(self._evaluation, self._wiring, self._followed.route_table)

    def imports_of(self, module: str) -> tuple[Place, ...]:
        """See `ParticularQuestions.imports_of`."""
        return import_chains.imports_of(
            self._followed.modules, self._evaluation.modules.find, module
        )

    def converters(self) -> Converters:
        """See `ParticularQuestions.converters`."""
        return converters.converters(self._evaluation, self._wiring)

    @cached_property
    def late_converters(self) -> dict[str, list[LateConverter]]:
        """The converters that are added too late, by file."""
        return converters.late(self._evaluation, self._wiring, self._followed.route_table)

    @cached_property
    def table_gaps(self) -> tuple[Gap, ...]:
        """See `ParticularQuestions.table_gaps`."""
        return table_gaps.gaps(self._evaluation, self._wiring, self._followed.route_table)

    @cached_property
    def view_calls(self) -> dict[str, list[ViewCall]]:
        """What routes call, by file."""
        return view_calls.by_file(self._evaluation, self._wiring, self._followed.route_table)

    # which keys, attributes and names are read

    @cached_property
    def uses(self) -> Uses:
        """The uses of names in all code."""
        return Uses(self._followed.modules, self._evaluation.words)

    def may_check_at_start(self, text: str, names: tuple[str, ...]) -> bool:
        """See `ParticularQuestions.may_check_at_start`."""
        return start_checks.may_check(self.uses, text, names)

    def mentions(self, module: str, names: tuple[str, ...]) -> bool:
        """See `ParticularQuestions.mentions`."""
        facts = self._followed.modules.get(module)
        if facts is None:
            return False
        self._evaluation.words.update(names)
        imported = (name for node in facts.imports for name, _ in node.names)
        return not facts.names.union(imported).isdisjoint(names)

    def is_mentioned(self, names: tuple[str, ...]) -> bool:
        """See `ParticularQuestions.is_mentioned`."""
        return any(self.mentions(module, names) for module in self._followed.modules)

    # classes

    def attribute_owner(self, path: str, name: str) -> str | None:
        """See `ParticularQuestions.attribute_owner`."""
        value, rest = self._followed.paths.value(path)
        for base in ancestors(value) if isinstance(value, ClassValue) and not rest else ():
            if not isinstance(base, ClassValue):
                return None
            if name in base.names:
                return base.path
        return None

    def is_plain_form(self, path: str) -> bool:
        """See `ParticularQuestions.is_plain_form`."""
        value, rest = self._followed.paths.value(path)
        return not rest and forms.is_plain_form(value)

    def is_open_model(self, path: str) -> bool:
        """See `ParticularQuestions.is_open_model`."""
        value, rest = self._followed.paths.value(path)
        return not rest and open_models.is_open(self._evaluation, value)

    def subclasses(self, path: str) -> tuple[str, ...]:
        """See `ParticularQuestions.subclasses`."""
        value, rest = self._followed.paths.value(path)
        waiting = [value] if isinstance(value, ClassValue) and not rest else []
        found: set[str] = set()
        while waiting:
            new = [each for each in waiting.pop().subclasses if each.path not in found]
            found.update(each.path for each in new)
            waiting += new
        return tuple(sorted(found))

    # contexts

    @cached_property
    def imported_early(self) -> frozenset[str]:
        """The modules that are surely imported where no application context is."""
        modules = self._followed.modules
        entering, contexts = import_time.ENTERING, import_time.CONTEXTS
        self._evaluation.words.update(entering | contexts)
        for module in modules.values():
            if not entering.isdisjoint(module.names) and not contexts.isdisjoint(module.names):
                return frozenset()
        apps = self._followed.apps
        self._evaluation.words.update(app.factory.code.name for app in apps if app.factory)
        name_of = self._evaluation.module_name
        return import_time.early(modules, self._followed.module_of, name_of, apps)

    @cached_property
    def context_users(self) -> frozenset[str]:
        """The names of functions and classes that may mention what needs a context."""
        needing = flask_api.CONTEXT_NAMES | database_api.CONTEXT_NAMES | {forms.FLASK_FORM}
        found = self._evaluation.mentions.leading_to(needing)
        self._evaluation.words.update(found)
        return found

    # registrations of Blueprints

    def clashes_in(self, filename: str) -> tuple[BlueprintClash, ...]:
        """See `ParticularQuestions.clashes_in`."""
        return tuple(clash for clash in self._clashes if clash.blame.filename == filename)

    @cached_property
    def _clashes(self) -> list[BlueprintClash]:
        return clashes.clashes(self._evaluation, self._followed.reach)

    def is_name_free(self, owner: Place, name: str | None) -> bool:
        """See `ParticularQuestions.is_name_free`."""
        return registering_places.is_name_free(self._followed.reach, owner, name)

    def registered_names(self) -> frozenset[str]:
        """See `ParticularQuestions.registered_names`."""
        found = registering_places.names_under_parents(self._wiring)
        return frozenset(name for name in found if name is not None)

    def replaced_prefixes_in(self, filename: str) -> tuple[ReplacedPrefix, ...]:
        """See `ParticularQuestions.replaced_prefixes_in`."""
        found = prefixes.replaced_prefixes(self._wiring)
        return tuple(prefix for prefix in found if prefix.place.filename == filename)

    def stray_namespaces_in(self, filename: str) -> tuple[StrayNamespace, ...]:
        """See `ParticularQuestions.stray_namespaces_in`."""
        return tuple(each for each in self._stray_namespaces if each.place.filename == filename)

    @cached_property
    def _stray_namespaces(self) -> list[StrayNamespace]:
        return namespaces.stray_namespaces(self._followed.reach)

    def stray_modules_in(self, filename: str) -> tuple[StrayModule, ...]:
        """See `ParticularQuestions.stray_modules_in`."""
        return tuple(stray for stray in self._stray_modules if stray.routes[0].filename == filename)

    @cached_property
    def _stray_modules(self) -> list[StrayModule]:
        return stray_modules.stray_modules(self._followed.reach, self._followed.route_table)

    # bodies of requests

    @cached_property
    def bodies(self) -> ValidatedBodies:
        """What views do with the bodies of requests."""
        followed = self._followed
        return ValidatedBodies(self._evaluation, followed.views, followed.route_table, self.hooks)

    def may_validate(self, path: str) -> bool:
        """See `ParticularQuestions.may_validate`."""
        value, rest = self._followed.paths.value(path)
        function = value.function if isinstance(value, Bound) else value
        if rest or not isinstance(function, (FunctionValue, ClassValue)):
            return True
        return self.bodies.may_validate(function)
