"""Flask API: an app whose views give data."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_api",
    answers_errors_of="views",
)
