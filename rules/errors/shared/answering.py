"""Writes the error handler that an exception class lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

import libcst as cst

from flasklint.facts.node import Place
from flasklint.languages.python import layout
from flasklint.packages.flask_api import DETAIL_NAMES, MESSAGE_NAMES, STATUS_NAMES
from flasklint.rule import (
    AddImport,
    Change,
    Checker,
    Fix,
    InsertAfter,
    InsertBefore,
    Project,
    SourceFile,
)

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_AS_DICT = ("to_dict", "as_dict")


def handler_for(cls: cst.ClassDef, path: str, checker: Checker) -> Fix | None:
    """The fix that has the factory register a handler for a class; None if there is no sure way."""
    file, project = checker.file, checker.project
    app, answer = one_app(project), _answer(cls, file)
    if app is None or answer is None or "<locals>" in path:
        return None
    place, _ = app
    if place is None:
        return None
    other = file.open(place.filename)
    function = other.node(place)
    line = last_return(function)
    if line is None or not isinstance(function, cst.FunctionDef):
        return None
    called, returned = line
    name = cls.name.value
    handler = "handle_" + _WORDS.sub("_", name).lower()
    if not are_free(function, path, (name, "jsonify", handler), checker.at(other)):
        return None
    text = f"@{called}.errorhandler({name})\ndef {handler}(error):\n    return {answer}"
    changes: list[Change] = [AddImport(other.filename, "flask", "jsonify")]
    if other.module != file.module and project.would_be_circular(other.module, file.module):
        text = f"from {project.import_name(file.module)} import {name}\n\n{text}"
    elif other.module != file.module:
        changes.append(AddImport(other.filename, file.module, name))
    changes.append(beside(returned, text, True, other))
    return Fix(f"answer it in `{function.name.value}` ({other.filename})", tuple(changes))


def one_app(project: Project) -> tuple[Place | None, Place] | None:
    """The factory (None at module level) and the place where it makes the project's only
    application; None if there are several. What one factory makes in branches is one."""
    found = sorted({(made, factory) for _, factory, made in project.factories()})
    factories = {factory for _, factory in found}
    if len(factories) != 1 or (None in factories and len(found) > 1):
        return None
    made, factory = found[0]
    return factory, made


def beside(anchor: cst.CSTNode, text: str, is_before: bool, file: SourceFile) -> Change:
    """Put a function before or behind a statement of a function or module, with the blank lines
    that it takes there."""
    want = 1 if isinstance(file.names.scope(anchor), cst.FunctionDef) else 2
    place = file.place(anchor)
    if is_before:
        above = file.text[: layout.first_line(file, anchor)]
        gap = max(0, want - _blank(reversed(above.splitlines())))
        return InsertBefore(place, "\n" * gap + f"{text}\n" + "\n" * want)
    below = file.text[layout.end_of(file, anchor) :].splitlines()
    gap = max(0, want - _blank(below)) if any(map(str.strip, below)) else 0
    return InsertAfter(place, "\n" * want + f"{text}\n" + "\n" * gap)


def _blank(lines: Iterable[str]) -> int:
    """How many blank lines there are before any other."""
    return sum(1 for _ in takewhile(lambda line: not line.strip(), lines))


def _answer(cls: cst.ClassDef, file: SourceFile) -> str | None:
    """The answer that a handler gives, from what an exception of the class keeps; None if its
    status is not kept."""
    kept = _attributes(cls, file)
    status = next((name for name in STATUS_NAMES if name in kept), None)
    if status is None:
        return None
    method = next((name for name in _AS_DICT if _takes_nothing(name, cls)), None)
    if method is not None:
        return f"jsonify(error.{method}()), error.{status}"
    message = next((f"error.{name}" for name in MESSAGE_NAMES if name in kept), "str(error)")
    details = next((name for name in DETAIL_NAMES if name in kept), None)
    more = f", {details}=error.{details}" if details else ""
    return f"jsonify(error={message}{more}), error.{status}"


def _takes_nothing(name: str, cls: cst.ClassDef) -> bool:
    """Whether a class has a plain method of a name that is called without arguments."""
    return any(
        isinstance(node, cst.FunctionDef)
        and node.name.value == name
        and not node.decorators
        and node.asynchronous is None
        and len(node.params.params) == 1
        for node in cls.body.body
    )


def _attributes(cls: cst.ClassDef, file: SourceFile) -> set[str]:
    """The attributes that a class has or gives itself in its constructor, by their lines there."""
    found = set(file.names.bindings.get(cls, ()))
    constructor = next(
        (
            node
            for node in cls.body.body
            if isinstance(node, cst.FunctionDef) and node.name.value == "__init__"
        ),
        None,
    )
    for line in constructor.body.body if constructor is not None else ():
        for small in line.body if isinstance(line, cst.SimpleStatementLine) else ():
            targets = (
                [each.target for each in small.targets] if isinstance(small, cst.Assign) else []
            )
            targets += [small.target] if isinstance(small, cst.AnnAssign) else []
            for target in targets:
                match target:
                    case cst.Attribute(value=cst.Name(value="self"), attr=attr):
                        found.add(attr.value)
    return found


def last_return(function: cst.CSTNode) -> tuple[str, cst.CSTNode] | None:
    """The name of the app, and the line, if a factory ends by returning it."""
    if not isinstance(function, cst.FunctionDef) or not isinstance(
        function.body, cst.IndentedBlock
    ):
        return None
    line = function.body.body[-1]
    match line:
        case cst.SimpleStatementLine(body=[cst.Return(value=cst.Name(value=name))]):
            return name, line
    return None


def are_free(scope: cst.CSTNode, path: str, names: tuple[str, ...], checker: Checker) -> bool:
    """Whether names mean in a scope what the handler takes them for, or nothing yet."""
    file = checker.file
    wanted = {path, "flask.jsonify"}
    for around in (scope, *file.tree.ancestors(scope)):
        bound = file.names.bindings.get(around, {})
        for name in names:
            for binding in bound.get(name, ()):
                known = f"{file.module}.{name}" if binding.kind == "def" else binding.value
                if not isinstance(known, str) or checker.project.canonical(known) not in wanted:
                    return False
    return True
