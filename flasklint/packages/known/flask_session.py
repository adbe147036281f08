"""Flask-Session: sessions kept on the server."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_session",
    may=(),
    extensions={"Session": 0},
    tried="Flask-Session 0.8.0",
)
