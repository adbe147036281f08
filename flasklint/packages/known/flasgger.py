"""flasgger: Swagger pages out of docstrings."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flasgger",
    may=("routes",),
    wrapping=("swag_from",),
    tried="flasgger 0.9.7.1",
)
