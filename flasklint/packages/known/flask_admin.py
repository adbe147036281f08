"""Flask-Admin: pages on which models are edited."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_admin",
    may=("routes",),
    tried="Flask-Admin 2.2.1",
)
