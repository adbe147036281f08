"""What `import` binds, and which imports may fail."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flasklint.facts import code
from flasklint.facts.node import Place
from flasklint.follow.values import Lazy, ModuleValue, Scope

if TYPE_CHECKING:
    from flasklint.follow.machine import Machine

_SURE_PACKAGES = sys.stdlib_module_names | {"flask", "werkzeug", "jinja2", "click"}
"""What every Flask application has."""


def _note_import(ev: Machine, scope: Scope, node: code.Import | code.ImportFrom) -> None:
    place = Place(scope.module.filename, node.node)
    ev.imports[place] = ev.is_sure or ev.imports.get(place, False)
    ev.imported_at.setdefault(node.module.partition(".")[0], ev.site(scope, node.node))


def import_module(ev: Machine, scope: Scope, node: code.Import) -> None:
    """`import module`, which follows the packages that it is in first."""
    _note_import(ev, scope, node)
    parts = node.module.split(".")
    for depth in range(1, len(parts) + 1):
        ev.run_module(ev.modules.find(".".join(parts[:depth]), scope.module))
    meant = node.module if node.asname else parts[0]
    bound = ev.modules.find(meant, scope.module)
    value = ModuleValue(bound) if bound else ev.external(meant)
    ev.bind(scope, node.asname or parts[0], value)


def import_names(ev: Machine, scope: Scope, node: code.ImportFrom) -> None:
    """`from module import name`."""
    _note_import(ev, scope, node)
    for name, asname in node.names:
        if name == "*":
            module = ev.modules.find(node.module, scope.module)
            ev.run_module(module)
            scope.top.stars.append(module or node.module)
        else:
            ev.bind(scope, asname, ev.import_from(node.module, name, scope.module))


def import_for_typing(ev: Machine, scope: Scope, body: Iterable[code.Statement]) -> None:
    """Names imported for type checkers are bound, but nothing is imported."""
    for node in body:
        if isinstance(node, code.ImportFrom):
            for name, asname in node.names:
                module = ev.modules.find(node.module, scope.module)
                value = Lazy(module, name) if module else ev.external(f"{node.module}.{name}")
                scope.names.setdefault(asname, value)


def may_fail(ev: Machine, node: code.Statement) -> bool:
    """Whether a statement imports what need not be installed."""
    if not isinstance(node, (code.Import, code.ImportFrom)):
        return False
    top = node.module.partition(".")[0]
    return top not in _SURE_PACKAGES and not ev.modules.find(node.module, ev.here)
