"""What the names in a file may refer to, as far as Python's own parser shows it.

A first look: it takes a tenth of what `names` takes with the tree that it needs, knows no scopes,
and says all that `names` may say, and more. What it does not have, nobody need look for.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from flasklint.packages.flask_api import canonical

_BUILTINS = frozenset(dir(builtins))
_MOST_PATHS = 50
_ANYTHING = "?"
_BINDING = {
    ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.For, ast.AsyncFor, ast.comprehension,
    ast.withitem, ast.ExceptHandler, ast.arg, ast.Global, ast.MatchAs, ast.MatchStar,
    ast.MatchMapping,
}  # fmt: skip
_TRANSPARENT = ("Optional", "Union", "Annotated")

Node = TypeVar("Node", bound=ast.AST)
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class _Bound(NamedTuple):
    """What a name is bound to: the value of an expression, with what is done to it."""

    value: ast.expr
    suffix: str = ""
    is_annotation: bool = False


class _Around(NamedTuple):
    """What is around a node: the definitions as the beginning of a qualified name, whether the
    innermost is a class, and the paths of the first parameters of the methods."""

    name: str = ""
    is_class: bool = False
    firsts: Mapping[str, str] = {}

    @property
    def is_function(self) -> bool:
        return self.name.endswith("<locals>.")


class Outline:
    """The names of one file: `tree` is Python's, `imported` are names with the paths that they
    stand for, `*` for all of a module."""

    def __init__(self, tree: ast.Module, module: str, imported: Iterable[tuple[str, str]]) -> None:
        self.tree = tree
        self.nodes: list[ast.AST] = []
        self._module = module
        self._known: dict[str, set[str]] = {}
        self._own: dict[ast.Name, str] = {}
        self._top: set[str] = set()
        self._bound: dict[str, list[_Bound]] = {}
        self._found: dict[str, frozenset[str]] = {}
        for name, path in imported:
            self._known.setdefault(name, set()).add(path)
        self._collect()

    def all(self, kind: type[Node]) -> Iterator[Node]:
        """Every node of a type."""
        return (node for node in self.nodes if isinstance(node, kind))

    def may_be(self, node: ast.AST | None, wanted: Callable[[str], object]) -> bool:
        """Whether an expression may have a path that is wanted."""
        return any(path.startswith(_ANYTHING) or wanted(path) for path in self.paths(node))

    def paths(self, node: ast.AST | None) -> frozenset[str]:
        """The paths that an expression may have; one that begins with `?` may be any."""
        match node:
            case ast.Name(id=name):
                if node in self._own:
                    return self._name(name) | {self._own[node]}
                return self._name(name)
            case ast.Attribute(value=value, attr=attr):
                return frozenset(canonical(f"{path}.{attr}") for path in self.paths(value))
            case ast.Call(func=func):
                return frozenset(f"{path}()" for path in self.paths(func))
            case ast.Subscript(value=value):
                return frozenset(f"{path}[]" for path in self.paths(value))
            case ast.Await(value=value) | ast.NamedExpr(value=value):
                return self.paths(value)
            case ast.Constant(value=bool() | None as value):
                return frozenset((f"builtins.{value}", f"{self._module}.{value}"))
            case ast.IfExp(body=body, orelse=orelse):
                return self.paths(body) | self.paths(orelse)
        return frozenset()

    def _name(self, name: str) -> frozenset[str]:
        if name not in self._found:
            # While it is being found out: what `x = x.f()` leads to is not followed.
            self._found[name] = frozenset((_ANYTHING,))
            known, bound = self._known.get(name, set()), self._bound.get(name, ())
            found = set(known)
            if name in self._top or "*" in self._known or len(known) + len(bound) > 1:
                found.add(f"{self._module}.{name}")
            if name in _BUILTINS:
                found.add(f"builtins.{name}")
            for value, suffix, is_annotation in bound:
                paths = self._instances(value) if is_annotation else self.paths(value)
                found.update(f"{path}{suffix}" for path in paths)
            is_known = len(found) <= _MOST_PATHS
            self._found[name] = frozenset(found) if is_known else frozenset((_ANYTHING,))
        return self._found[name]

    def _instances(self, annotation: ast.expr) -> Iterator[str]:
        """The paths of the objects that an annotation describes, None aside."""
        for option in _annotated(annotation):
            if isinstance(option, ast.Subscript):
                names = {path.rpartition(".")[2] for path in self.paths(option.value)}
                if not names.isdisjoint(_TRANSPARENT):
                    inner = option.slice
                    parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                    for part in parts:
                        yield from self._instances(part)
                continue
            for path in self.paths(option):
                if not path.endswith((")", "]")):
                    yield f"{path}()"

    # bindings

    def _collect(self) -> None:
        waiting: list[tuple[ast.AST, _Around]] = [(self.tree, _Around())]
        nodes, own, top = self.nodes, self._own, self._top
        while waiting:
            node, around = waiting.pop()
            nodes.append(node)
            kind = node.__class__
            if kind is ast.Name and isinstance(node, ast.Name):
                if node.id in around.firsts:
                    own[node] = around.firsts[node.id]
                if node.ctx.__class__ is not ast.Load and not around.is_function:
                    top.add(node.id)
                continue
            if kind in _BINDING:
                self._bind_in(node)
            if isinstance(node, Definition):
                path = f"{self._module}.{around.name}{node.name}"
                self._known.setdefault(node.name, set()).add(path)
                around = self._inside(node, around)
            waiting += [(child, around) for child in ast.iter_child_nodes(node)]

    def _inside(self, node: Definition, around: _Around) -> _Around:
        name = f"{around.name}{node.name}."
        if isinstance(node, ast.ClassDef):
            return _Around(name, True, around.firsts)
        params = [*node.args.posonlyargs, *node.args.args]
        firsts = around.firsts
        if around.is_class and params:
            kinds = {each.id for each in node.decorator_list if isinstance(each, ast.Name)}
            path = f"{self._module}.{around.name}"[:-1]
            first = params[0].arg
            if "staticmethod" not in kinds:
                firsts = {**firsts, first: path if "classmethod" in kinds else f"{path}()"}
        return _Around(f"{name}<locals>.", False, firsts)

    def _bind_in(self, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._bind(target, _Bound(value))
            case ast.AnnAssign(target=target, value=value) if value is not None:
                self._bind(target, _Bound(value))
            case ast.NamedExpr(target=target, value=value):
                self._bind(target, _Bound(value))
            case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
                self._bind(target, _Bound(value, "[]"))
            case ast.comprehension(target=target, iter=value):
                self._bind(target, _Bound(value, "[]"))
            case ast.withitem(context_expr=value, optional_vars=target) if target is not None:
                self._bind(target, _Bound(value, ".__enter__()"))
            case ast.ExceptHandler(type=value, name=name) if value is not None and name:
                self._top.add(name)
                self._bound.setdefault(name, []).append(_Bound(value, "()"))
            case ast.arg(arg=name, annotation=value) if value is not None:
                self._bound.setdefault(name, []).append(_Bound(value, "", is_annotation=True))
            case ast.Global(names=names):
                self._top.update(names)
            case ast.MatchAs(name=name) | ast.MatchStar(name=name) | ast.MatchMapping(rest=name):
                self._top.update((name,) if name else ())

    def _bind(self, target: ast.expr, bound: _Bound) -> None:
        if isinstance(target, ast.Name):
            self._bound.setdefault(target.id, []).append(bound)


def _annotated(node: ast.expr) -> list[ast.expr]:
    """What an annotation allows, None aside."""
    match node:
        case ast.Constant(value=str(text)):
            try:
                return _annotated(ast.parse(text, mode="eval").body)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return []
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _annotated(left) + _annotated(right)
        case ast.Constant(value=None):
            return []
    return [node]
