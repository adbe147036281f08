"""Names that SQLAlchemy has taken away.

Looked up in SQLAlchemy 1.3.24, 1.4.54 (there) and 2.1.9 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

_CONNECTION = "`with engine.begin() as connection: connection.execute(text(...))`"
_ENGINES = ("sqlalchemy.create_engine()", "flask_sqlalchemy.SQLAlchemy().engine")

SQLALCHEMY = Package(
    "sqlalchemy",
    "SQLAlchemy",
    imports=(
        Gone("sqlalchemy.orm.eagerload", "2.0", moved="sqlalchemy.orm.joinedload"),
        Gone("sqlalchemy.orm.relation", "2.0", moved="sqlalchemy.orm.relationship",
             deprecated="1.4"),
        Gone("sqlalchemy.subquery", "2.0", "`select(...).subquery()`", deprecated="1.4"),
        Gone("sqlalchemy.Binary", "1.4", moved="sqlalchemy.LargeBinary", deprecated="0.6"),
        Gone("sqlalchemy.types.Binary", "1.4", moved="sqlalchemy.types.LargeBinary",
             deprecated="0.6"),
        Gone("sqlalchemy.engine.RowProxy", "1.4", moved="sqlalchemy.engine.Row", safe=False),
        Gone("sqlalchemy.engine.result.RowProxy", "1.4", moved="sqlalchemy.engine.Row",
             safe=False),
        Gone("sqlalchemy.engine.result.ResultProxy", "1.4", moved="sqlalchemy.engine.CursorResult",
             safe=False),
        Gone("sqlalchemy.util.string_types", "2.0", "`str`"),
        Gone("sqlalchemy.orm.comparable_property", "1.4", "`sqlalchemy.ext.hybrid`"),
    ),
    modules=(
        Gone("sqlalchemy.databases", "2.0", "`sqlalchemy.dialects`", deprecated="1.4"),
        Gone("sqlalchemy.interfaces", "1.4", "`sqlalchemy.event`", deprecated="0.7"),
        Gone("sqlalchemy.ext.declarative.clsregistry", "1.4", "`sqlalchemy.orm.clsregistry`"),
    ),
    attributes=tuple(
        Gone(f"{engine}.{name}", "2.0", instead, deprecated="1.4")
        for engine in _ENGINES
        for name, instead in (
            ("execute", _CONNECTION),
            ("scalar", _CONNECTION),
            ("run_callable", _CONNECTION),
            ("transaction", "`with engine.begin() as connection:`"),
            ("has_table", "`sqlalchemy.inspect(engine).has_table(name)`"),
            ("table_names", "`sqlalchemy.inspect(engine).get_table_names()`"),
        )
    ),
    arguments=(
        Gone("sqlalchemy.create_engine(convert_unicode)", "2.0", "leave it out", deprecated="1.3"),
        Gone("sqlalchemy.create_engine(strategy)", "2.0", "`create_mock_engine`",
             deprecated="1.4"),
        Gone("sqlalchemy.create_engine(case_sensitive)", "2.0", "leave it out",
             deprecated="1.4"),
        Gone("sqlalchemy.create_engine(encoding)", "2.0", "leave it out", deprecated="1.4"),
        Gone("sqlalchemy.MetaData(bind)", "2.0", "hand the engine to `create_all`",
             deprecated="1.4"),
        Gone("sqlalchemy.select(whereclause)", "2.0", "`select(...).where(...)`",
             deprecated="1.4"),
        Gone("sqlalchemy.String(convert_unicode)", "2.0", "leave it out", deprecated="1.3"),
    ),
)  # fmt: skip
