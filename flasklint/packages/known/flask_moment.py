"""Flask-Moment: times shown as their reader has them."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_moment",
    may=(),
    extensions={"Moment": 0},
    tried="Flask-Moment 1.0.6",
)
