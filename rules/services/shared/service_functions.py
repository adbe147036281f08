"""The functions of a service module that serve callers, and where they use names from outside."""

from __future__ import annotations

from collections.abc import Iterator, Set

import libcst as cst

from flasklint.languages.python.literals import dotted
from flasklint.packages.flask_api import ERROR_HANDLERS, HTTP_VERBS
from flasklint.rule import Checker, SourceFile

_HOOKS = {
    *HTTP_VERBS, *ERROR_HANDLERS, "route", "before_request", "before_app_request", "after_request",
    "after_app_request", "teardown_request", "teardown_app_request", "teardown_appcontext",
    "before_first_request", "context_processor", "app_context_processor", "url_value_preprocessor",
    "url_defaults", "template_filter", "app_template_filter", "template_global",
    "app_template_global", "template_test", "app_template_test", "user_loader", "request_loader",
    "unauthorized_handler", "login_required", "wraps", "connect", "connect_via",
    "on", "event", "on_error", "on_error_default",
}  # fmt: skip
_PLAIN_BASES = ("builtins.", "abc.", "typing.", "typing_extensions.", "enum.", "pydantic.")
_CONTEXT_TESTS = {"has_request_context", "has_app_context"}


def is_service(checker: Checker) -> bool:
    """Whether a file is of the service layer."""
    return checker.project.layer_of(checker.file.module) == "services"


def service_around(node: cst.CSTNode, checker: Checker) -> cst.FunctionDef | None:
    """The function or method of a service that `node` is part of, the outermost one.

    None if there is none, and where code of a service module is called by the web and not by
    views: views themselves, hooks and handlers, decorators, functions that are handed on to
    others, methods of classes that derive from those of packages.
    """
    file = checker.file
    found: cst.FunctionDef | None = None
    for around in file.tree.ancestors(node):
        if isinstance(around, cst.FunctionDef):
            if found is not None and gives(around, found, file):
                return None
            found = around
            if is_hook(around):
                return None
        elif _is_called_by_others(around, checker):
            return None
    if found is None or _is_handed_on(found, file):
        return None
    number = file.tree.number(found)
    return (
        None
        if any(view.node == number for view in checker.project.views_in(file.filename))
        else found
    )


def _is_called_by_others(around: cst.CSTNode, checker: Checker) -> bool:
    """Whether code is called by a package: a class that derives from its own, a lambda."""
    if isinstance(around, cst.ClassDef):
        return not _is_plain(around, checker)
    return isinstance(around, cst.Lambda) and not _runs_at_once(around, checker.file)


def _runs_at_once(node: cst.Lambda, file: SourceFile) -> bool:
    """Whether a lambda is passed to a function of Python's own: `sorted(rows, key=lambda ...)`."""
    call = file.tree.around(node)
    call = file.tree.around(call) if isinstance(call, cst.Arg) else call
    path = file.names.path(call.func) if isinstance(call, cst.Call) else None
    return path is not None and path.startswith("builtins.")


def _is_handed_on(function: cst.FunctionDef, file: SourceFile) -> bool:
    """Whether a function is passed to something in its file, which may call it for each request."""
    name, path = function.name.value, file.names.definition_path(function)
    for argument in file.tree.all(cst.Arg):
        match argument.value:
            case cst.Attribute(attr=cst.Name(value=last)) if last == name:
                return True
            case cst.Name(value=same) if same == name and file.names.path(argument.value) == path:
                return True
    return False


def gives(outer: cst.FunctionDef, inner: cst.FunctionDef, file: SourceFile) -> bool:
    """Whether a function returns one that is defined in it, as decorators do."""
    return any(
        isinstance(node, cst.Return)
        and isinstance(node.value, cst.Name)
        and node.value.value == inner.name.value
        for node in file.tree.inside(outer.body)
    )


def is_hook(function: cst.FunctionDef) -> bool:
    """Whether a function is decorated as what the web calls: a view, a hook, a handler."""
    for decorator in function.decorators:
        called = decorator.decorator
        name = dotted(called.func if isinstance(called, cst.Call) else called)
        last = name.rpartition(".")[2]
        if last in _HOOKS or last.endswith(("_loader", "_handler")):
            return True
    return False


def _is_plain(cls: cst.ClassDef, checker: Checker) -> bool:
    project = checker.project
    bases = project.bases(checker.file.names.definition_path(cls)) or ("?",)
    return all(
        base.startswith(_PLAIN_BASES) or project.module_of(base) is not None for base in bases
    )


def tests_for_context(function: cst.FunctionDef, file: SourceFile) -> bool:
    """Whether a function is prepared to be called without a request: it asks whether there is one,
    or catches the RuntimeError."""
    for node in file.tree.inside(function.body):
        if isinstance(node, cst.Call) and dotted(node.func).rpartition(".")[2] in _CONTEXT_TESTS:
            return True
        if isinstance(node, cst.ExceptHandler) and node.type is not None:
            caught = file.tree.inside(node.type)
            if any(isinstance(each, cst.Name) and each.value == "RuntimeError" for each in caught):
                return True
    return False


def asks_whether_there_is(node: cst.BaseExpression, file: SourceFile) -> bool:
    """Whether the use of a proxy is a test of it, as in `if request:`: false where it leads to
    nothing."""
    match file.tree.parent(node):
        case cst.If(test=test) | cst.IfExp(test=test) if node is test:
            return True
        case cst.BooleanOperation() | cst.UnaryOperation(operator=cst.Not()):
            return True
        case cst.Arg() as argument:
            call = file.tree.around(argument)
            return isinstance(call, cst.Call) and file.names.path(call.func) == "builtins.bool"
    return False


def uses(checker: Checker, wanted: Set[str]) -> Iterator[tuple[cst.BaseExpression, str]]:
    """Where names that the file imports lead to one of some paths, in the order of the code."""
    file = checker.file
    lasts = {path.rpartition(".")[2] for path in wanted}
    found: set[str] = set()
    for name, path in file.imported:
        known: str | None = path
        if path not in wanted and _is_like(path.rpartition(".")[2], lasts):
            # A module of the project may pass it on.
            known = checker.project.canonical(path) or path
        if known in wanted or any(other.startswith(f"{known}.") for other in wanted):
            found.add(name)
    if not found:
        return
    for node in file.tree.all(cst.Name):
        if node.value in found:
            expression, known = _widened(node, checker, wanted)
            if known is not None:
                yield expression, known


def _is_like(name: str, others: Set[str]) -> bool:
    """Whether what others are called may go by a name: `request` by `current_request`, not `g` by
    any that has a g."""
    return name in others or any(len(other) > 2 and other in name for other in others)


def _widened(
    node: cst.Name, checker: Checker, wanted: Set[str]
) -> tuple[cst.BaseExpression, str | None]:
    """The shortest `a.b.c` that begins with a name and leads to a wanted path, or None."""
    file = checker.file
    expression: cst.BaseExpression = node
    while True:
        path = file.names.path(expression)
        known = checker.project.canonical(path)
        if known in wanted:
            return expression, known
        above = file.tree.parent(expression)
        if path is None or not isinstance(above, cst.Attribute):
            return expression, None
        expression = above
