"""Which `with` statements an exception leaves as a `return` does."""

from __future__ import annotations

import re

import libcst as cst

from flasklint.packages.database_api import CONNECTION, is_session
from flasklint.rule import Checker, SourceFile

_PLAIN = re.compile(
    r"builtins\.open\(\)|(io|tempfile|zipfile|tarfile|gzip|bz2|lzma|socket|smtplib)\.\w+\(\)"
    r"|(threading|asyncio|multiprocessing)\.(R?Lock|Condition|(Bounded)?Semaphore|Pool)\(\)"
    r"|concurrent\.futures(\.\w+)?\.\w+Executor\(\)|subprocess\.Popen\(\)|os\.scandir\(\)"
    r"|contextlib\.(nullcontext|closing|aclosing|redirect_stdout|redirect_stderr|chdir)\(\)"
    r"|warnings\.catch_warnings\(\)|decimal\.localcontext\(\)|urllib\.request\.urlopen\(\)"
    r"|pathlib\.Path\(\)(\.\w+(\(\))?)*\.open\(\)|(requests|httpx)\.\w+\(\)|PIL\.Image\.open\(\)"
    r"|flask_babel\.force_locale\(\)|flask\.Flask\(\)\.test_client\(\)"
    r"|.+\.(app_context|request_context|test_request_context)\(\)|.+\.no_autoflush"
)
_GENERATORS = {"contextlib.contextmanager", "contextlib.asynccontextmanager"}
_EXITS = {"__exit__", "__aexit__"}
_DEEPEST = 3


def ends_alike(node: cst.BaseExpression, checker: Checker, depth: int = 0) -> bool:
    """Whether a context manager is sure to pass exceptions on, and to do at its end what it does
    after a `return`."""
    known = checker.canonical(node)
    if known is None or depth > _DEEPEST:
        return False
    place = checker.project.defined_at(known.removesuffix("()"))
    if place is None:
        return bool(_PLAIN.fullmatch(known)) or is_session(known) or _is_connection(known)
    try:
        other = checker.file.open(place.filename)
    except KeyError:
        return False
    match other.node(place):
        case cst.FunctionDef() as function:
            return _is_plain_generator(function, checker.at(other), depth)
        case cst.ClassDef() as cls:
            return any(_is_plain_exit(each, other) for each in cls.body.body)
    return False


def _is_connection(path: str) -> bool:
    """Whether there is a connection that is only closed; one with `begin` commits."""
    return path.endswith(".connect()") and bool(CONNECTION.fullmatch(path))


def _is_plain_generator(function: cst.FunctionDef, checker: Checker, depth: int) -> bool:
    """Whether nothing but `finally` comes after the one `yield` of a generator."""
    file = checker.file
    made = [checker.canonical(each.decorator) for each in function.decorators]
    if len(made) != 1 or made[0] not in _GENERATORS:
        return False
    yields = [node for node in file.tree.inside(function.body) if isinstance(node, cst.Yield)]
    if len(yields) != 1:
        return False
    below: cst.CSTNode = yields[0]
    for around in file.tree.ancestors(yields[0]):
        match around:
            case cst.Expr() | cst.Assign():
                pass
            case cst.SimpleStatementLine(body=body) | cst.IndentedBlock(body=body):
                if body[-1] is not below:
                    return False
            case cst.Try(body=body, handlers=[], orelse=None, finalbody=cst.Finally() as final):
                if body is not below or _returns(final, file):
                    return False
            case cst.With(items=items):
                if not all(ends_alike(each.item, checker, depth + 1) for each in items):
                    return False
            case _:
                return around is function
        below = around
    return False


def _returns(node: cst.CSTNode, file: SourceFile) -> bool:
    return any(isinstance(each, cst.Return) for each in file.tree.inside(node))


def _is_plain_exit(node: cst.CSTNode, file: SourceFile) -> bool:
    """Whether a statement of a class is an `__exit__` that does not look at the exception."""
    if not isinstance(node, cst.FunctionDef) or node.name.value not in _EXITS or node.decorators:
        return False
    told = {
        each.name.value for each in file.tree.inside(node.params) if isinstance(each, cst.Param)
    }
    own = node.params.params[0].name.value if node.params.params else ""
    for inside in file.tree.inside(node.body):
        match inside:
            case cst.Name(value=name) if name in told and name != own:
                return False
            case cst.Return(value=value) if not _is_nothing(value):
                return False
    return True


def _is_nothing(value: cst.BaseExpression | None) -> bool:
    return value is None or (isinstance(value, cst.Name) and value.value in {"None", "False"})
