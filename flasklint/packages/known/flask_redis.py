"""Flask-Redis: Redis."""

from flasklint.packages.package import Package

PACKAGE = Package(
    name="flask_redis",
    may=(),
    extensions={"FlaskRedis": 0},
    tried="flask-redis 0.4.0",
)
