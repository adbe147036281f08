"""What a setting is set to, as far as the code says it."""

from __future__ import annotations

import re

import libcst as cst

from flasklint.rule import Checker
from flasklint_rules.config.shared.setting_names import GAP, is_address_name, is_secret_name
from flasklint_rules.config.shared.setting_objects import keeps_default
from flasklint_rules.config.shared.setting_places import is_loaded

_CONVERSION = re.compile(r"%(?:%|(\(\w+\))?[-#0 +]*\d*(?:\.\d+)?([a-zA-Z]))")
_DEEPEST = 20


def text_of(node: cst.BaseExpression, checker: Checker, depth: int = 0) -> str | None:
    """The text of a string, with GAP for each part that is not known; None if it is no string.

    Names stand for the constants that they are known to be, except for settings that are reported
    where they are set themselves.
    """
    if depth > _DEEPEST:
        return None
    match node:
        case cst.SimpleString():
            value = node.evaluated_value
            return value if isinstance(value, str) else value.decode("latin-1")
        case cst.ConcatenatedString(left=left, right=right):
            return _joined([left, right], checker, depth)
        case cst.FormattedString(parts=parts):
            return "".join(_part(part, checker, depth) for part in parts)
        case cst.BinaryOperation(operator=cst.Add(), left=left, right=right):
            return _joined([left, right], checker, depth)
        case cst.BinaryOperation(operator=cst.Modulo(), left=left, right=right):
            return _filled(left, right, checker, depth)
        case cst.Name() | cst.Attribute():
            return _constant(node, checker, depth)
    return None


def _joined(parts: list[cst.BaseExpression], checker: Checker, depth: int) -> str | None:
    texts = [text_of(part, checker, depth + 1) for part in parts]
    if all(text is None for text in texts):
        return None
    return "".join(GAP if text is None else text for text in texts)


def _part(part: cst.BaseFormattedStringContent, checker: Checker, depth: int) -> str:
    match part:
        case cst.FormattedStringText(value=value):
            return value.replace("{{", "{").replace("}}", "}")
        case cst.FormattedStringExpression(expression=inner, format_spec=None, conversion=None):
            return text_of(inner, checker, depth + 1) or GAP
    return GAP


def _filled(
    left: cst.BaseExpression, right: cst.BaseExpression, checker: Checker, depth: int
) -> str | None:
    """`template % values`: each conversion is the text of its value or a gap."""
    template = text_of(left, checker, depth + 1)
    if template is None:
        return None
    given = [part.value for part in right.elements] if isinstance(right, cst.Tuple) else [right]
    texts = [text_of(value, checker, depth + 1) or GAP for value in given]

    def fill(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        if found[1] or not texts:
            return GAP
        return texts.pop(0)

    return _CONVERSION.sub(fill, template)


def _constant(node: cst.Name | cst.Attribute, checker: Checker, depth: int) -> str | None:
    """The text that a name is known to stand for."""
    file, project = checker.file, checker.project
    path = file.names.path(node)
    name = node.value if isinstance(node, cst.Name) else node.attr.value
    if _is_reported_itself(node, path, name, checker):
        return None
    binding = file.names.binding_of(node) if isinstance(node, cst.Name) else None
    if binding is not None and binding.kind == "value" and isinstance(binding.value, cst.Attribute):
        return text_of(binding.value, checker, depth + 1)
    owner, _, attribute = (path or "").rpartition(".")
    cls = project.canonical(owner) if "()" in owner or isinstance(node, cst.Attribute) else None
    is_object = cls is not None and cls.endswith("()")
    if cls is not None and is_object and not keeps_default(cls[:-2], attribute, checker):
        return None
    value = project.constant(path)
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if isinstance(value, str):
        return value
    if binding is None or binding.kind != "value" or path is not None:
        return None
    if isinstance(binding.value, (cst.SimpleString, cst.ConcatenatedString)):
        return text_of(binding.value, checker, depth + 1)
    return None


def _is_reported_itself(node: cst.CSTNode, path: str | None, name: str, checker: Checker) -> bool:
    """Whether a name is a setting whose own literal is the one to move."""
    file, project = checker.file, checker.project
    if not name.isupper() or not (is_secret_name(name) or is_address_name(name)):
        return False
    if path is not None:
        return is_loaded(path.rpartition(".")[0], project)
    holder = file.names.holder(node) if isinstance(node, cst.Name) else None
    if not isinstance(holder, cst.ClassDef):
        return False
    return is_loaded(file.names.definition_path(holder), project)
