"""Flask-Paranoid: sessions that nobody else can take over."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_paranoid",
    may=("views", "converters", "errors"),
    tried="Flask-Paranoid 0.3.0",
)
