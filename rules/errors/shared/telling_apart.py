"""Whether an error handler looks at which exception it got."""

from __future__ import annotations

import libcst as cst

from flasklint.languages.python.names import names_in
from flasklint.rule import SourceFile

_REGISTERS = {"errorhandler", "app_errorhandler", "register_error_handler"}
_LOGS = {
    "debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log",
    "capture_exception", "captureException", "record_exception", "format_exception",
    "format_exception_only", "print_exception", "format_tb", "format_exc", "print_exc",
}  # fmt: skip
_PAGES = {"flask.render_template", "flask.render_template_string"}
_TEXTS = {"str", "repr", "print", "format"}
_PLAIN = {"args", "__traceback__", "__doc__", "__cause__", "__context__"}
_TELLING = {"exc_info", "exception", "routing_exception", "url_rule", "locals", "vars"}
"""Other ways to the exception than the handler's parameter."""


def parameter(function: cst.CSTNode, file: SourceFile) -> cst.Param | None:
    """The parameter by which a handler gets the exception; None if there is no such."""
    if not isinstance(function, (cst.FunctionDef, cst.Lambda)):
        return None
    params = [*function.params.posonly_params, *function.params.params]
    is_method = isinstance(file.tree.parent(file.tree.around(function)), cst.ClassDef)
    if is_method and isinstance(function, cst.FunctionDef):
        params = params[1:]
    return params[0] if params else None


def may_tell_apart(function: cst.FunctionDef | cst.Lambda, name: str, file: SourceFile) -> bool:
    """Whether a handler may answer differently for different exceptions, `name` being what it
    calls the exception: it does more with it than to write it down."""
    if isinstance(function, cst.FunctionDef) and not all(
        _is_registration(each.decorator) for each in function.decorators
    ):
        return True
    for node in file.tree.inside(function.body):
        match node:
            case cst.Raise():
                return True
            case cst.Attribute(attr=attr) if attr.value in _TELLING:
                called = file.tree.parent(node)
                if attr.value != "exception" or not isinstance(called, cst.Call):
                    return True
            case cst.Name(value=value) if value in _TELLING:
                return True
    used = (each for each in names_in(file.tree, function.body) if each.value == name)
    return not all(_is_written_down(each, file) for each in used)


def _is_registration(node: cst.BaseExpression) -> bool:
    func = node.func if isinstance(node, cst.Call) else node
    return isinstance(func, cst.Attribute) and func.attr.value in _REGISTERS


def _is_written_down(name: cst.Name, file: SourceFile) -> bool:
    """Whether an exception is only logged, or made a text or part of a page, here."""
    around = file.tree.around(name)
    match around:
        case cst.FormattedStringExpression() | cst.BinaryOperation(operator=cst.Modulo()):
            return True
        case cst.Attribute(attr=attr):
            return attr.value in _PLAIN or _is_class_name(around, file)
        case cst.Arg():
            call = file.tree.around(around)
            if not isinstance(call, cst.Call):
                return False
            if file.names.path(call.func) in _PAGES:
                return True
            if isinstance(call.func, cst.Attribute):
                return call.func.attr.value in {*_LOGS, "format"}
            if isinstance(call.func, cst.Name):
                known = call.func.value
                return known in _TEXTS | _LOGS or (known == "type" and _is_class_name(call, file))
    return False


def _is_class_name(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether of a class, `type(e)` or `e.__class__`, only the name is taken."""
    if isinstance(node, cst.Attribute) and node.attr.value != "__class__":
        return False
    around = file.tree.parent(node)
    return isinstance(around, cst.Attribute) and around.attr.value in {"__name__", "__qualname__"}
