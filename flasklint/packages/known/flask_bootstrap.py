"""Bootstrap-Flask and Flask-Bootstrap: templates with Bootstrap."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_bootstrap",
    may=("routes",),
)
