"""Flask-Bcrypt: hashes of passwords."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_bcrypt",
    may=(),
    extensions={"Bcrypt": 0},
    tried="Flask-Bcrypt 1.0.1",
)
