"""Eve: an app made of its schemas."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="eve",
    answers_errors_of="views",
)
