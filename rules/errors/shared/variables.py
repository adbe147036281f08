"""What single lines do to a variable that holds an answer."""

from __future__ import annotations

import libcst as cst


def assigned(line: cst.SimpleStatementLine, name: str) -> cst.BaseExpression | None:
    """What a line assigns to the name and to nothing else."""
    match line.body[0]:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=target))], value=value):
            return value if target == name else None
        case cst.AnnAssign(target=cst.Name(value=target), value=value):
            return value if target == name else None
    return None


def status_set(line: cst.SimpleStatementLine, name: str) -> cst.BaseExpression | None:
    """The status that a line such as `response.status_code = 404` sets."""
    match line.body[0]:
        case cst.Assign(targets=[cst.AssignTarget(target=target)], value=value):
            return value if is_status_of(target, name) else None
    return None


def is_about_headers(line: cst.SimpleStatementLine, name: str) -> bool:
    """Whether a line is `name.headers[...] = ...` or a call of a method of `name.headers`."""
    match line.body[0]:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Subscript(value=value))]):
            pass
        case cst.Expr(value=cst.Call(func=cst.Attribute(value=value))):
            pass
        case _:
            return False
    return (
        isinstance(value, cst.Attribute)
        and isinstance(value.value, cst.Name)
        and value.value.value == name
        and value.attr.value == "headers"
    )


def is_status_of(node: cst.CSTNode, name: str) -> bool:
    """Whether a node is `name.status_code` or `name.status`."""
    return (
        isinstance(node, cst.Attribute)
        and isinstance(node.value, cst.Name)
        and node.value.value == name
        and node.attr.value in ("status", "status_code")
    )
