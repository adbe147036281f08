"""Moves database access out of a view: what moves, where to, what the view calls then."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

import libcst as cst

from flasklint.rule import (
    AddImport,
    AppendToBody,
    AppendToModule,
    Change,
    Checker,
    CreateModule,
    Fix,
    Remove,
    Replace,
)
from flasklint_rules.services.shared.accesses import Access, Run
from flasklint_rules.services.shared.at_hand import with_object
from flasklint_rules.services.shared.code_text import call_text, refuse_long, signature
from flasklint_rules.services.shared.leftovers import unused_aliases
from flasklint_rules.services.shared.method_names import work_of
from flasklint_rules.services.shared.moving import Mover
from flasklint_rules.services.shared.queries import value_of
from flasklint_rules.services.shared.same_code import same_code
from flasklint_rules.services.shared.service_targets import Target
from flasklint_rules.services.shared.stretches import Stretch, accessed, around
from flasklint_rules.services.shared.unit_of_work import ends_more, is_ended_later
from flasklint_rules.services.shared.usage import (
    CannotMove,
    HalfAQuery,
    handles_failure,
    names_around,
)

MOST_PARAMETERS = 6


def extraction(
    run: Run,
    runs: Sequence[Run],
    view: cst.FunctionDef,
    model: str | None,
    target: Target,
    checker: Checker,
) -> Fix:
    """The fix that moves a run, or the beginning of it, into a function of the service that is the
    target for a model.

    With it goes what stands around it and prepares it, as long as all of it can move. Raises
    CannotMove.
    """
    if view.asynchronous is not None:
        raise CannotMove("an async view")
    if target.is_constructed:
        target = with_object(target, run, view, checker)
    stretch = around(run, runs, checker)
    if stretch is None:
        return _of_expression(run.accesses[0], Mover(target, checker, view))
    reasons = []
    for part in _parts(run, stretch):
        try:
            return _of_statements(part, stretch, runs, model, Mover(target, checker, view))
        except CannotMove as error:
            reasons.append(error)
    raise next((each for each in reasons if isinstance(each, HalfAQuery)), reasons[0])


def _parts(run: Run, stretch: Stretch) -> list[Stretch]:
    """What to try to move, the most first: all of it, then what the run begins with."""
    accesses = {access.node: access for access in stretch.accesses}
    own = [line for line in stretch.lines if line in run.statements]
    parts = [stretch]
    for length in range(len(own), 0, -1):
        found = [accessed(line, accesses) for line in own[:length]]
        part = Stretch(tuple(own[:length]), tuple(accesses[node] for node in found if node))
        if part != stretch:
            parts.append(part)
    return parts


def _of_statements(
    stretch: Stretch, whole: Stretch, runs: Sequence[Run], model: str | None, mover: Mover
) -> Fix:
    """The fix that moves whole statements and puts a call in the place of the first."""
    body, result = mover.statements(stretch)
    file = mover.checker.file
    work = work_of(stretch.accesses, stretch.lines, mover.checker)
    if work.deeds and stretch.accesses != whole.accesses:
        raise CannotMove("a part of what belongs together would stay in the view")
    if any(changed != model for _, changed in work.deeds):
        raise CannotMove("what it changes has another service")
    if work.deeds and handles_failure(stretch, mover.view, file):
        raise CannotMove("the view handles what fails")
    if work.deeds and is_ended_later(stretch, runs, file):
        raise CannotMove("the view ends later what it begins here")
    owners = work.deeds.values()
    if work.is_ended and ends_more(stretch, owners, runs, mover.view, mover.checker):
        raise CannotMove("more is stored than what moves")
    base = work.name(stretch.accesses, result)
    name, is_new = _free_name(mover, base, body)
    refuse_long(body if is_new else (), _margin(mover), stretch.lines, file)
    first = stretch.lines[0].body[0]
    before = f"{result} = " if result else ""
    changes: list[Change] = [
        Replace(first, before + _call(mover, name, first, before), with_comments=True)
    ]
    changes += (Remove(line, with_comments=True) for line in stretch.lines[1:])
    changes += _leftovers(stretch.lines, mover)
    return _fix(mover, name, is_new, body, changes)


def _of_expression(access: Access, mover: Mover) -> Fix:
    """The fix that moves one expression, up to its value, and puts a call in its place."""
    value = value_of(access.node, access.is_own)
    if value is None:
        raise HalfAQuery("nothing has asked the query yet")
    node = value.node
    if mover.in_inner_scope(node):
        raise CannotMove("the code uses names of a comprehension or inner function")
    body = [f"return {mover.expression(node)}"]
    work = work_of([access], (), mover.checker)
    if work.deeds:
        raise CannotMove("what it does stands in something else")
    name, is_new = _free_name(mover, work.name([access], ""), body)
    refuse_long(body if is_new else (), _margin(mover), [node], mover.checker.file)
    changes: list[Change] = [Replace(node, _call(mover, name, node, ""), with_comments=True)]
    changes += _leftovers([node], mover)
    return _fix(mover, name, is_new, body, changes)


def _leftovers(moved: Sequence[cst.CSTNode], mover: Mover) -> list[Change]:
    return [
        Remove(line)
        for line in unused_aliases(mover.aliases, moved, mover.view, mover.checker.file)
    ]


def _call(mover: Mover, method: str, node: cst.CSTNode, before: str) -> str:
    """What the view writes to call a function of the service, in the place of a node."""
    target = mover.target
    receiver = target.call or target.name
    roots = set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", receiver or method))
    if not target.is_at_hand and not roots.isdisjoint(names_around(mover.view, mover.checker.file)):
        raise CannotMove("the view has something else of the service's name")
    passed = mover.parameters
    if len(passed) > MOST_PARAMETERS:
        raise CannotMove("there is too much to pass")
    are_named = len(passed) > 1 and any(name != value for name, value in passed.items())
    given = [f"{name}={value}" if are_named else value for name, value in passed.items()]
    function = f"{receiver}.{method}".removeprefix(".")
    return call_text(function, given, node, before, mover.checker.file)


def _margin(mover: Mover) -> str:
    """The indentation of what stands in a function of the service."""
    return " " * (8 if mover.target.name else 4)


def _fix(mover: Mover, name: str, is_new: bool, body: list[str], changes: list[Change]) -> Fix:
    """The changes of the view with those that they ask for elsewhere."""
    target = mover.target
    made = [*_view_imports(mover, name), *changes]
    if is_new:
        text = _definition(mover, name, body)
        if target.is_new:
            made.append(CreateModule(target.filename))
            made += target.imports
        made += mover.imports.values()
        if target.cls is not None:
            made.append(AppendToBody(target.cls, text))
        else:
            if target.name:
                gap = "\n\n" if "\n" in target.head else "\n"
                text = f"{target.head}{gap}{textwrap.indent(text, '    ')}"
            made.append(AppendToModule(target.filename, text))
    where = f"{target.name or target.module}.{name}"
    return Fix(f"move it to {where}", tuple(made))


def _free_name(mover: Mover, name: str, body: list[str]) -> tuple[str, bool]:
    """The name, or that of a function for the same model that does the same already; and whether it
    is new. Raises CannotMove if it means something else there."""
    taken = _taken(mover)
    wanted = _definition(mover, name, body)
    for known, function in taken.items() if mover.means_the_same() else ():
        if function is None or _count(function, mover) != len(mover.parameters):
            continue
        if known != name and not mover.names_a_model():
            # It stores or deletes whatever it is given, and is called after another model.
            continue
        other = mover.checker.file.open(mover.target.filename)
        parameters = same_code(other.tree.module.code_for_node(function), wanted)
        if parameters is not None:
            mover.rename(parameters)
            return known, False
    if name in taken:
        raise CannotMove("the service has something else of that name")
    functions = [each for each in taken.values() if each is not None]
    if any(each.returns for each in functions) and all(map(_is_typed, functions)):
        raise CannotMove("the service says of which types things are")
    return name, True


def _is_typed(function: cst.FunctionDef) -> bool:
    return function.returns is not None or function.name.value == "__init__"


def _definition(mover: Mover, name: str, body: list[str]) -> str:
    parameters = list(mover.parameters)
    if mover.target.is_constructed:
        parameters.insert(0, "self")
    above = "@staticmethod\n" if mover.target.kind == "static" else ""
    first = signature(name, parameters, _margin(mover)[4:], mover.checker.file)
    lines = textwrap.indent("\n".join(body), "    ")
    return f"{above}{first}\n{lines}\n"


def _count(function: cst.FunctionDef, mover: Mover) -> int:
    """How many arguments a function of the service takes, itself aside."""
    return len(function.params.params) - mover.target.is_constructed


def _taken(mover: Mover) -> dict[str, cst.FunctionDef | None]:
    """The names that the service has, with those that are functions."""
    target, file = mover.target, mover.checker.file
    taken: dict[str, cst.FunctionDef | None] = {}
    if not target.is_new:
        other = file.open(target.filename)
        scope = other.tree.module if target.cls is None else other.node(target.cls)
        for name, bindings in other.names.bindings.get(scope, {}).items():
            made = bindings[0].node
            taken[name] = made if isinstance(made, cst.FunctionDef) else None
    if not target.name and not target.call:
        for name in (*file.names.bindings[file.tree.module], *names_around(mover.view, file)):
            taken.setdefault(name, None)
    if target.name and not target.is_new:
        for name in _inherited(target, mover.checker):
            taken.setdefault(name, None)
    return taken


def _inherited(target: Target, checker: Checker) -> Iterator[str]:
    """The names that the bases of a service's class have."""
    project = checker.project
    for base in (project.bases(f"{target.module}.{target.name}") or ())[1:]:
        if base in {"object", "abc.ABC", "typing.Generic", "typing.Protocol"}:
            continue
        place = project.defined_at(base)
        if place is None:
            raise CannotMove("it is not known what the service's class inherits")
        other = checker.file.open(place.filename)
        yield from other.names.bindings.get(other.node(place), ())


def _view_imports(mover: Mover, method: str) -> list[Change]:
    """The import that the view needs for a function that it does not reach yet."""
    target, file = mover.target, mover.checker.file
    if target.reached and (target.name or target.call):
        return []
    if mover.checker.project.would_be_circular(file.module, target.module):
        raise CannotMove("the service imports the view's module")
    return [AddImport(file.filename, target.module, target.name or method)]
