"""Names that Flask-SQLAlchemy has taken away.

Looked up in Flask-SQLAlchemy 2.5.1 (there) and 3.1.1 (gone).
"""

from __future__ import annotations

from flasklint_rules.upgrade.shared.names.gone import Gone, Package

_DATABASE = "flask_sqlalchemy.SQLAlchemy()"

FLASK_SQLALCHEMY = Package(
    "flask-sqlalchemy",
    "Flask-SQLAlchemy",
    imports=(
        Gone("flask_sqlalchemy.BaseQuery", "3.0", moved="flask_sqlalchemy.query.Query"),
        Gone("flask_sqlalchemy.Pagination", "3.0", moved="flask_sqlalchemy.pagination.Pagination"),
        Gone("flask_sqlalchemy.Model", "3.0", moved="flask_sqlalchemy.model.Model"),
        Gone("flask_sqlalchemy.DefaultMeta", "3.0", moved="flask_sqlalchemy.model.DefaultMeta"),
        Gone("flask_sqlalchemy.SignallingSession", "3.0", moved="flask_sqlalchemy.session.Session",
             safe=False),
        Gone("flask_sqlalchemy.get_debug_queries", "3.0",
             moved="flask_sqlalchemy.record_queries.get_recorded_queries", safe=False),
        Gone("flask_sqlalchemy.get_state", "3.0", '`app.extensions["sqlalchemy"]`'),
        Gone("flask_sqlalchemy._QueryProperty", "3.0", "`flask_sqlalchemy.model._QueryProperty`"),
    ),
    modules=(
        Gone("flask_sqlalchemy._compat", "3.0", "Python 3 itself"),
        Gone("flask_sqlalchemy.utils", "3.0", "`packaging.version`"),
    ),
    attributes=(
        Gone(f"{_DATABASE}.get_app", "3.0", "`flask.current_app`"),
        Gone(f"{_DATABASE}.get_binds", "3.0", "`db.engines`"),
        Gone(f"{_DATABASE}.create_scoped_session", "3.0", "`db._make_scoped_session`"),
        Gone(f"{_DATABASE}.apply_driver_hacks", "3.0", "`SQLALCHEMY_ENGINE_OPTIONS`"),
        Gone(f"{_DATABASE}.get_tables_for_bind", "3.0", "`db.metadatas[key].tables`"),
        Gone(f"{_DATABASE}.use_native_unicode", "3.0", "leave it out"),
    ),
)  # fmt: skip
