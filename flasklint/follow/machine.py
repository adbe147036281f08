"""The state of following one project, and what all who follow its code ask of it.

The code that knows how Python and Flask behave is given a `Machine`, and calls back through it:
`Evaluation` puts the parts together.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Mapping

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.follow.budget import ITEMS, Budget
from flasklint.follow.mentions import Mentions
from flasklint.follow.modules import Modules
from flasklint.follow.trace import Trace
from flasklint.follow.trial import Container, Trial
from flasklint.follow.values import (
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Known,
    Lazy,
    ModuleValue,
    Scope,
    Unknown,
    Value,
    one_of,
)
from flasklint.limits import LIMITS
from flasklint.packages import flask_api


class Machine(Trace, ABC):
    """The state of following one project: module scopes, what names mean, what was called.

    Whoever asks whether the facts of a file or a function mention a name adds it to `words`: a
    body that nobody has read may change as long as it mentions the same of them.
    """

    def __init__(
        self,
        modules: Mapping[str, Module],
        libraries: Mapping[str, Module],
        distributions: Mapping[str, str] = {},
        steps: int = LIMITS.steps,
    ) -> None:
        described = frozenset(libraries)
        with_flask = sum(_imports_flask(each, described) for each in modules.values())
        super().__init__(Budget(len(modules), with_flask, steps))
        self.modules = Modules(modules, described)
        self.libraries = libraries
        self.distributions = distributions
        self.library_scopes: dict[str, Scope] = {}
        self.scopes: dict[str, Scope] = {}
        self.trials: list[Trial] = []
        self.results: dict[tuple[object, ...], tuple[Value, bool]] = {}
        self.makings = Counter[tuple[object, ...]]()
        self.called: set[Place] = set()
        self.imported_by_name: dict[str, bool] = {}
        self.computed_imports: dict[Place, bool] = {}
        self.imports: dict[Place, bool] = {}
        self.defined: list[FunctionValue] = []
        self.recorded: dict[Instance, list[Value]] = {}
        self.shrunk: set[Value] = set()
        """The dicts that something was taken out of."""
        self.following = 0
        self.importing = 0
        self.deciding = 0
        self.mentions = Mentions([*modules.values(), *libraries.values()])
        self.wiring_names = self.mentions.leading_to(flask_api.WIRING_NAMES)
        self.words = {*self.wiring_names}

    def touch(self, container: Container) -> None:
        """To be called before a container is changed that may outlive what changes it."""
        if self.trials:
            self.budget.left -= self.trials[-1].touch(container) // ITEMS

    # what those give that know Python and Flask

    @abstractmethod
    def run_module(self, name: str) -> Scope | None:
        """The scope of a module of the project, followed on first use; None if there is none."""

    @abstractmethod
    def run_body(self, scope: Scope) -> None:
        """Follow the body of a module."""

    @abstractmethod
    def assign(self, scope: Scope, target: code.Expression, value: Value) -> None:
        """`target = value`."""

    @abstractmethod
    def evaluate(self, scope: Scope, node: code.Expression) -> Value:
        """What an expression is."""

    @abstractmethod
    def attribute(self, value: Value, name: str) -> Value:
        """What reading an attribute gives."""

    @abstractmethod
    def call(
        self,
        func: Value,
        args: tuple[Value, ...],
        keywords: dict[str, Value],
        place: Place,
        open_ended: bool,
    ) -> Value:
        """What a call gives; `open_ended` if more was passed than is known."""

    @abstractmethod
    def call_function(
        self,
        function: FunctionValue,
        receiver: Value | None,
        args: tuple[Value, ...],
        keywords: dict[str, Value],
        place: Place | None,
        open_ended: bool = False,
        on_yield: Callable[[Value], None] | None = None,
    ) -> Value:
        """What a call of a function of the project gives, its events noted on the way.

        `on_yield` is called with what a generator yields; without it, that makes a list.
        """

    # modules

    def note_import(self, module: str) -> None:
        """Note that a module is imported by its name, for sure or perhaps."""
        self.imported_by_name[module] = self.is_sure or self.imported_by_name.get(module, False)

    def import_from(self, module: str, name: str, importer: Module) -> Value:
        """What `from module import name` gives in a file."""
        full = self.modules.find(module, importer)
        if not full:
            return self.external(f"{module}.{name}") if module else Unknown("a bad import")
        return self.import_name(full, name)

    def import_name(self, module: str, name: str) -> Value:
        """What importing a name from a module of the project gives."""
        scope = self.run_module(module)
        if scope is not None and name in scope.names:
            return scope.names[name]
        if self.modules.is_module(f"{module}.{name}"):
            self.run_module(f"{module}.{name}")
            return ModuleValue(f"{module}.{name}")
        found = self.module_name(module, name)
        return Lazy(module, name) if found is None else found

    def module_name(self, module: str, name: str, seen: set[str] | None = None) -> Value | None:
        """What `module.name` is now, stars and submodules included; None if nothing binds it."""
        seen = set() if seen is None else seen
        seen.add(module)
        self.budget.left -= 1
        scope = self.run_module(module)
        if scope is not None:
            if name in scope.names:
                return scope.names[name]
            for star in scope.stars if not name.startswith("_") else ():
                if star not in seen and self.modules.is_module(star):
                    found = self.module_name(star, name, seen)
                    if found is not None:
                        return found
        if self.modules.is_module(f"{module}.{name}"):
            return ModuleValue(f"{module}.{name}")
        return None

    def names_in(self, module: str) -> list[str] | None:
        """The names that a module has, those of its stars included; None if cannot tell."""
        found: dict[str, None] = {}
        seen = {module}
        waiting = [module]
        for name in waiting:
            scope = self.run_module(name)
            if scope is None:
                return None
            self.budget.left -= 1 + len(scope.names) // ITEMS
            names = (each for each in scope.names if name == module or not each.startswith("_"))
            found.update(dict.fromkeys(names))
            waiting += [star for star in dict.fromkeys(scope.stars) if star not in seen]
            seen.update(scope.stars)
        return list(found)

    def is_whole(self, module: str) -> bool:
        """Whether all names of a module are known: no star from outside, no `__getattr__`."""
        scope = self.scopes.get(module)
        if scope is None:
            return module in self.modules.packages and module not in self.modules
        return "__getattr__" not in scope.names and all(map(self.modules.is_module, scope.stars))

    def external(self, path: str) -> Value:
        """What a package from outside has at a path: as its description says, if there is one."""
        package, _, rest = path.partition(".")
        module = self.libraries.get(package)
        if module is not None and rest and "(" not in rest:
            scope = self.library_scopes.get(package)
            if scope is None:
                scope = Scope(module, {"__name__": Known(package)})
                self.library_scopes[package] = scope
                self.describing += 1
                self.run_body(scope)
                self.describing -= 1
            *within, last = rest.split(".")
            found = scope.names.get(last)
            for part in within:
                inner = scope.names.get(part)
                if isinstance(inner, ClassValue) and last in inner.names:
                    found = inner.names[last]
            if found is not None:
                return found
        return External(flask_api.canonical(path))

    # names

    def look_up(self, scope: Scope, name: str) -> Value:
        """What a name means in a scope."""
        at: Scope | None = scope
        while at is not None:
            at = at.shared.get(name, at)
            found = at.names.get(name)
            if found is not None:
                return self.settled(found)
            at = at.outer
        top = scope.top
        if top.stars:
            self.budget.count(top.stars)
            found = self.module_name(top.module.name, name)
            if found is not None:
                return self.settled(found)
            outside = [star for star in top.stars if not self.modules.is_module(star)]
            if len(outside) == 1 and not flask_api.is_builtin(name):
                return self.external(f"{outside[0]}.{name}")
            if outside:
                return Unknown(f"a star import of {outside[0]}")
        if flask_api.is_builtin(name):
            return External(f"builtins.{name}")
        return Unknown(f"the name {name}")

    def settled(self, value: Value) -> Value:
        """`value`, or what a lazy name stands for by now."""
        for _ in range(10):
            if not isinstance(value, Lazy):
                return value
            found = self.module_name(value.module, value.name)
            if found is None or found == value:
                return Unknown(f"{value.module}.{value.name}")
            value = found
        return Unknown("an import cycle")

    def bind(self, scope: Scope, name: str, value: Value) -> None:
        """`name = value`; under a condition the old value stays possible."""
        scope = scope.shared.get(name, scope)
        if isinstance(value, Known) and not self.certain:
            old = scope.names.get(name)
            if scope.conditional and isinstance(old, Known) and old.value is not None:
                return
            value = Known(value.value, assumed=True)
        if scope.conditional and name in scope.names:
            value = one_of([scope.names[name], value])
        self.touch(scope.names)
        scope.names[name] = value


def _imports_flask(module: Module, libraries: frozenset[str]) -> bool:
    """Whether a module imports Flask, an extension that is called after it, or one of some
    libraries."""
    tops = (node.module.partition(".")[0].lower() for node in module.imports)
    return any(top.startswith("flask") or top in libraries for top in tops)
