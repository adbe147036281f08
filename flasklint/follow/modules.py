"""The modules of a project, and by which names they are imported."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cached_property

from flasklint.facts import code


class Modules(dict[str, code.Module]):
    """The modules of a project by name, seen from its root."""

    def __init__(self, modules: Mapping[str, code.Module]) -> None:
        super().__init__(modules)
        self.packages = {
            ".".join(name.split(".")[:depth])
            for name in modules
            for depth in range(1, name.count(".") + 1)
        }
        self._roots = _import_roots(modules, self.packages)

    def is_module(self, name: str) -> bool:
        """Whether the project has a module or package of this name."""
        return name in self or name in self.packages

    @cached_property
    def inside(self) -> dict[str, list[str]]:
        """The modules and packages that stand directly in each package, in the order of names."""
        found: dict[str, list[str]] = {}
        for name in sorted({*self, *self.packages}):
            found.setdefault(name.rpartition(".")[0], []).append(name)
        return found

    def full_name(self, name: str) -> str:
        """The name from the project's root of a module that is imported as `name`."""
        if self.is_module(name):
            return name
        top, dot, rest = name.partition(".")
        root = self._roots.get(top)
        return name if root is None else f"{root}.{top}{dot}{rest}"

    def imported_as(self, module: str) -> str:
        """The name by which the project imports a module: without the directories that are only
        on the way to it."""
        for top, root in self._roots.items():
            if f"{module}.".startswith(f"{root}.{top}."):
                return module.removeprefix(f"{root}.")
        return module


def _import_roots(modules: Mapping[str, code.Module], packages: set[str]) -> dict[str, str]:
    """For top-level names that the project imports and has only further down: the package that
    must be on the path (`pgadmin` in `web/pgadmin`: {"pgadmin": "web"})."""
    below: dict[str, set[str]] = {}
    for name in {*modules, *packages}:
        root, _, last = name.rpartition(".")
        if root:
            below.setdefault(last, set()).add(root)
    wanted: dict[str, set[str]] = {}
    imported: dict[str, set[str]] = {}
    for module in modules.values():
        for node in module.imports:
            imported.setdefault(f"{node.module}.", set()).add(f"{module.name}.")
            top = node.module.partition(".")[0]
            if top in below and top not in modules and top not in packages:
                wanted.setdefault(top, set()).add(node.module)
    found = {}
    for top, names in wanted.items():
        for root in sorted(below[top], key=len):
            there = {f"{root}.{name}" for name in names} & {*modules, *packages}
            inside = f"{root}.{top}."
            by_full_name = any(
                name.startswith(inside) and not all(user.startswith(inside) for user in users)
                for name, users in imported.items()
            )
            if not by_full_name and len(there) >= 0.8 * len(names):
                found[top] = root
                break
    return {top: root for top, root in found.items() if top not in sys.stdlib_module_names}
