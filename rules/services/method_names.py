"""What a method of a service is called that does what a view did."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import libcst as cst

from flasklint.source import SourceFile
from flasklint_rules.services.accesses import Access

_ONE = {
    "get", "first", "one", "one_or_none", "get_or_404", "first_or_404", "one_or_404", "scalar_one",
    "scalar_one_or_none", "scalar", "get_or_none", "get_by_id", "get_one",
}  # fmt: skip
_MANY = {
    "all", "scalars", "select", "select_from", "query", "find", "filter", "filter_by", "where",
    "order_by", "group_by", "join", "outerjoin", "limit", "offset", "distinct", "options", "having",
    "tuples", "dicts", "mappings", "execute", "objects", "exclude", "only", "prefetch", "fetchall",
    "values", "values_list", "scalars_all", "exec", "with_entities", "yield_per", "iterator",
}  # fmt: skip
"""Calls that end a query for many rows."""


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
        code = file.code(access.node)
        written = re.search(r"\.(add|add_all|delete|merge|save|delete_instance)\((\w*)\)$", code)
        if written:
            if made and written.group(1) in {"add", "merge", "save"}:
                return f"create_{snake(made[-1])}"
            verb = {"add_all": "add", "delete_instance": "delete"}.get(
                written.group(1), written.group(1)
            )
            owner = written.group(2) or code[: written.start()].rpartition(".")[2]
            return f"{verb}_{owner}" if owner.isidentifier() else verb
    return f"update_{changed[-1]}" if changed else _queried(accesses[0], file, parameters)


def _queried(access: Access, file: SourceFile, parameters: Collection[str]) -> str:
    model = snake(access.model) if access.model else "row"
    last = _last_call(access.node)
    by = ""
    if len(parameters) == 1:
        parameter = next(iter(parameters))
        by = "" if parameter in {"id", "pk", f"{model}_id"} else f"_by_{parameter}"
    if last in _ONE:
        return f"get_{model}{by}" + ("_or_404" if last.endswith("_or_404") else "")
    if last == "count":
        return f"count_{plural(model)}{by}"
    if last in {"commit", "flush", "rollback"}:
        return {"commit": "save", "flush": "flush", "rollback": "undo"}[last]
    if last == "paginate":
        return f"page_of_{plural(model)}"
    if last in {"delete", "update"}:
        return f"{last}_{plural(model)}{by}"
    if last and last not in _MANY:
        return last
    return f"list_{plural(model)}{by}"


def _last_call(node: cst.CSTNode) -> str:
    """The method that is called last in a chain: `all` in `Book.query.filter(...).all()[0].id`."""
    while isinstance(node, (cst.Attribute, cst.Subscript, cst.Await)):
        node = node.expression if isinstance(node, cst.Await) else node.value
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        return node.func.attr.value
    return ""


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
