"""From a libcst tree to the plain data of `facts.code`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import libcst as cst

from flasklint.facts import code
from flasklint.facts.code import OPAQUE, Statement
from flasklint.facts.module import Module
from flasklint.languages.python.gather import NONE, TYPING, annotation_of, guard_of, package_of
from flasklint.languages.python.gather_cst_expressions import Expressions
from flasklint.languages.python.literals import concatenated_value, dotted, string_value
from flasklint.languages.python.tree import Tree


def module_facts(tree: Tree, name: str, filename: str, is_package: bool) -> Module:
    """What the module `name` does. `filename` is relative to the project's root."""
    statements = _Statements(tree.number, package_of(name, is_package))
    return statements.module(name, filename, is_package, statements.block(tree.module.body))


class _Statements(Expressions):
    """Reads statements."""

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
        if _says_nothing(node.value):
            return ()
        return (code.Do(self.expression(node.value), self.numbered(node)),)

    def assign(self, node: cst.Assign) -> Sequence[Statement]:
        into = tuple([self.expression(target.target) for target in node.targets])
        return (code.Assign(into, self.expression(node.value), self.numbered(node)),)

    def annotated(self, node: cst.AnnAssign) -> Sequence[Statement]:
        target, number = self.expression(node.target), self.numbered(node)
        given = None if node.value is None else self.expression(node.value)
        return (code.Annotated(target, _annotation(node.annotation.annotation), given, number),)

    def returned(self, node: cst.Return) -> Sequence[Statement]:
        given = NONE if node.value is None else self.expression(node.value)
        return (code.Return(given, self.numbered(node)),)

    def imported(self, node: cst.Import) -> Sequence[Statement]:
        number = self.numbered(node)
        return [
            self.import_module(dotted(alias.name), alias.evaluated_alias or "", number)
            for alias in node.names
        ]

    def imported_from(self, node: cst.ImportFrom) -> Sequence[Statement]:
        names: tuple[tuple[str, str], ...] = (("*", "*"),)
        if not isinstance(node.names, cst.ImportStar):
            names = tuple(
                (alias.evaluated_name, alias.evaluated_alias or alias.evaluated_name)
                for alias in node.names
            )
        level, number = len(node.relative), self.numbered(node)
        return (self.import_from(level, dotted(node.module), names, number),)

    def augmented(self, node: cst.AugAssign) -> Sequence[Statement]:
        target = self.expression(node.target)
        if isinstance(node.operator, cst.AddAssign):
            return (code.Extend(target, self.expression(node.value)),)
        return (code.Assign((target,), OPAQUE, self.numbered(node)),)

    def raised(self, node: cst.Raise) -> Sequence[Statement]:
        given = OPAQUE if node.exc is None else self.expression(node.exc)
        return (self.raising(given, self.numbered(node)),)

    def left(self, node: cst.Break | cst.Continue) -> Sequence[Statement]:
        return (code.Leave("break" if isinstance(node, cst.Break) else "continue"),)

    def shared(self, node: cst.Global | cst.Nonlocal) -> Sequence[Statement]:
        names = tuple(item.name.value for item in node.names)
        return (code.Scope(names, isinstance(node, cst.Global)),)

    def deleted(self, node: cst.Del) -> Sequence[Statement]:
        target = node.target
        if isinstance(target, cst.Tuple) and not target.lpar:
            return (code.Delete(tuple([self.element(each) for each in target.elements])),)
        return (code.Delete((self.expression(target),)),)

    def asserted(self, node: cst.Assert) -> Sequence[Statement]:
        return (code.Do(self.expression(node.test), self.numbered(node)),)

    # compound statements

    def branch(self, node: cst.If) -> Sequence[Statement]:
        guard = _guard(node.test)
        test = self.tested(node.test)
        self.typing += guard == TYPING
        inside = self.suite(node.body)
        self.typing -= guard == TYPING
        return (code.If(test, guard, inside, self.block(_else_body(node.orelse))),)

    def loop(self, node: cst.For) -> Sequence[Statement]:
        into, over = self.expression(node.target), self.expression(node.iter)
        body = self.suite(node.body)
        return (code.For(into, over, body, self.rest(node.orelse), self.numbered(node)),)

    def while_loop(self, node: cst.While) -> Sequence[Statement]:
        self.expression(node.test)
        body = self.suite(node.body)
        rest = self.rest(node.orelse)
        return (code.For(code.Items(()), OPAQUE, body, rest, self.numbered(node)),)

    def rest(self, node: cst.Else | cst.Finally | None) -> tuple[Statement, ...]:
        return self.suite(node.body) if node else ()

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
        body = self.suite(node.body)
        handlers = tuple([self.suite(handler.body) for handler in node.handlers])
        rest, final = self.rest(node.orelse), self.rest(node.finalbody)
        return (code.Try(body, handlers, rest, final),)

    def matched(self, node: cst.Match) -> Sequence[Statement]:
        self.expression(node.subject)
        return [code.If(OPAQUE, "", self.suite(case.body), ()) for case in node.cases]

    def function(self, node: cst.FunctionDef) -> Sequence[Statement]:
        decorators = tuple([self.expression(each.decorator) for each in node.decorators])
        params = self.params(node.params)
        returns = self.expression(node.returns.annotation) if node.returns else OPAQUE
        name, number = node.name.value, self.numbered(node)

        def body() -> tuple[Statement, ...]:
            return self.suite(node.body)

        return (self.defined(name, params, decorators, returns, body, number),)

    def klass(self, node: cst.ClassDef) -> Sequence[Statement]:
        decorators = tuple([self.expression(each.decorator) for each in node.decorators])
        bases, keywords = self.arguments([*node.bases, *node.keywords])
        body = self.suite(node.body)
        name, number = node.name.value, self.numbered(node)
        self.define_class(name, bases, body)
        return (code.Class(name, bases, keywords, decorators, body, number),)


def _says_nothing(node: cst.BaseExpression) -> bool:
    """Whether a statement is a text, which documents, or `...`."""
    if isinstance(node, cst.ConcatenatedString):
        return concatenated_value(node) is not None
    return isinstance(node, (cst.SimpleString, cst.Ellipsis))


def _annotation(node: cst.BaseExpression) -> code.Expression:
    """The name in front of an annotation, which may be written as a text."""
    value: object = dotted(node.value if isinstance(node, cst.Subscript) else node)
    if isinstance(node, cst.SimpleString):
        value = string_value(node)
    elif isinstance(node, cst.ConcatenatedString):
        value = concatenated_value(node)
    return annotation_of(value) if isinstance(value, str) else OPAQUE


def _else_body(orelse: cst.If | cst.Else | None) -> Sequence[cst.CSTNode]:
    if orelse is None:
        return ()
    if isinstance(orelse, cst.If):
        return (orelse,)
    body = orelse.body
    return (body,) if isinstance(body, cst.SimpleStatementSuite) else body.body


def _guard(test: cst.BaseExpression) -> str:
    match test:
        case cst.Comparison(left=cst.Name(value="__name__"), comparisons=[cst.ComparisonTarget()]):
            return guard_of("", tests_name=True)
    return guard_of(dotted(test), tests_name=False)


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
