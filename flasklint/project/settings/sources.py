"""Where the apps' settings come from: classes and modules of the project, or outside of it."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.facts.node import Place
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, Event, Instance, Known, ModuleValue, Value, each
from flasklint.project.calls.arguments import possible_arguments
from flasklint.project.settings import ConfigSources
from flasklint.project.wiring import Wiring

_FROM_OUTSIDE = {"from_envvar", "from_prefixed_env", "from_file", "from_json", "from_pyfile"}

Loaded = ClassValue | ModuleValue | Instance
"""What settings are loaded from."""


def config_sources(evaluation: Evaluation, wiring: Wiring) -> ConfigSources:
    """Where the apps' settings come from."""
    classes: dict[str, Place] = {}
    modules: dict[str, Place] = {}
    overridable: Place | None = None
    direct: set[str] = set()
    made: set[str] = set()
    for event, given in _loaded(evaluation, wiring):
        found = given.cls if isinstance(given, Instance) else given
        if isinstance(found, ClassValue):
            if isinstance(given, Instance):
                made.add(found.path)
            direct.add(found.path)
            for base in ancestors(found):
                if isinstance(base, ClassValue):
                    classes.setdefault(base.path, event.place)
        elif isinstance(found, ModuleValue):
            modules.setdefault(found.name, event.place)
    for event in wiring.config:
        if event.method in _FROM_OUTSIDE:
            inside = _module_of_file(evaluation, event)
            if event.method == "from_pyfile" and inside is not None:
                modules.setdefault(inside, event.place)
            else:
                overridable = overridable or event.place
    modules = _with_stars(evaluation, modules)
    return ConfigSources(classes, modules, overridable, frozenset(direct), frozenset(made))


def _loaded(evaluation: Evaluation, wiring: Wiring) -> Iterator[tuple[Event, Loaded]]:
    """What `from_object` is given: first what is known, then what else may be chosen."""
    events = [event for event in wiring.config if event.method == "from_object"]
    for event in events:
        for value in event.args[:1]:
            for option in each(value):
                yield from ((event, found) for found in _config_objects(evaluation, option))
    for event in events:
        for value in possible_arguments(evaluation, event):
            yield from ((event, found) for found in _config_objects(evaluation, value))


def _module_of_file(evaluation: Evaluation, event: Event) -> str | None:
    """The module of the project whose file a call names."""
    name = event.args[0] if event.args else None
    if isinstance(name, Known) and isinstance(name.value, str):
        for module in evaluation.modules.values():
            if f"/{module.filename}".endswith(f"/{name.value}"):
                return module.name
    return None


def _with_stars(evaluation: Evaluation, modules: dict[str, Place]) -> dict[str, Place]:
    """The modules, and those of the project that they take all names from."""
    found = dict(modules)
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        module = evaluation.modules.get(name)
        for node in module.imports if module is not None else ():
            is_new = node.module in evaluation.modules and node.module not in found
            if is_new and ("*", "*") in node.names:
                found[node.module] = found[name]
                waiting.append(node.module)
    return found


def _config_objects(evaluation: Evaluation, value: Value) -> Iterator[Loaded]:
    match value:
        case ClassValue() | ModuleValue() | Instance(cls=ClassValue()):
            yield value
        case Known(value=str() as path, assumed=assumed):
            if name := evaluation.modules.find(path.replace(":", ".")):
                yield ModuleValue(name)
                return
            module, _, attr = path.replace(":", ".").rpartition(".")
            if module := evaluation.modules.find(module):
                found = evaluation.module_name(module, attr)
                for option in each(found) if found is not None else ():
                    if isinstance(option, ClassValue):
                        yield option
                        yield from _family(option) if assumed else ()


def _family(cls: ClassValue) -> Iterator[ClassValue]:
    """The classes beside a class that have a base of the project in common with it: a name from
    outside may be that of each."""
    own = {base for base in ancestors(cls) if isinstance(base, ClassValue)}
    for other in cls.scope.names.values():
        if (
            isinstance(other, ClassValue)
            and other is not cls
            and not own.isdisjoint(ancestors(other))
        ):
            yield other
