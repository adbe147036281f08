"""Flask-PyMongo: MongoDB."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_pymongo",
    may=("converters",),
    extensions={"PyMongo": 0},
    tried="Flask-PyMongo 3.0.1",
)
