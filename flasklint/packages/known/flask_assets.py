"""Flask-Assets: bundles of scripts and styles."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_assets",
    may=(),
    extensions={"Environment": 0},
    tried="Flask-Assets 2.1.0",
)
