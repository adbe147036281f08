"""Flask-Marshmallow: schemas with URLs of the app."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_marshmallow",
    may=(),
    extensions={"Marshmallow": 0},
    tried="flask-marshmallow 1.5.0",
)
