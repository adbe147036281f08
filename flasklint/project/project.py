"""What all files say together: answers questions, holds no syntax.

Every question is answered yes, no or cannot tell (None); a rule about absence fires on no only.
What answers them is in `followed`, and is not there before a question is asked that no earlier run
has had answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple

from flasklint.facts import code
from flasklint.facts.code import Place
from flasklint.limits import LIMITS
from flasklint.packages import database_api, flask_api
from flasklint.project.answers import (
    Answer,
    ConfigSources,
    ErrorClass,
    Layer,
    MadeBlueprint,
    RegistrationSite,
    View,
)
from flasklint.project.modules.import_chains import circle, leads_to
from flasklint.project.particular_questions import ParticularQuestions
from flasklint.project.questions import Question, Record, question

if TYPE_CHECKING:
    from flasklint.facts.unread import Unread
    from flasklint.project.analysis import Followed
    from flasklint.project.routes.table import Route


class Settings(NamedTuple):
    """What the configuration says of the architecture, where empty means: find it; and how many
    steps are followed at a time."""

    services: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    schemas: tuple[str, ...] = ()
    error_class: str = ""
    factory: str = ""
    steps: int = LIMITS.steps


NOTHING_SAID = Settings()


class Project(ParticularQuestions):
    """The project as a whole: all that rules may ask, and nothing besides.

    `unread` are the files that cannot be read; `described` are the team's descriptions of packages,
    by name; `manifests` are the texts of the files that name packages; `has_tests` says whether
    there are tests beside the modules. Where a repository holds several programs, each is asked by
    itself (`around`).
    """

    program = ""
    """The directory of the program that this is, if it is one of several."""

    def __init__(
        self,
        modules: Mapping[str, code.Module],
        unread: Sequence[Unread] = (),
        settings: Settings = NOTHING_SAID,
        described: Mapping[str, code.Module] = {},
        manifests: Mapping[str, str] = {},
        has_tests: bool = False,
    ) -> None:
        from flasklint.project.analysis import Followed

        self.record = Record()
        self._programs: dict[str, Project] = {}
        self._whole: Followed | Callable[[], Followed] = Followed(
            modules, unread, settings, described, manifests, has_tests
        )

    @classmethod
    def remembered(cls, kept: Mapping[Question, str], make: Callable[[], Project]) -> Project:
        """A project that `make` would make, and what it is known to answer."""
        project = cls.__new__(cls)
        project.record = Record(kept=kept)
        project._programs = {}
        project._whole = lambda: make()._followed
        return project

    @property
    def _followed(self) -> Followed:
        if callable(self._whole):
            self._whole = self._whole()
        return self._whole

    # programs side by side

    @question
    def program_of(self, filename: str) -> str:
        """The directory of the program that a file belongs to; "" if the project is but one, or
        the file may belong to any."""
        return self._followed.programs.get(filename, "")

    @property
    @question
    def has_others_beside(self) -> bool:
        """Whether this is one of several programs of a repository."""
        return bool(self.program)

    def around(self, filename: str) -> Project:
        """What the rules of a file may ask: its program. The record is shared."""
        return self.at(self.program_of(filename))

    def at(self, directory: str) -> Project:
        """The program in a directory; the project itself for ""."""
        if not directory:
            return self
        if directory not in self._programs:
            made = type(self).__new__(type(self))
            made.program = directory
            made.record = self.record
            made._programs = {}
            made._whole = lambda: self._followed.program(directory)
            self._programs[directory] = made
        return self._programs[directory]

    def programs(self) -> Iterator[Project]:
        """The programs, each by itself; the project as a whole if it is but one."""
        directories = sorted(set(self._followed.programs.values()))
        yield from map(self.at, directories or [""])

    @question
    def beyond(self) -> dict[str, tuple[Place, str]]:
        """The files that do more than is followed, where following them ends, and the error of
        flasklint if it is for one."""
        budget = self._followed.evaluation.budget
        return {name: (at, budget.failed.get(name, "")) for name, at in budget.beyond.items()}

    @question
    def import_roots(self, filename: str) -> dict[str, str]:
        """For the top-level names that a file imports from other directories than the root: the
        directory of each, dotted."""
        module = self._followed.reach.by_file.get(filename)
        return {} if module is None else self._followed.evaluation.modules.roots_of(module)

    def following(self) -> AbstractContextManager[None]:
        """Around each answer, so that none depends on what was asked before."""
        return self._followed.evaluation.apart()

    # what paths lead to

    @question
    def canonical(self, path: str | None) -> str | None:
        """The path under which the world knows what a path of one file leads to.

        Imports, aliases, assignments and simple functions of the project are followed:
        `shop.api.db.session` is `flask_sqlalchemy.SQLAlchemy().session`. None if cannot tell.
        """
        return None if path is None else self._followed.paths.canonical(path)

    @question
    def bases(self, path: str) -> tuple[str, ...] | None:
        """The class at a path and its bases, nearest first; "?" stands for one that cannot be
        told; None if there is no class of the project at the path."""
        return self._followed.bases(path)

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
        return self._followed.defined_at(path)

    @question
    def module_of(self, path: str) -> str | None:
        """The module of the project that defines what a path begins with."""
        return self._followed.module_of(path)

    @question
    def import_name(self, module: str) -> str:
        """The name by which the project imports one of its modules: without the directories
        that are only on the way to it (`web.pgadmin.utils` is `pgadmin.utils`)."""
        return self._followed.evaluation.modules.imported_as(module)

    @question
    def would_be_circular(self, module: str, imported: str) -> bool:
        """Whether an import of `imported` at the top of `module` would make a new circle: importing
        it asks for names of `module`, perhaps through others, and `module` does not need it yet."""
        if not self._followed.reach.needs(imported, module):
            return False
        return not leads_to(self._followed.modules, self.module_of, module, imported)

    @question
    def has_module(self, name: str) -> bool:
        """Whether the project has a module of that name."""
        return name in self._followed.modules

    @question
    def filename_of(self, module: str) -> str | None:
        """The file of a module of the project."""
        facts = self._followed.modules.get(module)
        return None if facts is None else facts.filename

    @question
    def imports_on_the_way(self, module: str, other: str) -> bool:
        """Whether importing `module` imports `other`, itself or through what it imports at its
        top."""
        return leads_to(self._followed.modules, self.module_of, module, other)

    @question
    def import_circle(self, module: str, importer: str) -> tuple[Place, ...]:
        """The imports at the top of modules that lead from `module` back to its `importer`; empty
        if none do."""
        return circle(self._followed.modules, self.module_of, module, importer)

    @question
    def classes_in(self, module: str) -> tuple[str, ...]:
        """The names of the classes that a module defines at its top level."""
        facts = self._followed.modules.get(module)
        body = facts.body if facts is not None else ()
        return tuple(node.name for node in body if isinstance(node, code.Class))

    @question
    def functions_in(self, module: str) -> tuple[str, ...]:
        """The names of the functions that a module defines at its top level."""
        facts = self._followed.modules.get(module)
        body = facts.body if facts is not None else ()
        return tuple(node.name for node in body if isinstance(node, code.Function))

    @property
    @question
    def models(self) -> tuple[str, ...]:
        """The paths of the project's models, in the order of their names."""
        return self._followed.layers.models

    @question
    def parameters_of(self, path: str) -> tuple[code.Param, ...] | None:
        """The parameters of the function or constructor at a path, `self` left out."""
        return self._followed.parameters_of(path)

    @question
    def constant(self, path: str | None) -> object:
        """The constant at a path; None if it is none or cannot be told."""
        return self._followed.constant(path)

    # views and Blueprints

    @question
    def views_in(self, filename: str) -> tuple[View, ...]:
        """The view functions and the request methods of class views that a file defines."""
        return tuple(self._followed.views.get(filename, ()))

    @question
    def blueprints_in(self, filename: str) -> tuple[MadeBlueprint, ...]:
        """The Blueprints that a file makes."""
        return self._followed.blueprints_in(filename)

    @question
    def blueprints(self) -> list[Answer]:
        """For every Blueprint of the project, whether some app registers it."""
        return self._followed.registered_blueprints()

    @question
    def urls_of(self, path: str) -> tuple[str, ...]:
        """The URL rules of the view function, or of the class view's method, at a path."""
        return self._followed.urls_of(path)

    @question
    def registration_sites(self) -> tuple[RegistrationSite, ...]:
        """Every place that registers a Blueprint on an app, or on another Blueprint."""
        return self._followed.registration_sites()

    @question
    def factories(self) -> tuple[tuple[str | None, Place | None, Place], ...]:
        """For each app: path and place of its factory (None at module level), where it is made."""
        return self._followed.factories()

    @question
    def error_handlers(self) -> frozenset[str]:
        """The paths of the functions that handle errors."""
        return self._followed.error_handlers()

    @question
    def is_app(self, path: str | None) -> bool:
        """Whether an object at a path is known to be a Flask application, or stands for one."""
        known = self.canonical(path)
        if known is None or known == "flask.current_app":
            return known is not None
        cls = known.removesuffix("()")
        return cls != known and self.is_subclass(cls, flask_api.APP_CLASSES) is True

    # the architecture

    @property
    @question
    def services(self) -> Layer:
        """The service layer."""
        return self._followed.layers.layer("services")

    @property
    @question
    def service_modules(self) -> frozenset[str]:
        """The modules of the service layer. Unlike `services`, this says nothing of how many views
        use them, and stays the same when one more does."""
        return self.services.modules

    # layers

    @question
    def layer(self, kind: str) -> Layer:
        """The layer "routes", "models", "schemas" or "services"."""
        return self._followed.layers.layer(kind)

    @question
    def layer_of(self, module: str) -> str | None:
        """The layer that a module is of: "routes", "models", "schemas" or "services".

        None if it is of none or cannot tell, as for a module that is called a service and holds
        views. What is configured comes first.
        """
        return self._followed.layers.layer_of(module)

    @question
    def holds_views(self, module: str) -> bool:
        """Whether a module defines views or makes Blueprints."""
        return self._followed.layers.holds_views(module)

    @question
    def has_subclasses(self, path: str) -> bool:
        """Whether other classes of the project derive from the one at a path."""
        return bool(self.subclasses(path))

    @property
    @question
    def schemas(self) -> tuple[str, ...]:
        """The paths of the project's schemas (marshmallow, pydantic), in the order of names."""
        return self._followed.layers.schemas

    @property
    @question
    def error_classes(self) -> tuple[ErrorClass, ...]:
        """The exception classes that stand for error answers in JSON, the usual ones first."""
        return self._followed.error_classes

    @property
    @question
    def error_class(self) -> ErrorClass | None:
        """The API error of the whole project."""
        return self._followed.error_class

    @question
    def error_classes_for(self, view: str) -> tuple[ErrorClass, ...]:
        """Those whose handlers answer the view at a path."""
        return self._followed.error_classes_for(view)

    @property
    @question
    def config_sources(self) -> ConfigSources:
        """Where the apps' settings come from."""
        return self._followed.config_sources()

    @property
    def route_table(self) -> list[Route]:
        """All declared routes, with what is known of where they end up."""
        return self._followed.route_table

    # the database

    @question
    def model_library(self, path: str) -> str | None:
        """The library whose model the class at a path is; None if it is no model."""
        return database_api.library_of(self.bases(path) or ())

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
        own = self._followed.model_attribute(cls, name)
        if own == "column":
            return None
        if name in steps[library]:
            return f"the persistence of `{label}`" if is_object else f"a query of `{label}`"
        return f"the persistence of `{label}`" if own == "session" else None

    # for `flasklint routes` and `flasklint config`

    def misconfigured(self) -> list[str]:
        """What the configuration says of the project and the project does not have."""
        with self.following():
            return self._followed.misconfigured()

    def words(self) -> set[str]:
        """The names that so far have decided something by being mentioned in the code or not;
        none if nothing has been followed."""
        own = set() if callable(self._whole) else self._whole.evaluation.words
        return own.union(*(each.words() for each in self._programs.values()))
