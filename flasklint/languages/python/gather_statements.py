"""From a libcst tree to the plain data of `facts.code`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import libcst as cst

from flasklint.facts import code
from flasklint.facts.code import OPAQUE, Statement
from flasklint.facts.walk import last_name
from flasklint.languages.python.gather_expressions import Expressions
from flasklint.languages.python.literals import dotted
from flasklint.languages.python.tree import Tree

MAIN = "main"
TYPING = "typing"


def module_facts(tree: Tree, name: str, filename: str, is_package: bool) -> code.Module:
    """What the module `name` does. `filename` is relative to the project's root."""
    gatherer = _Statements(tree.number, package_of(name, is_package))
    body = gatherer.block(tree.module.body)
    return code.Module(
        name, filename, is_package, body, tuple(gatherer.imports), tuple(gatherer.dynamic),
        frozenset(gatherer.names), frozenset(gatherer.strings), tuple(gatherer.definitions),
        tuple(gatherer.raised_names),
    )  # fmt: skip


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


class _Statements(Expressions):
    """Reads statements; `typing` counts the blocks around that are for type checkers only,
    `functions` the functions around."""

    def __init__(self, numbered: Callable[[cst.CSTNode], int], package: str) -> None:
        super().__init__(numbered)
        self.package = package
        self.typing = 0
        self.functions = 0
        self.imports: list[code.ImportFrom] = []
        self.definitions: list[code.Definition] = []
        self.raised_names: list[str] = []

    def block(self, body: Iterable[cst.CSTNode]) -> tuple[Statement, ...]:
        found: list[Statement] = []
        for node in body:
            kind = node.__class__
            if kind is cst.SimpleStatementLine or kind is cst.SimpleStatementSuite:
                for small in node.body:  # type: ignore[attr-defined]
                    read = _READERS.get(small.__class__)
                    if read is not None:
                        found.extend(read(self, small))
            elif kind in _READERS:
                found.extend(_READERS[kind](self, node))
        return tuple(found)

    def suite(self, body: cst.BaseSuite) -> tuple[Statement, ...]:
        if isinstance(body, cst.SimpleStatementSuite):
            return self.block([body])
        return self.block(body.body)

    # simple statements

    def alone(self, node: cst.Expr) -> Sequence[Statement]:
        if node.value.__class__ in (cst.SimpleString, cst.Ellipsis):
            return ()
        return (code.Do(self.expression(node.value), self.numbered(node)),)

    def assign(self, node: cst.Assign) -> Sequence[Statement]:
        into = tuple([self.expression(target.target) for target in node.targets])
        return (code.Assign(into, self.expression(node.value), self.numbered(node)),)

    def annotated(self, node: cst.AnnAssign) -> Sequence[Statement]:
        given = None if node.value is None else self.expression(node.value)
        target, number = self.expression(node.target), self.numbered(node)
        return (code.Annotated(target, _annotation(node.annotation.annotation), given, number),)

    def returned(self, node: cst.Return) -> Sequence[Statement]:
        given = code.Constant(None) if node.value is None else self.expression(node.value)
        return (code.Return(given, self.numbered(node)),)

    def imported(self, node: cst.Import) -> Iterator[Statement]:
        for alias in node.names:
            module = dotted(alias.name)
            yield code.Import(module, alias.evaluated_alias or "", self.numbered(node))
            if not self.typing:
                self.imports.append(code.ImportFrom(module, (), self.numbered(node)))

    def imported_from(self, node: cst.ImportFrom) -> Sequence[Statement]:
        module = absolute_module(self.package, len(node.relative), dotted(node.module))
        names: tuple[tuple[str, str], ...] = (("*", "*"),)
        if not isinstance(node.names, cst.ImportStar):
            names = tuple(
                (alias.evaluated_name, alias.evaluated_alias or alias.evaluated_name)
                for alias in node.names
            )
        made = code.ImportFrom(module, names, self.numbered(node))
        if not self.typing:
            self.imports.append(made)
        return (made,)

    def augmented(self, node: cst.AugAssign) -> Sequence[Statement]:
        target = self.expression(node.target)
        if isinstance(node.operator, cst.AddAssign):
            return (code.Extend(target, self.expression(node.value)),)
        return (code.Assign((target,), OPAQUE, self.numbered(node)),)

    def raised(self, node: cst.Raise) -> Sequence[Statement]:
        given = OPAQUE if node.exc is None else self.expression(node.exc)
        self.raised_names.append(last_name(given.func if isinstance(given, code.Call) else given))
        return (code.Raise(given, self.numbered(node)),)

    def left(self, node: cst.Break | cst.Continue) -> Sequence[Statement]:
        return (code.Leave("break" if isinstance(node, cst.Break) else "continue"),)

    def shared(self, node: cst.Global | cst.Nonlocal) -> Sequence[Statement]:
        names = tuple(item.name.value for item in node.names)
        return (code.Scope(names, isinstance(node, cst.Global)),)

    def deleted(self, node: cst.Del) -> Sequence[Statement]:
        return (code.Delete((self.expression(node.target),)),)

    def asserted(self, node: cst.Assert) -> Sequence[Statement]:
        return (code.Do(self.expression(node.test), self.numbered(node)),)

    # compound statements

    def branch(self, node: cst.If) -> Sequence[Statement]:
        after = _else_body(node.orelse)
        guard = _guard(node.test)
        self.typing += guard == TYPING
        inside = self.suite(node.body)
        self.typing -= guard == TYPING
        outside = self.block(after) if after else ()
        return (code.If(self.tested(node.test), guard, inside, outside),)

    def loop(self, node: cst.For) -> Sequence[Statement]:
        into, over = self.expression(node.target), self.expression(node.iter)
        rest = self.suite(node.orelse.body) if node.orelse else ()
        return (code.For(into, over, self.suite(node.body), rest, self.numbered(node)),)

    def while_loop(self, node: cst.While) -> Sequence[Statement]:
        self.expression(node.test)
        rest = self.suite(node.orelse.body) if node.orelse else ()
        return (code.For(code.Items(()), OPAQUE, self.suite(node.body), rest, self.numbered(node)),)

    def entered(self, node: cst.With) -> Sequence[Statement]:
        pairs = tuple(
            (
                self.expression(item.item),
                self.expression(item.asname.name) if item.asname else None,
            )
            for item in node.items
        )
        return (code.With(pairs, self.suite(node.body)),)

    def tried(self, node: cst.Try | cst.TryStar) -> Sequence[Statement]:
        handlers = tuple(self.suite(handler.body) for handler in node.handlers)
        rest = self.suite(node.orelse.body) if node.orelse else ()
        final = self.suite(node.finalbody.body) if node.finalbody else ()
        return (code.Try(self.suite(node.body), handlers, rest, final),)

    def matched(self, node: cst.Match) -> Sequence[Statement]:
        self.expression(node.subject)
        return [code.If(OPAQUE, "", self.suite(case.body), ()) for case in node.cases]

    def function(self, node: cst.FunctionDef) -> Sequence[Statement]:
        decorators = tuple([self.expression(each.decorator) for each in node.decorators])
        returns = self.expression(node.returns.annotation) if node.returns else OPAQUE
        self.functions += 1
        made = self.as_function(
            node.name.value, node, decorators, returns, lambda: self.suite(node.body)
        )
        self.functions -= 1
        if not self.functions and isinstance(made.stored, tuple):
            made = made._replace(stored=code.Body(made.stored))
        self.definitions.append(code.Definition(made.name, made.names))
        return (made,)

    def klass(self, node: cst.ClassDef) -> Sequence[Statement]:
        bases, keywords = self.arguments([*node.bases, *node.keywords])
        decorators = tuple([self.expression(each.decorator) for each in node.decorators])
        body = self.suite(node.body)
        names = {last_name(base) for base in bases} - {""}
        for each in body:
            if isinstance(each, code.Function) and each.name == "__init__":
                names |= each.names
        self.definitions.append(code.Definition(node.name.value, frozenset(names)))
        number = self.numbered(node)
        return (code.Class(node.name.value, bases, keywords, decorators, body, number),)


def _annotation(node: cst.BaseExpression) -> code.Expression:
    """The name in front of an annotation: `typing.ClassVar` of `typing.ClassVar[int]`, which may
    be written as a text."""
    if isinstance(node, cst.SimpleString):
        first, *rest = str(node.raw_value).partition("[")[0].strip().split(".")
    else:
        first, *rest = dotted(node.value if isinstance(node, cst.Subscript) else node).split(".")
    found: code.Expression = code.Name(first) if first else OPAQUE
    for name in rest:
        found = code.Attribute(found, name)
    return found


def _else_body(orelse: cst.If | cst.Else | None) -> Sequence[cst.CSTNode]:
    if orelse is None:
        return ()
    if isinstance(orelse, cst.If):
        return (orelse,)
    body = orelse.body
    return (body,) if isinstance(body, cst.SimpleStatementSuite) else body.body


def _guard(test: cst.BaseExpression) -> str:
    if dotted(test).endswith("TYPE_CHECKING"):
        return TYPING
    match test:
        case cst.Comparison(left=cst.Name(value="__name__"), comparisons=[cst.ComparisonTarget()]):
            return MAIN
    return ""


# By class: `match` and `isinstance` go through `abc` for every class that does not fit.
_READERS: dict[type[cst.CSTNode], Callable[[_Statements, Any], Iterable[Statement]]] = {
    cst.Expr: _Statements.alone,
    cst.Assign: _Statements.assign,
    cst.AnnAssign: _Statements.annotated,
    cst.Return: _Statements.returned,
    cst.Import: _Statements.imported,
    cst.ImportFrom: _Statements.imported_from,
    cst.AugAssign: _Statements.augmented,
    cst.Raise: _Statements.raised,
    cst.Break: _Statements.left,
    cst.Continue: _Statements.left,
    cst.Global: _Statements.shared,
    cst.Nonlocal: _Statements.shared,
    cst.Del: _Statements.deleted,
    cst.Assert: _Statements.asserted,
    cst.FunctionDef: _Statements.function,
    cst.ClassDef: _Statements.klass,
    cst.If: _Statements.branch,
    cst.For: _Statements.loop,
    cst.While: _Statements.while_loop,
    cst.With: _Statements.entered,
    cst.Try: _Statements.tried,
    cst.TryStar: _Statements.tried,
    cst.Match: _Statements.matched,
}
