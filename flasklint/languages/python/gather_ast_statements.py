"""From Python's own `ast` to the plain data of `facts.code`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flasklint.facts import code
from flasklint.facts.code import OPAQUE, Expression, Statement
from flasklint.facts.module import Module
from flasklint.languages.python.gather import (
    NONE,
    TYPING,
    Readers,
    annotation_of,
    guard_of,
    package_of,
)
from flasklint.languages.python.gather_ast_expressions import Expressions


def module_facts(tree: ast.Module, name: str, filename: str, is_package: bool) -> Module:
    """What the module `name` does. `filename` is relative to the project's root. Raises
    UnknownSyntax for what the reader does not know."""
    statements = _Statements(package_of(name, is_package))
    return statements.module(name, filename, is_package, statements.block(tree.body))


def numbered(tree: ast.Module) -> dict[int, ast.AST]:
    """The nodes that have numbers, by number. Raises UnknownSyntax."""
    statements = _Numbered("")
    statements.block(tree.body)
    return statements.nodes


class _Statements(Expressions):
    """Reads statements."""

    def block(self, body: Iterable[ast.stmt]) -> tuple[Statement, ...]:
        found: list[Statement] = []
        for node in body:
            found += _READERS[node.__class__](self, node)
        return tuple(found)

    # simple statements

    def alone(self, node: ast.Expr) -> Sequence[Statement]:
        number = self.number(node)
        value = node.value
        if isinstance(value, ast.Constant) and (
            value.value is ... or isinstance(value.value, (str, bytes))
        ):
            return ()
        return (code.Do(self.expression(value), number),)

    def assign(self, node: ast.Assign) -> Sequence[Statement]:
        number = self.number(node)
        into = self.expressions(node.targets)
        return (code.Assign(into, self.expression(node.value), number),)

    def annotated(self, node: ast.AnnAssign) -> Sequence[Statement]:
        number = self.number(node)
        target = self.expression(node.target)
        self.skip(node.annotation)
        given = None if node.value is None else self.expression(node.value)
        return (code.Annotated(target, _annotation(node.annotation), given, number),)

    def returned(self, node: ast.Return) -> Sequence[Statement]:
        number = self.number(node)
        return (code.Return(NONE if node.value is None else self.expression(node.value), number),)

    def imported(self, node: ast.Import) -> Sequence[Statement]:
        number = self.number(node)
        return [self.import_module(alias.name, alias.asname or "", number) for alias in node.names]

    def imported_from(self, node: ast.ImportFrom) -> Sequence[Statement]:
        number = self.number(node)
        names = tuple([(alias.name, alias.asname or alias.name) for alias in node.names])
        return (self.import_from(node.level, node.module or "", names, number),)

    def augmented(self, node: ast.AugAssign) -> Sequence[Statement]:
        number = self.number(node)
        target = self.expression(node.target)
        if node.op.__class__ is ast.Add:
            return (code.Extend(target, self.expression(node.value)),)
        self.skip(node.value)
        return (code.Assign((target,), OPAQUE, number),)

    def raised(self, node: ast.Raise) -> Sequence[Statement]:
        number = self.number(node)
        given = OPAQUE if node.exc is None else self.expression(node.exc)
        self.skip(node.cause)
        return (self.raising(given, number),)

    def left(self, node: ast.Break | ast.Continue) -> Sequence[Statement]:
        return (code.Leave("break" if isinstance(node, ast.Break) else "continue"),)

    def shared(self, node: ast.Global | ast.Nonlocal) -> Sequence[Statement]:
        return (code.Scope(tuple(node.names), isinstance(node, ast.Global)),)

    def deleted(self, node: ast.Delete) -> Sequence[Statement]:
        return (code.Delete(self.expressions(node.targets)),)

    def asserted(self, node: ast.Assert) -> Sequence[Statement]:
        number = self.number(node)
        test = self.expression(node.test)
        self.skip(node.msg)
        return (code.Do(test, number),)

    def nothing(self, node: ast.stmt) -> Sequence[Statement]:
        return ()

    def aliased(self, node: ast.AST) -> Sequence[Statement]:
        """`type X = ...`"""
        self.skip(getattr(node, "value", None))
        return ()

    # compound statements

    def branch(self, node: ast.If) -> Sequence[Statement]:
        guard = _guard(node.test)
        test = self.tested(node.test)
        self.typing += guard == TYPING
        inside = self.block(node.body)
        self.typing -= guard == TYPING
        return (code.If(test, guard, inside, self.block(node.orelse)),)

    def loop(self, node: ast.For | ast.AsyncFor) -> Sequence[Statement]:
        number = self.number(node)
        into, over = self.expression(node.target), self.expression(node.iter)
        return (code.For(into, over, self.block(node.body), self.block(node.orelse), number),)

    def while_loop(self, node: ast.While) -> Sequence[Statement]:
        number = self.number(node)
        self.expression(node.test)
        body = self.block(node.body)
        return (code.For(code.Items(()), OPAQUE, body, self.block(node.orelse), number),)

    def entered(self, node: ast.With | ast.AsyncWith) -> Sequence[Statement]:
        pairs: list[tuple[Expression, Expression | None]] = []
        for item in node.items:
            made, name = self.expression(item.context_expr), item.optional_vars
            pairs.append((made, None if name is None else self.expression(name)))
        return (code.With(tuple(pairs), self.block(node.body)),)

    def tried(self, node: ast.Try | ast.TryStar) -> Sequence[Statement]:
        body = self.block(node.body)
        handlers: list[tuple[Statement, ...]] = []
        for handler in node.handlers:
            self.skip(handler.type)
            handlers.append(self.block(handler.body))
        rest, final = self.block(node.orelse), self.block(node.finalbody)
        return (code.Try(body, tuple(handlers), rest, final),)

    def matched(self, node: ast.Match) -> Sequence[Statement]:
        self.expression(node.subject)
        found = []
        for case in node.cases:
            self.skip(case.pattern)
            self.skip(case.guard)
            found.append(code.If(OPAQUE, "", self.block(case.body), ()))
        return found

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Sequence[Statement]:
        number = self.number(node)
        decorators = self.expressions(node.decorator_list)
        params = self.params(node.args)
        returns = OPAQUE if node.returns is None else self.expression(node.returns)

        def body() -> tuple[Statement, ...]:
            if self.functions > 1:
                return self.block(node.body)
            self.counter.enter()
            statements = self.block(node.body)
            self.counter.leave()
            return statements

        return (self.defined(node.name, params, decorators, returns, body, number),)

    def klass(self, node: ast.ClassDef) -> Sequence[Statement]:
        number = self.number(node)
        decorators = self.expressions(node.decorator_list)
        bases, keywords = self.arguments(node.bases, node.keywords)
        body = self.block(node.body)
        self.define_class(node.name, bases, body)
        return (code.Class(node.name, bases, keywords, decorators, body, number),)


class _Numbered(_Statements):
    """Notes which node each number names."""

    def __init__(self, package: str) -> None:
        super().__init__(package)
        self.nodes: dict[int, ast.AST] = {}

    def number(self, node: ast.AST) -> int:
        number = super().number(node)
        self.nodes[number] = node
        return number


def _annotation(node: ast.expr) -> Expression:
    """The name in front of an annotation, which may be written as a text."""
    if isinstance(node, ast.Constant):
        is_word = node.value is None or isinstance(node.value, (str, bool))
        return annotation_of(str(node.value)) if is_word else OPAQUE
    return annotation_of(_dotted(node.value if isinstance(node, ast.Subscript) else node))


def _dotted(node: ast.expr) -> str:
    """`a.b.c` as text, "" for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def _guard(test: ast.expr) -> str:
    if isinstance(test, ast.Compare):
        left = test.left
        is_name = isinstance(left, ast.Name) and left.id == "__name__"
        return guard_of("", is_name and len(test.ops) == 1)
    return guard_of(_dotted(test), tests_name=False)


_READERS: dict[type, Callable[..., Any]] = Readers(
    {
        ast.Expr: _Statements.alone,
        ast.Assign: _Statements.assign,
        ast.AnnAssign: _Statements.annotated,
        ast.Return: _Statements.returned,
        ast.Import: _Statements.imported,
        ast.ImportFrom: _Statements.imported_from,
        ast.AugAssign: _Statements.augmented,
        ast.Raise: _Statements.raised,
        ast.Break: _Statements.left,
        ast.Continue: _Statements.left,
        ast.Pass: _Statements.nothing,
        ast.Global: _Statements.shared,
        ast.Nonlocal: _Statements.shared,
        ast.Delete: _Statements.deleted,
        ast.Assert: _Statements.asserted,
        ast.FunctionDef: _Statements.function,
        ast.AsyncFunctionDef: _Statements.function,
        ast.ClassDef: _Statements.klass,
        ast.If: _Statements.branch,
        ast.For: _Statements.loop,
        ast.AsyncFor: _Statements.loop,
        ast.While: _Statements.while_loop,
        ast.With: _Statements.entered,
        ast.AsyncWith: _Statements.entered,
        ast.Try: _Statements.tried,
        ast.TryStar: _Statements.tried,
        ast.Match: _Statements.matched,
    }
)
if hasattr(ast, "TypeAlias"):
    _READERS[ast.TypeAlias] = _Statements.aliased
