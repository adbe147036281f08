"""Flask-Uploads and Flask-Reuploaded: files that are uploaded."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_uploads",
    may=("routes",),
    tried="Flask-Reuploaded 1.6.0",
)
