"""What a view passes to a service: what it is called there, and whether it may be evaluated before
the service begins."""

from __future__ import annotations

import builtins
import keyword
import re

import libcst as cst

from flasklint.rule import SourceFile
from flasklint_rules.services.shared.words import plural, snake

PROXIES = {"flask.request", "flask.g", "flask.session", "flask_login.current_user"}
_HARMLESS = re.compile(
    r"(?:\w+\.)*(?:request\.(?:args|form|values|headers|cookies)\.get\(.*\)"
    r"|current_app\.config(?:\.get\(.*\)|\[[^\[\]]*\]))"
)
_CONVERSIONS = {f"builtins.{name}" for name in ("bool", "float", "int", "str")} | {"uuid.UUID"}
_FAILING = re.compile(r".*_or_404|one|scalar_one|get_one|get_or_abort")
_CONDITIONAL = (
    cst.IfExp, cst.BooleanOperation, cst.Lambda, cst.ListComp, cst.SetComp, cst.DictComp,
    cst.GeneratorExp,
)  # fmt: skip
_CONTAINERS = {
    "args",
    "form",
    "json",
    "get_json",
    "values",
    "view_args",
    "files",
    "headers",
    "data",
}
_NAMELESS = {"json", "get_json", "get_data", "args", "form", "request", "g", "self", "session"}


def is_harmless(code: str) -> bool:
    """Whether a value of the request neither fails nor changes, whenever it is asked for."""
    return _HARMLESS.fullmatch(code) is not None


def converted(node: cst.BaseExpression, file: SourceFile) -> cst.BaseExpression:
    """`int(request.args["page"])` for what is inside: what came as text is made a value."""
    match file.tree.parent(node):
        case cst.Arg(keyword=None, star="") as argument:
            match file.tree.around(argument):
                case cst.Call(func=func, args=[_]) as call if file.names.path(func) in _CONVERSIONS:
                    return call
    return node


def is_conditional(node: cst.CSTNode, root: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a part of an expression or statement is not evaluated first thing: only perhaps, or
    behind a call that may end the view."""
    start = file.spans[node][0]
    for around in file.tree.ancestors(node):
        if isinstance(around, _CONDITIONAL):
            return True
        if around is root:
            break
    return any(
        isinstance(call, cst.Call)
        and isinstance(call.func, cst.Attribute)
        and _FAILING.fullmatch(call.func.attr.value) is not None
        and file.spans[call][1] <= start
        for call in file.tree.inside(root)
    )


def is_given(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether an expression has something that only a view knows: a local name, the request."""
    names = (each for each in file.tree.inside(node) if isinstance(each, cst.Name))
    return any(
        file.names.holder(name) not in (None, file.tree.module) or file.names.path(name) in PROXIES
        for name in names
    )


def name_of(node: cst.CSTNode, file: SourceFile) -> str:
    """What a value is called in a service: `title` for `request.args["title"]` and
    `form.title.data`, `project_id` for `g.project.id`; "" if there is no name."""
    parts = _parts(node)
    if parts and parts[-1] == "data" and len(parts) > 1:
        parts.pop()
    name = parts[-1] if parts else ""
    owner = parts[-2] if len(parts) > 1 else ""
    if name in {"id", "name", "key"} and owner.isidentifier() and not _is_container(owner):
        name = f"{owner}_{name}"
    return name if is_name(name) else ""


def is_name(text: str) -> bool:
    """Whether a parameter may be called so."""
    is_free = not keyword.iskeyword(text) and text not in _NAMELESS and text not in dir(builtins)
    return text.isidentifier() and is_free


def key_of(node: cst.CSTNode) -> str:
    """`title` for `data["title"]`; "" for anything else."""
    match node:
        case cst.Subscript(
            slice=[cst.SubscriptElement(slice=cst.Index(value=cst.SimpleString() as key))]
        ):
            return str(key.evaluated_value)
    return ""


def column_of(node: cst.CSTNode, file: SourceFile) -> str:
    """The column that a value is compared with: `author_id` for `filter_by(author_id=...)` and
    `Book.author_id == ...`, `author_ids` for `Book.author_id.in_(...)`; "" for none."""
    match file.tree.parent(node):
        case cst.Arg(keyword=cst.Name(value=column)):
            return _parameter(column)
        case cst.Arg() as argument:
            match file.tree.around(argument):
                case cst.Call(
                    func=cst.Attribute(
                        value=cst.Attribute(value=cst.Name(value=owner), attr=attr),
                        attr=cst.Name(value="in_"),
                    )
                ):
                    return _parameter(plural(_column(owner, attr)))
        case cst.ComparisonTarget(operator=cst.Equal()) as compared:
            match file.tree.parent(compared):
                case cst.Comparison(left=cst.Attribute(value=cst.Name(value=owner), attr=attr)):
                    return _parameter(_column(owner, attr))
    return ""


def _column(owner: str, attr: cst.Name) -> str:
    return attr.value if attr.value != "id" else f"{snake(owner.removesuffix('Model'))}_id"


def _parameter(name: str) -> str:
    return name if is_name(name) else ""


def _is_container(owner: str) -> bool:
    return owner in _CONTAINERS or owner.endswith("form")


def _parts(node: cst.CSTNode) -> list[str]:
    """`g`, `project`, `id` of `g.project.id`; what is asked for by a string counts as its last."""
    match node:
        case cst.Name(value=value):
            return [value.lower()]
        case cst.Attribute(value=owner, attr=attr):
            return [*_parts(owner), attr.value.lower()]
        case cst.Call(func=func, args=[cst.Arg(value=cst.SimpleString() as key), *_]):
            return [*_parts(func), *_key(key)]
        case cst.Call(func=func):
            return _parts(func)
        case cst.Subscript(value=owner, slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
            return [*_parts(owner), *(_key(key) if isinstance(key, cst.SimpleString) else ())]
    return []


def _key(key: cst.SimpleString) -> list[str]:
    return [str(key.evaluated_value).lower().replace("-", "_")]
