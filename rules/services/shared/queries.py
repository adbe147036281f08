"""What an expression that reaches a database is made of, and up to where it is a value."""

from __future__ import annotations

from typing import NamedTuple

import libcst as cst

ONE = {
    "get", "first", "one", "one_or_none", "get_or_404", "first_or_404", "one_or_404", "scalar_one",
    "scalar_one_or_none", "get_or_none", "get_by_id", "get_one", "fetchone",
}  # fmt: skip
"""Calls that end a query for one row."""
MANY = {"all", "fetchall", "scalars", "execute", "exec"}
"""Calls that end a query for many rows."""
WRITES = {
    "add", "add_all", "delete", "merge", "save", "delete_instance", "create", "update", "execute",
    "bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings", "insert", "insert_many",
    "set_by_id", "delete_by_id", "get_or_create", "bulk_create", "bulk_update", "replace",
    "modify", "cascade_save",
}  # fmt: skip
ENDS = {"commit", "flush", "rollback"}
"""Calls that end a unit of work, or a part of it."""
_VALUES = (
    ONE | MANY | WRITES | ENDS
    | {"scalar", "count", "paginate", "exists", "refresh", "expire", "expunge"}
)  # fmt: skip
_OF_RESULTS = {"scalars", "mappings", "tuples", "unique", "partitions", "scalar"} | ONE | MANY
_BUILDING = {"insert", "insert_many", "update", "delete", "replace"}
_QUERIES = {
    "query", "select", "filter", "filter_by", "where", "join", "order_by", "objects", "options",
}  # fmt: skip


class Step(NamedTuple):
    """One attribute or call of a chain: its name, the chain up to it, the call if it is one."""

    name: str
    node: cst.BaseExpression
    call: cst.Call | None = None


def steps(node: cst.CSTNode | None) -> list[Step]:
    """The steps of `a.b(c)[d].e` from its root on: `a`, `b()`, `[]`, `e`."""
    found: list[Step] = []
    while node is not None:
        match node:
            case cst.Call(func=cst.Attribute(value=inner, attr=attr)):
                found.append(Step(attr.value, node, node))
                node = inner
            case cst.Call(func=cst.Name(value=name)):
                found.append(Step(name, node, node))
                node = None
            case cst.Attribute(value=inner, attr=attr):
                found.append(Step(attr.value, node))
                node = inner
            case cst.Subscript(value=inner):
                found.append(Step("[]", node))
                node = inner
            case cst.Await(expression=inner):
                node = inner
            case cst.Name(value=name):
                found.append(Step(name, node))
                node = None
            case _:
                node = None
    return found[::-1]


def value_of(node: cst.CSTNode, owns: bool = False) -> Step | None:
    """The step of a chain that gives what the database says, with all that only shapes it: `all()`
    of `Book.query.all()[0].title`; None for a query that nothing has asked yet.

    A model that `owns` its access does it with its first method.
    """
    found: Step | None = None
    chained = steps(node)
    for at, step in enumerate(chained):
        if step.call is None:
            if found is not None:
                break
        elif found is not None and owns and step.name in _QUERIES:
            # The model's own method gave a query.
            found = None
        elif found is not None:
            if step.name not in _OF_RESULTS:
                break
            found = step
        elif (owns and at) or (step.name in _VALUES and not _is_built(chained, at)):
            found = step
    return found


def _is_built(chained: list[Step], at: int) -> bool:
    """Whether a step begins a query of peewee that is asked later: `update()` of
    `Book.update(...).execute()`."""
    is_first = at == 1 and chained[0].name[:1].isupper() and chained[1].name in _BUILDING
    return is_first and any(step.name in _VALUES for step in chained[2:])


def is_query(node: cst.CSTNode | None) -> bool:
    """Whether an expression is a query that nothing has asked yet, by what its steps are called."""
    if not isinstance(node, cst.BaseExpression):
        return False
    names = {step.name for step in steps(node)}
    return not names.isdisjoint(_QUERIES) and value_of(node) is None


def asks(step: str) -> bool:
    """Whether a method of that name goes on with a query, or fetches what it found."""
    return step in _QUERIES | _OF_RESULTS - {"get"}


def ends_work(node: cst.CSTNode) -> bool:
    """Whether an access does nothing but end a unit of work."""
    value = value_of(node)
    return value is not None and value.name in ENDS and value.call is not None
