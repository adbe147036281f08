"""Where the project calls a function of its own, and what it does with the result."""

from __future__ import annotations

from collections.abc import Iterator

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.node import Place
from flasklint.facts.walk import statements_in
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.values import ClassValue, FunctionValue, ModuleValue, Value
from flasklint.project.analysis import Analysis
from flasklint.project.calls import CallSite


def calls_of(evaluation: Evaluation, wanted: FunctionValue | ClassValue) -> tuple[CallSite, ...]:
    """The calls of a function or class of the project that its files show, in their order.

    Calls through parameters, tables and the like are not among them.
    """
    name = wanted.code.name
    evaluation.words.add(name)
    found: list[CallSite] = []
    for module in sorted(evaluation.modules.values(), key=lambda module: module.filename):
        aliases = {
            asname for node in module.imports for imported, asname in node.names if imported == name
        }
        if name in module.names or aliases:
            search = Search(evaluation, module, wanted, {name, *aliases})
            found += search.sites()
    return tuple(found)


class Search:
    """The calls in one module."""

    def __init__(
        self,
        evaluation: Evaluation,
        module: Module,
        wanted: FunctionValue | ClassValue,
        spelled: set[str],
    ) -> None:
        self.evaluation = evaluation
        self.module = module
        self.wanted = wanted
        self.spelled = spelled
        self.imported: dict[str, tuple[str, str]] = {}
        for node in module.imports:
            for name, asname in node.names:
                self.imported[asname] = (node.module, name)
        self.attributes: set[str] = set()
        self.named: dict[int, str] = {}

    def sites(self) -> list[CallSite]:
        found = list(self._calls(self.module.body, frozenset(), "other"))
        return [
            CallSite(
                Place(self.module.filename, node),
                "attribute" if self.named.get(node) in self.attributes else use,
            )
            for node, use in sorted(found)
        ]

    def _calls(self, item: object, hidden: frozenset[str], use: str) -> Iterator[tuple[int, str]]:
        """The wanted calls in a part of the code, where `hidden` names are those of functions
        around and the value of the part is used so."""
        match item:
            case code.Call(func=func, node=node):
                if self.is_wanted(func, hidden):
                    yield node, use
                yield from self._calls(func, hidden, "other")
                yield from self._calls((*item.args, *item.keywords), hidden, "other")
            case code.Attribute(value=value):
                if isinstance(value, code.Name):
                    self.attributes.add(value.id)
                yield from self._calls(value, hidden, "attribute")
            case code.Do(value=value):
                yield from self._calls(value, hidden, "dropped")
            case code.Assign(targets=targets, value=value):
                if isinstance(value, code.Call):
                    for target in targets:
                        if isinstance(target, code.Name):
                            self.named[value.node] = target.id
                yield from self._calls(value, hidden, "other")
                yield from self._calls(targets, hidden, "other")
            case code.Function():
                imported = self.imported.keys()
                own = {param.name for param in item.params} | (assigned(item.body) - imported)
                yield from self._calls((*item.params, *item.decorators), hidden, "other")
                yield from self._calls(item.body, hidden | own, "other")
            case tuple():
                for part in item:
                    if isinstance(part, tuple):
                        yield from self._calls(part, hidden, "other")

    def is_wanted(self, func: code.Expression, hidden: frozenset[str]) -> bool:
        """Whether an expression is a name of the wanted function, and of no other thing."""
        parts: list[str] = []
        while isinstance(func, code.Attribute):
            parts.append(func.attr)
            func = func.value
        if not isinstance(func, code.Name) or func.id in hidden:
            return False
        last = parts[0] if parts else func.id
        if last not in self.spelled:
            return False
        value = self._named(func.id)
        for part in reversed(parts):
            value = self._part(value, part)
        return isinstance(value, (FunctionValue, ClassValue)) and value.place == self.wanted.place

    def _named(self, name: str) -> Value | None:
        evaluation = self.evaluation
        if name in self.imported:
            return evaluation.settled(evaluation.import_from(*self.imported[name], self.module))
        found = evaluation.module_name(self.module.name, name)
        return None if found is None else evaluation.settled(found)

    def _part(self, value: Value | None, name: str) -> Value | None:
        """What a module or class of the project has by a name."""
        found: Value | None = None
        if isinstance(value, ModuleValue):
            found = self.evaluation.module_name(value.name, name)
        elif isinstance(value, ClassValue):
            found = value.names.get(name)
        return None if found is None else self.evaluation.settled(found)


def assigned(body: tuple[code.Statement, ...]) -> set[str]:
    """The names that the statements of a function assign to."""
    found: set[str] = set()
    for node in statements_in(body):
        found.update(_names_in(_targets(node)))
    return found


def _targets(node: object) -> tuple[code.Expression, ...]:
    if isinstance(node, code.Assign):
        return node.targets
    return (node.target,) if isinstance(node, (code.Annotated, code.For)) else ()


def _names_in(targets: tuple[object, ...]) -> Iterator[str]:
    return (target.id for target in targets if isinstance(target, code.Name))


def calls_at(analysis: Analysis, path: str) -> tuple[CallSite, ...]:
    """Where the function or class of the project at a path is called, as far as files show."""
    value, rest = analysis.paths.value(path)
    if rest or not isinstance(value, (FunctionValue, ClassValue)):
        return ()
    return calls_of(analysis.evaluation, value)
