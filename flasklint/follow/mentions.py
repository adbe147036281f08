"""Which functions are worth following: those that mention what wires, themselves or through
others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.walk import last_name

COMMON_NAME = 4
"""How many definitions may share a name that is followed."""


class Mentions:
    """What the functions, classes and import aliases of a project mention, by their names."""

    def __init__(self, modules: Iterable[Module]) -> None:
        found: dict[str, list[frozenset[str]]] = {}
        aliases: set[tuple[str, str]] = set()
        for module in modules:
            for name, names in module.definitions:
                found.setdefault(name, []).append(names)
            for node in module.imports:
                aliases.update((name, alias) for name, alias in node.names if name != alias)
            aliases.update(_renamed(module))
        self._users: dict[str, list[str]] = {}
        for name, alias in sorted(aliases):
            self._users.setdefault(name, []).append(alias)
        for name, uses in found.items():
            if len(uses) <= COMMON_NAME:
                for used in frozenset().union(*uses):
                    self._users.setdefault(used, []).append(name)

    def leading_to(self, names: Iterable[str], most_users: int | None = None) -> frozenset[str]:
        """`names`, and those of the functions and classes that mention one of them, directly or
        not, as far as such a name is not a common one: shared by several definitions, or
        mentioned in more than `most_users`."""
        found = set(names)
        queue = list(found)
        while queue:
            users = self._users.get(queue.pop(), ())
            if most_users is not None and len(users) > most_users:
                continue
            for name in users:
                if name not in found:
                    found.add(name)
                    queue.append(name)
        return frozenset(found)


def _renamed(module: Module) -> Iterator[tuple[str, str]]:
    """What a module gives another name: `Shop = BaseShop`."""
    for node in module.body:
        if isinstance(node, code.Assign) and (name := last_name(node.value)):
            yield from (
                (name, target.id) for target in node.targets if isinstance(target, code.Name)
            )
