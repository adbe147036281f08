"""Flask-Mail: mail."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_mail",
    may=(),
    extensions={"Mail": 0},
    tried="Flask-Mail 0.10.0",
)
