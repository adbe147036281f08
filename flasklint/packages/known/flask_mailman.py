"""Flask-Mailman: mail."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_mailman",
    may=(),
    extensions={"Mail": 0},
    tried="Flask-Mailman 1.1.1",
)
