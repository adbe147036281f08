"""From the expressions of a libcst tree to the plain data of `facts.code`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from flasklint.facts import code
from flasklint.facts.code import OPAQUE, Expression, Statement
from flasklint.facts.walk import IMPORTERS, KEY_READS, last_name, quoted
from flasklint.languages.python.literals import string_value

_DOTTED = re.compile(r"\w+(\.\w+)+(:\w+)?")


class Expressions:
    """Reads expressions, and notes on the way what a module mentions."""

    def __init__(self, numbered: Callable[[cst.CSTNode], int]) -> None:
        self.numbered = numbered
        self.names: set[str] = set()
        self.known: dict[str, code.Name] = {}
        self.testing = 0
        self.yields = False
        self.dynamic: list[code.Dynamic] = []
        self.strings: set[str] = set()

    def expression(self, node: cst.CSTNode) -> Expression:
        make = _EXPRESSIONS.get(node.__class__)
        return OPAQUE if make is None else make(self, node)

    def name(self, node: cst.Name) -> Expression:
        value = node.value
        if value in _CONSTANTS:
            return _CONSTANTS[value]
        self.names.add(value)
        if value not in self.known:
            self.known[value] = code.Name(value)
        return self.known[value]

    def attribute(self, node: cst.Attribute) -> Expression:
        self.names.add(node.attr.value)
        return code.Attribute(self.expression(node.value), node.attr.value)

    def call(self, node: cst.Call) -> Expression:
        args, keywords = self.arguments(node.args)
        func = self.expression(node.func)
        name = last_name(func)
        if name in IMPORTERS and not (args and isinstance(args[0], code.Constant)):
            self.dynamic.append(code.Dynamic(name, self.numbered(node)))
        if name in KEY_READS and args:
            self.mention_key(args[0])
        return code.Call(func, args, keywords, self.numbered(node))

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
        return code.Items(
            tuple(
                code.Starred(self.expression(element.value))
                if isinstance(element, cst.StarredElement)
                else self.expression(element.value)
                for element in node.elements
            )
        )

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

    def string(self, node: cst.SimpleString) -> Expression:
        value = string_value(node)
        if value is None:
            return OPAQUE
        if value.__class__ is str and "." in value and _DOTTED.fullmatch(value):
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

    def tested(self, node: cst.CSTNode) -> Expression:
        """A condition, or what is compared."""
        self.testing += 1
        made = self.expression(node)
        self.testing -= 1
        return made

    def concatenated(self, node: cst.ConcatenatedString) -> Expression:
        value = node.evaluated_value
        if value is not None:
            return self.text(value)
        return code.Joined((self.expression(node.left), self.expression(node.right)))

    def formatted(self, node: cst.FormattedString) -> Expression:
        return code.Joined(tuple(self.formatted_part(part) for part in node.parts))

    def formatted_part(self, part: cst.BaseFormattedStringContent) -> Expression:
        match part:
            case cst.FormattedStringText(value=text):
                return self.text(text.replace("{{", "{").replace("}}", "}"))
            case cst.FormattedStringExpression(format_spec=None, conversion=None):
                return self.expression(part.expression)
        return OPAQUE

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
        read = self.tested if isinstance(node.operator, cst.Not) else self.expression
        value = read(node.expression)
        match node.operator, value:
            case cst.Minus(), code.Constant(value=int() | float() as number):
                return code.Constant(-number)
            case cst.Not(), _:
                return code.Not(value)
        return OPAQUE

    def boolean(self, node: cst.BooleanOperation) -> Expression:
        op = "and" if isinstance(node.operator, cst.And) else "or"
        return code.Boolean(op, self.expression(node.left), self.expression(node.right))

    def if_else(self, node: cst.IfExp) -> Expression:
        test = self.tested(node.test)
        return code.Choice(test, self.expression(node.body), self.expression(node.orelse))

    def subscript(self, node: cst.Subscript) -> Expression:
        value = self.expression(node.value)
        if len(node.slice) != 1:
            return OPAQUE
        match node.slice[0].slice:
            case cst.Index(value=index):
                key = self.expression(index)
                self.mention_key(key)
                return code.Subscript(value, key)
            case cst.Slice(lower=lower, upper=upper, step=step):
                none = code.Constant(None)
                parts = (none if part is None else self.expression(part)
                         for part in (lower, upper, step))  # fmt: skip
                return code.Subscript(value, code.Slice(*parts))
        return OPAQUE

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
                return code.Yield(code.Constant(None), every=False)
        return code.Yield(self.expression(node.value), every=False)

    def compared(self, node: cst.Comparison) -> Expression:
        left = self.tested(node.left)
        rights = [self.tested(target.comparator) for target in node.comparisons]
        op = _OPERATORS.get(node.comparisons[0].operator.__class__)
        if len(rights) > 1 or op is None:
            return OPAQUE
        return code.Comparison(left, op, rights[0])

    def lambda_function(self, node: cst.Lambda) -> code.Function:
        def body() -> tuple[Statement, ...]:
            return (code.Return(self.expression(node.body), self.numbered(node)),)

        return self.as_function("<lambda>", node, (), OPAQUE, body)

    def as_function(
        self,
        name: str,
        node: cst.FunctionDef | cst.Lambda,
        decorators: tuple[Expression, ...],
        returns: Expression,
        read_body: Callable[[], tuple[Statement, ...]],
    ) -> code.Function:
        """A function with the names that its body mentions."""
        params = self.params(node.params)
        outer, self.names = self.names, set()
        yields, self.yields = self.yields, False
        body = read_body()
        names = frozenset(self.names)
        outer |= names
        self.names = outer
        made = code.Function(
            name, params, decorators, body, returns, self.yields, names, self.numbered(node)
        )
        self.yields = yields
        return made

    def params(self, node: cst.Parameters) -> tuple[code.Param, ...]:
        found = []

        def add(param: cst.Param, kind: str) -> None:
            default = None if param.default is None else self.expression(param.default)
            written = param.annotation
            annotation = OPAQUE if written is None else self.expression(written.annotation)
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
    cst.SimpleString: Expressions.string,
    cst.Integer: Expressions.number,
    cst.Float: Expressions.number,
    cst.ConcatenatedString: Expressions.concatenated,
    cst.FormattedString: Expressions.formatted,
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
