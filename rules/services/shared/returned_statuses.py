"""Where a function returns a body and an HTTP status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

import libcst as cst

from flasklint.languages.python.literals import dotted
from flasklint.rule import SourceFile

_STATUSES = {status.value for status in HTTPStatus if status.value // 100 in {2, 4, 5}}
"""Those of redirections have no body: beside one, 300 is a time or a count."""
_ADVICE = "return the data or raise an error of the domain, and let the view answer"
_BODIES = {"dict", "jsonify", "to_dict", "to_json", "dump", "dumps", "model_dump"}


@dataclass(frozen=True)
class _Pair:
    """A `return` of a pair whose second part may be a status; `is_sure` if it can be nothing else,
    `has_body` if the first part is what answers are made of."""

    node: cst.Return
    status: str
    is_sure: bool
    has_body: bool


def statuses_returned(file: SourceFile) -> Iterator[tuple[cst.CSTNode, str, str]]:
    """Each `return` with a status: the node, the status, and what is wrong.

    Numbers count in functions where one of the pairs is an answer for sure.
    """
    found: dict[cst.CSTNode, list[_Pair]] = {}
    counting: set[cst.CSTNode] = set()
    for node in file.tree.all(cst.Return):
        pair = _pair(node, file)
        if pair is None and _is_count(node):
            counting.add(file.names.scope(node))
        elif pair is not None:
            found.setdefault(file.names.scope(node), []).append(pair)
    for scope, pairs in found.items():
        if scope in counting or not any(pair.is_sure for pair in pairs):
            continue
        for pair in pairs:
            if pair.is_sure or pair.has_body:
                advice = f"returns an HTTP status ({pair.status}); return the data or raise an"
                yield (
                    pair.node,
                    pair.status,
                    f"{advice} error of the domain, and let the view answer",
                )


def _is_count(node: cst.Return) -> bool:
    """Whether a function returns a pair whose second part is a number."""
    if not isinstance(node.value, cst.Tuple) or len(node.value.elements) != 2:
        return False
    return isinstance(node.value.elements[1].value, cst.Integer)


def _pair(node: cst.Return, file: SourceFile) -> _Pair | None:
    if not isinstance(node.value, cst.Tuple) or not 2 <= len(node.value.elements) <= 3:
        return None
    body, second = (element.value for element in node.value.elements[:2])
    if isinstance(second, cst.Attribute):
        path = file.names.path(second) or ""
        is_status = path.startswith("http.HTTPStatus.")
        return _Pair(node, second.attr.value, True, True) if is_status else None
    if not isinstance(second, cst.Integer) or int(second.value, 0) not in _STATUSES:
        return None
    status = int(second.value, 0)
    is_answer = _is_answer(body) or _is_named_answer(body, file)
    is_sure = is_answer or (_is_text(body) and status % 100 != 0)
    return _Pair(node, str(status), is_sure, is_answer or _is_text(body))


def _is_answer(node: cst.BaseExpression) -> bool:
    """Whether something is the body of an answer in JSON."""
    if isinstance(node, cst.Call):
        return dotted(node.func).rpartition(".")[2] in _BODIES
    return isinstance(node, cst.Dict)


def _is_named_answer(node: cst.BaseExpression, file: SourceFile) -> bool:
    """Whether something is a name of the function that stands for such a body, whatever branch was
    taken: `response_object = {...}`."""
    if not isinstance(node, cst.Name) or file.names.holder(node) is not file.names.scope(node):
        return False
    bound = file.names.bindings_of(node)
    return bool(bound) and all(
        binding.kind == "value"
        and isinstance(binding.value, cst.BaseExpression)
        and _is_answer(binding.value)
        for binding in bound
    )


def _is_text(node: cst.BaseExpression) -> bool:
    return isinstance(node, (cst.SimpleString, cst.FormattedString)) or (
        isinstance(node, cst.Name) and node.value in {"None", "True", "False"}
    )
