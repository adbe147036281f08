"""Which modules hold the routes, the models and the schemas, and which layer a module is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from flasklint import database_api
from flasklint.answers import Layer
from flasklint.facts import code

if TYPE_CHECKING:
    from flasklint.followed import Followed

SERVICE_NAMES = ("services", "service")

SHARE = 0.5
"""What share of all views, models or schemas the layer holds, and what share of the modules of one
name holds some."""

LAYER_NAMES: dict[str, tuple[str, ...]] = {
    "routes": (
        "routes", "routers", "views", "view", "api", "apis", "controllers", "controller",
        "blueprints", "endpoints", "resources", "handlers", "pages", "web", "rest",
    ),
    "models": ("models", "model"),
    "schemas": ("schemas", "schema", "serializers", "dto", "dtos", "marshmallow"),
    "services": SERVICE_NAMES,
}  # fmt: skip
"""How modules and packages of a layer are called."""

SCHEMA_BASES = {
    "pydantic.BaseModel", "pydantic.v1.BaseModel", "marshmallow.Schema", "apiflask.Schema",
    "marshmallow_sqlalchemy.SQLAlchemySchema", "marshmallow_sqlalchemy.SQLAlchemyAutoSchema",
    "marshmallow_sqlalchemy.ModelSchema", "marshmallow_mongoengine.ModelSchema",
    "flask_marshmallow.Schema", "flask_marshmallow.Marshmallow().Schema",
    "flask_marshmallow.Marshmallow().SQLAlchemySchema",
    "flask_marshmallow.Marshmallow().SQLAlchemyAutoSchema",
    "flask_marshmallow.Marshmallow().ModelSchema", "msgspec.Struct",
}  # fmt: skip
"""What schemas derive from."""


@dataclass(frozen=True, slots=True)
class Word:
    """The word of a module's name that says its layer: the last that says one."""

    text: str
    kind: str


@cache
def word_of(module: str) -> Word | None:
    """What in the name of a module says its layer: `api` of `shop.api.books`, `services` of
    `shop.api.services`, `service` of `shop.orders.book_service`."""
    for part in reversed(module.split(".")):
        for kind, names in LAYER_NAMES.items():
            for name in names:
                if part == name or part.endswith(f"_{name}"):
                    return Word(name, kind)
    return None


def says(module: str, kind: str) -> bool:
    """Whether the name of a module says that it is of a layer."""
    word = word_of(module)
    return word is not None and word.kind == kind


def configured(modules: Mapping[str, code.Module], globs: tuple[str, ...]) -> Layer:
    """The layer of the modules whose files fit some globs."""
    spec = GitIgnoreSpec.from_lines(globs)
    found = {name for name, module in modules.items() if spec.match_file(module.filename)}
    return Layer(frozenset(found), "configured")


def layer(
    kind: str, modules: Mapping[str, code.Module], counts: Mapping[str, int], what: str
) -> Layer:
    """The layer of a kind: the modules that are called by words for it, where at least half of
    the modules called by that word hold something of the kind, and the layer holds at least half of
    all; empty if there is none.

    `counts` gives how many of `what` ("views") each module holds.
    """
    total = sum(counts.values())
    if not total:
        return Layer(frozenset(), f"there are no {what}")
    called: dict[str, list[str]] = {}
    for name, module in modules.items():
        word = word_of(name)
        if word is not None and word.kind == kind and (name in counts or not module.is_package):
            called.setdefault(word.text, []).append(name)
    words = sorted(word for word, names in called.items() if _is_meant(names, counts))
    if not words:
        return Layer(frozenset(), f"the modules that hold {what} are not called {kind} or the like")
    held = sum(counts.get(name, 0) for word in words for name in called[word])
    share = f"{held} of {total} {what} stand there"
    if held < SHARE * total:
        return Layer(frozenset(), f"modules are called {_listed(words)}, but only {share}")
    found = {
        name
        for name in modules
        if (word := word_of(name)) is not None and word.kind == kind and word.text in words
    }
    first = min(modules[name].filename for name in found & counts.keys())
    why = f"modules called {_listed(words)}; {share} ({first})"
    return Layer(frozenset(found), why, held, total)


def _is_meant(names: Iterable[str], counts: Mapping[str, int]) -> bool:
    holding = [name in counts for name in names]
    return sum(holding) >= SHARE * len(holding) and any(holding)


def _listed(words: list[str]) -> str:
    return ", ".join(words)


class Layers:
    """The layers of a project, and what they hold."""

    def __init__(self, followed: Followed) -> None:
        self._followed = followed
        self._found: dict[str, Layer] = {}

    def layer(self, kind: str) -> Layer:
        """See `Project.layer`."""
        if kind not in self._found:
            self._found[kind] = self._looked_for(kind)
        return self._found[kind]

    def _looked_for(self, kind: str) -> Layer:
        followed = self._followed
        globs = getattr(followed.settings, kind)
        if globs:
            return configured(followed.modules, globs)
        if kind == "services":
            return followed.services()
        if kind == "routes":
            counts = {
                name: len(views)
                for name, module in followed.modules.items()
                if (views := followed.views.get(module.filename))
            }
            return layer(kind, followed.modules, counts, "views")
        paths = self.models if kind == "models" else self.schemas
        return layer(kind, followed.modules, Counter(_module(path) for path in paths), kind)

    def layer_of(self, module: str) -> str | None:
        """See `Project.layer_of`."""
        said = [kind for kind in LAYER_NAMES if getattr(self._followed.settings, kind)]
        for kind in said:
            if module in self.layer(kind).modules:
                return kind
        for kind in LAYER_NAMES:
            if module in self.layer(kind).modules and says(module, kind):
                return kind if kind == "routes" or not self.holds_views(module) else None
        return None

    def holds_views(self, module: str) -> bool:
        """See `Project.holds_views`."""
        facts = self._followed.modules.get(module)
        if facts is None:
            return False
        views = self._followed.views.get(facts.filename)
        return bool(views or self._followed.blueprints_in(facts.filename))

    @cached_property
    def models(self) -> tuple[str, ...]:
        """See `Project.models`."""
        classes = self._classes()
        return tuple(path for path, bases in classes if database_api.library_of(bases))

    @cached_property
    def schemas(self) -> tuple[str, ...]:
        """See `Project.schemas`."""
        classes = self._classes()
        return tuple(path for path, bases in classes if not SCHEMA_BASES.isdisjoint(bases))

    def _classes(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The classes at the top level of modules and their bases, in the order of their names."""
        for name, module in sorted(self._followed.modules.items()):
            for node in module.body:
                if isinstance(node, code.Class):
                    path = f"{name}.{node.name}"
                    yield path, self._followed.bases(path) or ()


def _module(path: str) -> str:
    return path.rpartition(".")[0]
