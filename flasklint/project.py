"""What all files say together: answers questions, holds no syntax.

Every question is answered yes, no or cannot tell (None); a rule about absence fires on no only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from flasklint import architecture, database_api, layers, models, route_table, static_files, views
from flasklint.architecture import ConfigSources, ErrorClass, Layer
from flasklint.facts import code
from flasklint.facts.code import Place
from flasklint.follow import attributes, libraries, roots
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import (
    Attached,
    Bound,
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Known,
    Unknown,
    ancestors,
)
from flasklint.import_chains import leads_to
from flasklint.paths import Paths
from flasklint.questions import Record, question
from flasklint.reach import Answer, Reach
from flasklint.views import View
from flasklint.wiring import App, Blueprint, Wiring, assemble


class MadeBlueprint(NamedTuple):
    """A Blueprint that a file makes, and whether some app registers it."""

    node: int
    name: str | None
    registered: Answer


class RegistrationSite(NamedTuple):
    """A place where Blueprints are registered, and on what."""

    place: Place
    function: Place | None
    factory: Place | None
    factory_path: str | None
    app: Place


@dataclass(frozen=True, slots=True)
class Settings:
    """What the configuration says of the architecture; empty means: find it."""

    services: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    error_class: str = ""
    factory: str = ""


NOTHING_SAID = Settings()


class Project:
    """The project as a whole: all that rules may ask, and nothing besides.

    `complete` is false if a file could not be read; `described` are the team's descriptions of
    packages, by name.
    """

    def __init__(
        self,
        modules: Mapping[str, code.Module],
        complete: bool = True,
        settings: Settings = NOTHING_SAID,
        described: Mapping[str, code.Module] = {},
    ) -> None:
        self.record = Record()
        self._modules = modules
        self._complete = complete
        self._settings = settings
        self._evaluation = Evaluation(modules, {**libraries.described(modules), **described})
        roots.run_everything(self._evaluation)
        self._wiring: Wiring = assemble(self._evaluation)
        self._paths = Paths(self._evaluation)

    def following(self) -> AbstractContextManager[None]:
        """Around each answer, so that none depends on what was asked before."""
        return self._evaluation.apart()

    # what paths lead to

    @question
    def canonical(self, path: str | None) -> str | None:
        """The path under which the world knows what a path of one file leads to.

        Imports, aliases, assignments and simple functions of the project are followed:
        `shop.api.db.session` is `flask_sqlalchemy.SQLAlchemy().session`. None if cannot tell.
        """
        return None if path is None else self._paths.canonical(path)

    @question
    def bases(self, path: str) -> tuple[str, ...] | None:
        """The class at a path and its bases, nearest first; "?" stands for one that cannot be
        told; None if there is no class of the project at the path."""
        value, rest = self._paths.value(path)
        if rest or not isinstance(value, ClassValue):
            return None
        return tuple(_base_path(base) for base in ancestors(value))

    @question
    def is_subclass(self, path: str, of: Iterable[str]) -> bool | None:
        """Whether the class at a path derives from one of the classes `of`."""
        bases = self.bases(path)
        if bases is None:
            return path in set(of) or None
        if not set(of).isdisjoint(bases):
            return True
        return None if "?" in bases else False

    @question
    def defined_at(self, path: str | None) -> Place | None:
        """Where the project defines the function or class at a path."""
        value, rest = self._paths.value(path) if path else (None, "")
        if rest or value is None:
            return None
        match value:
            case FunctionValue() | ClassValue() if not value.is_library:
                return value.place
            case Bound(function=function) if not function.is_library:
                return function.place
        return None

    @question
    def module_of(self, path: str) -> str | None:
        """The module of the project that defines what a path begins with."""
        name = self._evaluation.full_name(path)
        while name:
            if name in self._modules:
                return name
            name = name.rpartition(".")[0]
        return None

    @question
    def import_name(self, module: str) -> str:
        """The name by which the project imports one of its modules: without the directories
        that are only on the way to it (`web.pgadmin.utils` is `pgadmin.utils`)."""
        return self._evaluation.imported_as(module)

    @question
    def would_be_circular(self, module: str, imported: str) -> bool:
        """Whether an import of `imported` at the top of `module` would make a new circle: importing
        it asks for names of `module`, perhaps through others, and `module` does not need it yet."""
        needs = self._reach.needs
        return needs(imported, module) and not needs(module, imported)

    @question
    def has_module(self, name: str) -> bool:
        """Whether the project has a module of that name."""
        return name in self._modules

    @question
    def filename_of(self, module: str) -> str | None:
        """The file of a module of the project."""
        facts = self._modules.get(module)
        return None if facts is None else facts.filename

    @question
    def imports_on_the_way(self, module: str, other: str) -> bool:
        """Whether importing `module` imports `other`, itself or through what it imports at its
        top."""
        return leads_to(self._modules, self.module_of, module, other)

    @question
    def classes_in(self, module: str) -> tuple[str, ...]:
        """The names of the classes that a module defines at its top level."""
        facts = self._modules.get(module)
        body = facts.body if facts is not None else ()
        return tuple(node.name for node in body if isinstance(node, code.Class))

    @question
    def functions_in(self, module: str) -> tuple[str, ...]:
        """The names of the functions that a module defines at its top level."""
        facts = self._modules.get(module)
        body = facts.body if facts is not None else ()
        return tuple(node.name for node in body if isinstance(node, code.Function))

    @property
    @question
    def models(self) -> tuple[str, ...]:
        """The paths of the project's models, in the order of their names."""
        return tuple(
            path
            for module in sorted(self._modules)
            for name in self.classes_in(module)
            if self.model_library(path := f"{module}.{name}")
        )

    @question
    def parameters_of(self, path: str) -> tuple[code.Param, ...] | None:
        """The parameters of the function or constructor at a path, `self` left out."""
        value, rest = self._paths.value(path)
        if rest:
            return None
        match value:
            case FunctionValue():
                skip = 1 if value.owner is not None and value.kind != "staticmethod" else 0
                return value.code.params[skip:]
            case Bound(function=function):
                return function.code.params[1:]
            case ClassValue():
                constructor = attributes.attribute(
                    self._evaluation, Instance(value, value.place), "__init__"
                )
                if isinstance(constructor, Bound):
                    return constructor.function.code.params[1:]
        return None

    @question
    def constant(self, path: str | None) -> object:
        """The constant at a path; None if it is none or cannot be told."""
        value, rest = self._paths.value(path) if path else (None, "")
        if isinstance(value, Known) and not rest and not value.assumed:
            return value.value
        return None

    # views and Blueprints

    @question
    def views_in(self, filename: str) -> tuple[View, ...]:
        """The view functions and the request methods of class views that a file defines."""
        return tuple(self._views.get(filename, ()))

    @question
    def blueprints_in(self, filename: str) -> tuple[MadeBlueprint, ...]:
        """The Blueprints that a file makes."""
        return tuple(
            MadeBlueprint(made.place.node, made.name, self._reach.is_registered(made))
            for made in self._own_blueprints
            if made.place.filename == filename
        )

    @question
    def blueprints(self) -> list[Answer]:
        """For every Blueprint of the project, whether some app registers it."""
        return [self._reach.is_registered(made) for made in self._own_blueprints]

    @property
    def _own_blueprints(self) -> list[Blueprint]:
        """Those that the project makes itself, not through a package from outside."""
        return [made for made in self._wiring.blueprints if not made.instance.foreign]

    @question
    def urls_of(self, path: str) -> tuple[str, ...]:
        """The URL rules of the view function, or of the class view's method, at a path."""
        places = {
            place
            for found in self._views.values()
            for view in found
            if view.path == path
            for place in view.routes
        }
        owner = path.rpartition(".")[0]
        return tuple(
            route.rule
            for route in self.route_table
            if route.rule is not None and (route.place in places or route.view == owner)
        )

    @question
    def registration_sites(self) -> tuple[RegistrationSite, ...]:
        """Every place that registers a Blueprint on an app, in the order of the apps' code."""
        return tuple(
            RegistrationSite(
                made.event.place,
                made.event.within.place if made.event.within else None,
                app.factory.place if app.factory else None,
                app.factory.path if app.factory else None,
                app.place,
            )
            for app in self._apps
            for made in app.registrations
        )

    @question
    def factories(self) -> tuple[tuple[str | None, Place | None, Place], ...]:
        """For each app: path and place of its factory (None at module level), where it is made."""
        return tuple(
            (app.factory.path, app.factory.place, app.place)
            if app.factory
            else (None, None, app.place)
            for app in self._apps
        )

    @question
    def error_handlers(self) -> frozenset[str]:
        """The paths of the functions that handle errors."""
        return frozenset(
            handler.function.path for handler in self._wiring.handlers if handler.function
        )

    # the architecture

    @property
    @question
    def services(self) -> Layer:
        """The service layer."""
        if self._settings.services:
            return layers.configured(self._modules, self._settings.services)
        count = {filename: len(found) for filename, found in self._views.items()}
        return architecture.service_layer(self._evaluation, count)

    # layers

    @question
    def layer(self, kind: str) -> Layer:
        """The layer "routes", "models", "schemas" or "services"."""
        if kind == "services":
            return self.services
        globs = getattr(self._settings, kind)
        if globs:
            return layers.configured(self._modules, globs)
        if kind == "routes":
            held = Counter(
                name
                for name, module in self._modules.items()
                for _ in self._views.get(module.filename, ())
            )
            return layers.layer(kind, self._modules, held, "views")
        paths = self.models if kind == "models" else self.schemas
        held = Counter(path.rpartition(".")[0] for path in paths)
        return layers.layer(kind, self._modules, held, kind)

    @question
    def layer_of(self, module: str) -> str | None:
        """The layer that a module is of: "routes", "models", "schemas" or "services".

        None if it is of none or cannot tell, as for a module that is called a service and holds
        views. What is configured comes first.
        """
        said = [kind for kind in layers.LAYER_NAMES if getattr(self._settings, kind)]
        for kind in said:
            if module in self.layer(kind).modules:
                return kind
        for kind in layers.LAYER_NAMES:
            if module in self.layer(kind).modules and layers.says(module, kind):
                return kind if kind == "routes" or not self.holds_views(module) else None
        return None

    @question
    def holds_views(self, module: str) -> bool:
        """Whether a module defines views or makes Blueprints."""
        filename = self.filename_of(module) or ""
        return bool(self.views_in(filename) or self.blueprints_in(filename))

    @question
    def has_subclasses(self, path: str) -> bool:
        """Whether other classes of the project derive from the one at a path."""
        value, rest = self._paths.value(path)
        return not rest and isinstance(value, ClassValue) and bool(value.subclasses)

    @property
    @question
    def schemas(self) -> tuple[str, ...]:
        """The paths of the project's schemas (marshmallow, pydantic), in the order of names."""
        return tuple(
            path
            for module in sorted(self._modules)
            for name in self.classes_in(module)
            if not layers.SCHEMA_BASES.isdisjoint(self.bases(path := f"{module}.{name}") or ())
        )

    @property
    @question
    def error_class(self) -> ErrorClass | None:
        """The project's API error."""
        return architecture.error_class(self._evaluation, self._wiring, self._settings.error_class)

    @property
    @question
    def config_sources(self) -> ConfigSources:
        """Where the apps' settings come from."""
        return architecture.config_sources(self._evaluation, self._wiring)

    @cached_property
    def route_table(self) -> list[route_table.Route]:
        """All declared routes, with what is known of where they end up."""
        declared = [*self._wiring.routes, *static_files.declarations(self._wiring)]
        return route_table.table(declared, self._reach)

    # the database

    @question
    def model_library(self, path: str) -> str | None:
        """The library whose model the class at a path is; None if it is no model."""
        for base in self.bases(path) or ():
            library = database_api.model_library(base)
            if library is not None:
                return library
        return None

    @question
    def touches_database(self, path: str | None, name: str) -> str | None:
        """What of a database is touched by taking `name` of what a path leads to.

        "the session", "a query", "a connection", "the persistence of `Book`"; None if nothing is.
        """
        known = self.canonical(path)
        if known is None:
            return None
        step = database_api.step_on(known, name)
        if step is not None:
            return step
        cls = known.removesuffix("()")
        is_object = cls != known
        library = self.model_library(cls)
        if library is None:
            return None
        steps = database_api.INSTANCE_STEPS if is_object else database_api.CLASS_STEPS
        label = cls.rpartition(".")[2]
        value, rest = self._paths.value(cls)
        own = models.attribute(value, name) if not rest else None
        if models.is_column(own):
            return None
        if name in steps[library]:
            return f"the persistence of `{label}`" if is_object else f"a query of `{label}`"
        if isinstance(own, FunctionValue) and models.uses_session(self._evaluation, own):
            return f"the persistence of `{label}`"
        return None

    # for `flasklint routes` and `flasklint config`

    def misconfigured(self) -> list[str]:
        """What the configuration says of the project and the project does not have."""
        problems = []
        if self._settings.error_class and self.error_class is None:
            path = self._settings.error_class
            problems.append(f"architecture.error-class: the project has no exception class {path}")
        if self._settings.factory and not any(map(self._is_chosen, self._wiring.apps)):
            path = self._settings.factory
            problems.append(f"architecture.factory: no function {path} makes a Flask app")
        for kind in layers.LAYER_NAMES:
            globs = getattr(self._settings, kind)
            if globs and not self.layer(kind).modules:
                files = ", ".join(globs)
                problems.append(f"architecture.{kind}: no file of the project matches {files}")
        return problems

    def _is_chosen(self, app: App) -> bool:
        wanted = self._evaluation.full_name(self._settings.factory)
        return app.factory is not None and app.factory.path == wanted

    @cached_property
    def _apps(self) -> list[App]:
        chosen = [app for app in self._wiring.apps if self._is_chosen(app)]
        return chosen or self._wiring.apps

    @cached_property
    def _reach(self) -> Reach:
        return Reach(self._evaluation, self._wiring, self._complete)

    @cached_property
    def _views(self) -> dict[str, list[View]]:
        return views.by_file(self._evaluation, self._wiring)


def _base_path(base: ClassValue | External | Attached | Unknown) -> str:
    return "?" if isinstance(base, Unknown) else base.path
