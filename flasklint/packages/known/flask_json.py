"""Flask-JSON: views that give data."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_json",
    answers_errors_of="views",
)
