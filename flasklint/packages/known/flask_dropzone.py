"""Flask-Dropzone: files dropped on a page."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_dropzone",
    may=("routes",),
    tried="Flask-Dropzone 2.0.0",
)
