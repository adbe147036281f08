"""How a view ends for each of the methods that its route lets through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.literals import string_value
from flasklint.languages.python.source import SourceFile
from flasklint.packages.flask_api import HTTP_VERBS, ROUTE_SHORTCUTS
from flasklint.project.views.endings import Endings


def methods_of(function: cst.FunctionDef, file: SourceFile) -> list[str]:
    """The methods of the routes that decorate a view, or of the method of a class view, HEAD and
    OPTIONS aside; none if they cannot be told."""
    if isinstance(file.names.scope(function), cst.ClassDef):
        return [function.name.value.upper()]
    found: set[str] = set()
    for decorator in function.decorators:
        call = decorator.decorator
        if not isinstance(call, cst.Call):
            continue
        name = file.last_name(call.func)
        if name in ROUTE_SHORTCUTS:
            found.add(name.upper())
        elif name == "route":
            given = next((each for each in call.args if _is_methods(each)), None)
            if any(each.star for each in call.args):
                return []
            words = ["GET"] if given is None else [*_words(given.value)]
            if "" in words:
                return []
            found.update(words)
    return sorted(found & {verb.upper() for verb in HTTP_VERBS} - {"HEAD", "OPTIONS"})


def _is_methods(arg: cst.Arg) -> bool:
    return arg.keyword is not None and arg.keyword.value == "methods"


def _words(node: cst.BaseExpression) -> Iterator[str]:
    """The words of a list, in upper case; "" for what is none."""
    if not isinstance(node, (cst.List, cst.Tuple, cst.Set)):
        yield ""
        return
    for element in node.elements:
        value = element.value
        text = string_value(value) if isinstance(value, cst.SimpleString) else None
        yield text.upper() if isinstance(text, str) else ""


@dataclass(frozen=True)
class MethodEndings(Endings):
    """How bodies end while `request.method` is `method`."""

    method: str = ""

    def _passes(self, node: cst.CSTNode) -> bool:
        match node:
            case cst.If(test=test, body=body, orelse=orelse):
                holds = self._holds(test)
                if holds is not False and self.reaches_end(body):
                    return True
                return holds is not True and (orelse is None or self._passes(orelse))
        return super()._passes(node)

    def _holds(self, test: cst.BaseExpression) -> bool | None:
        """Whether a test holds; None if it may or may not."""
        match test:
            case cst.Comparison(left=left, comparisons=[cst.ComparisonTarget(operator, right)]):
                if not self._is_method(left):
                    return None
                words = (
                    {*_words(right)}
                    if not isinstance(right, cst.SimpleString)
                    else {str(string_value(right)).upper()}
                )
                if "" in words:
                    return None
                match operator:
                    case cst.Equal() | cst.In():
                        return self.method in words
                    case cst.NotEqual() | cst.NotIn():
                        return self.method not in words
            case cst.UnaryOperation(operator=cst.Not(), expression=inner):
                holds = self._holds(inner)
                return None if holds is None else not holds
            case cst.BooleanOperation(left=left, operator=cst.And(), right=right):
                both = (self._holds(left), self._holds(right))
                return False if False in both else (True if both == (True, True) else None)
            case cst.BooleanOperation(left=left, operator=cst.Or(), right=right):
                both = (self._holds(left), self._holds(right))
                return True if True in both else (False if both == (False, False) else None)
        return None

    def _is_method(self, node: cst.BaseExpression) -> bool:
        return isinstance(node, cst.Attribute) and self.file.names.path(node) == (
            "flask.request.method"
        )
