"""Flask-Redis: Redis."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_redis",
    may=(),
    extensions={"FlaskRedis": 0},
)
