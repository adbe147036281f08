"""FLK823."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import libcst as cst

from flasklint.languages.python.names import names_in
from flasklint.rule import (
    Bad,
    Change,
    Checker,
    Finding,
    Fix,
    Good,
    InsertAfter,
    Remove,
    Replace,
    Rule,
    SourceFile,
)

_SESSION = re.compile(
    r"sqlalchemy\.orm(\.session)?\.(Session\(\)|sessionmaker\(\)\(\))|sqlmodel(\.main)?\.Session\(\)"
)
"""A session that whoever makes it has to close: not a scoped one, not Flask-SQLAlchemy's."""
_MAKERS = ("Session", "sessionmaker")
_MOST_REST = 6


class _Lent(NamedTuple):
    """A session that a generator makes, names and yields."""

    name: str
    statement: cst.SimpleStatementLine
    function: cst.FunctionDef


@dataclass(frozen=True)
class SessionGeneratorWithoutClose(Rule):
    """A generator that lends a database session and does not close it for sure.

    ## What it does

    Reports a generator (`get_db`, often a context manager) that makes a session, yields it, and
    does not close it in a `finally`.

    ## Why it matters

    If whoever borrowed the session raises, that comes out of the `yield`, and what follows does not
    run. The session keeps its connection until Python collects it; once the pool is used up every
    request waits and fails: `TimeoutError: QueuePool limit of size 5 overflow 10 reached`.

    ## What it must know

    That the session is made here, by `sessionmaker` or `Session` of SQLAlchemy or SQLModel, and
    stays here: it has one name, and the function only calls its methods and yields it. The rule is
    silent where a `finally` or a `with` around the `yield` mentions the session, where it is passed
    on or kept, and about scoped sessions and Flask-SQLAlchemy's, which end with the request.

    ## When not to use it

    The rule has no business where sessions are meant to outlive what borrows them.

    ## Fix safety

    The fix is unsafe: it puts `try` and `finally: session.close()` around the `yield` and what
    follows, so objects load nothing lazily afterwards. There is no fix where the `yield` stands in
    a block without `finally` that is not a `try`, or more than a few simple lines follow it.
    """

    code = "FLK823"
    category = "correctness"
    fix = "sometimes"
    words = frozenset({"yield"})
    examples = (
        Bad(
            "the second session finds no connection",
            {
                "app.py": """
                    from contextlib import contextmanager

                    from flask import Flask
                    from sqlalchemy import create_engine, text

                    from sessions import get_session

                    app = Flask(__name__)
                    db = create_engine("sqlite:///db", pool_size=1, max_overflow=0, pool_timeout=1)
                    borrow = contextmanager(get_session)


                    @app.get("/")
                    def index():
                        with borrow(db) as session:
                            session.execute(text("select 1"))
                        with borrow(db) as other:
                            return str(other.scalar(text("select 2")))
                    """,
                "sessions.py": """
                    from sqlalchemy.orm import Session


                    def get_session(db):
                        session = Session(db)
                        yield session  # FLK823
                    """,
            },
            fixed={
                "sessions.py": """
                    from sqlalchemy.orm import Session


                    def get_session(db):
                        session = Session(db)
                        try:
                            yield session  # FLK823
                        finally:
                            session.close()
                    """,
            },
            fails="GET /: TimeoutError: QueuePool limit of size 1 overflow 0 reached",
        ),
        Good(
            "closed by `with`",
            """
            from sqlalchemy.orm import Session


            def get_session(db):
                with Session(db) as session:
                    yield session
            """,
        ),
    )

    def check(self, checker: Checker) -> Iterator[Finding]:
        file = checker.file
        if not checker.project.is_mentioned(_MAKERS):
            return
        for node in file.tree.all(cst.Yield):
            lent = _lent(node, file)
            if lent is None or not _is_session(lent, node, checker):
                continue
            if not _stays(lent, node, file) or _is_cared_for(lent, node, file):
                continue
            closes = any(_is_close(each, lent.name) for each in file.tree.inside(lent.function))
            how = "is not closed if an exception comes" if closes else "is never closed"
            message = f"the session that `{lent.function.name.value}` yields {how}; close it in "
            yield Finding(node, message + "`finally`", (), _fix(lent, file))


def _lent(node: cst.Yield, file: SourceFile) -> _Lent | None:
    """What a `yield name` that stands alone on its line lends."""
    function = file.names.scope(node)
    if not isinstance(node.value, cst.Name) or not isinstance(function, cst.FunctionDef):
        return None
    line = file.tree.statement(node)
    if function.asynchronous is not None or not isinstance(line, cst.SimpleStatementLine):
        return None
    expression = line.body[0]
    if len(line.body) != 1 or not isinstance(expression, cst.Expr) or expression.value is not node:
        return None
    return _Lent(node.value.value, line, function)


def _is_session(lent: _Lent, node: cst.Yield, checker: Checker) -> bool:
    """Whether the function makes what it lends, and that is a session."""
    bound = checker.file.names.bindings.get(lent.function, {}).get(lent.name, [])
    if len(bound) != 1 or bound[0].kind != "value" or not isinstance(bound[0].value, cst.Call):
        return False
    known = checker.canonical(bound[0].value)
    return known is not None and _SESSION.fullmatch(known) is not None


def _stays(lent: _Lent, node: cst.Yield, file: SourceFile) -> bool:
    """Whether the function only calls methods of the session, besides yielding it once."""
    for name in names_in(file.tree, lent.function.body):
        if name.value != lent.name or name is node.value:
            continue
        around = file.tree.parent(name)
        is_owner = isinstance(around, cst.Attribute) and around.value is name
        called = file.tree.parent(around) if is_owner and around is not None else None
        is_called = isinstance(called, cst.Call) and called.func is around
        is_target = isinstance(around, cst.AnnAssign) and around.target is name
        if not (is_called or is_target or isinstance(around, cst.AssignTarget)):
            return False
    return True


def _is_cared_for(lent: _Lent, node: cst.Yield, file: SourceFile) -> bool:
    """Whether something around the `yield`, or two handlers together, may close the session."""
    for around in file.tree.ancestors(node):
        if around is lent.function:
            break
        final = around.finalbody if isinstance(around, (cst.Try, cst.TryStar)) else None
        if final is not None and any(n.value == lent.name for n in names_in(file.tree, final)):
            return True
        if isinstance(around, (cst.With, cst.For, cst.While)):
            return True
    closes = [each for each in file.tree.inside(lent.function) if _is_close(each, lent.name)]
    return len(closes) > 1


def _is_close(node: cst.CSTNode, name: str) -> bool:
    match node:
        case cst.Call(
            func=cst.Attribute(value=cst.Name(value=owner), attr=cst.Name(value="close"))
        ):
            return owner == name
    return False


def _fix(lent: _Lent, file: SourceFile) -> Fix | None:
    """`try` and `finally` from the `yield` on, or `finally` for the `try` that is there."""
    message = f"close `{lent.name}` in `finally`"
    body = lent.function.body
    block = file.tree.parent(lent.statement)
    if not isinstance(block, cst.IndentedBlock):
        return None
    if block is not body:
        around = file.tree.parent(block)
        alone = isinstance(around, cst.Try) and around.finalbody is None and block is around.body
        if not alone or around is None or file.tree.parent(around) is not body:
            return None
        if around is not body.body[-1]:
            return None
        return Fix(message, (InsertAfter(around, f"finally:\n    {lent.name}.close()"),))
    at = next(at for at, each in enumerate(body.body) if each is lent.statement)
    rest = body.body[at + 1 :]
    lines: list[str] = []
    removed: list[Change] = []
    for line in rest:
        if not isinstance(line, cst.SimpleStatementLine) or len(rest) > _MOST_REST:
            return None
        text = file.code(line)
        if (
            "\n" in text
            or line.trailing_whitespace.comment
            or any(empty.comment for empty in line.leading_lines)
        ):
            return None
        removed.append(Remove(line, with_comments=True))
        if text.strip() != f"{lent.name}.close()":
            lines.append(f"    {text.strip()}")
    lent_within = Replace(lent.statement, f"try:\n    yield {lent.name}")
    end = "\n".join([*lines, "finally:", f"    {lent.name}.close()"])
    return Fix(message, (lent_within, InsertAfter(lent.statement, end), *removed))
