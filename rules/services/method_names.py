"""What a method of a service is called that does what a view did."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import libcst as cst

from flasklint.source import SourceFile
from flasklint_rules.services.accesses import Access
from flasklint_rules.services.words import plural, snake

_ONE = {
    "get", "first", "one", "one_or_none", "get_or_404", "first_or_404", "one_or_404", "scalar_one",
    "scalar_one_or_none", "scalar", "get_or_none", "get_by_id", "get_one",
}  # fmt: skip
_MANY = {
    "", "all", "get_all", "scalars", "select", "select_from", "query", "find", "filter",
    "filter_by", "where", "order_by", "group_by", "join", "outerjoin", "limit", "offset",
    "distinct", "options", "having",
    "tuples", "dicts", "mappings", "execute", "objects", "exclude", "only", "prefetch", "fetchall",
    "values", "values_list", "scalars_all", "exec", "with_entities", "yield_per", "iterator",
}  # fmt: skip
"""Calls that end a query for many rows; none at all is one, too."""
_VERBS = {"add_all": "add", "delete_instance": "delete"}
_WRITTEN = re.compile(
    r"\b(?P<owner>(?!query\b|objects\b)\w+)\.(?P<verb>add|add_all|delete|merge|save|delete_instance)"
    r"\((?P<given>\w*)\)$"
)


def described(
    accesses: Sequence[Access],
    file: SourceFile,
    parameters: Collection[str],
    made: Sequence[str] = (),
    changed: Sequence[str] = (),
) -> str:
    """A name for a method that does what `accesses` do with the values of `parameters`:
    `list_books`, `get_book_by_isbn`, `create_order` for models `made`, `update_book` for objects
    `changed`."""
    for access in accesses:
        written = _WRITTEN.search(file.code(access.node))
        if written is None:
            continue
        verb, owner = _VERBS.get(written["verb"], written["verb"]), written["given"]
        if made and verb in {"add", "merge", "save"}:
            return f"create_{snake(made[-1])}"
        return f"{verb}_{owner or written['owner']}"
    return f"update_{changed[-1]}" if changed else _queried(accesses[0], file, parameters)


def _queried(access: Access, file: SourceFile, parameters: Collection[str]) -> str:
    model = snake(access.model) if access.model else "row"
    last = _last_call(access.node)
    by = ""
    if len(parameters) == 1:
        parameter = next(iter(parameters))
        by = "" if parameter in {"id", "pk", f"{model}_id"} else f"_by_{parameter}"
    if last == "count" or (last.startswith("scalar") and "func.count(" in file.code(access.node)):
        return f"count_{plural(model)}{by}"
    if last in _ONE:
        return f"get_{model}{by}" + ("_or_404" if last.endswith("_or_404") else "")
    if last in {"commit", "flush", "rollback"}:
        return {"commit": "save", "flush": "flush", "rollback": "undo"}[last]
    if last == "paginate":
        return f"page_of_{plural(model)}"
    if last in {"delete", "update"}:
        return f"{last}_{plural(model)}{by}"
    return f"list_{plural(model)}{by}" if last in _MANY else _own(last, model)


def _own(method: str, model: str) -> str:
    """For a method of the model itself, its name, with that of the model: `get_book_by`."""
    if model in method:
        return method
    verb, _, rest = method.partition("_")
    return f"{verb}_{model}_{rest}" if rest else f"{verb}_{model}"


def _last_call(node: cst.CSTNode) -> str:
    """The method that is called last in a chain: `all` in `Book.query.filter(...).all()[0].id`."""
    while isinstance(node, (cst.Attribute, cst.Subscript, cst.Await)):
        node = node.expression if isinstance(node, cst.Await) else node.value
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        return node.func.attr.value
    return ""
