"""How a function ends: by which `return`, or at the end of its body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.source import SourceFile
from flasklint.project.project import Project

_NEVER_RETURN = {"abort", "exit", "_exit", "quit"}
_DEEPEST = 3
_NO_RETURN = {"NoReturn", "Never"}


def own_nodes(function: cst.FunctionDef, file: SourceFile) -> Iterator[cst.CSTNode]:
    """The nodes of a function's body, without those of functions and classes inside it."""
    for node in file.tree.inside(function.body):
        around = file.tree.ancestors(node)
        inner = (cst.FunctionDef, cst.Lambda, cst.ClassDef)
        if next((at for at in around if isinstance(at, inner)), None) is function:
            yield node


@dataclass(frozen=True)
class Endings:
    """How the bodies of a file end."""

    file: SourceFile
    project: Project
    depth: int = 0

    def reaches_end(self, body: cst.BaseSuite) -> bool:
        """Whether a body can be run to its end, as far as its statements show."""
        statements: Sequence[cst.CSTNode] = body.body
        return all(map(self._passes, statements))

    def _passes(self, node: cst.CSTNode) -> bool:
        """Whether what follows a statement can be reached."""
        match node:
            case cst.SimpleStatementLine(body=body):
                return all(map(self._passes, body))
            case cst.Return() | cst.Raise() | cst.Break() | cst.Continue():
                return False
            case cst.Assert(test=cst.Name(value="False")):
                return False
            case cst.Expr(value=cst.Call(func=func)):
                return not self._never_returns(func)
            case cst.If(test=test, body=body, orelse=orelse):
                if self.reaches_end(body):
                    return True
                return not self._always_holds(test) and (orelse is None or self._passes(orelse))
            case cst.Else(body=body) | cst.Finally(body=body) | cst.With(body=body):
                return self.reaches_end(body)
            case cst.While(test=cst.Name(value="True") | cst.Integer(value="1")):
                return _breaks(node, self.file)
            case cst.For(orelse=orelse) | cst.While(orelse=orelse):
                if _breaks(node, self.file):
                    return True
                return not self._may_raise_at_last(node) and (
                    orelse is None or self._passes(orelse)
                )
            case cst.Try() | cst.TryStar():
                return self._try_passes(node)
            case cst.Match(cases=cases):
                # Whether the cases are all that there can be is not known.
                return any(self.reaches_end(case.body) for case in cases)
        return True

    def _never_returns(self, func: cst.BaseExpression) -> bool:
        """Whether a function that is called is known to raise or to end the process."""
        match func:
            case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)):
                if name in _NEVER_RETURN:
                    return True
        found = self._called(func)
        if found is None:
            return False
        function, other = found
        if function.returns is None:
            return self.depth < _DEEPEST and self._only_raises(function, other)
        said = function.returns.annotation
        text = said.raw_value if isinstance(said, cst.SimpleString) else other.names.path(said)
        return (text or "").rpartition(".")[2] in _NO_RETURN

    def _always_holds(self, test: cst.BaseExpression) -> bool:
        """Whether a test is a call of a function that answers True or raises."""
        found = self._called(test.func) if isinstance(test, cst.Call) else None
        if found is None:
            return False
        function, other = found
        nodes = [*own_nodes(function, other)]
        returns = [node.value for node in nodes if isinstance(node, cst.Return)]
        if function.asynchronous or not returns or any(isinstance(n, cst.Yield) for n in nodes):
            return False
        if not all(isinstance(value, cst.Name) and value.value == "True" for value in returns):
            return False
        ends = Endings(other, self.project, self.depth + 1)
        return self.depth < _DEEPEST and not ends.reaches_end(function.body)

    def _called(self, func: cst.BaseExpression) -> tuple[cst.FunctionDef, SourceFile] | None:
        """The function of the project that is called, and its file."""
        place = self.project.defined_at(self.file.names.path(func))
        if place is None:
            return None
        other = self.file.open(place.filename)
        function = other.node(place)
        return (function, other) if isinstance(function, cst.FunctionDef) else None

    def _only_raises(self, function: cst.FunctionDef, file: SourceFile) -> bool:
        """Whether a function surely raises, whatever it is called with."""
        nodes = [*own_nodes(function, file)]
        if function.asynchronous or any(
            isinstance(node, (cst.Return, cst.Yield)) for node in nodes
        ):
            return False
        if not any(isinstance(node, cst.Raise) for node in nodes):
            return False
        return not Endings(file, self.project, self.depth + 1).reaches_end(function.body)

    def _may_raise_at_last(self, loop: cst.CSTNode) -> bool:
        """Whether a loop returns, or raises where it has tried for the last time: both are in it,
        and that its end is reached is not sure."""
        kinds = {type(node) for node in self.file.tree.inside(loop)}
        return cst.Raise in kinds and cst.Return in kinds

    def _try_passes(self, node: cst.Try | cst.TryStar) -> bool:
        if node.finalbody is not None and not self._passes(node.finalbody):
            return False
        tried = self.reaches_end(node.body) and (node.orelse is None or self._passes(node.orelse))
        return tried or any(self.reaches_end(handler.body) for handler in node.handlers)


def _breaks(loop: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a loop has a `break` of its own."""
    for node in file.tree.inside(loop):
        if isinstance(node, cst.Break):
            around = (
                at for at in file.tree.ancestors(node) if isinstance(at, (cst.For, cst.While))
            )
            if next(around, None) is loop:
                return True
    return False
