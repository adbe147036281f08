"""What a client sends: which expressions stand for it, and whether anything looks at it first."""

from __future__ import annotations

import ast
import re

import libcst as cst

from flasklint.languages.python.literals import dotted, string_value
from flasklint.rule import SourceFile

_BODIES = ("json", "get_json()", "form", "values", "args")
_RAW = frozenset(
    f"flask.request.{body}{more}" for body in _BODIES for more in ("", ".to_dict()", ".copy()")
)
MAY_VALIDATE = re.compile(
    r"accept|args|argument|body|check|doc|expect|input|json|param|pars|schema|spec|valid|use_|load",
    re.IGNORECASE,
)


def is_request_data(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether an expression is sure to be all that a client sent: `request.json` and the like, or a
    name for it."""
    if not isinstance(node, (cst.Name, cst.Attribute, cst.Call)):
        return False
    return file.names.path(node) in _RAW


def may_have_request_data(file: SourceFile) -> bool:
    """Whether a file may have all that a client sent, at a first look."""
    outline = file.outline
    return outline is None or any(
        outline.may_be(node, _RAW.__contains__) for node in outline.all(ast.Attribute, ast.Call)
    )


def function_around(node: cst.CSTNode, file: SourceFile) -> cst.FunctionDef | None:
    """The function that a node stands in."""
    for around in file.tree.ancestors(node):
        if isinstance(around, cst.FunctionDef):
            return around
    return None


def may_be_checked(data: cst.CSTNode, function: cst.FunctionDef, file: SourceFile) -> bool:
    """Whether anything in the function may look at the keys of some request data besides one use of
    it: a call that it is passed to, a loop, a comparison, a decorator, or what takes a key out."""
    return decided_keys(data, function, file) != frozenset()


def decided_keys(
    data: cst.CSTNode, function: cst.FunctionDef, file: SourceFile
) -> frozenset[str] | None:
    """The keys of some request data that the function takes out or sets whatever the client sent;
    None if anything else may look at the keys besides one use of the data."""
    for decorator in function.decorators:
        name = decorator.decorator
        name = name.func if isinstance(name, cst.Call) else name
        if MAY_VALIDATE.search(dotted(name)):
            return None
    keys: set[str] = set()
    for node in file.tree.inside(function.body):
        if node is data or not isinstance(node, (cst.Name, cst.Attribute, cst.Call)):
            continue
        if is_request_data(node, file) and not _is_harmless(node, file):
            key = _decided_key(node, function, file)
            if key is None:
                return None
            keys.add(key)
    return frozenset(keys)


def _decided_key(node: cst.CSTNode, function: cst.FunctionDef, file: SourceFile) -> str | None:
    """The key that is taken out of request data or set there, in a statement that always runs."""
    if file.tree.parent(file.tree.statement(node)) is not function.body:
        return None
    around = file.tree.parent(node)
    key: cst.BaseExpression | None = None
    match around:
        case cst.Attribute(attr=cst.Name(value="pop")):
            call = file.tree.parent(around)
            if isinstance(call, cst.Call) and call.func is around and call.args:
                key = call.args[0].value
        case cst.Subscript(value=value, slice=[cst.SubscriptElement(slice=cst.Index(value=index))]):
            key = index if value is node else None
    text = string_value(key) if isinstance(key, cst.SimpleString) else None
    return text if isinstance(text, str) else None


def _is_harmless(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a use of request data takes one value from it, names it, or asks if it is there."""
    around = file.tree.parent(node)
    match around:
        case cst.Attribute(attr=cst.Name(value=name)):
            return name in ("get", "to_dict", "copy")
        case cst.Call(func=func):
            return func is node
        case cst.Subscript(value=value):
            return value is node and not isinstance(
                file.tree.parent(around), (cst.AssignTarget, cst.Del)
            )
        case cst.AssignTarget() | cst.Assign() | cst.AnnAssign() | cst.UnaryOperation() | cst.If():
            return True
        case cst.BooleanOperation():
            return True
    return False
