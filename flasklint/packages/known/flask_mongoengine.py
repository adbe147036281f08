"""Flask-MongoEngine: documents of MongoDB."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_mongoengine",
    may=(),
    extensions={"MongoEngine": 0},
)
