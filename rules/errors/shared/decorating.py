"""Which decorators do something with the answer of a view, and see none that is raised."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from flasklint.packages.package import uses_answer
from flasklint.rule import Checker, SourceFile
from flasklint_rules.errors.shared.contexts import ends_alike
from flasklint_rules.errors.shared.wrapping import decorators_of


def user_of_answer(function: cst.FunctionDef, checker: Checker) -> str:
    """What keeps a decorator from doing with an exception as with an answer; "" if nothing does."""
    project = checker.project
    for decorator in decorators_of(function, checker):
        label = f"{decorator.label} would not see the answer"
        known = project.canonical(decorator.file.names.path(decorator.node))
        if known is not None and uses_answer(known):
            return label
        found = decorator.definition(project)
        if found is None:
            continue
        definition, other = found
        calls = _calls_of_view(definition, other)
        if not all(_is_only_returned(call, checker.at(other)) for call in calls):
            return label
    return ""


def _calls_of_view(node: cst.CSTNode, file: SourceFile) -> Iterator[cst.Call]:
    """The calls in a decorator that hand on all arguments to what it got as argument."""
    for call in file.tree.inside(node):
        if not isinstance(call, cst.Call) or not any(arg.star for arg in call.args):
            continue
        called = [call.func]
        if isinstance(call.func, cst.Call):
            called += [arg.value for arg in call.func.args]
        bound = [file.names.binding_of(func) for func in called if isinstance(func, cst.Name)]
        if any(each is not None and each.kind == "param" for each in bound):
            yield call


def _is_only_returned(call: cst.Call, checker: Checker) -> bool:
    """Whether what a call gives is returned as it is, from no `with` that may end otherwise."""
    file = checker.file
    above = file.tree.parent(call)
    if isinstance(above, cst.Await):
        above = file.tree.parent(above)
    if not isinstance(above, (cst.Return, cst.Lambda)):
        return False
    for around in file.tree.ancestors(call):
        if isinstance(around, cst.FunctionDef):
            break
        if isinstance(around, cst.With):
            return all(ends_alike(item.item, checker) for item in around.items)
    return True
