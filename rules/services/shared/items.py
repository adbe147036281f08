"""What of a local name a view passes to a service: all of it, an item, an attribute."""

from __future__ import annotations

import libcst as cst

from flasklint.rule import SourceFile
from flasklint_rules.services.shared.values import column_of


def item_of(node: cst.Name, is_only_use: bool, file: SourceFile) -> cst.BaseExpression | None:
    """The part around a local name that is passed by a name of its own; None if there is none.

    `data["title"]`, `form.title.data` and `order.book_id` are; and `book.title`, or a name that is
    not used for anything else, where a column is compared with it.
    """
    found = _field(node, file) or _key(node, file) or _attribute(node, file)
    if found is None and is_only_use and column_of(node, file):
        return node
    return found


def _field(node: cst.Name, file: SourceFile) -> cst.BaseExpression | None:
    """`form.title.data`, which is passed as `title`."""
    field = file.tree.parent(node)
    whole = None if field is None else file.tree.parent(field)
    match whole:
        case cst.Attribute(value=cst.Attribute(value=value), attr=cst.Name(value="data")) if (
            value is node and node.value.lower().endswith("form")
        ):
            return whole
    return None


def _key(node: cst.Name, file: SourceFile) -> cst.BaseExpression | None:
    """`data["title"]`, which is passed as `title`."""
    whole = file.tree.parent(node)
    match whole:
        case cst.Subscript(
            value=value,
            slice=[cst.SubscriptElement(slice=cst.Index(value=cst.SimpleString()))],
        ) if value is node:
            return whole
    return None


def _attribute(node: cst.Name, file: SourceFile) -> cst.BaseExpression | None:
    """`order.book.id` and `order.book_id`, which are passed as `book_id`, and `book.title` where a
    column is compared with it."""
    whole: cst.BaseExpression = node
    while True:
        above = file.tree.parent(whole)
        if not isinstance(above, cst.Attribute) or above.value is not whole:
            return None
        is_id = above.attr.value == "id" or above.attr.value.endswith("_id")
        if is_id or column_of(above, file):
            return above
        whole = above
