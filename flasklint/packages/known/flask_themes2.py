"""Flask-Themes2: templates by theme."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_themes2",
    may=("routes",),
)
