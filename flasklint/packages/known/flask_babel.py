"""Flask-Babel: translations."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_babel",
    may=(),
    extensions={"Babel": 0},
    tried="flask-babel 4.0.0",
)
