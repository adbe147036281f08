"""What needs a request or an application context: of Flask, Flask-SQLAlchemy and Flask-WTF."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from flasklint.languages.python.literals import dotted
from flasklint.packages import database_api
from flasklint.packages.flask_api import CONTEXT_CALLS, CONTEXT_NAMES, CONTEXT_PROXIES
from flasklint.rule import Checker

APP_CONTEXT = "an application context"


@dataclass(frozen=True)
class Need:
    """What is used, and what that needs."""

    name: str
    context: str


def need_of(node: cst.CSTNode, checker: Checker) -> Need | None:
    """What a node needs when it is evaluated, as far as it is an attribute, an element or a call of
    something from outside or of a model or form; None if that is nothing."""
    match node:
        case cst.Attribute(value=cst.Name() | cst.Attribute() as owner, attr=cst.Name(value=name)):
            if name.startswith("__"):
                return None
            if _is_read_in_context(owner, name, checker):
                return Need(dotted(node), APP_CONTEXT)
            return _of_proxy(owner, checker)
        case cst.Subscript(value=cst.Name() | cst.Attribute() as owner):
            return _of_proxy(owner, checker)
        case cst.Call(func=func):
            known = _known(func, checker)
            if known in CONTEXT_CALLS:
                return Need(known.removeprefix("flask."), CONTEXT_CALLS[known])
            if _is_called_in_context(func, checker):
                return Need(f"{dotted(func)}()", APP_CONTEXT)
            if _is_form(func, checker):
                return Need(f"{dotted(func)}()", "a request")
    return None


def _of_proxy(owner: cst.BaseExpression, checker: Checker) -> Need | None:
    known = _known(owner, checker)
    if known not in CONTEXT_PROXIES:
        return None
    return Need(known.removeprefix("flask."), CONTEXT_PROXIES[known])


def _known(node: cst.BaseExpression, checker: Checker) -> str:
    """What of Flask an expression is; "" if it is nothing that needs a context."""
    file = checker.file
    if file.last_name(node) not in CONTEXT_NAMES:
        return ""
    path = file.names.path(node)
    if path is None or path in CONTEXT_PROXIES or path in CONTEXT_CALLS:
        return path or ""
    is_like = path.rpartition(".")[2] in CONTEXT_NAMES
    return checker.project.canonical(path) or "" if is_like else ""


def _is_read_in_context(owner: cst.BaseExpression, name: str, checker: Checker) -> bool:
    """Whether taking an attribute needs a context already: `db.engine`, `Book.query`."""
    project = checker.project
    if name in database_api.EXTENSION_PROPERTIES:
        return _is_extension(owner, checker)
    if name in database_api.SESSION_PROPERTIES:
        return _is_session(owner, checker)
    if name != "query":
        return False
    path = checker.canonical(owner)
    if path is None or project.attribute_owner(path, name) is not None:
        return False
    bases = project.bases(path) or ()
    is_model = any(
        database_api.is_extension(base.removesuffix(".Model")) and base.endswith(".Model")
        for base in bases
    )
    return is_model and "?" not in bases and _is_as_made(checker)


def _is_called_in_context(func: cst.BaseExpression, checker: Checker) -> bool:
    name = checker.file.last_name(func)
    if isinstance(func, cst.Attribute):
        if name in database_api.EXTENSION_CALLS:
            return _is_extension(func.value, checker)
        if name in database_api.SESSION_CALLS and _is_session(func.value, checker):
            return True
    return name == "session" and _is_session(func, checker)


def _is_form(func: cst.BaseExpression, checker: Checker) -> bool:
    project = checker.project
    name = checker.file.last_name(func)
    if not name[:1].isupper() or not project.may_need_context(name):
        return False
    path = checker.canonical(func)
    return path is not None and project.is_plain_form(path)


def _is_session(node: cst.BaseExpression, checker: Checker) -> bool:
    if checker.file.last_name(node) != "session":
        return False
    path = checker.canonical(node)
    return path == database_api.EXTENSION_SESSION and _is_as_made(checker)


def _is_extension(node: cst.BaseExpression, checker: Checker) -> bool:
    if not isinstance(node, (cst.Name, cst.Attribute)):
        return False
    path = checker.canonical(node)
    return database_api.is_extension(path) and _is_as_made(checker)


def _is_as_made(checker: Checker) -> bool:
    """Whether what the project has of Flask-SQLAlchemy asks for the application of the context, as
    version 3 does."""
    project = checker.project
    is_old = project.is_at_least("flask-sqlalchemy", 3, checker.file.filename) is False
    return not is_old and project.has_plain_database()
