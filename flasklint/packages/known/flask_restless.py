"""Flask-Restless: an API made of models."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_restless",
    answers_errors_of="views",
)
