"""Finds what would catch an exception on its way from a view to its error handler."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence

import libcst as cst

from flasklint.facts.node import Place
from flasklint.rule import Checker, Project, SourceFile
from flasklint_rules.errors.shared.contexts import ends_alike
from flasklint_rules.errors.shared.wrapping import decorators_of

_TRANSACTIONS = {"begin", "begin_nested", "atomic", "transaction"}


def catcher(node: cst.CSTNode, function: cst.FunctionDef, error: str, checker: Checker) -> str:
    """What keeps an exception of the class `error`, raised at `node`, from leaving the view
    `function` as a return would; "" if nothing does."""
    caught = classes_over(error, checker.project)
    below = node
    for around in checker.file.tree.ancestors(node):
        found = ""
        if isinstance(around, (cst.Try, cst.TryStar)) and around.body is below:
            found = _except(around.handlers, caught, checker)
        elif isinstance(around, cst.With) and around.body is below:
            found = _with(around, caught, checker)
        if found:
            return found
        if around is function:
            break
        below = around
    return _decorator(function, caught, checker)


def other_handler(error: str, handler: Place | None, checker: Checker) -> bool:
    """Whether a Blueprint, of this file or of one that it imports something from, has a handler
    that may answer an exception of the class `error` before the `handler` of the application
    does."""
    file, project = checker.file, checker.project
    caught = classes_over(error, project) | {"?"}
    modules = {project.module_of(each.path) for each in file.imports} - {None}
    near = {file.filename, *(project.filename_of(module) for module in modules if module)}
    return any(
        each.blueprint is not None
        and (each.blueprint.filename in near or each.place.filename == file.filename)
        and each.function != handler
        and not caught.isdisjoint(map(str, each.errors))
        for each in project.blueprint_handlers()
    )


def classes_over(error: str, project: Project) -> frozenset[str]:
    """The class and all classes that an `except` may name to catch it."""
    found = set(project.bases(error) or (error,)) | {"builtins.BaseException"}
    for path in list(found):
        known = getattr(builtins, path.removeprefix("builtins."), None)
        if isinstance(known, type):
            found.update(f"builtins.{base.__name__}" for base in known.__mro__)
        if path.startswith("werkzeug.exceptions."):
            found.update(("werkzeug.exceptions.HTTPException", "builtins.Exception"))
    return frozenset(found)


def _except(
    handlers: Sequence[cst.ExceptHandler | cst.ExceptStarHandler],
    caught: frozenset[str],
    checker: Checker,
) -> str:
    """The first `except` that catches one of the classes, if it does not raise it again."""
    for handler in handlers:
        if handler.type is None:
            label, catches = "the bare `except` around it", True
        else:
            label = f"the `except {checker.file.code(handler.type)}` around it"
            catches = any(_may_be(each, caught, checker) for each in _each(handler.type))
        if catches:
            return "" if _raises_again(handler) else f"{label} would catch it"
    return ""


def _each(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    if isinstance(node, cst.Tuple):
        for element in node.elements:
            yield element.value
    else:
        yield node


def _may_be(node: cst.BaseExpression, caught: frozenset[str], checker: Checker) -> bool:
    known = checker.canonical(node)
    return known is None or known in caught or ("?" in caught and not _is_foreign(known))


def _is_foreign(path: str) -> bool:
    """Whether a class is Python's own, other than those that catch everything."""
    return path.startswith("builtins.") and not path.endswith("Exception")


def _raises_again(handler: cst.ExceptHandler | cst.ExceptStarHandler) -> bool:
    """Whether an `except` does nothing but raise: one that logs or rolls back first does what a
    `return` would not have it do, and one with an `if` may answer."""
    body = handler.body.body
    first = body[0] if len(body) == 1 else None
    small = first.body[0] if isinstance(first, cst.SimpleStatementLine) else first
    return isinstance(small, cst.Raise) and small.exc is None


def _with(around: cst.With, caught: frozenset[str], checker: Checker) -> str:
    """A `with` that swallows the exception, or that may end otherwise than after a `return`."""
    file = checker.file
    for item in around.items:
        node = item.item
        func = node.func if isinstance(node, cst.Call) else None
        known = checker.canonical(func) if func is not None else None
        if isinstance(node, cst.Call) and known == "contextlib.suppress":
            if any(_may_be(arg.value, caught, checker) for arg in node.args):
                return f"`{file.code(node)}` around it would swallow it"
            continue
        if isinstance(func, cst.Attribute) and func.attr.value in _TRANSACTIONS:
            return f"`{file.code(node)}` around it would roll back, where a return commits"
        if not ends_alike(node, checker):
            return f"`{file.code(node)}` around it may end otherwise than after a return"
    return ""


def _decorator(function: cst.FunctionDef, caught: frozenset[str], checker: Checker) -> str:
    """A decorator of the project that catches what the view raises when it calls it."""
    for decorator in decorators_of(function, checker):
        found = decorator.definition(checker.project)
        if found is None:
            continue
        definition, other = found
        for inside in other.tree.inside(definition):
            if (
                isinstance(inside, (cst.Try, cst.TryStar))
                and _calls_parameter(inside.body, other)
                and _except(inside.handlers, caught, checker.at(other))
            ):
                return f"{decorator.label} would catch it"
    return ""


def _calls_parameter(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether code calls what a function got as argument: `f(...)`, `ensure_sync(f)(...)`."""
    for call in file.tree.inside(node):
        if not isinstance(call, cst.Call):
            continue
        called = [call.func]
        if isinstance(call.func, cst.Call):
            called += [arg.value for arg in call.func.args]
        for func in called:
            binding = file.names.binding_of(func) if isinstance(func, cst.Name) else None
            if binding is not None and binding.kind == "param":
                return True
    return False
