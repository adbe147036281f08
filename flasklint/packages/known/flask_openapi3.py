"""Flask-OpenAPI3: an app whose views are given models."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_openapi3",
    answers_errors_of="views",
)
