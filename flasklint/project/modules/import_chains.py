"""What importing a module imports on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.facts.walk import statements_in

ModuleOf = Callable[[str], str | None]
"""Gives the module of the project that a path begins with."""


def leads_to(modules: Mapping[str, Module], module_of: ModuleOf, start: str, goal: str) -> bool:
    """Whether importing the module `start` imports `goal`, itself or through what it imports at
    its top."""
    return start == goal or bool(_chain(modules, module_of, start, goal, ()))


def circle(
    modules: Mapping[str, Module], module_of: ModuleOf, start: str, goal: str
) -> tuple[Place, ...]:
    """The imports that lead from the module `start` back to `goal`, which imports it; empty if none
    do.

    Packages around a module are being imported before it: naming them imports nothing again.
    """
    return _chain(modules, module_of, start, goal, (goal,))


def _chain(
    modules: Mapping[str, Module],
    module_of: ModuleOf,
    start: str,
    goal: str,
    under_way: tuple[str, ...],
) -> tuple[Place, ...]:
    """The shortest chain of imports from a module to another. If modules are `under_way`, packages
    around them and around whoever imports are not followed."""
    chains: dict[str, tuple[Place, ...]] = {start: ()}
    waiting = [start]
    for name in waiting:
        around = (*under_way, name) if under_way else ()
        for node, path in _imported(modules[name]) if name in modules else ():
            found = module_of(path)
            if found is None or found in chains:
                continue
            chain = (*chains[name], Place(modules[name].filename, node))
            if found == goal:
                return chain
            if not any(f"{each}.".startswith(f"{found}.") for each in around):
                chains[found] = chain
                waiting.append(found)
    return ()


def _imported(module: Module) -> Iterator[tuple[int, str]]:
    """The imports at the top of a module that run, and the paths that they name."""
    at_run_time = {node.node for node in module.imports}
    for node in statements_in(module.body):
        if not isinstance(node, (code.Import, code.ImportFrom)) or node.node not in at_run_time:
            continue
        yield node.node, node.module
        if isinstance(node, code.ImportFrom):
            yield from ((node.node, f"{node.module}.{name}") for name, _ in node.names)


def imports_of(
    modules: Mapping[str, Module], find: Callable[[str, Module], str], name: str
) -> tuple[Place, ...]:
    """Where a module is imported by its name, or a name from it; `find` gives the module that an
    import means in a file."""
    return tuple(
        Place(module.filename, node.node)
        for module in modules.values()
        for node in module.imports
        if module.name != name and name in _meant(node, find(node.module, module))
    )


def _meant(node: code.ImportFrom, above: str) -> set[str]:
    return {above, *(f"{above}.{name}" for name, _ in node.names)}
