"""The modules of a project, and which of them an import means."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import takewhile

from flasklint.facts.module import Module
from flasklint.facts.walk import bound_names
from flasklint.packages import flask_api

NOT_HERE = ""
"""Instead of the name of a module: none of the project's."""


class Modules(dict[str, Module]):
    """The modules of a project by name, seen from its root. `unread` are those whose files cannot
    be read, `outside` the packages that are known to come from outside: those that are described.
    """

    def __init__(
        self,
        modules: Mapping[str, Module],
        outside: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(modules)
        self.outside = outside | flask_api.PACKAGES
        self.packages = set[str]()
        for name in modules:
            above = name.rpartition(".")[0]
            while above and above not in self.packages:
                self.packages.add(above)
                above = above.rpartition(".")[0]
        self._below: dict[str, set[str]] = {}
        for name in {*self, *self.packages}:
            root, _, last = name.rpartition(".")
            self._below.setdefault(last, set()).add(root)
        self._roots: dict[tuple[str, str], str | None] = {}

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

    def find(self, name: str, importer: Module | None = None) -> str:
        """The full name, from the project's root on, of the module that `import name` means in a
        file, or that the settings mean by it; NOT_HERE if it is none of the project's."""
        root = self.root_of(name.partition(".")[0], importer)
        if root is None:
            return NOT_HERE
        full = f"{root}.{name}" if root else name
        return full if self.is_module(full) else NOT_HERE

    def full_path(self, path: str, importer: Module | None = None) -> str:
        """A path that begins with the name of a module, from the project's root on; as it is if
        that is none of the project's."""
        root = self.root_of(path.partition(".")[0], importer)
        return f"{root}.{path}" if root else path

    def root_of(self, top: str, importer: Module | None = None) -> str | None:
        """The directory, as a dotted name, in which a file finds a top-level module; None if it
        finds none of the project's.

        Python's path differs from file to file where a repository holds several programs. The
        directories around a file are taken to be on it, the nearest first, as far as they are no
        packages; then the one directory elsewhere that has what is imported.
        """
        key = importer.name if importer is not None else "", top
        if key not in self._roots:
            self._roots[key] = self._root_of(top, importer)
        return self._roots[key]

    def _root_of(self, top: str, importer: Module | None) -> str | None:
        below = self._below.get(top)
        if below is None:
            return None
        wanted = _imported(importer, top) if importer is not None else []
        for root in self._around(importer):
            if root in below and self._provides(root, top, wanted):
                return root
        if top in sys.stdlib_module_names or top in self.outside:
            return None
        whole = [root for root in sorted(below) if self._has_most(root, wanted or [(top, ())])]
        apart = [root for root in whole if not self._is_named_in_full(root, top)]
        near = importer.name if importer is not None else ""
        best = min((_distance(root, near) for root in apart), default=None)
        found = [root for root in apart if _distance(root, near) == best]
        return found[0] if len(found) == 1 else None

    def _around(self, importer: Module | None) -> Iterator[str]:
        """The directories around a file that are no packages, the nearest first, then the root."""
        parts = importer.name.split(".")[:-1] if importer is not None else []
        for depth in range(len(parts), 0, -1):
            root = ".".join(parts[:depth])
            if root not in self:
                yield root
        yield ""

    def _provides(self, root: str, top: str, wanted: list[tuple[str, tuple[str, ...]]]) -> bool:
        """Whether a directory or module has what is imported from it. A directory without
        `__init__.py` has modules and nothing else, and gives way to an installed package; what is
        called like a package from outside must have the very names."""
        full = f"{root}.{top}" if root else top
        if full in self and top not in self.outside:
            return True
        for name, names in wanted:
            module = f"{root}.{name}" if root else name
            if not self.is_module(module):
                continue
            if not names and (name != top or top not in self.outside):
                return True
            own = bound_names(self[module].body) if module in self else frozenset()
            if any(each in own or self.is_module(f"{module}.{each}") for each in (*names, "*")):
                return True
        return not wanted and top not in self.outside

    def _has_most(self, root: str, wanted: list[tuple[str, tuple[str, ...]]]) -> bool:
        held = [self.is_module(f"{root}.{name}" if root else name) for name, _ in wanted]
        return sum(held) >= 0.8 * len(held)

    def _is_named_in_full(self, root: str, top: str) -> bool:
        """Whether files outside of a package import it by its full name, so that the directory
        around it is not on Python's path."""
        inside = f"{root}.{top}."
        return any(
            f"{name}.".startswith(inside) and not all(user.startswith(inside) for user in users)
            for name, users in self._users.get(root.partition(".")[0], {}).items()
        )

    @cached_property
    def _users(self) -> dict[str, dict[str, set[str]]]:
        """For the first name of what is imported: each name, and the modules that import it."""
        found: dict[str, dict[str, set[str]]] = {}
        for module in self.values():
            for node in module.imports:
                by_name = found.setdefault(node.module.partition(".")[0], {})
                by_name.setdefault(node.module, set()).add(f"{module.name}.")
        return found

    def roots_of(self, module: Module) -> dict[str, str]:
        """For the top-level names that a file imports from other directories than the root: the
        directory of each."""
        tops = dict.fromkeys(node.module.partition(".")[0] for node in module.imports)
        roots = {top: self.root_of(top, module) for top in tops if top in self._below}
        return {top: root for top, root in roots.items() if root}

    def imported_as(self, module: str) -> str:
        """The name by which the project imports a module: without the directories that are only
        on the way to it."""
        for root, top in self._used_roots:
            if f"{module}.".startswith(f"{root}.{top}."):
                return module.removeprefix(f"{root}.")
        return module

    @cached_property
    def _used_roots(self) -> list[tuple[str, str]]:
        """The directories that some file imports from, with the names found there, the longest
        first."""
        used = {
            (root, top) for module in self.values() for top, root in self.roots_of(module).items()
        }
        return sorted(used, key=lambda pair: (-len(pair[0]), pair))


def _distance(root: str, name: str) -> tuple[int, int]:
    """How far a directory is from a module: by how little they share, then by its depth."""
    parts, others = root.split("."), name.split(".")
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(parts, others, strict=False))))
    return -shared, len(parts)


def _imported(importer: Module, top: str) -> list[tuple[str, tuple[str, ...]]]:
    """What a file imports of a top-level module: full names, and the names from each."""
    return [
        (node.module, tuple(name for name, _ in node.names))
        for node in importer.imports
        if node.module.partition(".")[0] == top
    ]
