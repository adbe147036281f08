"""What importing a module imports on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from flasklint.facts import code
from flasklint.facts.code import Place
from flasklint.facts.walk import statements_in


def leads_to(
    modules: Mapping[str, code.Module],
    module_of: Callable[[str], str | None],
    start: str,
    goal: str,
) -> bool:
    """Whether importing the module `start` imports `goal`, itself or through what it imports at
    its top. `module_of` gives the module of the project that a path begins with."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name in modules and name not in seen:
            seen.add(name)
            found = map(module_of, _imported(modules[name]))
            waiting += [known for known in found if known is not None]
    return False


def _imported(module: code.Module) -> Iterator[str]:
    at_run_time = {node.node for node in module.imports}
    for node in statements_in(module.body):
        if isinstance(node, code.Import) and node.node in at_run_time:
            yield node.module
        elif isinstance(node, code.ImportFrom) and node.node in at_run_time:
            yield node.module
            yield from (f"{node.module}.{name}" for name, _ in node.names)


def imports_of(
    modules: Mapping[str, code.Module], full_name: Callable[[str], str], name: str
) -> tuple[Place, ...]:
    """Where a module is imported by its name, or a name from it; `full_name` gives the module that
    an import means."""
    return tuple(
        Place(module.filename, node.node)
        for module in modules.values()
        for node in module.imports
        if module.name != name and name in _meant(node, full_name)
    )


def _meant(node: code.ImportFrom, full_name: Callable[[str], str]) -> set[str]:
    above = full_name(node.module)
    return {above, *(f"{above}.{name}" for name, _ in node.names)}
