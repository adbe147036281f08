"""Flask-CKEditor: fields with formatted text."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_ckeditor",
    may=("routes",),
    tried="Flask-CKEditor 1.0.0",
)
