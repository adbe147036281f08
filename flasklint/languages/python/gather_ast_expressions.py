"""From the expressions of Python's own `ast` to the plain data of `facts.code`.

All nodes that have numbers are passed by in the order of the source, as a walk over libcst's tree
does; those in what facts leave out are counted only (`skip`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from flasklint.facts import code
from flasklint.facts.code import OPAQUE, Expression, Statement
from flasklint.languages.python.gather import NONE, Gatherer, Readers, negative
from flasklint.languages.python.numbers import NUMBERED, Counter

_COUNTED = frozenset(getattr(ast, name) for name in NUMBERED)


class Expressions(Gatherer):
    """Reads expressions."""

    def __init__(self, package: str) -> None:
        super().__init__(package)
        self.counter = Counter()

    def expression(self, node: ast.AST) -> Expression:
        read: Expression = _EXPRESSIONS[node.__class__](self, node)
        return read

    def expressions(self, nodes: Sequence[ast.AST]) -> tuple[Expression, ...]:
        return tuple([_EXPRESSIONS[node.__class__](self, node) for node in nodes])

    def skip(self, node: ast.AST | None) -> None:
        """Count what has a number in an expression that facts leave out."""
        if node is None or node.__class__ is ast.Name or node.__class__ is ast.Constant:
            return
        inside = [inner for inner in ast.walk(node) if inner.__class__ in _COUNTED]
        for inner in sorted(inside, key=_place) if len(inside) > 1 else inside:
            self.number(inner)

    def number(self, node: ast.AST) -> int:
        """What names a node."""
        return self.counter.next()

    def name(self, node: ast.Name) -> Expression:
        return self.named(node.id)

    def attribute(self, node: ast.Attribute) -> Expression:
        self.names.add(node.attr)
        value = node.value
        return code.Attribute(_EXPRESSIONS[value.__class__](self, value), node.attr)

    def call(self, node: ast.Call) -> Expression:
        number = self.number(node)
        func = self.expression(node.func)
        return self.called(func, *self.arguments(node.args, node.keywords), number)

    def arguments(
        self, nodes: list[ast.expr], named: list[ast.keyword]
    ) -> tuple[tuple[Expression, ...], tuple[code.Keyword, ...]]:
        if not named:
            return self.expressions(nodes), ()
        written: list[ast.expr | ast.keyword] = [*nodes, *named]
        if any(node.__class__ is ast.Starred for node in nodes):
            # `f(a=1, *b)`: only of these may one stand behind a keyword.
            written.sort(key=lambda each: (each.lineno, each.col_offset))
        args: list[Expression] = []
        keywords: list[code.Keyword] = []
        for each in written:
            if isinstance(each, ast.keyword):
                keywords.append(code.Keyword(each.arg or "", self.expression(each.value)))
            else:
                args.append(self.expression(each))
        return tuple(args), tuple(keywords)

    def starred(self, node: ast.Starred) -> Expression:
        return code.Starred(self.expression(node.value))

    def items(self, node: ast.List | ast.Tuple | ast.Set) -> Expression:
        return code.Items(self.expressions(node.elts))

    def table(self, node: ast.Dict) -> Expression:
        return code.Table(
            tuple(
                [
                    (OPAQUE if key is None else self.expression(key), self.expression(value))
                    for key, value in zip(node.keys, node.values, strict=True)
                ]
            )
        )

    def constant(self, node: ast.Constant) -> Expression:
        value = node.value
        if isinstance(value, (str, bytes)):
            return self.string(value)
        return OPAQUE if value is ... or isinstance(value, complex) else code.Constant(value)

    def tested(self, node: ast.AST) -> Expression:
        """A condition, or what is compared."""
        self.testing += 1
        made = self.expression(node)
        self.testing -= 1
        return made

    def joined(self, node: ast.JoinedStr) -> Expression:
        return code.Joined(tuple([self.joined_part(part) for part in node.values]))

    def joined_part(self, part: ast.expr) -> Expression:
        if isinstance(part, ast.Constant):
            return self.text(part.value)  # type: ignore[arg-type]
        if not isinstance(part, ast.FormattedValue):
            return self.expression(part)
        spec = part.format_spec
        if part.conversion == -1 and not (isinstance(spec, ast.JoinedStr) and spec.values):
            return self.expression(part.value)
        self.skip(part)
        return OPAQUE

    def binary(self, node: ast.BinOp) -> Expression:
        left, right = self.expression(node.left), self.expression(node.right)
        make = _BINARY.get(node.op.__class__)
        return OPAQUE if make is None else make(left, right)

    def unary(self, node: ast.UnaryOp) -> Expression:
        if node.op.__class__ is ast.Not:
            return code.Not(self.tested(node.operand))
        value = self.expression(node.operand)
        return negative(value) if node.op.__class__ is ast.USub else OPAQUE

    def boolean(self, node: ast.BoolOp) -> Expression:
        op = "and" if node.op.__class__ is ast.And else "or"
        first, *rest = node.values
        made = self.expression(first)
        for value in rest:
            made = code.Boolean(op, made, self.expression(value))
        return made

    def if_else(self, node: ast.IfExp) -> Expression:
        body, test = self.expression(node.body), self.tested(node.test)
        return code.Choice(test, body, self.expression(node.orelse))

    def subscript(self, node: ast.Subscript) -> Expression:
        value, key = self.expression(node.value), self.expression(node.slice)
        self.mention_key(key)
        return code.Subscript(value, key)

    def slice(self, node: ast.Slice) -> Expression:
        parts = (node.lower, node.upper, node.step)
        return code.Slice(*[NONE if part is None else self.expression(part) for part in parts])

    def comprehension(self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp) -> Expression:
        return self.comprehended(self.expression(node.elt), node.generators, False)

    def dict_comprehension(self, node: ast.DictComp) -> Expression:
        pair = code.Items((self.expression(node.key), self.expression(node.value)))
        return self.comprehended(pair, node.generators, True)

    def comprehended(
        self, element: Expression, loops: list[ast.comprehension], is_table: bool
    ) -> Expression:
        loop, *others = loops
        target, iterable = self.expression(loop.target), self.expression(loop.iter)
        tests = self.expressions(loop.ifs)
        for other in others:
            self.skip(other)
        if others:
            return OPAQUE
        return code.Comprehension(element, target, iterable, tests, is_table)

    def inner(self, node: ast.Await) -> Expression:
        return self.expression(node.value)

    def walrus(self, node: ast.NamedExpr) -> Expression:
        return code.Named(self.expression(node.target), self.expression(node.value))

    def yielded(self, node: ast.Yield) -> Expression:
        self.yields = True
        return code.Yield(NONE if node.value is None else self.expression(node.value), every=False)

    def yielded_from(self, node: ast.YieldFrom) -> Expression:
        self.yields = True
        return code.Yield(self.expression(node.value), every=True)

    def compared(self, node: ast.Compare) -> Expression:
        left = self.tested(node.left)
        rights = [self.tested(each) for each in node.comparators]
        op = _OPERATORS.get(node.ops[0].__class__)
        if len(rights) > 1 or op is None:
            return OPAQUE
        return code.Comparison(left, op, rights[0])

    def lambda_function(self, node: ast.Lambda) -> Expression:
        number = self.number(node)

        def body() -> tuple[Statement, ...]:
            return (code.Return(self.expression(node.body), number),)

        return self.as_function("<lambda>", self.params(node.args), (), OPAQUE, body, number)

    def params(self, node: ast.arguments) -> tuple[code.Param, ...]:
        found: list[code.Param] = []

        def add(arg: ast.arg, kind: str, value: ast.expr | None) -> None:
            annotation = OPAQUE if arg.annotation is None else self.annotation(arg.annotation)
            default = None if value is None else self.expression(value)
            found.append(code.Param(arg.arg, kind, default, annotation))

        plain = [*node.posonlyargs, *node.args]
        without = len(plain) - len(node.defaults)
        for at, arg in enumerate(plain):
            kind = "/" if at < len(node.posonlyargs) else ""
            add(arg, kind, node.defaults[at - without] if at >= without else None)
        if node.vararg is not None:
            add(node.vararg, "*", None)
        for arg, value in zip(node.kwonlyargs, node.kw_defaults, strict=True):
            add(arg, "kw", value)
        if node.kwarg is not None:
            add(node.kwarg, "**", None)
        return tuple(found)

    def annotation(self, node: ast.expr) -> Expression:
        if node.__class__ is ast.Starred:
            self.skip(node)
            return OPAQUE
        return self.expression(node)


_BINARY: dict[type[ast.operator], Callable[[Expression, Expression], Expression]] = {
    ast.Add: code.Sum,
    ast.Div: code.Divided,
    ast.BitOr: code.Merged,
    ast.Mod: code.Percent,
}
_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


def _place(node: Any) -> tuple[int, int, int, int]:
    """Where a node comes in the order of the source: before what begins there, too, and ends before
    it."""
    return node.lineno, node.col_offset, -node.end_lineno, -node.end_col_offset


_EXPRESSIONS: dict[type, Callable[..., Any]] = Readers(
    {
        ast.Name: Expressions.name,
        ast.Attribute: Expressions.attribute,
        ast.Call: Expressions.call,
        ast.Constant: Expressions.constant,
        ast.JoinedStr: Expressions.joined,
        ast.List: Expressions.items,
        ast.Tuple: Expressions.items,
        ast.Set: Expressions.items,
        ast.Starred: Expressions.starred,
        ast.Dict: Expressions.table,
        ast.BinOp: Expressions.binary,
        ast.UnaryOp: Expressions.unary,
        ast.BoolOp: Expressions.boolean,
        ast.IfExp: Expressions.if_else,
        ast.Subscript: Expressions.subscript,
        ast.Slice: Expressions.slice,
        ast.ListComp: Expressions.comprehension,
        ast.GeneratorExp: Expressions.comprehension,
        ast.SetComp: Expressions.comprehension,
        ast.DictComp: Expressions.dict_comprehension,
        ast.Lambda: Expressions.lambda_function,
        ast.Await: Expressions.inner,
        ast.NamedExpr: Expressions.walrus,
        ast.Yield: Expressions.yielded,
        ast.YieldFrom: Expressions.yielded_from,
        ast.Compare: Expressions.compared,
    }
)
