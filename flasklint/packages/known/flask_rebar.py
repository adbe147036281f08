"""Flask-Rebar: an API with schemas, and its description."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_rebar",
    answers_errors_of="apps",
)
