"""Flask-REST-JSONAPI: resources as JSON:API has them."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_rest_jsonapi",
    answers_errors_of="views",
)
