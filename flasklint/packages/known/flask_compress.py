"""Flask-Compress: answers that are compressed."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_compress",
    may=(),
    extensions={"Compress": 0},
    tried="Flask-Compress 1.25",
)
