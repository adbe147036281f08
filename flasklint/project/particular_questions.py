"""Questions to the project that few rules ask; what answers them is in `particulars`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from flasklint.facts.code import Place
from flasklint.languages.plain import manifests
from flasklint.packages import package_versions
from flasklint.project.answers import (
    AppRoute,
    BlueprintClash,
    BodyCustom,
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
from flasklint.project.questions import Record, question

if TYPE_CHECKING:
    from flasklint.project.analysis import Followed


class ParticularQuestions(ABC):
    """The part of `Project` that is there for few rules."""

    record: Record

    @property
    @abstractmethod
    def _followed(self) -> Followed:
        """What answers the questions."""

    @abstractmethod
    def following(self) -> AbstractContextManager[None]:
        """See `Project.following`."""

    # calls of the project's own functions

    @question
    def calls_of(self, path: str) -> tuple[CallSite, ...]:
        """Where the function or class of the project at a path is called, as far as files show."""
        return self._followed.particulars.calls_of(path)

    @question
    def is_handed_on(self, path: str) -> bool:
        """Whether the function of the project at a path is named anywhere and not called: passed
        on, kept in a table, used as a decorator."""
        return self._followed.particulars.is_handed_on(path)

    @question
    def method_on_class(self, path: str, name: str) -> Method | None:
        """The plain method by a name of the class at a path; None if it has none for sure."""
        return self._followed.particulars.method_on_class(path, name)

    @question
    def made_objects(self) -> tuple[MadeObject, ...]:
        """The objects of classes from outside that modules make and name: `db = SQLAlchemy()`."""
        return self._followed.particulars.made_objects()

    @question
    def has_plain_database(self) -> bool:
        """Whether the project makes objects of Flask-SQLAlchemy, none of them with a class or
        sessions of its own."""
        return self._followed.particulars.has_plain_database()

    @question
    def bound_extensions(self, filename: str) -> tuple[BoundExtension, ...]:
        """The extensions that a file binds at its top level to an app that a factory makes."""
        return tuple(self._followed.particulars.bound_extensions.get(filename, ()))

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
    def apps_made_in(self, filename: str) -> tuple[int, ...]:
        """The calls of a file that make applications, by number."""
        return self._followed.particulars.apps_made_in(filename)

    @question
    def module_apps(self, filename: str) -> tuple[ModuleApp, ...]:
        """The applications that a file makes as it is imported, and who imports them."""
        return self._followed.particulars.module_apps(filename)

    @question
    def may_override(self, names: tuple[str, ...]) -> bool:
        """Whether an app or a Blueprint has, or may have, one of some of Flask's methods in a way
        of its own."""
        return self._followed.particulars.may_override(names)

    # error handlers

    @question
    def error_handlers_in(self, filename: str) -> tuple[ErrorHandler, ...]:
        """The registrations of error handlers that stand in a file."""
        return self._followed.particulars.error_handlers_in(filename)

    @question
    def registrations_of(self, function: Place) -> tuple[ErrorHandler, ...]:
        """The registrations of one error handler."""
        return self._followed.particulars.registrations_of(function)

    @question
    def refused_by_views(self, blueprint: Place) -> frozenset[int]:
        """The statuses of HTTP errors that views of a Blueprint, or of one that is registered on
        it, are known to raise: by `abort`, by an exception, by reading what may be missing."""
        return self._followed.particulars.refused.get(blueprint, frozenset())

    @question
    def blueprint_handlers(self) -> tuple[ErrorHandler, ...]:
        """For each Blueprint the registrations of error handlers that answer its errors, and not
        those of all: its own, and those of Blueprints around it."""
        return self._followed.particulars.blueprint_handlers()

    @question
    def handled_errors(self, blueprint: Place | None) -> Handled:
        """What the error handlers of one Blueprint answer, or (None) those of the apps."""
        return self._followed.particulars.handled_errors(blueprint)

    @question
    def errors_handled_anywhere(self) -> frozenset[str | int]:
        """What the error handlers of all apps and Blueprints answer, as in `Handled.errors`."""
        return self._followed.particulars.errors_handled_anywhere()

    @question
    def raised_by_views(self, path: str) -> tuple[Raised, ...]:
        """Where views raise the class at a path, or a class that derives from it."""
        return tuple(self._followed.particulars.raised.get(path, ()))

    @question
    def invents_statuses(self) -> bool:
        """Whether the project may add to the statuses that Werkzeug has exceptions for."""
        return self._followed.particulars.invents_statuses()

    @property
    @question
    def json_api(self) -> JsonApi:
        """How many of the views answer JSON."""
        return self._followed.particulars.json_api()

    @property
    @question
    def error_shape(self) -> ErrorShape | None:
        """The shape in which the project answers errors in JSON; None if no answer shows it."""
        return self._followed.particulars.error_shape()

    # hooks

    @question
    def hooks_in(self, filename: str) -> tuple[Hook, ...]:
        """The hooks whose functions a file defines, as often as they are registered."""
        return tuple(self._followed.particulars.hooks.get(filename, ()))

    # routing

    @question
    def route_calls_in(self, filename: str) -> frozenset[int]:
        """The calls of a file that declare a route by themselves, by number."""
        return self._followed.particulars.route_calls_in(filename)

    @question
    def replaces_function(self, path: str | None) -> bool | None:
        """Whether the decorator at a path gives another function that calls the decorated one.

        False if it gives the function itself; None if cannot tell."""
        return None if path is None else self._followed.particulars.replaces_function(path)

    @question
    def served_routes_in(self, filename: str) -> tuple[ServedRoute, ...]:
        """The routes that a file declares and an app has, surely or perhaps."""
        return tuple(self._followed.particulars.served_routes.get(filename, ()))

    @question
    def endpoint_clashes_in(self, filename: str) -> tuple[EndpointClash, ...]:
        """The routes of a file whose endpoint another view of the app has already."""
        return tuple(self._followed.particulars.endpoint_clashes.get(filename, ()))

    @question
    def shadowed_routes_in(self, filename: str) -> tuple[ShadowedRoute, ...]:
        """The routes of a file that another view of the app has too, under the same rule."""
        return tuple(self._followed.particulars.shadowed_routes.get(filename, ()))

    @question
    def imports_of(self, module: str) -> tuple[Place, ...]:
        """Where the project imports a module by its name, or a name from it."""
        return self._followed.particulars.imports_of(module)

    @property
    @question
    def converters(self) -> Converters:
        """The URL converters that the project's apps have."""
        return self._followed.particulars.converters()

    @property
    @question
    def table_gaps(self) -> tuple[Gap, ...]:
        """Why apps may have routes that the route table lacks; no reason: it has all."""
        return self._followed.particulars.table_gaps

    @question
    def late_converters_in(self, filename: str) -> tuple[LateConverter, ...]:
        """The URL converters that an app gets only after a route that a file puts there."""
        return tuple(self._followed.particulars.late_converters.get(filename, ()))

    @question
    def view_calls_in(self, filename: str) -> tuple[ViewCall, ...]:
        """What the routes that a file declares call, with which arguments, where that is sure."""
        return tuple(self._followed.particulars.view_calls.get(filename, ()))

    # which keys and attributes are read

    @question
    def readers_of_key(self, key: str) -> frozenset[str]:
        """The last names of what a key is read from anywhere: `config` for `app.config["KEY"]`."""
        return self._followed.particulars.uses.of_key(key)

    @question
    def readers_of_attribute(self, name: str) -> frozenset[tuple[str, str]]:
        """The modules that read an attribute of that name, and the last name of what of."""
        return self._followed.particulars.uses.of_attribute(name)

    @question
    def asks_config_for(self, key: str) -> bool:
        """Whether something reads a key from an app's config that no code sets by itself."""
        return self._followed.particulars.uses.asks_config_for(key)

    @question
    def is_tested(self, text: str) -> bool:
        """Whether a condition anywhere mentions a string, or a name of that spelling."""
        return self._followed.particulars.uses.is_tested(text)

    @question
    def may_check_at_start(self, text: str, names: tuple[str, ...]) -> bool:
        """Whether something may refuse to start because a setting known by some names is `text`,
        or a variable is not set, by a name that does not stand there."""
        return self._followed.particulars.may_check_at_start(text, names)

    @question
    def mentions(self, module: str, names: tuple[str, ...]) -> bool:
        """Whether a module of the project mentions or imports one of some names."""
        return self._followed.particulars.mentions(module, names)

    @question
    def is_mentioned(self, names: tuple[str, ...]) -> bool:
        """Whether any module of the project mentions or imports one of some names."""
        return self._followed.particulars.is_mentioned(names)

    # classes

    @question
    def attribute_owner(self, path: str, name: str) -> str | None:
        """The path of the class of the project that gives the class at a path an attribute: itself
        or a base; None if there is none or a base before it cannot be told."""
        return self._followed.particulars.attribute_owner(path, name)

    @question
    def is_plain_form(self, path: str) -> bool:
        """Whether the class at a path is surely a form of Flask-WTF that is made as Flask-WTF makes
        it."""
        return self._followed.particulars.is_plain_form(path)

    @question
    def is_open_model(self, path: str) -> bool:
        """Whether the class at a path is surely a model that takes whatever it is given: nothing of
        the project chooses among the values."""
        return self._followed.particulars.is_open_model(path)

    @question
    def subclasses(self, path: str) -> tuple[str, ...]:
        """The paths of the project's classes that derive from the class at a path, in order."""
        return self._followed.particulars.subclasses(path)

    # contexts

    @question
    def runs_without_context(self, module: str) -> bool:
        """Whether it is sure that a module is imported where no application context is."""
        return module in self._followed.particulars.imported_early

    @question
    def may_need_context(self, name: str) -> bool:
        """Whether a function or class of that name may mention what needs a request or an
        application context, directly or not."""
        return name in self._followed.particulars.context_users

    # tests

    @property
    @question
    def has_tests(self) -> bool:
        """Whether the project has tests: they are not read, and may import anything."""
        return self._followed.has_tests

    # packages

    @question
    def uses_pydantic_2(self) -> bool:
        """Whether the project imports what only pydantic 2 has."""
        return package_versions.uses_pydantic_2(self._followed.modules.values())

    @question
    def is_at_least(self, package: str, major: int, filename: str) -> bool | None:
        """Whether a file runs with a major version of a package or a later one, as requirements,
        pyproject.toml or a lock file say."""
        return manifests.is_at_least(self._followed.manifests, filename, package, major)

    # registrations of Blueprints

    @question
    def clashes_in(self, filename: str) -> tuple[BlueprintClash, ...]:
        """The Blueprints registered under a taken name for which a file is to blame."""
        return self._followed.particulars.clashes_in(filename)

    @question
    def is_name_free(self, owner: Place, name: str | None) -> bool:
        """Whether a Blueprint that nothing registers can be registered on the app or Blueprint that
        is made at `owner`: no other has its name there."""
        return self._followed.particulars.is_name_free(owner, name)

    @question
    def registered_names(self) -> frozenset[str]:
        """The names, as far as they are known, under which Blueprints are registered."""
        return self._followed.particulars.registered_names()

    @question
    def replaced_prefixes_in(self, filename: str) -> tuple[ReplacedPrefix, ...]:
        """The Blueprints registered by a file whose own URL prefix is replaced there."""
        return self._followed.particulars.replaced_prefixes_in(filename)

    @question
    def stray_namespaces_in(self, filename: str) -> tuple[StrayNamespace, ...]:
        """The namespaces of Flask-RESTX that a file makes and that no Api of the project adds."""
        return self._followed.particulars.stray_namespaces_in(filename)

    @question
    def stray_modules_in(self, filename: str) -> tuple[StrayModule, ...]:
        """The module of a file, if it declares routes for another one and nothing imports it."""
        return self._followed.particulars.stray_modules_in(filename)

    # bodies of requests

    @question
    def body_custom(self, filename: str, own: tuple[str, ...] = ()) -> BodyCustom:
        """What the views of the project do with the bodies of requests, and those of one file;
        `own` are the paths of the team's functions and decorators that validate."""
        return self._followed.particulars.bodies.custom(filename, own)

    @question
    def may_validate(self, path: str) -> bool:
        """Whether the function or class at a path may validate what it is passed; so if it cannot
        be told."""
        return self._followed.particulars.may_validate(path)
