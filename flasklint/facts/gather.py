"""From a libcst tree to the plain data of `facts.code`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import libcst as cst

from flasklint.facts import code
from flasklint.facts.code import OPAQUE, Expression, Statement
from flasklint.facts.walk import last_name
from flasklint.tree import Tree

MAIN = "main"
TYPING = "typing"
IMPORTERS = {
    "import_module", "__import__", "import_string", "iter_modules", "walk_packages",
    "find_modules", "entry_points", "iter_entry_points", "spec_from_file_location", "load_source",
    "load_module", "exec_module", "load_setuptools_entrypoints", "run_path", "run_module",
}  # fmt: skip
_DOTTED = re.compile(r"\w+(\.\w+)+(:\w+)?")


def module_facts(tree: Tree, name: str, filename: str, is_package: bool) -> code.Module:
    """What the module `name` does. `filename` is relative to the project's root."""
    package = name if is_package else name.rpartition(".")[0]
    gatherer = _Gatherer(tree.number, package)
    body = gatherer.block(tree.module.body)
    return code.Module(
        name, filename, is_package, body, tuple(gatherer.imports), tuple(gatherer.dynamic),
        frozenset(gatherer.names), frozenset(gatherer.strings),
    )  # fmt: skip


def absolute_module(package: str, level: int, module: str) -> str:
    """The module that `from ..module import` means inside `package`; "" if it leaves the tree."""
    if not level:
        return module
    parts = package.split(".") if package else []
    if level - 1 > len(parts):
        return ""
    parts = parts[: len(parts) - (level - 1)]
    return ".".join([*parts, module] if module else parts)


def dotted(node: cst.BaseExpression | cst.Attribute | cst.Name | None) -> str:
    """`a.b.c` as text, "" for anything else."""
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    if not isinstance(node, cst.Name):
        return ""
    parts.append(node.value)
    return ".".join(reversed(parts))


def string_value(node: cst.SimpleString) -> str | bytes | None:
    """The value of a string literal; None if it has an escape that Python refuses."""
    raw = node.value
    if raw[0] in "'\"" and "\\" not in raw:
        return raw[3:-3] if raw[:3] == raw[0] * 3 and len(raw) > 5 else raw[1:-1]
    try:
        return node.evaluated_value
    except (SyntaxError, ValueError):
        return None


class _Gatherer:
    def __init__(self, numbers: dict[cst.CSTNode, int], package: str) -> None:
        self.numbers = numbers
        self.package = package
        self.names: set[str] = set()
        self.yields = False
        self.typing = 0
        self.imports: list[code.ImportFrom] = []
        self.dynamic: list[code.Dynamic] = []
        self.strings: set[str] = set()

    # statements

    def block(self, body: Iterable[cst.CSTNode]) -> tuple[Statement, ...]:
        found: list[Statement] = []
        for node in body:
            if isinstance(node, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
                for small in node.body:
                    self.small(small, found)
            else:
                self.compound(node, found)
        return tuple(found)

    def suite(self, body: cst.BaseSuite) -> tuple[Statement, ...]:
        if isinstance(body, cst.SimpleStatementSuite):
            return self.block([body])
        return self.block(body.body)

    def small(self, node: cst.CSTNode, found: list[Statement]) -> None:
        match node:
            case cst.Expr(value=value):
                if not isinstance(value, (cst.SimpleString, cst.Ellipsis)):
                    found.append(code.Do(self.expression(value), self.numbers[node]))
            case cst.Assign(targets=targets, value=value):
                into = tuple(self.expression(target.target) for target in targets)
                found.append(code.Assign(into, self.expression(value), self.numbers[node]))
            case cst.AnnAssign(target=target, value=value):
                given = None if value is None else self.expression(value)
                made = code.Annotated(self.expression(target), given, self.numbers[node])
                found.append(made)
            case cst.Return(value=value):
                given = code.Constant(None) if value is None else self.expression(value)
                found.append(code.Return(given, self.numbers[node]))
            case cst.Import(names=names):
                for alias in names:
                    asname = alias.evaluated_alias or ""
                    module = dotted(alias.name)
                    found.append(code.Import(module, asname, self.numbers[node]))
                    if not self.typing:
                        self.imports.append(code.ImportFrom(module, (), self.numbers[node]))
            case cst.ImportFrom():
                imported = self.import_from(node)
                found.append(imported)
                if not self.typing:
                    self.imports.append(imported)
            case cst.AugAssign(target=target, operator=cst.AddAssign(), value=value):
                found.append(code.Extend(self.expression(target), self.expression(value)))
            case cst.AugAssign(target=target):
                found.append(code.Assign((self.expression(target),), OPAQUE, self.numbers[node]))
            case cst.Raise(exc=exc):
                raised = OPAQUE if exc is None else self.expression(exc)
                found.append(code.Raise(raised, self.numbers[node]))
            case cst.Break():
                found.append(code.Leave("break"))
            case cst.Continue():
                found.append(code.Leave("continue"))
            case cst.Global(names=names) | cst.Nonlocal(names=names):
                shared = tuple(item.name.value for item in names)
                found.append(code.Scope(shared, isinstance(node, cst.Global)))
            case cst.Del(target=target):
                found.append(code.Delete((self.expression(target),)))
            case cst.Assert(test=test):
                found.append(code.Do(self.expression(test), self.numbers[node]))

    def import_from(self, node: cst.ImportFrom) -> code.ImportFrom:
        module = absolute_module(self.package, len(node.relative), dotted(node.module))
        if isinstance(node.names, cst.ImportStar):
            return code.ImportFrom(module, (("*", "*"),), self.numbers[node])
        names = tuple(
            (alias.evaluated_name, alias.evaluated_alias or alias.evaluated_name)
            for alias in node.names
        )
        return code.ImportFrom(module, names, self.numbers[node])

    def compound(self, node: cst.CSTNode, found: list[Statement]) -> None:
        match node:
            case cst.FunctionDef():
                found.append(self.function(node))
            case cst.ClassDef():
                found.append(self.klass(node))
            case cst.If(test=test, body=body, orelse=orelse):
                after = _else_body(orelse)
                guard = _guard(test)
                self.typing += guard == TYPING
                inside = self.suite(body)
                self.typing -= guard == TYPING
                outside = self.block(after) if after else ()
                found.append(code.If(self.expression(test), guard, inside, outside))
            case cst.For(target=target, iter=iterable, body=body, orelse=orelse):
                into, over = self.expression(target), self.expression(iterable)
                rest = self.suite(orelse.body) if orelse else ()
                found.append(code.For(into, over, self.suite(body), rest))
            case cst.While(test=test, body=body, orelse=orelse):
                self.expression(test)
                rest = self.suite(orelse.body) if orelse else ()
                found.append(code.For(code.Items(()), OPAQUE, self.suite(body), rest))
            case cst.With(items=items, body=body):
                pairs = tuple(
                    (
                        self.expression(item.item),
                        self.expression(item.asname.name) if item.asname else None,
                    )
                    for item in items
                )
                found.append(code.With(pairs, self.suite(body)))
            case cst.Try() | cst.TryStar():
                handlers = tuple(self.suite(handler.body) for handler in node.handlers)
                rest = self.suite(node.orelse.body) if node.orelse else ()
                final = self.suite(node.finalbody.body) if node.finalbody else ()
                found.append(code.Try(self.suite(node.body), handlers, rest, final))
            case cst.Match(subject=subject, cases=cases):
                self.expression(subject)
                found.extend(code.If(OPAQUE, "", self.suite(case.body), ()) for case in cases)

    def function(self, node: cst.FunctionDef | cst.Lambda) -> code.Function:
        decorators: tuple[Expression, ...] = ()
        returns: Expression = OPAQUE
        name = "<lambda>"
        params = self.params(node.params)
        if isinstance(node, cst.FunctionDef):
            name = node.name.value
            decorators = tuple(self.expression(d.decorator) for d in node.decorators)
            returns = self.expression(node.returns.annotation) if node.returns else OPAQUE
        outer, self.names = self.names, set()
        yields, self.yields = self.yields, False
        body: tuple[Statement, ...]
        if isinstance(node, cst.FunctionDef):
            body = self.suite(node.body)
        else:
            body = (code.Return(self.expression(node.body), self.numbers[node]),)
        names = frozenset(self.names)
        self.names = outer | self.names
        made = code.Function(
            name, params, decorators, body, returns, self.yields, names, self.numbers[node]
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

    def klass(self, node: cst.ClassDef) -> code.Class:
        bases, keywords = self.arguments([*node.bases, *node.keywords])
        decorators = tuple(self.expression(d.decorator) for d in node.decorators)
        body = self.suite(node.body)
        return code.Class(node.name.value, bases, keywords, decorators, body, self.numbers[node])

    # expressions

    def expression(self, node: cst.CSTNode) -> Expression:
        make = _EXPRESSIONS.get(node.__class__)
        return OPAQUE if make is None else make(self, node)

    def name(self, node: cst.Name) -> Expression:
        value = node.value
        if value in _CONSTANTS:
            return _CONSTANTS[value]
        self.names.add(value)
        return code.Name(value)

    def attribute(self, node: cst.Attribute) -> Expression:
        self.names.add(node.attr.value)
        return code.Attribute(self.expression(node.value), node.attr.value)

    def call(self, node: cst.Call) -> Expression:
        args, keywords = self.arguments(node.args)
        func = self.expression(node.func)
        name = last_name(func)
        if name in IMPORTERS and not (args and isinstance(args[0], code.Constant)):
            self.dynamic.append(code.Dynamic(name, self.numbers[node]))
        return code.Call(func, args, keywords, self.numbers[node])

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
        return code.Constant(value)

    def concatenated(self, node: cst.ConcatenatedString) -> Expression:
        value = node.evaluated_value
        if value is not None:
            return code.Constant(value)
        return code.Joined((self.expression(node.left), self.expression(node.right)))

    def formatted(self, node: cst.FormattedString) -> Expression:
        return code.Joined(tuple(self.formatted_part(part) for part in node.parts))

    def formatted_part(self, part: cst.BaseFormattedStringContent) -> Expression:
        match part:
            case cst.FormattedStringText(value=text):
                return code.Constant(text.replace("{{", "{").replace("}}", "}"))
            case cst.FormattedStringExpression(format_spec=None, conversion=None):
                return self.expression(part.expression)
        return OPAQUE

    def binary(self, node: cst.BinaryOperation) -> Expression:
        left, right = self.expression(node.left), self.expression(node.right)
        match node.operator:
            case cst.Add():
                return code.Joined((left, right))
            case cst.Divide():
                return code.Divided(left, right)
            case cst.BitOr():
                return code.Merged(left, right)
            case cst.Modulo():
                return code.Percent(left, right)
        return OPAQUE

    def unary(self, node: cst.UnaryOperation) -> Expression:
        value = self.expression(node.expression)
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
        test = self.expression(node.test)
        return code.Choice(test, self.expression(node.body), self.expression(node.orelse))

    def subscript(self, node: cst.Subscript) -> Expression:
        value = self.expression(node.value)
        if len(node.slice) != 1:
            return OPAQUE
        match node.slice[0].slice:
            case cst.Index(value=index):
                return code.Subscript(value, self.expression(index))
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
        left = self.expression(node.left)
        rights = [self.expression(target.comparator) for target in node.comparisons]
        op = _OPERATORS.get(node.comparisons[0].operator.__class__)
        if len(rights) > 1 or op is None:
            return OPAQUE
        return code.Comparison(left, op, rights[0])


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
_EXPRESSIONS: dict[type[cst.CSTNode], Callable[[_Gatherer, Any], Expression]] = {
    cst.Name: _Gatherer.name,
    cst.Attribute: _Gatherer.attribute,
    cst.Call: _Gatherer.call,
    cst.SimpleString: _Gatherer.string,
    cst.Integer: _Gatherer.number,
    cst.Float: _Gatherer.number,
    cst.ConcatenatedString: _Gatherer.concatenated,
    cst.FormattedString: _Gatherer.formatted,
    cst.List: _Gatherer.items,
    cst.Tuple: _Gatherer.items,
    cst.Set: _Gatherer.items,
    cst.Dict: _Gatherer.table,
    cst.BinaryOperation: _Gatherer.binary,
    cst.UnaryOperation: _Gatherer.unary,
    cst.BooleanOperation: _Gatherer.boolean,
    cst.IfExp: _Gatherer.if_else,
    cst.Subscript: _Gatherer.subscript,
    cst.ListComp: _Gatherer.comprehension,
    cst.GeneratorExp: _Gatherer.comprehension,
    cst.SetComp: _Gatherer.comprehension,
    cst.DictComp: _Gatherer.dict_comprehension,
    cst.Lambda: _Gatherer.function,
    cst.Await: _Gatherer.inner,
    cst.NamedExpr: _Gatherer.walrus,
    cst.Yield: _Gatherer.yielded,
    cst.Comparison: _Gatherer.compared,
}
