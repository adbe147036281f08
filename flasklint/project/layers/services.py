"""The service layer: the modules named so by which views reach data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, External, FunctionValue, Instance, Value
from flasklint.project.database.reach import DataReach, Reached
from flasklint.project.layers import Layer
from flasklint.project.layers.names import SERVICE_NAMES

Holds = Callable[[str], bool]
"""Whether a module holds what another word of its name says: `shop.models.service` a model."""
FEWEST = 0.1
"""The share of all views that at least use a service where there is a layer of them."""


def service_layer(evaluation: Evaluation, views: Sequence[FunctionValue], is_other: Holds) -> Layer:
    """The service layer: the modules named so, if at least half of the views that reach data do so
    by them, and a tenth of all views; empty if there is none."""
    applications = _applications(view.scope.top.module.name for view in views)
    named = {
        name
        for name in evaluation.modules
        if _is_service_name(evaluation, name, applications) and not is_other(name)
    }
    if not named:
        return Layer(frozenset(), "no module is named services")
    counted = _Counted(evaluation, views, named)
    evaluation.words.update(counted.reach.words())
    served, direct = counted.served, counted.direct
    share = f"{len(served)} of {len(served | direct)} views that reach data use one"
    if not served or len(served) < max(len(served | direct) / 2, FEWEST * len(views)):
        return Layer(frozenset(), f"modules are named so, but only {share}")
    found = frozenset(name for name in named if not counted.is_of_the_web(name))
    first = min(view.place.filename for view in served)
    return Layer(found, f"modules named so; {share} ({first})")


class _Counted:
    """Which views reach data by services, and which by themselves."""

    def __init__(
        self, evaluation: Evaluation, views: Sequence[FunctionValue], named: set[str]
    ) -> None:
        self.reach = DataReach(evaluation)
        self.served: set[FunctionValue] = set()
        self.direct: set[FunctionValue] = set()
        self._evaluation = evaluation
        self._named = named
        self._views = set(views)
        for view in views:
            is_direct = self.reach.touches_data(view.code.names, view.scope.top.module)
            if is_direct:
                self.direct.add(view)
            if self._is_served(view, is_direct):
                self.served.add(view)

    def _is_served(self, view: FunctionValue, is_direct: bool) -> bool:
        """Whether a view uses a service that reaches data, or, where it does not reach any itself,
        one that may."""
        if view.scope.top.module.name in self._named:
            return False
        used = {self.reach.reached(service) for service in self._services(view)}
        return Reached.DATA in used or (not is_direct and not used <= {Reached.WEB})

    def _services(self, view: FunctionValue) -> Iterator[Value]:
        """What a view uses of services: itself, by its class, or by a helper, of which only what
        reaches something is worth the way."""
        methods = [view]
        for value in view.owner.names.values() if view.owner is not None else ():
            if isinstance(value, FunctionValue):
                methods.append(value)
            elif self._is_of_service(value):
                yield value
        for method in methods:
            for value in self._mentioned(method):
                if self._is_of_service(value):
                    yield value
                elif isinstance(value, FunctionValue) and value not in self._views:
                    within = filter(self._is_of_service, self._mentioned(value))
                    yield from (each for each in within if self.reach.reached(each))

    def _mentioned(self, function: FunctionValue) -> Iterator[Value]:
        if not function.is_library:
            yield from self.reach.mentioned(function.code.names, function.scope.top.module)

    def _is_of_service(self, value: Value) -> bool:
        """Whether a module named so defines a function, a class, or the class of an object."""
        made = value.cls if isinstance(value, Instance) else value
        if isinstance(made, External):
            return made.path.rpartition(".")[0] in self._named
        if not isinstance(made, (FunctionValue, ClassValue)):
            return False
        return made.scope.top.module.name in self._named

    def is_of_the_web(self, name: str) -> bool:
        """Whether a module does nothing but what views do: it answers, redirects, renders."""
        module = self._evaluation.modules[name]
        own = {
            self.reach.reached(value)
            for value in self.reach.names_of(module).values()
            if isinstance(value, (FunctionValue, ClassValue)) and value.scope.top.module is module
        }
        return bool(own) and max(own) is Reached.WEB


def _applications(modules: Iterable[str]) -> set[str]:
    """The packages named services that are a whole application: at least half of all views, given
    by their modules, stand in them."""
    counts = Counter(modules)
    within: Counter[str] = Counter()
    for module, views in counts.items():
        *packages, _ = accumulate(module.split("."), "{}.{}".format)
        within.update({each: views for each in packages if _last(each) in SERVICE_NAMES})
    return {package for package, views in within.items() if 2 * views >= counts.total()}


def _is_service_name(evaluation: Evaluation, module: str, applications: set[str]) -> bool:
    """Whether a module is one of services by its name or that of a package around it: `services`,
    `service`, or `order_service` where that is no package, which may be a whole application."""
    # Directories that are only on the way to a program name no layer of it.
    on_the_way = module.count(".") - evaluation.modules.imported_as(module).count(".")
    around = list(accumulate(module.split("."), "{}.{}".format))[on_the_way:]
    if any(_last(each) in SERVICE_NAMES for each in around if each not in applications):
        return True
    facts = evaluation.modules.get(module)
    is_file = facts is not None and not facts.is_package
    return is_file and _last(module).endswith(("_service", "_services"))


def _last(module: str) -> str:
    return module.rpartition(".")[2]
