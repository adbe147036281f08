"""flask-expects-json: bodies held against a JSON schema."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_expects_json",
    filling=("expects_json",),
    validating=("expects_json",),
    tried="flask-expects-json 1.7.0",
)
