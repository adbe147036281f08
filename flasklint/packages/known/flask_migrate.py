"""Flask-Migrate: migrations of a database."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_migrate",
    may=(),
    extensions={"Migrate": 0},
    tried="Flask-Migrate 4.1.0",
)
