"""Takes the body of an error answer apart: the message, and what goes with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

import libcst as cst

from flasklint.packages.flask_api import FAILURES, MESSAGE_KEYS
from flasklint.rule import Checker, SourceFile
from flasklint_rules.errors.shared.statuses import literal, status_of

Pair = tuple[str, str, cst.BaseExpression]
"""A key of a JSON body, its text in a dict display, and its value."""

PROTOCOL_KEYS = {"error_description", "jsonrpc"}
"""Keys that OAuth 2 (RFC 6749) and JSON-RPC prescribe."""

STATUS_KEYS = {"code", "status", "status_code", "statuscode", "http_status", "http_code"}
OUTCOME_KEYS = {"status", "result", "state", "type"}
_PLURALS = {"errors", "messages", "messages_dict", "normalized_messages"}
_CODE = re.compile(r"[A-Za-z0-9]+([_.\-][A-Za-z0-9]+)*")
_NOT_TEXT = (
    cst.Dict, cst.List, cst.Set, cst.Tuple, cst.DictComp, cst.ListComp, cst.SetComp,
    cst.GeneratorExp, cst.Integer, cst.Float, cst.Comparison, cst.UnaryOperation, cst.Lambda,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """The message of a body, None if it has none, and the pairs that are left."""

    message: cst.BaseExpression | None
    rest: tuple[Pair, ...]


def parts_of(pairs: Sequence[Pair], status: int, checker: Checker) -> Parts:
    """The message among `pairs`, and the others without those that say what `status` says."""
    told = [pair for pair in pairs if not _repeats(pair, status, checker)]
    for pair in told:
        inner = _nested(pair, checker.file)
        if inner is not None:
            others = [other for other in told if other is not pair]
            return parts_of([*inner, *others], status, checker)
    found = [pair for key in MESSAGE_KEYS for pair in told if pair[0] == key and _is_text(pair[2])]
    if not found:
        return Parts(None, tuple(told))
    chosen = found[0]
    if len(found) > 1 and chosen[0] != "message" and _is_code(chosen[2], status):
        chosen = found[1]
        if is_phrase(found[0][2], status):
            told.remove(found[0])
    return Parts(chosen[2], tuple(pair for pair in told if pair is not chosen))


def _repeats(pair: Pair, status: int, checker: Checker) -> bool:
    """Whether a pair only says again that this is an error, or which status it has."""
    key, _, value = pair
    key = key.lower()
    if isinstance(value, cst.Name):
        if value.value == "False" and key in {"success", "ok"}:
            return True
        if value.value == "True" and key in {"error", "failed"}:
            return True
    text = literal(value)
    if text is not None and key in OUTCOME_KEYS and text.lower() in FAILURES:
        return True
    if text == str(status):
        return True
    return key in STATUS_KEYS and status_of(value, checker) == status


def _nested(pair: Pair, file: SourceFile) -> list[Pair] | None:
    """The pairs of `{"error": {"message": ...}}`."""
    key, _, value = pair
    if key not in MESSAGE_KEYS or not isinstance(value, cst.Dict):
        return None
    found: list[Pair] = []
    for element in value.elements:
        if not isinstance(element, cst.DictElement):
            return None
        name = literal(element.key)
        if name is None:
            return None
        found.append((name, file.code(element.key), element.value))
    return found if any(name in MESSAGE_KEYS for name, _, _ in found) else None


def _is_text(node: cst.BaseExpression) -> bool:
    """Whether an expression may be a sentence: not a number, a collection or a flag."""
    match node:
        case cst.Name(value=name):
            return name not in {"True", "False", "None"} and name not in _PLURALS
        case cst.Attribute(attr=attr):
            return attr.value not in _PLURALS
        case cst.Call(func=cst.Name() | cst.Attribute() as func):
            return _is_text(func)
    return not isinstance(node, _NOT_TEXT)


def _is_code(node: cst.BaseExpression, status: int) -> bool:
    """Whether a text is for programs: one word such as "not_found", or the status in words."""
    text = literal(node)
    return text is not None and (bool(_CODE.fullmatch(text)) or is_phrase(node, status))


def is_phrase(node: cst.BaseExpression, status: int) -> bool:
    """Whether a text is the status in words, such as "Not Found"."""
    text = literal(node)
    phrase = next((each.phrase for each in HTTPStatus if each.value == status), "")
    return text is not None and text.lower() == phrase.lower()
