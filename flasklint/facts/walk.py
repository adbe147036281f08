"""Going through the statements of a body, and the names in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flasklint.facts.code import (
    Annotated,
    Assign,
    Attribute,
    Class,
    Expression,
    For,
    Function,
    If,
    Import,
    ImportFrom,
    Name,
    Statement,
    Try,
    With,
)

IMPORTERS = {
    "import_module", "__import__", "import_string", "iter_modules", "walk_packages",
    "find_modules", "entry_points", "iter_entry_points", "spec_from_file_location", "load_source",
    "load_module", "exec_module", "load_setuptools_entrypoints", "run_path", "run_module",
}  # fmt: skip
"""What imports modules by names that code computes."""
KEY_READS = frozenset(("get", "pop", "setdefault"))
"""The methods that read a key."""


def statements_in(body: Iterable[Statement]) -> Iterator[Statement]:
    """The statements of a body and of its blocks, without those of nested definitions."""
    for node in body:
        yield node
        for block in _blocks(node):
            yield from statements_in(block)


def _blocks(node: object) -> tuple[tuple[Statement, ...], ...]:
    if isinstance(node, (If, For)):
        return node.body, node.orelse
    if isinstance(node, With):
        return (node.body,)
    if isinstance(node, Try):
        return node.body, *node.handlers, node.orelse, node.final
    return ()


def everything_in(node: object) -> Iterator[object]:
    """All facts in a body, those of functions defined in it left out."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        if isinstance(top, tuple) and not isinstance(top, Function):
            stack.extend(top)


def untried(body: Iterable[object]) -> Iterator[object]:
    """The statements of a body and of its blocks, but for those that stand in a `try`."""
    for node in body:
        yield node
        if isinstance(node, (If, For)):
            yield from untried((*node.body, *node.orelse))
        elif isinstance(node, With):
            yield from untried(node.body)
        elif isinstance(node, Try):
            for handler in node.handlers:
                yield from untried(handler)


def bound_names(body: Iterable[Statement]) -> frozenset[str]:
    """The names that statements bind where they stand."""
    found: set[str] = set()
    for node in statements_in(body):
        if isinstance(node, (Function, Class)):
            found.add(node.name)
        elif isinstance(node, Import):
            found.add(node.asname or node.module.partition(".")[0])
        elif isinstance(node, ImportFrom):
            found.update(asname for _, asname in node.names)
        elif isinstance(node, Assign):
            found.update(target.id for target in node.targets if isinstance(target, Name))
        elif isinstance(node, Annotated) and isinstance(node.target, Name):
            found.add(node.target.id)
    return frozenset(found)


def last_name(node: object) -> str:
    """`name` of `name` or of `anything.name`; "" for anything else."""
    if isinstance(node, Attribute):
        return node.attr
    return node.id if isinstance(node, Name) else ""


def quoted(text: str) -> str:
    """A string as it stands among the names that code mentions."""
    return f'"{text}"'


def assignments_of(node: object) -> Iterator[tuple[Expression, Expression]]:
    """What a statement assigns to what."""
    match node:
        case Assign(targets=targets, value=value):
            for target in targets:
                yield target, value
        case Annotated(target=target, value=value) if value is not None:
            yield target, value
