"""Where the project's top-level packages lie, seen from its root."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from flasklint.facts import code


def import_roots(modules: Mapping[str, code.Module], packages: set[str]) -> dict[str, str]:
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
