"""Flask-Parameter-Validation: arguments of views out of requests."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_parameter_validation",
    validating=("ValidateParameters",),
)
