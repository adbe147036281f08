"""Where a Blueprint itself, not a method of it, is used for something that cannot be followed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from operator import itemgetter

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.facts.walk import last_name
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import Instance, ListValue, ModuleValue, Value, each
from flasklint.packages import flask_api
from flasklint.project.wiring import Blueprint

Uses = dict[str, list[tuple[int, str, int]]]
"""Dotted names that are used as values, by their last part: when each is met, and the node around.
"""


class PassedOn:
    """The uses of Blueprints as values, in all modules."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._aliases: dict[str, dict[str, tuple[str, str]]] = {}
        self._names_at_home: dict[str, dict[Place, set[str]]] = {}
        self._read: dict[int, tuple[object, Uses, list[tuple[int, code.Function]]]] = {}

    def place_of(self, blueprint: Blueprint, home: str) -> Place | None:
        """A place where a Blueprint that is made in the module `home` is used for something."""
        evaluation = self._evaluation
        if home not in evaluation.scopes:
            return None
        at = blueprint.place
        names = self._at_home(home).get(at, set())
        # Whatever leads to it ends with a name that a module binds to it, or with an alias of one.
        last = self._bound_names.get(at, set())
        for module in evaluation.modules.values():
            if module.name not in self._aliases:
                self._aliases[module.name] = _aliases(evaluation, module)
            aliases = self._aliases[module.name]
            if module.name == home:
                aliases = aliases | {name: (home, name) for name in names}
            elif not any(target[0] == home or target[1] for target in aliases.values()):
                continue
            wanted = last | {name for name, target in aliases.items() if target[1] in last}
            evaluation.words |= wanted
            for used, node in self._uses(module.body, wanted):
                root, _, rest = used.partition(".")
                target = aliases.get(root)
                if target is None:
                    continue
                found = self._named(target, rest)
                if found is not None and at in _places(found):
                    return Place(module.filename, node)
        return None

    @cached_property
    def _bound_names(self) -> dict[Place, set[str]]:
        """The names that modules bind to what is made at a place."""
        found: dict[Place, set[str]] = {}
        for scope in self._evaluation.scopes.values():
            for name, value in scope.names.items():
                for place in _places(self._evaluation.settled(value)):
                    found.setdefault(place, set()).add(name)
        return found

    def _at_home(self, module: str) -> dict[Place, set[str]]:
        if module not in self._names_at_home:
            found = self._names_at_home[module] = {}
            for name, value in self._evaluation.scopes[module].names.items():
                for place in _places(value):
                    found.setdefault(place, set()).add(name)
        return self._names_at_home[module]

    def _named(self, target: tuple[str, str], rest: str) -> Value | None:
        module, name = target
        value: Value | None = (
            self._evaluation.module_name(module, name) if name else ModuleValue(module)
        )
        for part in filter(None, rest.split(".")):
            if not isinstance(value, ModuleValue):
                return None
            value = self._evaluation.module_name(value.name, part)
        return None if value is None else self._evaluation.settled(value)

    def _uses(
        self, body: tuple[code.Statement, ...], wanted: set[str]
    ) -> Iterator[tuple[str, int]]:
        """The uses of names whose last part is `wanted`. Bodies of functions count only if they
        mention one."""
        if id(body) not in self._read:
            # The body is kept, so that its number is not given to another.
            self._read[id(body)] = (body, *_value_uses(body))
        _, uses, functions = self._read[id(body)]
        met: list[tuple[int, str | code.Function, int]] = [
            use for name in wanted & uses.keys() for use in uses[name]
        ]
        met += [(at, each, 0) for at, each in functions if not wanted.isdisjoint(each.names)]
        for _, use, node in sorted(met, key=itemgetter(0)):
            if isinstance(use, str):
                yield use, node
            else:
                yield from self._uses(use.body, wanted)


def _places(value: Value) -> set[Place]:
    """Where the objects are made that a value may be, or has in a list."""
    found: set[Place] = set()
    for option in each(value):
        items = option.items if isinstance(option, ListValue) else [option]
        found.update(item.place for item in items if isinstance(item, Instance))
    return found


def _aliases(evaluation: Evaluation, module: Module) -> dict[str, tuple[str, str]]:
    """The names that imports bind anywhere in a file: (module, name), or (module, "")."""
    found: dict[str, tuple[str, str]] = {}
    for node in module.imports:
        name = evaluation.modules.find(node.module, module)
        if not name:
            continue
        if not node.names:
            top = node.module.partition(".")[0]
            found.setdefault(top, (evaluation.modules.full_path(top, module), ""))
        for imported, asname in node.names:
            if evaluation.modules.is_module(f"{name}.{imported}"):
                found[asname] = (f"{name}.{imported}", "")
            elif evaluation.modules.is_module(name):
                found[asname] = (name, imported)
    return found


def _value_uses(
    body: tuple[code.Statement, ...],
) -> tuple[Uses, list[tuple[int, code.Function]]]:
    """Dotted names that are used as values (not `name.method(...)`) outside of functions, and the
    functions."""
    uses: Uses = {}
    functions: list[tuple[int, code.Function]] = []
    met = 0
    stack: list[tuple[object, int]] = [(statement, 0) for statement in body]
    while stack:
        item, node = stack.pop()
        met += 1
        node = getattr(item, "node", node)
        match item:
            case code.Name(id=name):
                uses.setdefault(name, []).append((met, name, node))
            case code.Attribute():
                text = _dotted(item)
                if text:
                    uses.setdefault(text.rpartition(".")[2], []).append((met, text, node))
                else:
                    stack.append((item.value, node))
            case code.Call(func=func, args=args, keywords=keywords):
                owner = func.value if isinstance(func, code.Attribute) else None
                if owner is not None and not isinstance(owner, (code.Name, code.Attribute)):
                    stack.append((owner, node))
                if last_name(func) not in flask_api.INERT_CALLS:
                    stack.extend((part, node) for part in (*args, *keywords))
            case code.Import() | code.ImportFrom() | code.Delete():
                continue
            case code.Named(value=value):
                stack.append((value, node))
            case code.Assign(targets=targets, value=value):
                stack.append((value, node))
                stack.extend(
                    (target, node) for target in targets if not isinstance(target, code.Name)
                )
            case code.Annotated(target=target, value=value):
                stack.append((value, node))
                if not isinstance(target, code.Name):
                    stack.append((target, node))
            case code.Function():
                functions.append((met, item))
                parts = (item.params, item.decorators, item.returns)
                stack.extend((part, node) for part in parts)
            case tuple():
                stack.extend((part, node) for part in item if isinstance(part, tuple))
    return uses, functions


def _dotted(node: code.Expression) -> str:
    parts: list[str] = []
    while isinstance(node, code.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, code.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])
