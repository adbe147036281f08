"""Writes the error handler for `HTTPException` that an API lacks."""

from __future__ import annotations

from collections.abc import Iterator
from keyword import iskeyword

import libcst as cst

from flasklint.facts.node import Place
from flasklint.project.errors import ErrorClass
from flasklint.rule import AddImport, Checker, Fix, Project, SourceFile
from flasklint_rules.errors.shared.answering import are_free, beside, last_return
from flasklint_rules.errors.shared.responses import Reader

HTTP_EXCEPTION = "werkzeug.exceptions.HTTPException"
_REGISTERING = {"errorhandler", "register_error_handler"}
_NAME = "handle_http_error"


def http_handler(factory: Place | None, made: Place, checker: Checker) -> Fix | None:
    """The fix that registers the handler for the app that is made at a place; None if there is no
    sure way. `file` is any file."""
    project = checker.project
    error = project.error_class
    body = _usual_body(project) if error is None else _body(error, checker)
    spot = _beside_others(error, made, checker) or _where_made(factory, made, checker)
    if body is None or spot is None:
        return None
    other, app, anchor, is_before = spot
    scope = other.names.scope(anchor)
    if not are_free(scope, HTTP_EXCEPTION, ("HTTPException", "jsonify", _NAME), checker.at(other)):
        return None
    if _is_for_types_only("HTTPException", other) or _is_for_types_only("jsonify", other):
        return None
    text = f"@{app}.errorhandler(HTTPException)\ndef {_NAME}(error):\n    return {body}, error.code"
    changes = (
        AddImport(other.filename, "flask", "jsonify"),
        AddImport(other.filename, *HTTP_EXCEPTION.rsplit(".", 1)),
        beside(anchor, text, is_before, other),
    )
    return Fix(f"answer HTTP errors in JSON ({other.filename})", changes)


def _usual_body(project: Project) -> str:
    """The body of the answer to an HTTP error in the shape of the project's other answers."""
    shape = project.error_shape
    keys = [(key, flag or "error.description") for key, flag in shape.keys] if shape else []
    keys = keys or [("error", "error.description")]
    if all(key.isidentifier() and not iskeyword(key) for key, _ in keys):
        return f"jsonify({', '.join(f'{key}={value}' for key, value in keys)})"
    items = ", ".join(f'"{key}": {value}' for key, value in keys)
    return f"jsonify({{{items}}})"


def _body(error: ErrorClass, checker: Checker) -> str | None:
    """The body of the answer to an HTTP error in the shape that the API error has; None if that
    cannot be read."""
    if error.handler is None:
        return None
    other = checker.file.open(error.handler.filename)
    function = other.node(error.handler)
    if not isinstance(function, cst.FunctionDef) or not function.params.params:
        return None
    returns = [node for node in other.tree.inside(function.body) if isinstance(node, cst.Return)]
    if len(returns) != 1:
        return None
    reader = Reader(checker.at(other))
    answer = reader.answer(returns[0])
    pairs = reader.pairs(answer.body) if answer.kind == "json" else None
    name = function.params.params[0].name.value
    items = [(key, _value(value, name, error, other)) for _, key, value in pairs or ()]
    if not any(value == "error.description" for _, value in items):
        return None
    if any(value is None for _, value in items):
        return None
    return f"jsonify({{{', '.join(f'{key}: {value}' for key, value in items)}}})"


def _value(node: cst.BaseExpression, name: str, error: ErrorClass, file: SourceFile) -> str | None:
    """What stands in the answer to an HTTP error where the API error's has an expression."""
    match node:
        case cst.Attribute(value=cst.Name(value=of), attr=attr) if of == name:
            meant = {
                error.details: "{}", error.status: "error.code", error.message: "error.description"
            }  # fmt: skip
            return meant.get(attr.value)
        case cst.Call(func=cst.Name(value="str"), args=[cst.Arg(value=cst.Name(value=of))]):
            return "error.description" if of == name else None
        case cst.SimpleString() | cst.Integer() | cst.Name(value="True" | "False" | "None"):
            return file.code(node)
    return None


def _beside_others(
    error: ErrorClass | None, made: Place, checker: Checker
) -> tuple[SourceFile, str, cst.CSTNode, bool] | None:
    """Behind the last handler that is registered on the app, in the file of the API error's or of
    the app: the file, what the app is called there, and the statement."""
    names = [error.handler.filename] if error is not None and error.handler is not None else []
    for filename in dict.fromkeys([*names, made.filename]):
        other = checker.file.open(filename)
        found = list(_registrations(checker.at(other)))
        if found:
            app, anchor = found[-1]
            return other, app, anchor, False
    return None


def _registrations(checker: Checker) -> Iterator[tuple[str, cst.CSTNode]]:
    """What stands directly in a function or the module, and the name of the app."""
    file = checker.file
    for handler in sorted(checker.project.error_handlers_in(file.filename)):
        call = file.node(handler.place)
        if handler.blueprint is not None or not handler.certain:
            continue
        match call:
            case cst.Call(func=cst.Attribute(value=cst.Name(value=app), attr=cst.Name(value=name))):
                if name not in _REGISTERING:
                    continue
                anchor = file.tree.statement(call)
                above = file.tree.parent(anchor)
                if isinstance(above, cst.IndentedBlock):
                    above = file.tree.parent(above)
                if isinstance(above, (cst.FunctionDef, cst.Module)):
                    yield app, anchor


def _where_made(
    factory: Place | None, made: Place, checker: Checker
) -> tuple[SourceFile, str, cst.CSTNode, bool] | None:
    """Before the factory returns the app, or behind the line that makes it at the top."""
    other = checker.file.open(factory.filename if factory is not None else made.filename)
    if factory is not None:
        found = last_return(other.node(factory))
        if found is None or not _returns_app(found[1], checker.at(other)):
            return None
        return other, *found, True
    line = other.tree.statement(other.node(made))
    match line:
        case cst.SimpleStatementLine(
            body=[cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=app))], value=value)]
        ) if value is other.node(made) and isinstance(other.tree.parent(line), cst.Module):
            return other, app, _set_up(app, line, other), False
    return None


def _set_up(app: str, line: cst.CSTNode, file: SourceFile) -> cst.CSTNode:
    """The last of the lines behind the one that makes an app which do something with it."""
    body = file.tree.module.body
    found = line
    for each in body[body.index(line) + 1 :]:
        if not isinstance(each, cst.SimpleStatementLine) or f"{app}.run" in file.code(each):
            break
        if any(isinstance(node, cst.Name) and node.value == app for node in file.tree.inside(each)):
            found = each
    return found


def _returns_app(line: cst.CSTNode, checker: Checker) -> bool:
    file = checker.file
    return any(
        isinstance(node, cst.Return)
        and node.value is not None
        and checker.project.is_app(file.names.path(node.value))
        for node in file.tree.inside(line)
    )


def _is_for_types_only(name: str, file: SourceFile) -> bool:
    """Whether a name is imported at the top in a branch."""
    found = file.names.bindings.get(file.tree.module, {}).get(name, ())
    return any(
        isinstance(above, (cst.If, cst.Try))
        for binding in found
        for above in file.tree.ancestors(binding.node)
    )
