"""Flask-Migrate: migrations of a database."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_migrate",
    may=(),
    extensions={"Migrate": 0},
)
