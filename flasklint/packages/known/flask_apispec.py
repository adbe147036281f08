"""flask-apispec: schemas of views, and pages that show them."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_apispec",
    may=("routes", "views", "errors"),
    validating=("use_kwargs",),
)
