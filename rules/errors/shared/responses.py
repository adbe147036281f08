"""Reads the answers that views build: the status and the body that a `return` gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import libcst as cst

from flasklint.languages.python.names import names_in
from flasklint.rule import Checker
from flasklint_rules.errors.shared.statuses import literal, status_of
from flasklint_rules.errors.shared.variables import (
    assigned,
    is_about_headers,
    is_status_of,
    status_set,
)

Kind = Literal["json", "text", "empty", "page", "other"]
"""A page is what browsers want: markup, a redirect, a file; `other` is what cannot be told."""

_MAKERS = {
    "flask.make_response", "flask.Flask().make_response", "flask.current_app.make_response",
}  # fmt: skip
_RESPONSES = {
    "flask.Response", "werkzeug.Response", "flask.Flask().response_class",
    "flask.current_app.response_class",
}  # fmt: skip
_ARGUMENTS = ("response", "status", "headers", "mimetype", "content_type")
_JSON_RESPONSES = {
    "flask.jsonify", "flask.Flask().json.response", "flask.current_app.json.response",
    "builtins.dict",
}  # fmt: skip
_DUMPERS = {
    "json.dumps", "flask.json.dumps", "simplejson.dumps", "ujson.dumps", "orjson.dumps",
    "rapidjson.dumps", "flask.Flask().json.dumps", "flask.current_app.json.dumps",
}  # fmt: skip
_FOR_BROWSERS = ("render_", "stream_template", "redirect", "send_file", "send_from_directory")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """What a `return` answers.

    `status` is None if it is not given or cannot be told, `written` the expression that gives it.
    `body` is the expression of the body, None where it cannot be seen. `headers` says that more is
    set than status and body. `steps` are the lines just before the `return` that make the answer
    and serve nothing else; the answer is `scattered` if other code takes part in making it.
    """

    kind: Kind
    status: int | None = None
    written: cst.BaseExpression | None = None
    body: cst.BaseExpression | None = None
    headers: bool = False
    steps: tuple[cst.SimpleStatementLine, ...] = ()
    scattered: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the answers of one file."""

    checker: Checker

    def answer(self, node: cst.Return) -> Answer:
        """The answer that a `return` gives."""
        return Answer("empty") if node.value is None else self._read(node.value, 0)

    def known(self, node: cst.CSTNode) -> str:
        """The path under which the world knows an expression; "" if it cannot be told."""
        return self.checker.canonical(node) or ""

    def pairs(
        self, body: cst.BaseExpression | None
    ) -> list[tuple[str, str, cst.BaseExpression]] | None:
        """The keys of a JSON body, each with its text in a dict display, and its value.

        None if the body is no dict or not every key can be seen.
        """
        match body:
            case cst.Dict(elements=elements):
                found = []
                for element in elements:
                    key = literal(element.key) if isinstance(element, cst.DictElement) else None
                    if key is None or not isinstance(element, cst.DictElement):
                        return None
                    found.append((key, self.checker.file.code(element.key), element.value))
                return found
            case cst.Call(func=func) if not self._makes_json(func):
                return None
            case cst.Call(func=func, args=[cst.Arg(keyword=None, star="", value=inner), *rest]):
                return None if rest and self.known(func) not in _DUMPERS else self.pairs(inner)
            case cst.Call(args=args):
                names = [arg.keyword.value for arg in args if arg.keyword is not None]
                if len(names) < len(args):
                    return None
                return [
                    (name, f'"{name}"', arg.value) for name, arg in zip(names, args, strict=True)
                ]
        return None

    # what expressions answer

    def _read(self, node: cst.BaseExpression, depth: int) -> Answer:
        if depth > _DEEPEST:
            return Answer("other")
        match node:
            case cst.Tuple(elements=elements):
                parts = [part.value for part in elements if isinstance(part, cst.Element)]
                whole = len(parts) == len(elements) and len(parts) in (2, 3)
                return self._parts(parts, depth) if whole else Answer("other")
            case cst.Call():
                return self._call(node, depth)
            case cst.Name(value="None"):
                return Answer("empty")
            case cst.Name():
                return self._name(node, depth)
            case cst.Dict() | cst.List() | cst.DictComp() | cst.ListComp():
                return Answer("json", body=node)
            case cst.SimpleString() | cst.FormattedString() | cst.ConcatenatedString():
                return _text(node)
            case cst.BinaryOperation(left=left):
                kind = self._read(left, depth + 1).kind
                return Answer("text" if kind == "empty" else kind, body=node)
        return Answer("other")

    def _parts(self, parts: list[cst.BaseExpression], depth: int) -> Answer:
        """`body, status`, `body, headers` or `body, status, headers`."""
        inner = self._read(parts[0], depth + 1)
        if len(parts) == 2 and isinstance(parts[1], (cst.Dict, cst.List)):
            return replace(inner, headers=True)
        headers = inner.headers or (len(parts) == 3 and not _says_nothing(parts[2]))
        status = status_of(parts[1], self.checker)
        return replace(inner, status=status, written=parts[1], headers=headers)

    def _call(self, node: cst.Call, depth: int) -> Answer:
        known = self.known(node.func)
        if self._makes_json(node.func):
            return self._json(node, depth)
        if known in _MAKERS:
            if any(arg.keyword is not None or arg.star for arg in node.args):
                return Answer("other")
            parts = [arg.value for arg in node.args]
            if len(parts) < 2:
                return self._read(parts[0], depth + 1) if parts else Answer("empty")
            return self._parts(parts, depth)
        if self._makes_response(known):
            return self._response(node, depth)
        if known == "builtins.str" or _is_format(node):
            return Answer("text", body=node)
        if known.rpartition(".")[2].startswith(_FOR_BROWSERS):
            return Answer("page")
        return Answer("other")

    def _makes_json(self, func: cst.BaseExpression) -> bool:
        known = self.known(func)
        return known in _JSON_RESPONSES or known in _DUMPERS

    def _json(self, node: cst.Call, depth: int) -> Answer:
        """`jsonify(...)` and what else makes JSON; the body may be in a variable."""
        if not node.args or node.args[0].keyword is not None or node.args[0].star:
            return Answer("json", body=node)
        first = node.args[0].value
        if not isinstance(first, cst.Name):
            return Answer("json", body=node)
        inner = self._name(first, depth + 1)
        if inner.kind != "json":
            return Answer("json")
        return replace(inner, status=None, written=None)

    def _makes_response(self, known: str) -> bool:
        """Whether a path leads to the Response class, or to a subclass made in the same way."""
        if known in _RESPONSES:
            return True
        derived = bool(known) and self.checker.project.is_subclass(known, {"flask.Response"})
        return bool(derived) and self.checker.project.parameters_of(known) is None

    def _response(self, node: cst.Call, depth: int) -> Answer:
        """`Response(body, status, headers, mimetype, content_type)`."""
        given = _arguments(node)
        if given is None:
            return Answer("other")
        body = given.get("response")
        made = Answer("empty") if body is None else self._read(body, depth + 1)
        if "status" in given:
            status = status_of(given["status"], self.checker)
            made = replace(made, status=status, written=given["status"])
        if "headers" in given:
            made = replace(made, headers=True)
        said = given.get("content_type", given.get("mimetype"))
        return made if said is None else self._typed(made, said)

    def _typed(self, made: Answer, node: cst.BaseExpression) -> Answer:
        """The answer with its content type said."""
        said = literal(node) or self.checker.project.constant(self.checker.file.names.path(node))
        if not isinstance(said, str):
            return made if made.kind == "json" else replace(made, kind="other")
        if "json" not in said:
            return replace(made, kind="other")
        plain = said.partition(";")[0].strip() == "application/json"
        body = made.body if made.kind == "json" else None
        return replace(made, kind="json", body=body, headers=made.headers or not plain)

    # answers in variables

    def _name(self, node: cst.Name, depth: int) -> Answer:
        """The answer in a variable: made just above, or somewhere else in the view."""
        made = self._made_above(node)
        if made is None:
            return self._made_elsewhere(node, depth)
        value, lines, others = made
        inner = self._read(value, depth + 1)
        for line in lines[1:]:
            status = status_set(line, node.value)
            if status is not None:
                told = status_of(status, self.checker)
                inner = replace(inner, status=told, written=status)
            elif is_about_headers(line, node.value):
                inner = replace(inner, headers=True)
            elif isinstance(value, cst.Dict) or self.known(value) == "builtins.dict()":
                others = True
            else:
                return Answer("other")
        scattered = inner.scattered or others
        steps = () if scattered else (*inner.steps, *lines)
        return replace(inner, steps=steps, scattered=scattered)

    def _made_above(
        self, node: cst.Name
    ) -> tuple[cst.BaseExpression, list[cst.SimpleStatementLine], bool] | None:
        """The value that a name got in the same block; the lines from there on that mention the
        name; whether other lines stand between or the name serves more than the answer."""
        line = self.checker.file.tree.statement(node)
        block = self.checker.file.tree.parent(line)
        if not isinstance(block, cst.IndentedBlock):
            return None
        body: list[cst.CSTNode] = list(block.body)
        found: list[cst.SimpleStatementLine] = []
        others = self._mentions(line, node.value) > 1 or self._has_finally(line)
        for statement in reversed(body[: body.index(line)]):
            if not self._mentions(statement, node.value):
                others = True
                continue
            if not isinstance(statement, cst.SimpleStatementLine) or len(statement.body) > 1:
                return None
            found.insert(0, statement)
            value = assigned(statement, node.value)
            if value is not None:
                return value, found, others
        return None

    def _made_elsewhere(self, node: cst.Name, depth: int) -> Answer:
        """The answer in a variable that has one value, given in another block of the view."""
        binding = self.checker.file.names.binding_of(node)
        scope = self.checker.file.names.holder(node)
        if (
            binding is None
            or binding.kind != "value"
            or scope in (None, self.checker.file.tree.module)
        ):
            return Answer("other")
        if not isinstance(binding.value, cst.BaseExpression) or scope is None:
            return Answer("other")
        inner = self._read(binding.value, depth + 1)
        if any(is_status_of(each, node.value) for each in self.checker.file.tree.inside(scope)):
            inner = replace(inner, status=None)
        return replace(inner, body=None, steps=(), scattered=True)

    def _mentions(self, node: cst.CSTNode, name: str) -> int:
        return sum(each.value == name for each in names_in(self.checker.file.tree, node))

    def _has_finally(self, node: cst.CSTNode) -> bool:
        return any(
            isinstance(around, (cst.Try, cst.TryStar)) and around.finalbody is not None
            for around in self.checker.file.tree.ancestors(node)
        )


def _text(node: cst.SimpleString | cst.FormattedString | cst.ConcatenatedString) -> Answer:
    """The answer that a string gives; markup is a page."""
    said = literal(node)
    if isinstance(node, cst.FormattedString) and node.parts:
        first = node.parts[0]
        said = first.value if isinstance(first, cst.FormattedStringText) else None
    if said == "":
        return Answer("empty")
    if said is not None and said.lstrip().startswith("<"):
        return Answer("page")
    return Answer("text", body=node)


def _says_nothing(node: cst.BaseExpression) -> bool:
    """Whether headers say no more than that an answer is JSON."""
    match node:
        case cst.Dict(elements=[cst.DictElement(key=key, value=value)]):
            name, said = literal(key) or "", literal(value) or ""
            return name.lower() == "content-type" and said.startswith("application/json")
    return _is_none(node)


def _is_none(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value == "None"


def _is_format(node: cst.Call) -> bool:
    """Whether a call is `"...".format(...)`."""
    return (
        isinstance(node.func, cst.Attribute)
        and node.func.attr.value == "format"
        and isinstance(node.func.value, (cst.SimpleString, cst.ConcatenatedString))
    )


def _arguments(node: cst.Call) -> dict[str, cst.BaseExpression] | None:
    """The arguments of a Response by name, without those that are None; None if unpacked."""
    found: dict[str, cst.BaseExpression] = {}
    for index, arg in enumerate(node.args):
        if arg.star or (arg.keyword is None and index >= len(_ARGUMENTS)):
            return None
        name = _ARGUMENTS[index] if arg.keyword is None else arg.keyword.value
        if not _is_none(arg.value):
            found[name] = arg.value
    return found
