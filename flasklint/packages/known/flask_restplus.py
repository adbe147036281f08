"""Flask-RESTPlus: what Flask-RESTX was called before."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_restplus",
    may=("routes", "errors"),
    answers_errors_of="views",
)
