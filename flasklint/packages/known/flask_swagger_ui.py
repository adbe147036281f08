"""flask-swagger-ui: a Blueprint that shows an API."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_swagger_ui",
    may=("routes",),
)
