"""Flask-Inflate: compressed requests."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_inflate",
    may=("views", "converters", "errors"),
    tried="Flask-Inflate 0.3",
)
