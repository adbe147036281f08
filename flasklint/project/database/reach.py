"""What functions of the project reach by what they mention: data, packages, the web."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import IntEnum

from flasklint.facts import code
from flasklint.facts.module import Module
from flasklint.facts.walk import last_name
from flasklint.follow.classes import ancestors
from flasklint.follow.evaluation import Evaluation
from flasklint.follow.naming import describe
from flasklint.follow.values import (
    Attached,
    Bound,
    ClassValue,
    DictValue,
    External,
    FunctionValue,
    Instance,
    Known,
    ListValue,
    ModuleValue,
    Unknown,
    Value,
    each,
)
from flasklint.packages import database_api

KEPT = "db"
"""How a database is called where it is an attribute of something: `g.db`."""
_WEB = {
    "flask", "werkzeug", "jinja2", "markupsafe", "flask_login", "flask_babel", "flask_wtf",
    "wtforms", "flask_restful", "flask_restx", "flask_smorest", "apiflask",
}  # fmt: skip
_ANYWHERE = {"flask.current_app", "flask.Flask"}
"""What of Flask is there without a request."""


_ASKED = database_api.STEPS | {"cursor", "find", "find_one", "insert_one", "update_one"}
"""What databases are asked by, of whatever kind."""


class Reached(IntEnum):
    """What code reaches at most, itself or by what it calls."""

    NOTHING = 0
    WEB = 1
    OTHERS = 2
    """A package that is neither a database nor the web, or what is not known."""
    DATA = 3


class DataReach:
    """What the definitions of a project reach, read by the names that they mention and not by
    their bodies."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._known: dict[Value, Reached] = {}
        self._names: dict[str, dict[str, Value]] = {}
        self._words = {KEPT, *_ASKED}

    def names_of(self, module: Module) -> dict[str, Value]:
        """What the names mean that a module binds at its top, or imports anywhere."""
        if module.name not in self._names:
            self._names[module.name] = {}
            found: dict[str, Value] = {}
            evaluation = self._evaluation
            scope = evaluation.run_module(module.name)
            if scope is not None:
                for star in scope.stars:
                    there = evaluation.modules.get(star)
                    found |= self.names_of(there) if there is not None else {}
                found |= scope.names
            for node in module.imports:
                for name, asname in node.names:
                    if name != "*":
                        found[asname] = self._imported(node.module, name, module)
            self._names[module.name] = {
                name: evaluation.settled(value) for name, value in found.items()
            }
        return self._names[module.name]

    def _imported(self, module: str, name: str, importer: Module) -> Value:
        """What an import gives; what a module of the project has under a name that is not found
        there is known by its path."""
        evaluation = self._evaluation
        value = evaluation.settled(evaluation.import_from(module, name, importer))
        if not isinstance(value, Unknown):
            return value
        return External(f"{evaluation.modules.full_path(module, importer)}.{name}")

    def mentioned(self, names: frozenset[str], module: Module) -> Iterator[Value]:
        """What code of a module means by the names that it mentions, those that it takes from
        modules of the project included."""
        waiting = [module.name]
        seen = {module.name}
        while waiting:
            at = waiting.pop()
            known = self._within(at, names)
            if not known and at != module.name:
                yield External(f"{at}.?")
            for value in known:
                if not isinstance(value, ModuleValue):
                    yield value
                elif value.name not in seen:
                    seen.add(value.name)
                    waiting.append(value.name)

    def _within(self, module: str, names: frozenset[str]) -> list[Value]:
        """What a module of the project has by some names, modules in it included."""
        modules = self._evaluation.modules
        facts = modules.get(module)
        known = self.names_of(facts) if facts is not None else {}
        found = [option for name in sorted(known.keys() & names) for option in each(known[name])]
        for inside in modules.inside.get(module, ()):
            last = inside.rpartition(".")[2]
            self._words.add(last)
            if last in names and last not in known:
                found.append(ModuleValue(inside))
        return found

    def reached(self, start: Value) -> Reached:
        """What is reached by whoever uses or calls a value."""
        if start in self._known:
            return self._known[start]
        most = Reached.NOTHING
        waiting, seen = [start], {start}
        while waiting and most < Reached.DATA:
            value = waiting.pop()
            if value in self._known:
                most = max(most, self._known[value])
                continue
            most = max(most, _by_itself(value))
            for used in self._used(value):
                if not isinstance(used, Known) and used not in seen:
                    seen.add(used)
                    waiting.append(used)
        self._known[start] = most
        return most

    def _used(self, value: Value) -> Iterator[Value]:
        """What a value of the project uses."""
        match value:
            case FunctionValue() | ClassValue() if value.is_library:
                return
            case FunctionValue(code=code.Function(names=names, params=params)):
                given = {last_name(param.annotation) for param in params}
                yield from self.mentioned(names | given, value.scope.top.module)
            case Bound(function=function):
                yield function
            case Instance(cls=cls, args=args, keywords=keywords):
                yield cls
                yield from (*args, *keywords.values())
            case ClassValue():
                for base in ancestors(value):
                    if isinstance(base, ClassValue):
                        yield from base.names.values()
                    else:
                        yield base

    def touches_data(self, names: frozenset[str], module: Module) -> bool:
        """Whether code of a module uses a database itself, by the names that it mentions: what a
        session, a connection or a model is asked for."""
        is_asked = not names.isdisjoint(_ASKED)
        if KEPT in names and is_asked:
            return True
        for value in self.mentioned(names, module):
            library = model_library(value)
            if library is not None:
                steps = database_api.CLASS_STEPS[library] | database_api.INSTANCE_STEPS[library]
                steps = steps | self._own_steps(value)
                self._words |= steps
                if not names.isdisjoint(steps):
                    return True
            is_outside = isinstance(value, (External, Attached, Instance))
            if is_asked and is_outside and self.reached(value) is Reached.DATA:
                return True
        return False

    def _own_steps(self, model: Value) -> set[str]:
        """The methods by which a model of the project reaches the database."""
        return {
            name
            for base in (ancestors(model) if isinstance(model, ClassValue) else ())
            if isinstance(base, ClassValue)
            for name, method in base.names.items()
            if isinstance(method, FunctionValue) and self.reached(method) is Reached.DATA
        }

    def words(self) -> set[str]:
        """The names that have decided something so far by being mentioned or not."""
        found = set(self._words)
        for names in self._names.values():
            found.update(name for name, value in names.items() if _may_matter(value))
        return found


def model_library(value: Value) -> str | None:
    """The library whose model a class is; None if it is no model."""
    if not isinstance(value, ClassValue):
        return None
    return database_api.library_of(describe(base) or "?" for base in ancestors(value))


def _by_itself(value: Value) -> Reached:
    match value:
        case FunctionValue() | ClassValue() if value.is_library:
            return _outside(value.path)
        case FunctionValue() if KEPT in value.code.names:
            return Reached.DATA
        case ClassValue() if model_library(value) is not None:
            return Reached.DATA
        case ListValue(items=[]):
            return Reached.DATA
        case DictValue(items=items) if not items:
            return Reached.DATA
        case External(path=path) | Attached(path=path):
            return _outside(path)
        case Unknown():
            return Reached.OTHERS
    return Reached.NOTHING


def _outside(path: str) -> Reached:
    """What something from outside of the project is, by its path."""
    package = path.partition(".")[0].partition("(")[0]
    if package == "builtins" or package in sys.stdlib_module_names - {"sqlite3"}:
        return Reached.NOTHING
    if path in _ANYWHERE or _is_exception(path):
        return Reached.NOTHING
    if package in _WEB:
        return Reached.WEB
    return Reached.DATA if package in database_api.PACKAGES else Reached.OTHERS


def _is_exception(path: str) -> bool:
    """Whether something is caught or raised and not used, by its name."""
    module, _, name = path.rpartition(".")
    is_of_errors = module.rpartition(".")[2] in {"exc", "errors", "exceptions"}
    return is_of_errors or name.endswith(("Error", "Exception"))


def _may_matter(value: Value) -> bool:
    if isinstance(value, (External, Attached)):
        return _outside(value.path) is not Reached.NOTHING
    return not isinstance(value, Known)
