"""What the names in a file may refer to, as far as Python's own parser shows it.

A first look: it takes a tenth of what `names` takes with the tree that it needs, knows no scopes,
and says all that `names` may say, and more. What it does not have, nobody need look for.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from flasklint.languages.python.imports import imported
from flasklint.packages.flask_api import canonical

_BUILTINS = frozenset(dir(builtins))
_MOST_PATHS = 50
_BEGINNING = "?"
_ANYTHING = "~"
_UNSURE = (_BEGINNING, _ANYTHING)
_IDENTIFIER = re.compile(rf"[{_BEGINNING}{_ANYTHING}]?\w*")
_BINDING = {
    ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.For, ast.AsyncFor, ast.comprehension,
    ast.withitem, ast.ExceptHandler, ast.arg, ast.Global, ast.MatchAs, ast.MatchStar,
    ast.MatchMapping,
}  # fmt: skip
_TRANSPARENT = ("Optional", "Union", "Annotated")

_DEFINITIONS = {ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef}
_SCALARS = {
    "arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "kwd_attrs", "level",
    "module", "name", "op", "ops", "rest", "simple", "type_comment", "type_ignores", "type_params",
}  # fmt: skip
_FIELDS: dict[type, tuple[str, ...]] = {
    kind: tuple(field for field in kind._fields if field not in _SCALARS)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}
_FIELDS |= dict.fromkeys((ast.Constant, ast.Global, ast.Nonlocal, ast.MatchSingleton), ())
_FIELDS |= dict.fromkeys(
    (ast.FunctionDef, ast.AsyncFunctionDef), ("decorator_list", "args", "returns")
)
_FIELDS[ast.ClassDef] = ("decorator_list", "bases", "keywords")
"""The fields of nodes that hold others; the body of a definition is visited by itself."""

Node = TypeVar("Node", bound=ast.AST)


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
    """The nodes and names of one file, from the tree of Python's own parser; `imported` are the
    names that it imports, with the paths that they stand for, as `imports` has them."""

    def __init__(
        self, tree: ast.Module, module: str, package: str, roots: Mapping[str, str] = {}
    ) -> None:
        self.tree = tree
        self._module = module
        self._nodes: dict[type, list[Any]] = {}
        self._known: dict[str, set[str]] = {}
        self._own: dict[ast.Name, str] = {}
        self._top: set[str] = set()
        self._bound: dict[str, list[_Bound]] = {}
        self._found: dict[str, frozenset[str]] = {}
        self._collect()
        plain, others = self.all(ast.Import), self.all(ast.ImportFrom)
        self.imported = tuple(imported(plain, others, package, roots))
        for name, path in self.imported:
            self._known.setdefault(name, set()).add(path)

    def all(self, *kinds: type[Node]) -> Iterator[Node]:
        """Every node of some types, in no order."""
        for kind in kinds:
            yield from self._nodes.get(kind, ())

    def may_be(
        self,
        node: ast.AST | None,
        wanted: Callable[[str], object],
        goes_on: Callable[[str], object] = lambda path: True,
    ) -> bool:
        """Whether an expression may have a path that is wanted. Of what `x = x.f()` leads to it is
        only known how it begins; `goes_on` says whether what begins so may be wanted. Paths are
        looked at in order: what is asked of the project on the way is the same in every process."""
        return any(
            goes_on(path[1:]) if path[0] == _BEGINNING else path[0] == _ANYTHING or wanted(path)
            for path in sorted(self.paths(node))
        )

    def paths(self, node: ast.AST | None) -> frozenset[str]:
        """The paths that an expression may have; of one behind a `?` the beginning alone is known,
        of one behind a `~` nothing."""
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
            itself = f"{_ANYTHING}{name}"
            self._found[name] = frozenset((itself,))
            known, bound = self._known.get(name, set()), self._bound.get(name, ())
            found = set(known)
            if name in self._top or "*" in self._known or (known and len(known) + len(bound) > 1):
                found.add(f"{self._module}.{name}")
            if name in _BUILTINS:
                found.add(f"builtins.{name}")
            for value, suffix, is_annotation in bound:
                paths = self._instances(value) if is_annotation else self.paths(value)
                found.update(f"{path}{suffix}" for path in paths)
            again = {path for path in found if _first(path) == itself}
            if again:
                # It comes of itself, and so of its other bindings; a parameter has none.
                found -= again
                found |= {f"{_BEGINNING}{path}" for path in found if path[0] not in _UNSURE}
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
        """Visit every node once: each file comes by here."""
        found, fields = self._nodes, _FIELDS
        parts: list[tuple[list[Any], _Around]] = [([self.tree], _Around())]
        while parts:
            stack, around = parts.pop()
            firsts, is_function = around.firsts, around.is_function
            while stack:
                node = stack.pop()
                kind = node.__class__
                if kind in found:
                    found[kind].append(node)
                else:
                    found[kind] = [node]
                if kind is ast.Name:
                    if node.id in firsts:
                        self._own[node] = firsts[node.id]
                    if not is_function and node.ctx.__class__ is not ast.Load:
                        self._top.add(node.id)
                    continue
                if kind in _BINDING:
                    self._bind_in(node)
                elif kind in _DEFINITIONS:
                    parts.append(([*node.body], self._inside(node, around)))
                for name in fields.get(kind, ()):
                    value = getattr(node, name)
                    if value.__class__ is list:
                        stack += value
                    elif value is not None:
                        stack.append(value)

    def _inside(self, node: Any, around: _Around) -> _Around:
        path = f"{self._module}.{around.name}{node.name}"
        self._known.setdefault(node.name, set()).add(path)
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


def _first(path: str) -> str:
    """The name that a path begins with."""
    found = _IDENTIFIER.match(path)
    return found[0] if found is not None else ""


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
