"""What both readers of Python's syntax share: what is collected of a module, and how the parts of
its facts are put together, whichever parser has found them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from flasklint.facts import code
from flasklint.facts.code import OPAQUE, Expression, Statement
from flasklint.facts.module import Definition, Dynamic, Module
from flasklint.facts.walk import IMPORTERS, KEY_READS, last_name, quoted

MAIN = "main"
TYPING = "typing"
NONE = code.Constant(None)
_DOTTED = re.compile(r"\w+(\.\w+)+(:\w+)?")


class UnknownSyntax(Exception):
    """Syntax that is newer than the reader."""


class Readers(dict[type, Callable[..., Any]]):
    """What reads a node, by its class; `match` and `isinstance` go through `abc` for every class
    that does not fit."""

    def __missing__(self, kind: type) -> Callable[..., Any]:
        raise UnknownSyntax(kind.__name__)


def package_of(module: str, is_package: bool) -> str:
    """The package that relative imports in a module begin at."""
    return module if is_package else module.rpartition(".")[0]


def absolute_module(package: str, level: int, module: str) -> str:
    """The module that `from ..module import` means inside `package`; "" if it leaves the tree."""
    if not level:
        return module
    parts = package.split(".") if package else []
    if level - 1 > len(parts):
        return ""
    parts = parts[: len(parts) - (level - 1)]
    return ".".join([*parts, module] if module else parts)


def guard_of(dotted_test: str, tests_name: bool) -> str:
    """What an `if` guards: its test as a dotted name, and whether it compares `__name__`."""
    if dotted_test.endswith("TYPE_CHECKING"):
        return TYPING
    return MAIN if tests_name else ""


def annotation_of(text: str) -> Expression:
    """The name in front of an annotation: `typing.ClassVar` of `typing.ClassVar[int]`."""
    first, *rest = text.partition("[")[0].strip().split(".")
    found: Expression = code.Name(first) if first else OPAQUE
    for name in rest:
        found = code.Attribute(found, name)
    return found


class Gatherer:
    """What a module mentions, noted on the way; `typing` counts the blocks around that are for type
    checkers only, `functions` the functions around, `testing` the conditions."""

    def __init__(self, package: str) -> None:
        self.package = package
        self.names: set[str] = set()
        self.known: dict[str, code.Name] = {}
        self.strings: set[str] = set()
        self.dynamic: list[Dynamic] = []
        self.imports: list[code.ImportFrom] = []
        self.definitions: list[Definition] = []
        self.raised_names: list[str] = []
        self.testing = self.typing = self.functions = 0
        self.yields = False

    def module(
        self, name: str, filename: str, is_package: bool, body: tuple[Statement, ...]
    ) -> Module:
        """The module, when all of it has been read."""
        return Module(
            name, filename, is_package, body, tuple(self.imports), tuple(self.dynamic),
            frozenset(self.names), frozenset(self.strings), tuple(self.definitions),
            tuple(self.raised_names),
        )  # fmt: skip

    # expressions

    def named(self, name: str) -> code.Name:
        """A name that is read or bound."""
        self.names.add(name)
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = code.Name(name)
        return found

    def string(self, value: str | bytes) -> Expression:
        """A string that is not put together of others with values in between."""
        if isinstance(value, str) and "." in value and _DOTTED.fullmatch(value):
            self.strings.add(value)
        return self.text(value)

    def text(self, value: str | bytes) -> Expression:
        """A string; `names` has it too if it is tested."""
        made = code.Constant(value)
        if self.testing:
            self.mention_key(made)
        return made

    def mention_key(self, made: Expression) -> None:
        """Have an expression among the `names`, in quotes, if it is a string."""
        if isinstance(made, code.Constant) and isinstance(made.value, str):
            self.names.add(quoted(made.value))

    def called(
        self,
        func: Expression,
        args: tuple[Expression, ...],
        keywords: tuple[code.Keyword, ...],
        number: int,
    ) -> code.Call:
        """A call; what it imports or reads as a key is noted."""
        name = last_name(func)
        if name in IMPORTERS and not (args and isinstance(args[0], code.Constant)):
            self.dynamic.append(Dynamic(name, number))
        if name in KEY_READS and args:
            self.mention_key(args[0])
        return code.Call(func, args, keywords, number)

    def as_function(
        self,
        name: str,
        params: tuple[code.Param, ...],
        decorators: tuple[Expression, ...],
        returns: Expression,
        read_body: Callable[[], tuple[Statement, ...]],
        number: int,
    ) -> code.Function:
        """A function with the names that its body mentions."""
        outer, self.names = self.names, set()
        yields, self.yields = self.yields, False
        body = read_body()
        names = frozenset(self.names)
        outer |= names
        self.names = outer
        made = code.Function(name, params, decorators, body, returns, self.yields, names, number)
        self.yields = yields
        return made

    # statements

    def import_module(self, module: str, asname: str, number: int) -> code.Import:
        """`import module as asname`."""
        if not self.typing:
            self.imports.append(code.ImportFrom(module, (), number))
        return code.Import(module, asname, number)

    def import_from(
        self, level: int, module: str, names: tuple[tuple[str, str], ...], number: int
    ) -> code.ImportFrom:
        """`from module import names`, with as many dots in front as `level` says."""
        made = code.ImportFrom(absolute_module(self.package, level, module), names, number)
        if not self.typing:
            self.imports.append(made)
        return made

    def raising(self, value: Expression, number: int) -> code.Raise:
        """`raise value`."""
        self.raised_names.append(last_name(value.func if isinstance(value, code.Call) else value))
        return code.Raise(value, number)

    def defined(
        self,
        name: str,
        params: tuple[code.Param, ...],
        decorators: tuple[Expression, ...],
        returns: Expression,
        read_body: Callable[[], tuple[Statement, ...]],
        number: int,
    ) -> code.Function:
        """A `def`."""
        self.functions += 1
        made = self.as_function(name, params, decorators, returns, read_body, number)
        self.functions -= 1
        if not self.functions and isinstance(made.stored, tuple):
            made = made._replace(stored=code.Body(made.stored))
        self.definitions.append(Definition(name, made.names))
        return made

    def define_class(
        self, name: str, bases: Sequence[Expression], body: tuple[Statement, ...]
    ) -> None:
        """Note a class, with what making one of it mentions."""
        names = {last_name(base) for base in bases} - {""}
        for each in body:
            if isinstance(each, code.Function) and each.name == "__init__":
                names |= each.names
        self.definitions.append(Definition(name, frozenset(names)))


def negative(value: Expression) -> Expression:
    """`-value`."""
    if isinstance(value, code.Constant) and isinstance(value.value, (int, float)):
        return code.Constant(-value.value)
    return OPAQUE
