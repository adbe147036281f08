"""flask-smorest: Blueprints with schemas, and pages that show them."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_smorest",
    may=("routes", "errors"),
    extensions={"Api": 0},
    filling=(
        "Blueprint().arguments",
        "Blueprint().etag",
        "Blueprint().paginate",
        "Blueprint().response",
    ),
    validating=("Blueprint().arguments",),
    answers_errors_of="apps",
    tried="flask-smorest 0.47.0",
)
