"""What touches a database, as dotted names: SQLAlchemy, Flask-SQLAlchemy, peewee, MongoEngine.

Sources: the public API of SQLAlchemy 1.4 and 2.0, Flask-SQLAlchemy 2.5 and 3.1, peewee 3.17,
MongoEngine 0.29 and Flask-MongoEngine 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

PACKAGES = frozenset({
    "sqlalchemy", "flask_sqlalchemy", "flask_sqlalchemy_lite", "sqlmodel", "peewee", "playhouse",
    "mongoengine", "flask_mongoengine", "pymongo", "flask_pymongo", "motor", "pony", "tortoise",
    "sqlite3", "psycopg", "psycopg2", "asyncpg", "mysql", "MySQLdb", "pymysql", "flask_mysqldb",
    "mariadb", "oracledb", "cx_Oracle", "pyodbc", "dataset", "records", "redis", "flask_redis",
    "elasticsearch", "elasticsearch_dsl", "opensearchpy", "cassandra", "neo4j", "couchdb", "tinydb",
})  # fmt: skip
"""The packages that keep data, by their import names."""

SESSION = re.compile(
    r"(flask_sqlalchemy\.SQLAlchemy\(\)\.session"
    r"|sqlalchemy\.orm\.(Session|scoped_session)\(\)"
    r"|sqlalchemy\.orm(\.session)?\.sessionmaker\(\)(\(\)|(?=\.begin\(\)))"
    r"|sqlmodel\.Session\(\)"
    r"|sqlalchemy\.ext\.asyncio\.AsyncSession\(\)"
    r")(\(\))?(\.__enter__\(\)|\.begin\(\)\.__enter__\(\))?"
)
"""Paths of a session: Flask-SQLAlchemy's, a plain one, a scoped one, a sessionmaker's."""

EXTENSION_SESSION = "flask_sqlalchemy.SQLAlchemy().session"
_SHARED = re.compile(
    r"flask_sqlalchemy\.SQLAlchemy\(\)\.session"
    r"|sqlalchemy\.orm\.scoped_session\(\)"
)

SESSION_METHODS = {
    "query", "add", "add_all", "delete", "commit", "flush", "execute", "scalar", "scalars", "get",
    "get_one", "merge", "refresh", "rollback", "expire", "expunge", "bulk_save_objects",
    "bulk_insert_mappings", "bulk_update_mappings", "begin_nested", "exec",
}  # fmt: skip

EXTENSION = re.compile(r"flask_sqlalchemy\.SQLAlchemy\(\)")
EXTENSION_METHODS = {"get_or_404", "first_or_404", "one_or_404", "paginate"}

EXTENSION_CALLS = EXTENSION_METHODS | {"create_all", "drop_all", "reflect", "get_engine"}
EXTENSION_PROPERTIES = {"engine", "engines"}
SESSION_CALLS = SESSION_METHODS | {
    "begin",
    "close",
    "connection",
    "expire_all",
    "expunge_all",
    "remove",
}
SESSION_PROPERTIES = {"bind", "deleted", "dirty", "identity_map", "info", "new", "no_autoflush"}
CONTEXT_NAMES = EXTENSION_CALLS | EXTENSION_PROPERTIES | {"query", "session"}
"""What of a Flask-SQLAlchemy object, its session and its models needs an application context, when
it is called or taken."""

CONNECTION = re.compile(
    r"(flask_sqlalchemy\.SQLAlchemy\(\)\.(engine|get_engine\(\))"
    r"|sqlalchemy(\.engine)?\.create_engine\(\))(\.(connect|begin)\(\)(\.__enter__\(\))?)?"
)
CONNECTION_METHODS = {"execute", "connect", "begin", "scalar", "raw_connection"}

SQLALCHEMY_MODEL = re.compile(
    r"flask_sqlalchemy\.SQLAlchemy\(\)\.Model"
    r"|sqlalchemy\.orm\.(DeclarativeBase|DeclarativeBaseNoMeta|declarative_base\(\))"
    r"|sqlalchemy\.ext\.declarative(\.api)?\.declarative_base\(\)"
    r"|sqlalchemy\.orm\.registry\(\)\.(generate_base\(\)|as_declarative_base\(\)|mapped)"
    r"|sqlalchemy\.(orm|orm\.decl_api|ext\.declarative|ext\.declarative\.api)\.as_declarative\(\)"
    r"|sqlalchemy\.orm\.registry\(\)\.mapped_as_dataclass(\(\))?"
    r"|sqlmodel(\.main)?\.SQLModel|flask_sqlalchemy(\.model)?\.Model"
)
"""What models derive from, and what makes a class one as its decorator."""
PEEWEE_MODEL = re.compile(
    r"peewee\.Model|playhouse\.flask_utils\.FlaskDB\(\)\.Model|playhouse\.signals\.Model"
)
MONGOENGINE_MODEL = re.compile(
    r"(mongoengine|flask_mongoengine|flask_mongoengine\.MongoEngine\(\))(\.document)?"
    r"\.(Document|DynamicDocument|BaseDocument)"
)

CLASS_STEPS = {
    "sqlalchemy": {"query"},
    "peewee": {
        "select", "insert", "insert_many", "update", "delete", "get", "get_or_none", "get_by_id",
        "set_by_id", "delete_by_id", "create", "get_or_create", "bulk_create", "bulk_update",
        "replace", "raw", "filter",
    },
    "mongoengine": {"objects"},
}  # fmt: skip
"""What on a model class leads to the database, by library."""

INSTANCE_STEPS: dict[str, set[str]] = {
    "sqlalchemy": set(),
    "peewee": {"save", "delete_instance"},
    "mongoengine": {"save", "delete", "update", "modify", "reload", "cascade_save"},
}
"""What on a model object leads to the database, by library."""

STEPS = frozenset[str]().union(
    SESSION_METHODS,
    EXTENSION_METHODS,
    CONNECTION_METHODS,
    *CLASS_STEPS.values(),
    *INSTANCE_STEPS.values(),
)
"""All of these names."""


def model_library(base: str) -> str | None:
    """The library that makes subclasses of the class at this path models."""
    if SQLALCHEMY_MODEL.fullmatch(base):
        return "sqlalchemy"
    if PEEWEE_MODEL.fullmatch(base):
        return "peewee"
    if MONGOENGINE_MODEL.fullmatch(base):
        return "mongoengine"
    return None


def library_of(bases: Iterable[str]) -> str | None:
    """The library whose model a class with these bases is; None if it is no model."""
    return next(filter(None, map(model_library, bases)), None)


def is_session(path: str | None) -> bool:
    """Whether there is a session at a path."""
    return path is not None and SESSION.fullmatch(path) is not None


def is_shared_session(path: str) -> bool:
    """Whether at a path there is a session that stays the same in a request: Flask-SQLAlchemy's or
    a scoped one."""
    return _SHARED.fullmatch(path) is not None


def is_extension(path: str | None) -> bool:
    """Whether there is a Flask-SQLAlchemy object at a path."""
    return path is not None and EXTENSION.fullmatch(path) is not None


def step_on(path: str, name: str) -> str | None:
    """What is touched by taking `name` of the object at a path; None if no database is."""
    if name in SESSION_METHODS and is_session(path):
        return "the session"
    if name in EXTENSION_METHODS and is_extension(path):
        return "a query"
    if name in CONNECTION_METHODS and CONNECTION.fullmatch(path):
        return "a connection"
    return None
