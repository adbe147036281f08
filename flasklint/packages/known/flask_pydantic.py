"""Flask-Pydantic: requests and answers as models of pydantic."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_pydantic",
    filling=("validate",),
    validating=("validate",),
    tried="Flask-Pydantic 0.14.0",
)
