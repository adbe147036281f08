"""Flask-Classful: classes with views as methods."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_classful",
    answers_errors_of="views",
)
