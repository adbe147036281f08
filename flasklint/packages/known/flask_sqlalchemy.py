"""Flask-SQLAlchemy: a database by SQLAlchemy. What leads to it stands in `database_api`."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_sqlalchemy",
    may=(),
    extensions={"SQLAlchemy": 0},
    tried="Flask-SQLAlchemy 3.1.1",
)
