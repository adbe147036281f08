"""Flask-AppBuilder: views and an API made of models."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_appbuilder",
    may=("routes", "errors"),
    answers_errors_of="views",
)
