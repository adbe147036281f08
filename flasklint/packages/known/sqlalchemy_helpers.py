"""sqlalchemy-helpers: a database by SQLAlchemy, and its migrations."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="sqlalchemy_helpers",
    may=("views", "converters", "errors"),
)
