"""From the expressions of a libcst tree to the plain data of `facts.code`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from flasklint.facts import code
from flasklint.facts.code import OPAQUE, Expression, Statement
from flasklint.languages.python.gather import NONE, Gatherer, negative
from flasklint.languages.python.literals import concatenated_value, string_parts, string_value


class Expressions(Gatherer):
    """Reads expressions. What `ast` cannot tell apart is read alike: strings in one piece or in
    several, `a[b, c]` and `a[(b, c)]`."""

    def __init__(self, numbered: Callable[[cst.CSTNode], int], package: str) -> None:
        super().__init__(package)
        self.numbered = numbered

    def expression(self, node: cst.CSTNode) -> Expression:
        make = _EXPRESSIONS.get(node.__class__)
        return OPAQUE if make is None else make(self, node)

    def name(self, node: cst.Name) -> Expression:
        value = node.value
        return _CONSTANTS[value] if value in _CONSTANTS else self.named(value)

    def attribute(self, node: cst.Attribute) -> Expression:
        self.names.add(node.attr.value)
        return code.Attribute(self.expression(node.value), node.attr.value)

    def call(self, node: cst.Call) -> Expression:
        func = self.expression(node.func)
        return self.called(func, *self.arguments(node.args), self.numbered(node))

    def arguments(
        self, nodes: Sequence[cst.Arg]
    ) -> tuple[tuple[Expression, ...], tuple[code.Keyword, ...]]:
        args: list[Expression] = []
        keywords: list[code.Keyword] = []
        for arg in nodes:
            value = self.expression(arg.value)
            if arg.keyword is not None:
                keywords.append(code.Keyword(arg.keyword.value, value))
            elif arg.star == "**":
                keywords.append(code.Keyword("", value))
            elif arg.star == "*":
                args.append(code.Starred(value))
            else:
                args.append(value)
        return tuple(args), tuple(keywords)

    def items(self, node: cst.List | cst.Tuple | cst.Set) -> Expression:
        return code.Items(tuple([self.element(element) for element in node.elements]))

    def element(self, node: cst.BaseElement) -> Expression:
        value = self.expression(node.value)
        return code.Starred(value) if isinstance(node, cst.StarredElement) else value

    def table(self, node: cst.Dict) -> Expression:
        return code.Table(
            tuple(
                (
                    self.expression(element.key)
                    if isinstance(element, cst.DictElement)
                    else OPAQUE,
                    self.expression(element.value),
                )
                for element in node.elements
            )
        )

    def number(self, node: cst.Integer | cst.Float) -> Expression:
        try:
            return code.Constant(node.evaluated_value)
        except ValueError:
            return OPAQUE

    def simple_string(self, node: cst.SimpleString) -> Expression:
        value = string_value(node)
        return OPAQUE if value is None else self.string(value)

    def tested(self, node: cst.CSTNode) -> Expression:
        """A condition, or what is compared."""
        self.testing += 1
        made = self.expression(node)
        self.testing -= 1
        return made

    def concatenated(self, node: cst.ConcatenatedString) -> Expression:
        value = concatenated_value(node)
        return self.joined(node) if value is None else self.string(value)

    def joined(self, node: cst.BaseString) -> Expression:
        """Strings with values in between: neighbours that are text are one text."""
        parts: list[Expression] = []
        text = ""
        for part in [*string_parts(node), None]:
            if isinstance(part, str):
                text += part
                continue
            if text:
                parts.append(self.text(text))
                text = ""
            if part is not None:
                parts.append(self.expression(part.expression) if _is_plain(part) else OPAQUE)
        return code.Joined(tuple(parts))

    def binary(self, node: cst.BinaryOperation) -> Expression:
        left, right = self.expression(node.left), self.expression(node.right)
        match node.operator:
            case cst.Add():
                return code.Sum(left, right)
            case cst.Divide():
                return code.Divided(left, right)
            case cst.BitOr():
                return code.Merged(left, right)
            case cst.Modulo():
                return code.Percent(left, right)
        return OPAQUE

    def unary(self, node: cst.UnaryOperation) -> Expression:
        if isinstance(node.operator, cst.Not):
            return code.Not(self.tested(node.expression))
        value = self.expression(node.expression)
        return negative(value) if isinstance(node.operator, cst.Minus) else OPAQUE

    def boolean(self, node: cst.BooleanOperation) -> Expression:
        op = "and" if isinstance(node.operator, cst.And) else "or"
        return code.Boolean(op, self.expression(node.left), self.expression(node.right))

    def if_else(self, node: cst.IfExp) -> Expression:
        body, test = self.expression(node.body), self.tested(node.test)
        return code.Choice(test, body, self.expression(node.orelse))

    def subscript(self, node: cst.Subscript) -> Expression:
        value = self.expression(node.value)
        keys = [self.key(element.slice) for element in node.slice]
        if len(keys) > 1 or isinstance(node.slice[0].comma, cst.Comma) or _is_starred(node):
            return code.Subscript(value, code.Items(tuple(keys)))
        self.mention_key(keys[0])
        return code.Subscript(value, keys[0])

    def key(self, node: cst.BaseSlice) -> Expression:
        if isinstance(node, cst.Index):
            value = self.expression(node.value)
            return value if node.star is None else code.Starred(value)
        assert isinstance(node, cst.Slice)
        parts = (node.lower, node.upper, node.step)
        return code.Slice(*[NONE if part is None else self.expression(part) for part in parts])

    def comprehension(self, node: cst.ListComp | cst.GeneratorExp | cst.SetComp) -> Expression:
        return self.comprehended(self.expression(node.elt), node.for_in, False)

    def dict_comprehension(self, node: cst.DictComp) -> Expression:
        pair = code.Items((self.expression(node.key), self.expression(node.value)))
        return self.comprehended(pair, node.for_in, True)

    def comprehended(self, element: Expression, loop: cst.CompFor, is_table: bool) -> Expression:
        target, iterable = self.expression(loop.target), self.expression(loop.iter)
        tests = tuple(self.expression(given.test) for given in loop.ifs)
        if loop.inner_for_in is not None:
            return OPAQUE
        return code.Comprehension(element, target, iterable, tests, is_table)

    def inner(self, node: cst.Await) -> Expression:
        return self.expression(node.expression)

    def walrus(self, node: cst.NamedExpr) -> Expression:
        return code.Named(self.expression(node.target), self.expression(node.value))

    def yielded(self, node: cst.Yield) -> Expression:
        self.yields = True
        match node.value:
            case cst.From(item=item):
                return code.Yield(self.expression(item), every=True)
            case None:
                return code.Yield(NONE, every=False)
        return code.Yield(self.expression(node.value), every=False)

    def compared(self, node: cst.Comparison) -> Expression:
        left = self.tested(node.left)
        rights = [self.tested(target.comparator) for target in node.comparisons]
        op = _OPERATORS.get(node.comparisons[0].operator.__class__)
        if len(rights) > 1 or op is None:
            return OPAQUE
        return code.Comparison(left, op, rights[0])

    def lambda_function(self, node: cst.Lambda) -> code.Function:
        number = self.numbered(node)

        def body() -> tuple[Statement, ...]:
            return (code.Return(self.expression(node.body), number),)

        return self.as_function("<lambda>", self.params(node.params), (), OPAQUE, body, number)

    def params(self, node: cst.Parameters) -> tuple[code.Param, ...]:
        found = []

        def add(param: cst.Param, kind: str) -> None:
            written = param.annotation
            annotation = OPAQUE if written is None else self.expression(written.annotation)
            default = None if param.default is None else self.expression(param.default)
            found.append(code.Param(param.name.value, kind, default, annotation))

        for param in node.posonly_params:
            add(param, "/")
        for param in node.params:
            add(param, "")
        if isinstance(node.star_arg, cst.Param):
            add(node.star_arg, "*")
        for param in node.kwonly_params:
            add(param, "kw")
        if node.star_kwarg is not None:
            add(node.star_kwarg, "**")
        return tuple(found)


def _is_plain(part: cst.FormattedStringExpression) -> bool:
    """Whether a value is put into a string as it is: `{value=}` has its `repr`, but for
    `{value=:}`."""
    is_repr = part.conversion or (part.equal and part.format_spec is None)
    return not is_repr and not part.format_spec


def _is_starred(node: cst.Subscript) -> bool:
    return any(isinstance(each.slice, cst.Index) and each.slice.star for each in node.slice)


_CONSTANTS = {
    "None": code.Constant(None),
    "True": code.Constant(True),
    "False": code.Constant(False),
}
_OPERATORS: dict[type[cst.CSTNode], str] = {
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.Is: "is",
    cst.IsNot: "is not",
    cst.In: "in",
    cst.NotIn: "not in",
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
}
_EXPRESSIONS: dict[type[cst.CSTNode], Callable[[Expressions, Any], Expression]] = {
    cst.Name: Expressions.name,
    cst.Attribute: Expressions.attribute,
    cst.Call: Expressions.call,
    cst.SimpleString: Expressions.simple_string,
    cst.Integer: Expressions.number,
    cst.Float: Expressions.number,
    cst.ConcatenatedString: Expressions.concatenated,
    cst.FormattedString: Expressions.joined,
    cst.List: Expressions.items,
    cst.Tuple: Expressions.items,
    cst.Set: Expressions.items,
    cst.Dict: Expressions.table,
    cst.BinaryOperation: Expressions.binary,
    cst.UnaryOperation: Expressions.unary,
    cst.BooleanOperation: Expressions.boolean,
    cst.IfExp: Expressions.if_else,
    cst.Subscript: Expressions.subscript,
    cst.ListComp: Expressions.comprehension,
    cst.GeneratorExp: Expressions.comprehension,
    cst.SetComp: Expressions.comprehension,
    cst.DictComp: Expressions.dict_comprehension,
    cst.Lambda: Expressions.lambda_function,
    cst.Await: Expressions.inner,
    cst.NamedExpr: Expressions.walrus,
    cst.Yield: Expressions.yielded,
    cst.Comparison: Expressions.compared,
}
