"""Finds the rules of flasklint and of installed plug-ins, and sets their options."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from flasklint.rule import Rule
from flasklint.run.plug_ins import PlugIn, plug_ins


class LoadError(Exception):
    """A plug-in that cannot be loaded, or two rules that claim one code or name."""


def load_rules(isolated: bool = False) -> list[type[Rule]]:
    """Every rule class of the packages in the entry-point group `flasklint.rules`, by code.

    With `isolated`, only flasklint's own. Raises LoadError with one line.
    """
    found: dict[str, type[Rule]] = {}
    for plug_in in plug_ins(isolated):
        for rule in _rules_of(plug_in):
            for key in (rule.code, rule.name()):
                other = found.get(key)
                if other is not None and other is not rule:
                    raise LoadError(
                        f"{rule.__module__}.{rule.__qualname__} and {other.__module__}."
                        f"{other.__qualname__} are both called {key}: rename one"
                    )
            found[rule.code] = found[rule.name()] = rule
    if not found:
        raise LoadError("no rules are installed: install flasklint with pip")
    return sorted(set(found.values()), key=lambda rule: rule.code)


def _rules_of(plug_in: PlugIn) -> Iterator[type[Rule]]:
    try:
        root = import_module(plug_in.package)
        for module in _modules(root):
            for cls in list(vars(module).values()):
                own = isinstance(cls, type) and cls.__module__ == module.__name__
                if own and issubclass(cls, Rule) and not inspect.isabstract(cls):
                    yield cls
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise LoadError(
            f"the plug-in {plug_in.name} ({plug_in.package}) cannot be loaded: {reason}"
        ) from error


def _modules(root: ModuleType) -> Iterator[ModuleType]:
    yield root
    for found in pkgutil.walk_packages(getattr(root, "__path__", ()), f"{root.__name__}."):
        yield import_module(found.name)
