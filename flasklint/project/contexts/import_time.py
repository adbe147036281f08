"""Which modules are imported before an application can have a context."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.walk import assignments_of
from flasklint.packages import flask_api
from flasklint.project.analysis import Analysis
from flasklint.project.wiring import App

CONTEXTS = frozenset(("app_context", "request_context", "test_request_context"))
"""Methods of apps that make a context, which may be put in force until further notice."""
ENTERING = frozenset(("push", "__enter__", "enter_context"))
"""Methods that do so."""

ModuleOf = Callable[[str], str | None]
NameOf = Callable[[str, str], object]
"""Gives what a name in a module stands for."""


def early(
    modules: Mapping[str, Module], module_of: ModuleOf, name_of: NameOf, apps: Sequence[App]
) -> frozenset[str]:
    """The modules that make an app, those that a factory imports, and what all these import at
    their top; and those that have a factory make one, but not what they import: the factory may
    have imported that in a context. Imports under conditions and in `with` do not count."""
    factories = {app.factory for app in apps if app.factory is not None}
    called = {factory.code.name for factory in factories}
    callers = {
        name
        for name, module in modules.items()
        if not called.isdisjoint(module.names)
        and any(name_of(name, function) in factories for function in _calls(module.body))
    }
    waiting: list[str] = []
    by_file = {module.filename: name for name, module in modules.items()}
    for app in apps:
        made_in = by_file.get(app.place.filename)
        if made_in is not None:
            waiting.append(made_in)
        if app.factory is not None and app.factory.code.name in flask_api.FACTORIES:
            waiting += _imports(app.factory.code.body, module_of)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in modules and name not in found:
            found.add(name)
            waiting += _imports(modules[name].body, module_of)
    return frozenset(found | callers)


def _calls(body: tuple[code.Statement, ...]) -> Iterator[str]:
    """The plain names whose results the statements of a module assign to something."""
    for node in body:
        for _, value in assignments_of(node):
            if isinstance(value, code.Call) and isinstance(value.func, code.Name):
                yield value.func.id


def _imports(body: tuple[code.Statement, ...], module_of: ModuleOf) -> Iterator[str]:
    for node in body:
        for name in _named_by(node):
            parts = name.split(".")
            packages = (".".join(parts[: at + 1]) for at in range(len(parts)))
            yield from (known for known in map(module_of, packages) if known is not None)


def _named_by(node: object) -> list[str]:
    """The modules that an import names, or may name."""
    if isinstance(node, code.Import):
        return [node.module]
    if isinstance(node, code.ImportFrom):
        return [node.module, *(f"{node.module}.{name}" for name, _ in node.names)]
    return []


def imported_early(analysis: Analysis) -> frozenset[str]:
    """The modules that are surely imported where no application context is."""
    modules, apps = analysis.modules, analysis.apps
    analysis.evaluation.words.update(ENTERING | CONTEXTS)
    for module in modules.values():
        if not ENTERING.isdisjoint(module.names) and not CONTEXTS.isdisjoint(module.names):
            return frozenset()
    analysis.evaluation.words.update(app.factory.code.name for app in apps if app.factory)
    return early(modules, analysis.module_of, analysis.evaluation.module_name, apps)
