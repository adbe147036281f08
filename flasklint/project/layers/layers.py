"""Which modules hold the routes, the models and the schemas, and which layer a module is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from flasklint.disk import globs
from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.packages import database_api
from flasklint.packages.validation_api import SCHEMA_BASES
from flasklint.project.blueprints import declared
from flasklint.project.layers import Layer, services
from flasklint.project.layers.names import LAYER_NAMES, Word, words_of
from flasklint.project.questions import once
from flasklint.project.views.functions import functions

if TYPE_CHECKING:
    from flasklint.project.analysis import Analysis

SHARE = 0.5
"""What share of all views, models or schemas the layer holds, and what share of the modules of one
name holds some."""


def configured(modules: Mapping[str, Module], patterns: tuple[str, ...]) -> Layer:
    """The layer of the modules whose files fit some globs."""
    spec = globs.spec(patterns)
    found = {name for name, module in modules.items() if spec.match_file(module.filename)}
    why = "configured" if found else f"no file matches {', '.join(patterns)} yet"
    return Layer(frozenset(found), why)


def layer(
    kind: str, modules: Mapping[str, Module], called: Mapping[str, list[str]],
    counts: Mapping[str, int], what: str,
) -> Layer:  # fmt: skip
    """The layer of a kind: the modules that are called by words for it, where at least half of
    the modules called by that word hold something of the kind, and the layer holds at least half of
    all; empty if there is none.

    `called` gives the modules that are called by each word, `counts` how many of `what` ("views")
    each module holds.
    """
    total = sum(counts.values())
    if not total:
        return Layer(frozenset(), f"there are no {what}")
    words = tuple(sorted(word for word in called if is_meant(called[word], modules, counts)))
    if not words:
        return Layer(frozenset(), f"the modules that hold {what} are not called {kind} or the like")
    found = frozenset(name for word in words for name in called[word])
    held = sum(counts.get(name, 0) for name in found)
    share = f"{held} of {total} {what} stand there"
    if held < SHARE * total:
        return Layer(frozenset(), f"modules are called {', '.join(words)}, but only {share}")
    first = min(modules[name].filename for name in found & counts.keys())
    return Layer(found, f"modules called {', '.join(words)}; {share} ({first})", held, total, words)


def is_meant(
    names: Iterable[str], modules: Mapping[str, Module], counts: Mapping[str, int]
) -> bool:
    """Whether at least half of some modules hold something; packages need not."""
    holding = [name in counts for name in names if name in counts or not modules[name].is_package]
    return sum(holding) >= SHARE * len(holding) and any(holding)


@once
def layers(analysis: Analysis) -> Layers:
    """The layers of a project."""
    return Layers(analysis)


class Layers:
    """The layers of a project, and what they hold."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._found: dict[str, Layer] = {}

    def layer(self, kind: str) -> Layer:
        """The layer of a kind."""
        if kind not in self._found:
            self._found[kind] = self._looked_for(kind)
        return self._found[kind]

    def _looked_for(self, kind: str) -> Layer:
        analysis = self._analysis
        patterns = getattr(analysis.settings, kind)
        if patterns:
            return configured(analysis.modules, patterns)
        if kind == "services":
            view_functions = functions(analysis.evaluation, analysis.wiring)
            return services.service_layer(analysis.evaluation, view_functions, self.holds_another)
        counts, what = self._counts[kind], "views" if kind == "routes" else kind
        called: dict[str, list[str]] = {}
        for name in analysis.modules:
            word = self._word(name)
            if word is not None and word.kind == kind:
                called.setdefault(word.text, []).append(name)
        found = layer(kind, analysis.modules, called, counts, what)
        if kind == "models" and counts and counts.keys().isdisjoint(chain(*called.values())):
            learned = layer(kind, analysis.modules, self._learned_models(), counts, what)
            found = learned if learned.modules else found
        return found

    @cached_property
    def _counts(self) -> dict[str, dict[str, int]]:
        """How many views, models and schemas each module holds, by the kind of layer."""
        by_file = self._analysis.views
        return {
            "routes": {
                name: len(by_file[module.filename])
                for name, module in self._analysis.modules.items()
                if by_file.get(module.filename)
            },
            "models": Counter(map(_module, self.models)),
            "schemas": Counter(map(_module, self.schemas)),
        }

    def _word(self, module: str) -> Word | None:
        """The word of a module's name that says its layer: the last one, or the last that says what
        the module holds. `shop.views.add_service` is of the views if it holds some."""
        words = words_of(module)
        held = (word for word in words if len(words) > 1 and self._holds(module, word.kind))
        return next(held, words[0] if words else None)

    def _holds(self, module: str, kind: str) -> bool:
        if kind == "routes":
            return self.holds_views(module)
        return module in self._counts.get(kind, ())

    def holds_another(self, module: str) -> bool:
        """Whether a module that is called a service holds what another word of its name says: the
        model or the views of what a shop calls a service."""
        word = self._word(module)
        return word is not None and word.kind != "services" and self._holds(module, word.kind)

    def _learned_models(self) -> dict[str, list[str]]:
        """The modules by the one word that most modules of models are called by, if it is none that
        is known: `orms` of `shop.orms.book`."""
        modules, counts = self._analysis.modules, self._counts["models"]
        called: dict[str, list[str]] = {}
        for name in modules:
            package, _, rest = name.partition(".")
            for part in (rest or package).split("."):
                if not words_of(part):
                    called.setdefault(part, []).append(name)
        meant = {
            word: names
            for word, names in called.items()
            if is_meant(names, modules, counts) and not any(map(self.holds_views, names))
        }
        best = max(meant, key=lambda word: sum(counts.get(x, 0) for x in meant[word]), default="")
        return {best: meant[best]} if best else {}

    def layer_of(self, module: str) -> str | None:
        """The layer that a module is of; None if of none, or cannot tell."""
        said = [kind for kind in LAYER_NAMES if getattr(self._analysis.settings, kind)]
        for kind in said:
            if module in self.layer(kind).modules:
                return kind
        word = self._word(module)
        for kind in LAYER_NAMES:
            is_called = word.kind == kind if word else kind == "models"
            if is_called and module in self.layer(kind).modules:
                return kind if kind == "routes" or not self.holds_views(module) else None
        return None

    def holds_views(self, module: str) -> bool:
        """Whether a module defines views or makes Blueprints."""
        facts = self._analysis.modules.get(module)
        if facts is None:
            return False
        return bool(
            self._analysis.views.get(facts.filename)
            or declared.in_file(self._analysis, facts.filename)
        )

    @cached_property
    def models(self) -> tuple[str, ...]:
        """The paths of the models, in the order of names."""
        classes = self._classes()
        return tuple(path for path, bases in classes if database_api.library_of(bases))

    @cached_property
    def schemas(self) -> tuple[str, ...]:
        """The paths of the schemas, in the order of names."""
        classes = self._classes()
        return tuple(path for path, bases in classes if not SCHEMA_BASES.isdisjoint(bases))

    def _classes(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The classes at the top level of modules and their bases, in the order of their names."""
        for name, module in sorted(self._analysis.modules.items()):
            for node in module.body:
                if isinstance(node, code.Class):
                    path = f"{name}.{node.name}"
                    yield path, self._analysis.bases(path) or ()


def _module(path: str) -> str:
    return path.rpartition(".")[0]
