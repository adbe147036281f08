"""Flask-Talisman: headers for safety, and HTTPS."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_talisman",
    may=(),
    extensions={"Talisman": 0},
    tried="flask-talisman 1.1.0",
)
