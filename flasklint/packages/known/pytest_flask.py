"""pytest-flask: fixtures for an app."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="pytest_flask",
    may=("views", "converters", "errors"),
)
