"""Bootstrap-Flask and Flask-Bootstrap: templates with Bootstrap."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_bootstrap",
    may=("routes",),
    tried="Bootstrap-Flask 2.6.0",
)
