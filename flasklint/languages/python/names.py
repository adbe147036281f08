"""What the names in one file refer to, as paths.

A path leads from a module to a value: `shop.models.Book.query.all()` is the result of calling the
attribute `all` of ... of the name `Book` in the module `shop.models`. `()` stands for a call, `[]`
for an element. A name in a function stands for what it is bound to there, so `session.add` is
`shop.db.session.add` after `session = db.session`. Where several bindings may be meant and they
differ, there is no path: unsure means None.
"""

from __future__ import annotations

import builtins
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import libcst as cst

from flasklint.languages.python.imports import Import
from flasklint.languages.python.literals import dotted, string_value
from flasklint.languages.python.scopes import scopes
from flasklint.languages.python.tree import COMPREHENSIONS, Tree, children
from flasklint.packages.flask_api import canonical

_BUILTINS = frozenset(dir(builtins))
_DEEPEST = 25
_TRANSPARENT = ("Optional", "Union", "Annotated")


class Binding(NamedTuple):
    """One place that binds a name: `kind` says how, `value` from what, `node` where."""

    kind: str
    value: cst.CSTNode | str | None
    node: cst.CSTNode


class Names:
    """The names of one file."""

    def __init__(self, tree: Tree, module: str, imported: Iterable[Import]) -> None:
        self.tree = tree
        self.module = module
        self.bindings: dict[cst.CSTNode, dict[str, list[Binding]]] = {tree.module: {}}
        self.stars: list[str] = []
        self._global: dict[cst.CSTNode, set[str]] = {}
        self._nonlocal: dict[cst.CSTNode, set[str]] = {}
        self._paths: dict[int, str | None] = {}
        self._starts, self._scopes = scopes(tree)
        self._collect(imported)

    # questions

    def path(self, node: cst.CSTNode, depth: int = 0) -> str | None:
        """The path of an expression; None where it is not sure or not a path at all."""
        if depth > _DEEPEST:
            return None
        match node:
            case cst.Name():
                return self._name(node, depth)
            case cst.Attribute(value=value, attr=attr):
                base = self.path(value, depth + 1)
                return None if base is None else canonical(f"{base}.{attr.value}")
            case cst.Call(func=func):
                base = self.path(func, depth + 1)
                return None if base is None else f"{base}()"
            case cst.Subscript(value=value):
                base = self.path(value, depth + 1)
                return None if base is None else f"{base}[]"
            case cst.Await(expression=inner):
                return self.path(inner, depth + 1)
            case cst.NamedExpr(value=value):
                return self.path(value, depth + 1)
            case cst.IfExp(body=body, orelse=orelse):
                first, second = self.path(body, depth + 1), self.path(orelse, depth + 1)
                return first if first == second else None
        return None

    def scope(self, node: cst.CSTNode) -> cst.CSTNode:
        """The function, class, comprehension or module whose names `node` sees first."""
        if not self.tree.has(node):
            return self.tree.module
        return self._scopes[bisect_right(self._starts, self.tree.rank(node)) - 1]

    def qualname(self, node: cst.FunctionDef | cst.ClassDef) -> str:
        """The qualified name of a definition, as Python gives it."""
        parts = [node.name.value]
        for around in self.tree.ancestors(node):
            if isinstance(around, cst.FunctionDef):
                parts += ["<locals>", around.name.value]
            elif isinstance(around, cst.ClassDef):
                parts.append(around.name.value)
        return ".".join(reversed(parts))

    def definition_path(self, node: cst.FunctionDef | cst.ClassDef) -> str:
        """The path of a function or class that this file defines."""
        return f"{self.module}.{self.qualname(node)}"

    def binding_of(self, node: cst.Name) -> Binding | None:
        """The one binding that a name refers to; None if there is none or several."""
        reaching = self.bindings_of(node)
        return reaching[0] if len(reaching) == 1 else None

    def bindings_of(self, node: cst.Name) -> list[Binding]:
        """The bindings that a name may refer to; none if nothing in this file binds it."""
        scope = self.holder(node)
        return [] if scope is None else self._reaching(node, scope)

    def holder(self, node: cst.Name) -> cst.CSTNode | None:
        """The scope that binds a name; None if nothing in this file does."""
        return self._holder(node.value, self.scope(node))

    def _holder(self, name: str, scope: cst.CSTNode) -> cst.CSTNode | None:
        first = True
        while True:
            if name in self._global.get(scope, ()):
                return self.tree.module
            visible = first or not isinstance(scope, cst.ClassDef)
            bound = name in self.bindings.get(scope, ())
            if visible and bound and name not in self._nonlocal.get(scope, ()):
                return scope
            if scope is self.tree.module:
                return None
            scope, first = self.scope(scope), False

    # names

    def _name(self, node: cst.Name, depth: int) -> str | None:
        name = node.value
        scope = self.holder(node)
        if scope is None:
            if name in _BUILTINS and not self.stars:
                return f"builtins.{name}"
            return f"{self.module}.{name}" if self.stars else None
        if scope is self.tree.module:
            bound = self.bindings[scope].get(name, [])
            paths = {binding.value for binding in bound if binding.kind == "import"}
            if len(paths) == 1 and all(binding.kind == "import" for binding in bound):
                return str(paths.pop())
            return f"{self.module}.{name}"
        found = {self._bound(binding, depth) for binding in self._reaching(node, scope)}
        return found.pop() if len(found) == 1 else None

    def _bound(self, binding: Binding, depth: int) -> str | None:
        kind, value, node = binding
        if kind == "import":
            return str(value)
        if kind == "def" and isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            return self.definition_path(node)
        if kind == "param" and isinstance(node, cst.Param):
            return self._param(node, depth)
        if not isinstance(value, cst.CSTNode):
            return None
        if id(value) not in self._paths:
            # None while it is being found out: `x = x.f()` in a loop leads nowhere.
            self._paths[id(value)] = None
            self._paths[id(value)] = self.path(value)
        path = self._paths[id(value)]
        if path is None:
            return None
        suffix = {"value": "", "element": "[]", "enter": ".__enter__()", "except": "()"}
        return path + suffix[kind]

    def _param(self, node: cst.Param, depth: int) -> str | None:
        function = next(
            (at for at in self.tree.ancestors(node) if isinstance(at, cst.FunctionDef)), None
        )
        if function is None:
            return None
        cls = self.tree.parent(self.tree.around(function))
        params = [*function.params.posonly_params, *function.params.params]
        if isinstance(cls, cst.ClassDef) and params and params[0] is node:
            kinds = {dotted(each.decorator) for each in function.decorators}
            if "staticmethod" not in kinds:
                path = self.definition_path(cls)
                return path if "classmethod" in kinds else f"{path}()"
        if node is function.params.star_arg or node is function.params.star_kwarg:
            return None
        return self._instance(node.annotation.annotation, depth) if node.annotation else None

    def _instance(self, annotation: cst.BaseExpression, depth: int) -> str | None:
        """The path of an object that an annotation describes, None aside."""
        options = _annotated(annotation)
        if len(options) != 1:
            return None
        (option,) = options
        if isinstance(option, cst.Subscript):
            known = self.path(option.value, depth + 1) or ""
            if known.removeprefix("typing_extensions.").removeprefix("typing.") in _TRANSPARENT:
                inner = [each.slice for each in option.slice]
                given = [each.value for each in inner if isinstance(each, cst.Index)]
                parts = given[:1] if known.endswith("Annotated") else given
                options = [each for part in parts for each in _annotated(part)]
                return self._instance(options[0], depth + 1) if len(options) == 1 else None
            return None
        path = self.path(option, depth + 1)
        return None if path is None or path.endswith((")", "]")) else f"{path}()"

    def _reaching(self, node: cst.Name, scope: cst.CSTNode) -> list[Binding]:
        """The bindings of a name that can be in force at `node`."""
        bound = self.bindings[scope].get(node.value, [])
        if len(bound) < 2 or self.scope(node) is not scope:
            return bound
        rank = self.tree.rank
        here = rank(node)
        around = {id(each) for each in self.tree.ancestors(node)}
        loops = [at for at in self.tree.ancestors(node) if isinstance(at, (cst.For, cst.While))]
        statement = self.tree.statement(node)
        last: Binding | None = None
        for binding in bound:
            at = self.tree.statement(binding.node)
            before = rank(binding.node) < here and at is not statement
            if before and id(self.tree.parent(at)) in around:
                last = binding
        start = rank(last.node) if last is not None else -1
        reaching = []
        for binding in bound:
            there = rank(binding.node)
            again = any(
                any(above is loop for above in self.tree.ancestors(binding.node)) for loop in loops
            )
            if binding is last or start < there < here or (there > here and again):
                if self.tree.statement(binding.node) is statement and there < here and last:
                    continue
                reaching.append(binding)
        return reaching or bound

    # bindings

    def _collect(self, imported: Iterable[Import]) -> None:
        tree = self.tree
        for name, path, node in imported:
            if name == "*":
                self.stars.append(path)
            else:
                self._bind(node, name, Binding("import", path, node))
        definitions: list[cst.FunctionDef | cst.ClassDef] = [*tree.all(cst.FunctionDef)]
        for definition in (*definitions, *tree.all(cst.ClassDef)):
            self._bind(definition, definition.name.value, Binding("def", None, definition))
        functions: list[cst.FunctionDef | cst.Lambda] = [*tree.all(cst.FunctionDef)]
        for function in (*functions, *tree.all(cst.Lambda)):
            for param in children(function.params):
                if isinstance(param, cst.Param):
                    self._bind_in(function, param.name.value, Binding("param", None, param))
        self._collect_assigned()
        self._collect_shared()

    def _collect_assigned(self) -> None:
        tree = self.tree
        for assign in tree.all(cst.Assign):
            for target in assign.targets:
                self._target(target.target, "value", assign.value, assign)
        for annotated in tree.all(cst.AnnAssign):
            if annotated.value is not None:
                self._target(annotated.target, "value", annotated.value, annotated)
        for walrus in tree.all(cst.NamedExpr):
            self._target(walrus.target, "value", walrus.value, walrus)
        for augmented in tree.all(cst.AugAssign):
            self._target(augmented.target, "unknown", None, augmented)
        for deleted in tree.all(cst.Del):
            self._target(deleted.target, "unknown", None, deleted)
        for loop in tree.all(cst.For):
            self._target(loop.target, "element", loop.iter, loop.target)
        for comprehension in tree.all(cst.CompFor):
            self._target(comprehension.target, "element", comprehension.iter, comprehension.target)
        for item in tree.all(cst.WithItem):
            if item.asname is not None:
                self._target(item.asname.name, "enter", item.item, item)
        for handler in tree.all(cst.ExceptHandler):
            if handler.name is not None:
                self._target(handler.name.name, "except", handler.type, handler)
        for pattern in tree.all(cst.MatchAs):
            if pattern.name is not None:
                self._bind(pattern, pattern.name.value, Binding("unknown", None, pattern))
        for rest in tree.all(cst.MatchStar):
            if rest.name is not None:
                self._bind(rest, rest.name.value, Binding("unknown", None, rest))
        for mapping in tree.all(cst.MatchMapping):
            if mapping.rest is not None:
                self._bind(mapping, mapping.rest.value, Binding("unknown", None, mapping))
        for annotated in tree.all(cst.AnnAssign):
            name = annotated.target
            known = self.bindings.get(self.scope(annotated), ())
            if isinstance(name, cst.Name) and name.value not in known:
                self._target(name, "unknown", None, annotated)

    def _collect_shared(self) -> None:
        """`global` and `nonlocal`: the names may be bound anywhere in the function."""
        for node in self.tree.all(cst.Global):
            for item in node.names:
                self._global.setdefault(self.scope(node), set()).add(item.name.value)
                self._bind_in(self.tree.module, item.name.value, Binding("unknown", None, node))
        found: list[tuple[str, cst.Nonlocal]] = []
        for outer in self.tree.all(cst.Nonlocal):
            for item in outer.names:
                self._nonlocal.setdefault(self.scope(outer), set()).add(item.name.value)
                found.append((item.name.value, outer))
        for name, outer in found:
            scope = self._holder(name, self.scope(self.scope(outer)))
            if scope is not None:
                self._bind_in(scope, name, Binding("unknown", None, outer))

    def _target(
        self, target: cst.CSTNode, kind: str, value: cst.CSTNode | None, node: cst.CSTNode
    ) -> None:
        match target:
            case cst.Name(value=name):
                self._bind(target, name, Binding(kind, value, node))
            case cst.Tuple(elements=elements) | cst.List(elements=elements):
                for element in elements:
                    self._target(element.value, "unknown", None, node)
            case cst.StarredElement(value=inner):
                self._target(inner, "unknown", None, node)

    def _bind(self, node: cst.CSTNode, name: str, binding: Binding) -> None:
        scope = self.scope(node)
        if binding.kind == "value" and isinstance(scope, COMPREHENSIONS):
            while isinstance(scope, COMPREHENSIONS):
                scope = self.scope(scope)
        self._bind_in(scope, name, binding)

    def _bind_in(self, scope: cst.CSTNode, name: str, binding: Binding) -> None:
        self.bindings.setdefault(scope, {}).setdefault(name, []).append(binding)


def _annotated(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    """What an annotation allows, None aside."""
    match node:
        case cst.SimpleString():
            text = string_value(node)
            try:
                return _annotated(cst.parse_expression(text)) if isinstance(text, str) else []
            except (cst.ParserSyntaxError, RecursionError):
                return []
        case cst.BinaryOperation(left=left, operator=cst.BitOr(), right=right):
            return _annotated(left) + _annotated(right)
        case cst.Name(value="None"):
            return []
    return [node]


def names_in(tree: Tree, node: cst.CSTNode) -> Iterator[cst.Name]:
    """Every name mentioned at or below a node."""
    return (each for each in tree.inside(node) if isinstance(each, cst.Name))
