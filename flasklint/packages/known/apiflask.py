"""APIFlask: an app with schemas for what comes in and goes out."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="apiflask",
    wrapping=("APIBlueprint().auth_required", "APIFlask().auth_required"),
    filling=(
        "APIBlueprint().input",
        "APIBlueprint().output",
        "APIFlask().input",
        "APIFlask().output",
    ),
    validating=("APIBlueprint().input", "APIFlask().input", "input"),
    answers_errors_of="apps",
    tried="APIFlask 3.1.2",
)
