"""flask-rest-api: what flask-smorest was called before."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_rest_api",
    answers_errors_of="apps",
)
