"""What of a request's body goes where in a view, and whether anything looks at it on the way."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import libcst as cst

from flasklint.languages.python.literals import dotted
from flasklint.rule import SourceFile
from flasklint_rules.requests.shared.request_data import MAY_VALIDATE

_BODY = re.compile(
    r"flask\.request\.(json|get_json\(\)|form)(\.(to_dict|copy)\(\))?"
    r"((\[\]|\.get\(\))(\.(strip|lower|upper)\(\))*)*"
)
_METHODS = {"get", "to_dict", "copy", "strip", "lower", "upper"}
_CARRIERS = (cst.Dict, cst.DictElement, cst.List, cst.Tuple, cst.Element)
_NAMING = (
    cst.Assign, cst.AnnAssign, cst.If, cst.IfExp, cst.UnaryOperation, cst.BooleanOperation,
    cst.FormattedStringExpression, cst.Return,
)  # fmt: skip
_SAYING = {"jsonify", "debug", "info", "warning", "print"}
_ROUTES = (".route", ".post", ".put", ".patch", ".delete")
_ERRORS = {"KeyError", "TypeError", "ValueError", "AttributeError", "Exception"}


def is_body(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether an expression is sure to be the body of the request or a value out of it, as it was
    sent."""
    if not isinstance(node, (cst.Name, cst.Attribute, cst.Call, cst.Subscript)):
        return False
    return _BODY.fullmatch(file.names.path(node) or "") is not None


def takes_body(call: cst.Call, file: SourceFile) -> bool:
    """Whether a call is passed the body or a value out of it, and nothing by a star."""
    if any(arg.star for arg in call.args):
        return False
    return any(is_body(arg.value, file) for arg in call.args)


def is_looked_at(function: cst.FunctionDef, given: Collection[cst.Call], file: SourceFile) -> bool:
    """Whether anything in a view may look at the body besides the calls that it is `given` to: a
    comparison, a loop, another call, a decorator, an `except` for what is missing."""
    if any(_may_validate(decorator.decorator) for decorator in function.decorators):
        return True
    for call in given:
        for around in file.tree.ancestors(call):
            if isinstance(around, cst.Try) and _catches(around):
                return True
    return any(
        _has_type(node) or not _is_passed_on(node, given, file)
        for node in file.tree.inside(function.body)
        if is_body(node, file)
    )


def _may_validate(decorator: cst.BaseExpression) -> bool:
    name = dotted(decorator.func if isinstance(decorator, cst.Call) else decorator)
    return not name.endswith(_ROUTES) and MAY_VALIDATE.search(name) is not None


def _has_type(node: cst.CSTNode) -> bool:
    """Whether a call converts what it gets: `get("pages", type=int)`."""
    return isinstance(node, cst.Call) and any(
        arg.keyword is not None and arg.keyword.value == "type" for arg in node.args
    )


def _catches(block: cst.Try) -> bool:
    """Whether an `except` may be there for data that is not as it should be."""
    for handler in block.handlers:
        if handler.type is None:
            return True
        for name in _names(handler.type):
            if name in _ERRORS or "valid" in name.lower() or "BadRequest" in name:
                return True
    return False


def _names(node: cst.BaseExpression) -> Iterator[str]:
    if isinstance(node, cst.Tuple):
        for element in node.elements:
            yield from _names(element.value)
    else:
        yield dotted(node).rpartition(".")[2]


def _is_passed_on(node: cst.CSTNode, given: Collection[cst.Call], file: SourceFile) -> bool:
    """Whether a use of body or value only names it, takes a part of it, asks if it is there, or
    hands it to one of the calls."""
    around = file.tree.parent(node)
    while isinstance(around, _CARRIERS):
        around = file.tree.parent(around)
    match around:
        case cst.Attribute(attr=cst.Name(value=name)):
            return name in _METHODS
        case cst.Call(func=func):
            return func is node
        case cst.Subscript(value=value):
            return value is node and not isinstance(
                file.tree.parent(around), (cst.AssignTarget, cst.Del)
            )
        case cst.Arg():
            call = file.tree.around(around)
            is_direct = file.tree.parent(node) is around
            if call in given and is_direct:
                return True
            return isinstance(call, cst.Call) and dotted(call.func).rpartition(".")[2] in _SAYING
        case cst.AssignTarget():
            return isinstance(node, cst.Name)
    return isinstance(around, _NAMING)
